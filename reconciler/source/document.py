"""YAML text → plain tree of dict, list, str, bool, int, float, None: strictly, and nothing silently converted.

A slim constructor on the events of libyaml (PyYAML's C parser): half the cost of PyYAML's own (libraries.md), and
everything that PyYAML lets pass is a finding here. The pure-Python parser is never used.
"""

import functools
from dataclasses import dataclass
from typing import Any, Final

import yaml

from reconciler.errors import SourceError
from reconciler.model.finding import Finding, Place
from reconciler.source import structure
from reconciler.source.decode import FORBIDDEN, decode, forbidden_character
from reconciler.source.scalars import Scalar, read_plain
from reconciler.source.syntax import explain_syntax
from reconciler.source.tree import Document, Route, Tree
from reconciler.text import Text

try:
    from yaml import _yaml
except ImportError:  # without libyaml: `require_libyaml` refuses to go on
    _parser: Any = None
else:
    _parser = _yaml.CParser

MAX_DEPTH = 20
MAX_NODES = 60_000  # 2,000 people with user, until, reason and sub_departments each
MAX_ALIAS_NODES = 1_000
_MERGE: Final = "<<"

_read_plain = functools.lru_cache(maxsize=100_000)(read_plain)


def require_libyaml() -> None:
    """Raises: SourceError where PyYAML came without its C parser, which is ten times faster."""
    if _parser is None:
        raise SourceError(
            Text(
                "当前的 PyYAML 不带 libyaml，读取会慢十倍以上。",
                "This PyYAML comes without libyaml and would be more than ten times slower.",
            ),
            Text(
                "用 `pip install --force-reinstall --only-binary :all: pyyaml` 重新安装。",
                "Reinstall it: `pip install --force-reinstall --only-binary :all: pyyaml`.",
            ),
        )


def read_document(file: str, raw: bytes) -> Document:
    """Reads one file's bytes. Never raises for what the file holds: everything wrong is a finding with a place.

    Args:
        file: path below the root, for places.
        raw: the file, at most `decode.MAX_SIZE_BYTES`.
    """
    decoded = decode(file, raw)
    document = Document(file, findings=list(decoded.findings), text=decoded.text)
    if not decoded.usable:
        return document
    assembly = _Assembly(document)
    try:
        tree = assembly.read(_parser(decoded.text.encode()))
    except yaml.YAMLError as problem:
        # Characters that were read as spaces may have caused it; otherwise one finding says it all.
        document.findings = list(decoded.findings) or [explain_syntax(file, decoded.text, problem)]
        return document
    document.tree = None if assembly.stopped else tree
    return document


@dataclass(slots=True)
class _Anchor:
    value: Any
    route: Route
    nodes: int
    is_open: bool


