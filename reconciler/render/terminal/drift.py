"""Drift for a terminal: who changed what, grouped by cause, and what becomes of it."""

from collections.abc import Iterator

from reconciler.model.change import Cause, Change
from reconciler.model.plan import GroupPlan, Plan
from reconciler.model.resource import Fate
from reconciler.render.markdown.headline import unread
from reconciler.render.outlook import frozen, held_by_quiet_hours
from reconciler.render.reorganisation import reorganisation_lines
from reconciler.render.rows.change import rows
from reconciler.render.rows.resource import chosen, resource_rows
from reconciler.render.terminal.error_lines import error_lines
from reconciler.render.terminal.plan import blocked_lines, row_lines, section
from reconciler.render.terminal.styled import Line, line, paint
from reconciler.render.words import counts, titles
from reconciler.render.words.names import Names, short_fingerprint
from reconciler.render.words.undo import undo_notes
from reconciler.text import Language, Text

_ORDER = (
    Cause.REVOKED,
    Cause.DRIFT,
    Cause.DEPARTED,
    Cause.DIRECTORY,
    Cause.EXPIRY,
    Cause.SANCTION,
    Cause.UNDO,
    Cause.INTENT,
)

_TITLES = {
    Cause.REVOKED: Text("紧急移出", "Revoked people"),
    Cause.DRIFT: Text("在企业微信里被人改过", "Changed in WeCom by hand"),
    Cause.DEPARTED: Text("有人离职", "People left the company"),
    Cause.DIRECTORY: Text("通讯录有变动", "The address book moved"),
    Cause.EXPIRY: Text("期限已到", "End dates have passed"),
    Cause.SANCTION: Text("处分", "Sanctions"),
    Cause.UNDO: Text("撤销过的执行，git 还在要求", "Undone on purpose, and git still asks for it"),
    Cause.INTENT: Text("YAML 的改动还没有执行", "Changes in git that were not applied"),
}
_TO_CORRECT = Text("将改回", "to be corrected")
_REPORTED = Text("只报告", "reported only")
_WAITING = Text("留给 apply", "left to apply")
_BY_A_PERSON = Text("要人来做", "a person has to do it")
_FATES = {Fate.ACTED: _TO_CORRECT, Fate.REPORTED: _REPORTED, Fate.WAITING: _WAITING}
_BY_HAND = Text(
    "每行是改回去要做的事：移出的是有人手工拉进来的，加入的是有人手工移走的。",
    "Each row is what puts it right: who leaves came in by hand, who joins was taken out by hand.",
)
_SHOWN = frozenset({"members.join", "members.leave", "name", "owner", "admins", "announcement", "create"})
"""Fields of manual steps that stand for differences which WeCom shows."""
_NO_DRIFT = Text("没有偏离：企业微信里的群和 git 一致。", "No drift: the groups in WeCom are as git asks.")


def drift_to_text(plan: Plan, language: Language, *, width: int = 100, color: bool = False) -> str:
    """The drift of a plan as text: every difference stands under its cause, then under its group or around groups.

    Rows say what would bring the group back: `- 赵六 移出` is somebody who came in by hand; with `?` a person does it.
    """
    return paint(_lines(plan, Names.of(plan, language)), width=width, color=color)


def drift_headline(plan: Plan) -> Text:
    """How many groups differ from git, how many differences there are, and how many more around groups."""
    found = [(group, _all(group)) for group in plan.groups if _all(group)]
    around = len(plan.resources)
    if not found and not plan.blocked:
        return _only_around(around) if around else _NO_DRIFT
    number = sum(len(changes) for _, changes in found) + sum(len(held.changes) for held in plan.blocked)
    keys = {group.key for group, _ in found} | {change.group for held in plan.blocked for change in held.changes}
    keys |= {held.group for held in plan.blocked if held.group}
    where = counts.groups(len(keys))
    differ = counts.verb(len(keys), "differs", "differ")
    more = Text(f"；群以外的设置 {around:,} 处", f"; {around:,} more around groups") if around else Text("", "")
    en = f"{where.en} {differ} from git, {counts.plural(number, 'difference')}{more.en}."
    return Text(f"{where.zh}和 git 不一致，共 {number:,} 处{more.zh}。", en)


def _only_around(number: int) -> Text:
    return Text(
        f"群和 git 一致，群以外的设置有 {number:,} 处不一致。",
        f"The groups are as git asks; {counts.plural(number, 'difference')} around groups.",
    )


def _all(group: GroupPlan) -> tuple[Change, ...]:
    return (*group.changes, *group.by_hand, *group.reported, *group.waiting)


def _lines(plan: Plan, names: Names) -> Iterator[Line]:
    language = names.language
    yield line((drift_headline(plan).say(language), "bold"))
    for words in (*undo_notes(plan), frozen(plan), held_by_quiet_hours(plan)):
        if words:
            yield line(words.say(language))
    if plan.simulated:
        yield line((titles.SIMULATED.say(language), "manual"))
    yield line((titles.reading(plan, short_fingerprint(plan.fingerprint)).say(language), "dim"))
    for cause in _ORDER:
        yield from _cause(plan, cause, names)
    yield from blocked_lines(plan, names)
    yield from reorganisation_lines(plan, names)
    yield from error_lines(plan, names.groups, language)
    notes = [words for words in (unread(plan), titles.ended(plan), titles.handed_over(plan)) if words]
    if notes:
        yield line()
    for words in notes:
        yield line(("? ", "manual"), words.say(language))


def _cause(plan: Plan, cause: Cause, names: Names) -> Iterator[Line]:
    language = names.language
    found = [
        (group, fate, those)
        for group in plan.groups
        for fate, changes in _fates(group, plan, names)
        if (those := tuple(change for change in changes if change.cause is cause))
    ]
    around = tuple(change for change in plan.resources if change.cause is cause)
    if not found and not around:
        return
    number = sum(len(changes) for _, _, changes in found) + len(around)
    yield from section(_TITLES[cause], language, Text(f"{number:,} 处", counts.plural(number, "difference")))
    if cause is Cause.DRIFT and found:
        yield line((_BY_HAND.say(language), "dim"), indent=2, hang=0)
    for group, fate, changes in found:
        yield line((group.name, "bold"), (f"  {group.key}  ", "dim"), fate, indent=2)
        yield from row_lines(rows(changes, names, by_hand=changes[0] in group.by_hand), 4, language)
    yield from _around(plan, cause, names)


def _around(plan: Plan, cause: Cause, names: Names) -> Iterator[Line]:
    """The differences around groups that have one cause, by what becomes of them."""
    language = names.language
    for fate, words in _FATES.items():
        changes = [change for change in chosen(plan, fate) if change.cause is cause]
        if changes:
            yield line((titles.AROUND.say(language), "bold"), "  ", words.say(language), indent=2)
            yield from row_lines(resource_rows(changes, names), 4, language)


def _fates(group: GroupPlan, plan: Plan, names: Names) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """The differences of one group by what becomes of them; who has to do what no API does is named."""
    language = names.language
    yield _TO_CORRECT.say(language), group.changes
    people = {
        step.assignee for step in plan.manual if step.group == group.key and step.field in _SHOWN and step.assignee
    }
    who = names.persons(sorted(people))
    yield f"{_BY_A_PERSON.say(language)}{titles.COLON.say(language) if who else ''}{who}", group.by_hand
    yield _REPORTED.say(language), group.reported
    yield _WAITING.say(language), group.waiting
