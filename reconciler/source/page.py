"""One file's text on the desk: its tree, where everything stands, and the cuts to be made in it."""

import re
from typing import Any

from reconciler.errors import EditError
from reconciler.source.certainty import certain, readable, refusal
from reconciler.source.spans import FLOWS, LISTS, MAPS, Form, Span, read_spans
from reconciler.source.tree import Route
from reconciler.text import Text

BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


class Page:
    """A text and the cuts in it; nothing is changed before `finished`, and nothing beside the cuts ever is.

    Raises: EditError for a file in which the loader finds anything wrong.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.mark = BOM if text.startswith(BOM) else ""
        self.text = text.removeprefix(BOM)
        self.tree = readable(file, self.text)
        self.root = read_spans(self.text)
        found = _LINE_END.search(self.text)
        self.line_end = found.group() if found else "\n"
        self._cuts: list[tuple[int, int, str]] = []

    def cut(self, start: int, end: int, instead: str) -> None:
        """Puts other words in the place of `text[start:end]`."""
        self._cuts.append((start, end, instead))

    def cut_lines(self, start: int, end: int) -> None:
        """Takes out the whole lines from the one with `start` to the one with `end`."""
        first = self.start_of_line(start)
        if self.text[first:start].strip(" "):
            raise self.unclear()
        last = self.end_of_line(end)
        found = _LINE_END.match(self.text, last)
        self.cut(first, found.end() if found else last, "")

    def insert_below(self, index: int, lines: list[str], *, beyond: int | None = None) -> None:
        """Puts lines below the one with `index`, and below comments after it that stand further right than `beyond`."""
        at = self.end_of_line(index) if beyond is None else self._end_of_comments(index, beyond)
        self.cut(at, at, "".join(self.line_end + line for line in lines))

    def finished(self, wanted: Any) -> str:
        """The text with its cuts. Raises: EditError where the loader does not read the wanted tree from it."""
        text = self.text
        self._cuts.sort(key=lambda cut: cut[:2])  # those at one place stay in order
        for start, end, instead in reversed(self._cuts):
            text = text[:start] + instead + text[end:]
        if self.text.endswith(("\n", "\r")):
            return self.mark + certain(self.file, text, wanted)
        text = text.removesuffix(self.line_end)
        try:
            return self.mark + certain(self.file, text, wanted)
        except EditError:  # a text below `|` at the end of the file needs a line break to have one
            return self.mark + certain(self.file, text + self.line_end, wanted)

    def is_noted_below(self, index: int) -> bool:
        """Whether indented comments come next: a text of several lines would take them in."""
        return self._end_of_comments(index, 0) != self.end_of_line(index)

    def start_of_line(self, index: int) -> int:
        """Where the line with `index` begins."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def end_of_line(self, index: int) -> int:
        """Where the line with `index` ends, before its line break."""
        found = _LINE_END.search(self.text, index)
        return found.start() if found else len(self.text)

    def span(self, route: Route) -> Span:
        """The value at a route that the tree has. Raises: EditError where it stands behind an alias."""
        found = self.root.at(route)
        if found is None or found.form is Form.ALIAS:
            raise refusal(
                self.file,
                Text(
                    "这里的内容是用引用（*）从别处借来的，改了会连带改动别处",
                    "what is written here is borrowed from elsewhere by an alias (*)",
                ),
                Text("先把引用换成内容本身。", "Replace the alias by what it stands for first."),
            )
        return found

    def column(self, block: Span) -> int:
        """The column of a block mapping's keys or a block list's dashes."""
        if block.form is Form.BLOCK_MAP:
            return block.keys[0].column
        if self.text[block.start] != "-":  # an anchor stands before it
            raise self.unclear()
        return block.column

    def after_colon(self, key: Span) -> int:
        """The place behind a key's colon."""
        found = re.compile(r" *:").match(self.text, key.end)
        if found is None:
            raise self.unclear()
        return found.end()

    def cut_from_flow(self, holder: Span, index: int) -> None:
        """Takes one entry out of a list in brackets or a mapping in braces, its comma with it."""
        starts = [one.start for one in (holder.keys or holder.items)]
        ends = [one.end for one in holder.items]
        if len(starts) == 1:
            start, end = starts[0], ends[0]
        elif index + 1 < len(starts):
            start, end = starts[index], starts[index + 1]
        else:
            start, end = ends[index - 1], ends[index]
        self.refuse_comments(self.text[start : starts[index]] + self.text[ends[index] : end])
        self.cut(start, end, "")

    def cut_item(self, holder: Span, index: int) -> None:
        """Takes one item out of a block list: its lines and what is noted behind them."""
        dash = self._dash(holder, index)
        self.cut_lines(dash, max(dash, holder.items[index].end))

    def refuse_comments(self, text: str) -> None:
        """Raises: EditError if a part that would be lost holds a comment."""
        if "#" in text:
            raise refusal(self.file, Text("会丢掉这里的注释", "a comment would be lost"))

    def unclear(self) -> EditError:
        """A form of YAML that nobody writes by hand, or an anchor in the way."""
        return refusal(self.file, Text("这里的写法太特殊", "what is to be changed is written in an unusual form"))

    def _dash(self, holder: Span, index: int) -> int:
        """Where an item's dash stands: the first thing in its line, in the list's column."""
        column = self.column(holder)
        if index == 0:
            return holder.start
        at = holder.items[index - 1].end
        while True:
            found = _LINE_END.search(self.text, at)
            if found is None:
                raise self.unclear()
            at = found.end()
            line = self.text[at : self.end_of_line(at)]
            if len(line) - len(line.lstrip(" ")) == column and line[column : column + 1] == "-":
                return at + column

    def _end_of_comments(self, index: int, beyond: int) -> int:
        last = at = self.end_of_line(index)
        while found := _LINE_END.match(self.text, at):
            at = self.end_of_line(found.end())
            line = self.text[found.end() : at]
            if line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) > beyond:
                last = at
            elif line.strip():
                break
        return last


def is_list(span: Span) -> bool:
    """Whether a value is written as a list."""
    return span.form in LISTS


def is_map(span: Span) -> bool:
    """Whether a value is written as a mapping."""
    return span.form in MAPS


def is_flow(span: Span) -> bool:
    """Whether a value stands in brackets or braces."""
    return span.form in FLOWS
