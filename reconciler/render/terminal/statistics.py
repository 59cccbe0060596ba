"""Figures of customer groups for a terminal and for programs."""

from collections.abc import Iterator

from reconciler.model.figures import Figures, Statistics
from reconciler.model.ids import UserId
from reconciler.render.programs.canonical import pretty
from reconciler.render.terminal.styled import Line, line, paint
from reconciler.render.words import counts
from reconciler.render.words.names import Names
from reconciler.text import Language, Text

STATISTICS_FORMAT = 1

_SIMULATED = Text(
    "以下针对模拟器，不是真的企业微信。", "What follows is about the simulator and not about the real WeCom."
)


def statistics_to_text(
    told: Statistics, language: Language, *, simulated: bool = False, width: int = 100, color: bool = False
) -> str:
    """A head, one line for each owner or day, and for owners the sum."""
    return paint(_lines(told, language, simulated=simulated), width=width, color=color)


def _lines(told: Statistics, language: Language, *, simulated: bool) -> Iterator[Line]:
    names = Names(language, dict(told.people))
    if simulated:
        yield line((_SIMULATED.say(language), "bold"), hang=0)
    window = f"{told.first:%Y-%m-%d} – {told.last:%Y-%m-%d}"
    yield line((Text(f"客户群统计，{window}", f"Customer groups, {window}").say(language), "bold"))
    if not (told.owners or told.days):
        yield line(Text("这段时间没有数据。", "There are no figures for these days.").say(language))
    for owner, figures in told.owners:
        yield line((names.person(owner), "bold"))
        yield line(_words(figures).say(language), indent=4)
    for day, figures in told.days:
        yield line((f"{day:%Y-%m-%d}", "bold"), "  ", _words(figures).say(language))
    if len(told.owners) > 1:
        yield line((Text("合计", "All together").say(language), "bold"))
        yield line(_words(told.total).say(language), indent=4)


def _words(figures: Figures) -> Text:
    groups, people = counts.groups(figures.groups), counts.people(figures.people)
    return Text(
        f"{groups.zh}（新建 {figures.new_groups:,}，有人发言 {figures.active_groups:,}），"
        f"{people.zh}（新进 {figures.new_people:,}，发过言 {figures.active_people:,}），消息 {figures.messages:,} 条",
        f"{groups.en} ({figures.new_groups:,} new, {figures.active_groups:,} active), "
        f"{people.en} ({figures.new_people:,} new, {figures.active_people:,} active), "
        f"{counts.plural(figures.messages, 'message')}",
    )


def dump_statistics(told: Statistics, *, simulated: bool) -> str:
    """The same for programs, in the shape of `schemas/statistics.schema.json`."""
    people = dict(told.people)
    return pretty(
        {
            "kind": "statistics",
            "format_version": STATISTICS_FORMAT,
            "simulated": simulated,
            "first": told.first.isoformat(),
            "last": told.last.isoformat(),
            "owners": [{**_owner(owner, people), **_tree(figures)} for owner, figures in told.owners],
            "days": [{"day": day.isoformat(), **_tree(figures)} for day, figures in told.days],
        }
    )


def _owner(owner: UserId, people: dict[UserId, tuple[str, str, str]]) -> dict[str, object]:
    written, name, department = people.get(owner, (owner, None, None))
    return {"owner": written, "name": name, "department": department}


def _tree(figures: Figures) -> dict[str, int]:
    return {
        "groups": figures.groups,
        "new_groups": figures.new_groups,
        "active_groups": figures.active_groups,
        "people": figures.people,
        "new_people": figures.new_people,
        "active_people": figures.active_people,
        "messages": figures.messages,
    }
