"""Where every value stands in a file's text: what an edit cuts at.

Made from libyaml's events, as the loader's tree is, so that both see the same file. `places` shows where a value
begins; this also knows where it ends.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import yaml

from reconciler.source.tree import Route


class Form(Enum):
    """How a value is written."""

    PLAIN = auto()
    SINGLE = auto()
    DOUBLE = auto()
    BLOCK = auto()  # a literal or folded text, `|` or `>`
    ALIAS = auto()
    FLOW_LIST = auto()
    FLOW_MAP = auto()
    BLOCK_LIST = auto()
    BLOCK_MAP = auto()


_SCALARS = {None: Form.PLAIN, "": Form.PLAIN, "'": Form.SINGLE, '"': Form.DOUBLE, "|": Form.BLOCK, ">": Form.BLOCK}
LISTS = (Form.BLOCK_LIST, Form.FLOW_LIST)
MAPS = (Form.BLOCK_MAP, Form.FLOW_MAP)
FLOWS = (Form.FLOW_LIST, Form.FLOW_MAP)


@dataclass(slots=True)
class Span:
    """One value: `text[start:end]`, anchor included, comments and blanks around it not.

    Attributes:
        column: of `start`, counted from 0.
        items: the items of a list, the values of a mapping.
        keys: the keys of a mapping, one for each of `items`.
    """

    form: Form
    start: int
    end: int
    column: int
    value: str = ""
    items: list["Span"] = field(default_factory=list)
    keys: list["Span"] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        """A value that is not written at all, as in `members:`."""
        return self.form is Form.PLAIN and self.start == self.end

    def key(self, name: str) -> int | None:
        """The index of a mapping's key."""
        found = [index for index, key in enumerate(self.keys) if key.value == name]
        return found[-1] if self.form in MAPS and found else None

    def at(self, route: Route) -> "Span | None":
        """The value at a route; None where there is none, or only behind an alias."""
        here = self
        for step in route:
            index = here.key(step) if isinstance(step, str) else step
            if index is None or index >= len(here.items) or (isinstance(step, int) and here.form not in LISTS):
                return None
            here = here.items[index]
        return here


def read_spans(text: str) -> Span:
    """The top mapping of a text that the loader accepts.

    Args:
        text: without byte order mark.
    """
    top = Span(Form.BLOCK_LIST, 0, 0, 0)
    open_spans, waiting = [top], [False]  # of each open collection: whether a key waits for its value
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            _close(text, open_spans.pop(), event)
            waiting.pop()
        elif isinstance(event, yaml.NodeEvent):
            span = _span(event, text)
            holder = open_spans[-1]
            is_key = holder.form in MAPS and not waiting[-1]
            (holder.keys if is_key else holder.items).append(span)
            waiting[-1] = is_key
            if isinstance(event, yaml.CollectionStartEvent):
                open_spans.append(span)
                waiting.append(False)
    return top.items[0]


def _span(event: Any, text: str) -> Span:
    start, end = event.start_mark.index, event.end_mark.index
    column, value = event.start_mark.column, ""
    if isinstance(event, yaml.AliasEvent):
        form = Form.ALIAS
    elif isinstance(event, yaml.ScalarEvent):
        form, value = _SCALARS[event.style], event.value
        if form is Form.BLOCK:  # libyaml counts the blank lines that follow
            end = start + len(text[start:end].rstrip())
    elif isinstance(event, yaml.SequenceStartEvent):
        form = Form.FLOW_LIST if event.flow_style else Form.BLOCK_LIST
    else:
        form = Form.FLOW_MAP if event.flow_style else Form.BLOCK_MAP
    return Span(form, start, end, column, value)


def _close(text: str, span: Span, event: Any) -> None:
    """A collection ends: a flow one at its bracket, a block one with its last value (libyaml says: at what follows)."""
    if span.form in FLOWS:
        span.end = event.end_mark.index
    elif span.items:
        last = span.items[-1]
        span.end = last.end
        if last.is_nothing:  # `- ` or `key:` ends where the mark stands
            span.end = len(text[: last.end].rstrip(" "))
