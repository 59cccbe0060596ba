"""Where a route is in its file: worked out only for what is shown, by composing the file again."""

import dataclasses
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

from reconciler.model.finding import Finding, Place
from reconciler.source.decode import decode, line_starts
from reconciler.source.discover import is_document, read_bytes
from reconciler.source.document import MAX_DEPTH
from reconciler.source.tree import Route

_TOP: Final = (1, 1)


class Positions:
    """Lines and columns of one text, counted from 1 in code points, as an editor shows them.

    `below`: routes begin there and not at the top.
    """

    def __init__(self, text: str, below: Route = ()) -> None:
        self._root = _compose(text)
        self._root = self._walk(below)[1]

    def of(self, route: Route) -> tuple[int, int]:
        """Where the value at a route begins; its key where the value is empty or begins on a later line.

        A route that leads nowhere is shown at the last step that exists, a whole document at its first key.
        """
        key, value = self._walk(route)
        if value is None:
            return _TOP
        if key is None or (value.start_mark.line == key.start_mark.line and not _is_nothing(value)):
            return _position(value)
        return _position(key)

    def of_key(self, route: Route) -> tuple[int, int]:
        """Where the key at the end of a route is written; the value's place for an item of a list."""
        key, value = self._walk(route)
        node = key if key is not None else value
        return _TOP if node is None else _position(node)

    def source(self, route: Route) -> str:
        """The text of a scalar as it stands in the file, without quotation marks; empty for anything else."""
        node = self._walk(route)[1]
        return str(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def _walk(self, route: Route) -> tuple[Any, Any]:
        key: Any = None
        node: Any = self._root
        for step in route:
            if isinstance(node, yaml.MappingNode):
                found = [(name, value) for name, value in node.value if _is_named(name, step)]
                if not found:
                    break
                key, node = found[-1]  # of a doubled key the last counts
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                key, node = None, node.value[step]
            else:
                break
        return key, node


def locate(root: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with line and column filled in, sorted for showing.

    Args:
        root: the folder below which the places' files lie.
        findings: of any rule; those with a line keep it. A file that cannot be read any more is shown at its top.
    """
    findings = tuple(findings)
    found = locate_places(root, {finding.place for finding in findings})
    located = (dataclasses.replace(finding, place=found[finding.place]) for finding in findings)
    return tuple(sorted(located, key=Finding.sort_key))


def locate_places(root: Path, places: Iterable[Place]) -> dict[Place, Place]:
    """Each place with its line and column; every file is read once."""
    known: dict[str, Positions | None] = {}
    found: dict[Place, Place] = {}
    for place in places:
        if place.file not in known:
            known[place.file] = _positions_of(root, place.file)
        positions = known[place.file]
        line, column = positions.of(place.path) if positions else _TOP
        found[place] = place if place.line else Place(place.file, place.path, line, column)
    return found


def source_lines(root: Path, files: Iterable[str]) -> dict[str, list[str]]:
    """The lines of these files, for showing; a file that is not readable text is left out."""
    lines: dict[str, list[str]] = {}
    for file in files:
        raw = _bytes_of(root, file)
        if raw is None:
            continue
        text = decode(file, raw).text
        starts = line_starts(text)
        lines[file] = [text[start:end].rstrip("\r\n") for start, end in pairwise([*starts, len(text)])]
    return lines


def _positions_of(root: Path, file: str) -> Positions | None:
    raw = _bytes_of(root, file)
    return None if raw is None else Positions(decode(file, raw).text)


def _bytes_of(root: Path, file: str) -> bytes | None:
    """A file's bytes; None for what was refused: a link to the outside shows nothing, a pipe is not waited for."""
    raw = read_bytes(root, file, cut=True) if is_document(root, file) else None
    return raw if isinstance(raw, bytes) else None


def _compose(text: str) -> Any:
    """The first document's nodes, or None. Nothing deeper than a document may be is composed.

    By hand: libyaml's composer stops at an alias that leads nowhere and at an anchor that is there twice, and then
    nothing else in the file would have a place.
    """
    holders: list[Any] = [yaml.SequenceNode("", [])]
    keys: list[Any] = [None]  # of each holder: the key that waits for its value
    anchors: dict[str, Any] = {}
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.DocumentEndEvent) or len(holders) > MAX_DEPTH + 1:
                break
            if isinstance(event, yaml.CollectionEndEvent):
                holders.pop()
                keys.pop()
            elif isinstance(event, yaml.NodeEvent):
                node = anchors.get(event.anchor or "") if isinstance(event, yaml.AliasEvent) else None
                node = _node(event) if node is None else node
                keys[-1] = _put(holders[-1], keys[-1], node)
                if isinstance(event, yaml.CollectionStartEvent):
                    holders.append(node)
                    keys.append(None)
                if event.anchor is not None and not isinstance(event, yaml.AliasEvent):
                    anchors[event.anchor] = node
    except yaml.YAMLError:
        return None
    return holders[0].value[0] if len(holders) == 1 and holders[0].value else None


def _node(event: Any) -> Any:
    """An empty node; an alias that leads nowhere is nothing at all."""
    first: Any = event.start_mark
    last: Any = event.end_mark
    if isinstance(event, yaml.ScalarEvent):
        return yaml.ScalarNode("", event.value, first, last, event.style)
    if isinstance(event, yaml.AliasEvent):
        return yaml.ScalarNode("", "", first, last)
    kind = yaml.MappingNode if isinstance(event, yaml.MappingStartEvent) else yaml.SequenceNode
    return kind("", [], first, last)


def _put(holder: Any, key: Any, node: Any) -> Any:
    """Add a node to a collection. Returns: the key that now waits for its value, if one does."""
    if isinstance(holder, yaml.SequenceNode):
        holder.value.append(node)
        return None
    if key is None:
        return node
    holder.value.append((key, node))
    return None


def _is_named(node: Any, step: str | int) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == step


def _is_nothing(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value and not node.style


def _position(node: Any) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