class _Assembly:
    """Builds one tree from events; `container` is the collection being filled, `key` the pending key of a mapping."""

    __slots__ = (
        "alias_nodes",
        "anchors",
        "container",
        "document",
        "is_merge",
        "key",
        "lines",
        "nodes",
        "stack",
        "stopped",
    )

    def __init__(self, document: Document) -> None:
        self.document = document
        self.container: Any = None
        self.key: str | None = None
        self.is_merge = False  # whether the pending key is a bare `<<`, which brings nothing
        self.lines: dict[str, int] = {}
        self.stack: list[tuple[Any, str | None, dict[str, int], str | None]] = []
        self.anchors: dict[str, _Anchor] = {}
        self.nodes = 0
        self.alias_nodes = 0
        self.stopped = False

    def read(self, parser: Any) -> Tree:
        """The first document of a stream. Raises: yaml.YAMLError as libyaml finds it."""
        parser.get_event()
        start = parser.get_event()
        if type(start) is yaml.StreamEndEvent:
            self.stop(structure.empty_file(self.document.file))
            return {}
        if start.version is not None or start.tags:
            self.find(structure.directive(self.place(start)))
        root = parser.get_event()
        if type(root) is not yaml.MappingStartEvent:
            self.stop(self.not_a_mapping(root))
            return {}
        tree: Tree = {}
        self.container = tree
        self.check_marks(root)
        self.stack.append((None, None, {}, root.anchor))
        if root.anchor:
            self.anchors[root.anchor] = _Anchor(tree, (), 0, is_open=True)
        self.read_nodes(parser)
        if not self.stopped:
            parser.get_event()  # the document's end
            after = parser.get_event()
            if type(after) is yaml.DocumentStartEvent:
                self.find(structure.several_documents(self.place(after)))
        return tree

    def read_nodes(self, parser: Any) -> None:
        """Everything up to the end of the top mapping, or until the document turns out unusable."""
        scalar_event, next_event, plain = yaml.ScalarEvent, parser.get_event, _read_plain
        while self.stack and not self.stopped:
            event = next_event()
            kind = type(event)
            if kind is scalar_event:
                container = self.container
                if type(container) is list and not event.style and event.anchor is None and event.tag is None:
                    value, mistaken = plain(event.value)  # most of all values are plain items of a list
                    if mistaken is None:
                        container.append(value)
                        self.nodes += 1
                        continue
                if self.key is None and type(container) is dict:
                    self.read_key(event)
                else:
                    self.read_scalar(event)
            elif kind is yaml.MappingStartEvent:
                self.open({}, event)
            elif kind is yaml.SequenceStartEvent:
                self.open([], event)
            elif kind is yaml.AliasEvent:
                self.read_alias(event)
            else:
                self.close(event)

    def read_key(self, event: Any) -> None:
        """A mapping's key: always a text, once."""
        text: str = event.value
        key, line = text, event.start_mark.line + 1
        self.check_marks(event, (text,))
        if not event.style:
            value, mistaken = _read_plain(text)
            if text == _MERGE:
                self.is_merge = True
                self.find(structure.merge_key(self.place(event, (text,))))
            elif mistaken is not None or type(value) is not str:
                self.find(structure.key_not_text(self.place(event, (text,)), text))
        if key in self.lines:
            self.find(structure.doubled_key(self.place(event, (key,)), key, self.lines[key]))
            self.forget((*self.route(), key))
        else:
            self.lines[key] = line
        self.key = key
        if event.anchor:
            self.anchors[event.anchor] = _Anchor(text, self.route(), 1, is_open=False)

    def read_scalar(self, event: Any) -> None:
        """A value: a list's item or what belongs to the pending key."""
        value: Scalar = event.value
        if event.tag is not None:
            self.check_marks(event)
        elif not event.style:
            value, mistaken = _read_plain(event.value)
            if mistaken is not None:
                self.document.ambiguous[self.route()] = mistaken
        elif event.style == '"' and (odd := FORBIDDEN.search(event.value)):
            self.find(forbidden_character(self.place(event), odd.group()))
        if event.anchor:
            self.anchors[event.anchor] = _Anchor(value, self.route(), 1, is_open=False)
        self.attach(value)
        self.nodes += 1

    def attach(self, value: Any) -> None:
        """Puts a finished value into the collection being filled."""
        if type(self.container) is list:
            self.container.append(value)
        else:
            if not self.is_merge:
                self.container[self.key] = value
            self.key, self.is_merge = None, False

    def open(self, collection: Any, event: Any) -> None:
        """A mapping or list begins."""
        if type(self.container) is dict and self.key is None:
            self.stop(structure.key_not_text(self.place(event), ""))
            return
        route, key = self.route(), self.key
        self.check_marks(event)
        if event.anchor:
            self.anchors[event.anchor] = _Anchor(collection, route, self.nodes, is_open=True)
        self.stack.append((self.container, key, self.lines, event.anchor))
        self.attach(collection)
        self.container, self.key, self.lines = collection, None, {}
        self.nodes += 1
        if len(self.stack) > MAX_DEPTH:
            self.stop(structure.too_deep(self.place(event), MAX_DEPTH))

    def close(self, event: Any) -> None:
        """A mapping or list ends."""
        if self.nodes > MAX_NODES:
            self.stop(structure.too_many_nodes(self.place(event), MAX_NODES))
        self.container, _, self.lines, anchor = self.stack.pop()
        self.key = None
        if anchor and anchor in self.anchors:
            done = self.anchors[anchor]
            done.nodes, done.is_open = self.nodes - done.nodes + 1, False

    def read_alias(self, event: Any) -> None:
        """`*name`: the same value again, within a small limit so that no file explodes."""
        anchor = self.anchors.get(event.anchor)
        if type(self.container) is dict and self.key is None:
            self.stop(structure.key_not_text(self.place(event), ""))
            return
        if anchor is None or anchor.is_open:
            self.find(structure.unknown_alias(self.place(event), event.anchor))
            self.attach(None)
            return
        route, depth = self.route(), len(anchor.route)
        for known, mistaken in list(self.document.ambiguous.items()):
            if known[:depth] == anchor.route:
                self.document.ambiguous[route + known[depth:]] = mistaken
        self.attach(anchor.value)
        self.alias_nodes += anchor.nodes
        self.nodes += anchor.nodes
        if self.alias_nodes > MAX_ALIAS_NODES:
            self.stop(structure.too_many_aliases(self.place(event), MAX_ALIAS_NODES))

    def route(self) -> Route:
        """The route of the value that comes next."""
        steps: list[str | int] = []
        for container, key, _, _ in self.stack[1:]:
            steps.append(len(container) - 1 if type(container) is list else key or "")
        if type(self.container) is list:
            steps.append(len(self.container))
        elif self.key is not None:
            steps.append(self.key)
        return tuple(steps)

    def place(self, event: Any, more: Route = ()) -> Place:
        """Where an event begins, columns counted in code points from 1."""
        mark = event.start_mark
        return Place(self.document.file, self.route() + more, mark.line + 1, mark.column + 1)

    def check_marks(self, event: Any, more: Route = ()) -> None:
        """Tags (`!!str`, `!x`) are refused wherever they stand."""
        if event.tag is not None:
            self.find(structure.tag(self.place(event, more), event.tag))

    def not_a_mapping(self, root: Any) -> Finding:
        """Why the top of the file is not usable."""
        empty = type(root) is yaml.ScalarEvent and not root.value and not root.style
        return (
            structure.empty_file(self.document.file)
            if empty
            else structure.not_a_mapping(self.place(root), self.document.text)
        )

    def forget(self, route: Route) -> None:
        """The first value of a doubled key is read no further: the last one stands, as in every reader."""
        for known in [known for known in self.document.ambiguous if known[: len(route)] == route]:
            del self.document.ambiguous[known]

    def find(self, finding: Finding) -> None:
        """Remembers a finding and that its place needs no other."""
        self.document.findings.append(finding)
        self.document.muted.add(finding.place.path)

    def stop(self, finding: Finding) -> None:
        """Remembers a finding after which nothing further in the file can be trusted."""
        self.find(finding)
        self.stopped = True
