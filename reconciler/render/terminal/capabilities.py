"""What WeCom allows, for a terminal, for programs and for the manual."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from reconciler.model.capability import Access, Capability
from reconciler.model.group import GroupType
from reconciler.render.escape import code, markdown
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.terminal.styled import Line, Style, line, paint
from reconciler.render.words.words import TYPES
from reconciler.text import Language, Text

CAPABILITIES_FORMAT = 1

BY_API, BY_A_PERSON, NOT_AT_ALL = "+", "?", "×"

LEGEND = {
    BY_API: Text("由接口自动完成", "done by API"),
    BY_A_PERSON: Text("要人在客户端或管理后台操作", "a person does it, in the client or the console"),
    NOT_AT_ALL: Text("没有办法设置", "cannot be set"),
}
WAYS = {
    Access.WRITE: Text("接口可写", "API writes"),
    Access.READ: Text("接口可读", "API reads"),
    Access.MANUAL: Text("客户端手工", "by hand in the client"),
    Access.CONSOLE: Text("管理后台", "in the admin console"),
    Access.NONE: Text("没有途径", "no way"),
}
_STYLES: dict[str, Style] = {BY_API: "join", BY_A_PERSON: "manual", NOT_AT_ALL: "dim"}
_LIMIT, _NEEDS = Text("限制：", "Limit: "), Text("前提：", "Needs: ")
_WHERE, _SOURCE = Text("怎么做：", "How: "), Text("来源：", "Source: ")
_HEADER = Text(
    "| | 项目 | 途径 | 限制与前提 | 怎么做 | 来源 |",
    "| | Field | Ways | Limits and needs | How | Source |",
)


def symbol_of(cell: Capability) -> str:
    """One of the three: done by API, by a person, or not at all (what is only read cannot be set)."""
    if Access.WRITE in cell.access:
        return BY_API
    return BY_A_PERSON if {Access.MANUAL, Access.CONSOLE} & set(cell.access) else NOT_AT_ALL


def capabilities_to_text(
    cells: Sequence[Capability], language: Language, *, width: int = 100, color: bool = False
) -> str:
    """One table for each type of group, and what the three symbols mean."""
    return paint(_lines(cells, language), width=width, color=color)


def capabilities_to_markdown(cells: Sequence[Capability], language: Language) -> str:
    """The same for the manual: one Markdown table for each type."""
    parts = ["\n".join(f"- {markdown(sign)} {markdown(words.say(language))}" for sign, words in LEGEND.items())]
    for group_type, mine in _by_type(cells):
        rows = "\n".join(_row(cell, language) for cell in mine)
        header = f"{_HEADER.say(language)}\n|---|---|---|---|---|---|"
        parts.append(f"### {markdown(TYPES[group_type].say(language))} {code(group_type.value)}\n\n{header}\n{rows}")
    return "\n\n".join(parts) + "\n"


def dump_capabilities(cells: Sequence[Capability]) -> str:
    """The same for programs: versioned, both languages."""
    return pretty(
        {"kind": "capabilities", "format_version": CAPABILITIES_FORMAT, "capabilities": [_tree(cell) for cell in cells]}
    )


def _by_type(cells: Sequence[Capability]) -> list[tuple[GroupType, list[Capability]]]:
    found = [(group_type, [cell for cell in cells if cell.type is group_type]) for group_type in GroupType]
    return [(group_type, mine) for group_type, mine in found if mine]


def _lines(cells: Sequence[Capability], language: Language) -> Iterator[Line]:
    for sign, words in LEGEND.items():
        yield line((sign, _STYLES[sign]), f" {words.say(language)}")
    for group_type, mine in _by_type(cells):
        yield line()
        yield line((TYPES[group_type].say(language), "bold"), (f"  {group_type.value}", "dim"))
        widest = max(_width(cell.title.say(language)) for cell in mine)
        for cell in mine:
            yield from _cell(cell, language, widest)


def _width(words: str) -> int:
    from rich.cells import cell_len

    return cell_len(words)


def _cell(cell: Capability, language: Language, widest: int) -> Iterator[Line]:
    sign, title = symbol_of(cell), cell.title.say(language)
    gap = " " * (widest - _width(title) + 2)
    yield line((sign, _STYLES[sign]), f" {title}{gap}{_ways(cell, language)}", (f"  {cell.field}", "dim"), indent=2)
    source = Text.same(f"{cell.source} ({cell.checked})")
    for label, words in ((_LIMIT, cell.limit), (_NEEDS, cell.needs), (_WHERE, cell.where), (_SOURCE, source)):
        if words:
            yield line((label.say(language), "dim"), words.say(language), indent=6, hang=0)


def _ways(cell: Capability, language: Language) -> str:
    words = [WAYS[access].say(language) for access in cell.access]
    return ("、" if language == "zh" else ", ").join(words)


def _row(cell: Capability, language: Language) -> str:
    limits = [words.say(language) for words in (cell.limit, cell.needs) if words]
    parts = (
        Markup(symbol_of(cell)),  # noqa: S704 - one of our three symbols
        markdown(cell.title.say(language)) + Markup(" ") + code(cell.field),
        markdown(_ways(cell, language)) + (Markup(" ") + code(cell.endpoint) if cell.endpoint else Markup("")),
        markdown(("；" if language == "zh" else "; ").join(limits) or "–"),
        markdown(cell.where.say(language) if cell.where else "–"),
        markdown(f"{cell.source} ({cell.checked})"),
    )
    return "| " + " | ".join(parts) + " |"


def _tree(cell: Capability) -> dict[str, object]:
    return {
        "type": cell.type.value,
        "field": cell.field,
        "title": both(cell.title),
        "symbol": symbol_of(cell),
        "access": [access.value for access in cell.access],
        "endpoint": cell.endpoint,
        "limit": both(cell.limit) if cell.limit else None,
        "needs": both(cell.needs) if cell.needs else None,
        "where": both(cell.where) if cell.where else None,
        "seen_by": cell.seen_by,
        "source": cell.source,
        "checked": cell.checked,
    }
