"""What became of an apply, group by group, and whether WeCom is now as git asks."""

from collections.abc import Iterator, Sequence

from reconciler.model.action import TellPerson, WriteResource
from reconciler.model.ids import GroupKey
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan
from reconciler.render.terminal.error_lines import error_lines
from reconciler.render.terminal.ledger import head_words
from reconciler.render.terminal.outcome_lines import outcome_lines
from reconciler.render.terminal.plan import cannot_be_done, section
from reconciler.render.terminal.styled import Line, line, paint
from reconciler.render.terminal.told import told_lines, told_words
from reconciler.render.words import counts, titles
from reconciler.render.words.act import act_words
from reconciler.render.words.names import Names
from reconciler.render.words.words import STATUSES
from reconciler.text import Language, Text

_WORST_FIRST = (Status.FAILED, Status.UNKNOWN, Status.SKIPPED, Status.DEFERRED, Status.APPLIED)
_UNKNOWN_HINT = Text(
    "结果不明的动作不会重做：先看实际结果，看不出来的交给人确认。",
    "An unknown outcome is never tried again: its effect is looked at, or a person is asked.",
)


def apply_to_text(
    outcomes: Sequence[Outcome],
    plan: Plan,
    left: Plan | None,
    language: Language,
    *,
    head: str = "",
    width: int = 100,
    color: bool = False,
) -> str:
    """The outcomes as text.

    Args:
        outcomes: one for each action of `plan`, in any order.
        plan: what was applied; it names people and groups.
        left: the plan made afterwards; None where nothing was read again.
        language: of every sentence.
        head: number and hash of the ledger's last record, to be kept outside the ledger.
        width: of the terminal, in cells.
        color: whether ANSI colour is wanted.
    """
    names = Names.of(plan, language)
    lines = [*_head(outcomes, plan, language), *_groups(outcomes, plan, names), *_left(outcomes, left, names)]
    lines += error_lines(plan, names.groups, language)
    lines += [line(), line((head_words(head).say(language), "dim"), hang=0)] if head else []
    return paint(lines, width=width, color=color)


def outcome_headline(outcomes: Sequence[Outcome]) -> Text:
    """How many groups ended how, and how many people were told; a group counts by its worst outcome."""
    if not outcomes:
        return Text("没有要执行的动作。", "There was nothing to apply.")
    around = [outcome for outcome in outcomes if isinstance(outcome.action, WriteResource)]
    groups = [outcome for outcome in in_groups(outcomes) if not isinstance(outcome.action, WriteResource)]
    parts = [*_ended(groups, Text("个群", "group")), *_ended(around, Text("项群以外的设置", "resource"))]
    parts += told_words(outcomes)
    return Text("，".join(part.zh for part in parts) + "。", ", ".join(part.en for part in parts) + ".")


def _ended(outcomes: Sequence[Outcome], unit: Text) -> list[Text]:
    found = [worst(together) for _, together in by_group(outcomes)]
    ended = [(status, found.count(status)) for status in reversed(_WORST_FIRST) if status in found]
    return [
        Text(f"{number:,} {unit.zh}{STATUSES[status].zh}", f"{counts.plural(number, unit.en)} {STATUSES[status].en}")
        for status, number in ended
    ]


def _head(outcomes: Sequence[Outcome], plan: Plan, language: Language) -> Iterator[Line]:
    yield line((outcome_headline(outcomes).say(language), "bold"))
    if plan.simulated:
        yield line((titles.SIMULATED_APPLY.say(language), "manual"))


def by_group(outcomes: Sequence[Outcome]) -> list[tuple[GroupKey, list[Outcome]]]:
    """Outcomes by group, the worst first."""
    groups: dict[GroupKey, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.action.group, []).append(outcome)
    return sorted(groups.items(), key=lambda entry: (_WORST_FIRST.index(worst(entry[1])), entry[0]))


def worst(outcomes: list[Outcome]) -> Status:
    """How a group ended: by its worst outcome."""
    return min((outcome.status for outcome in outcomes), key=_WORST_FIRST.index)


def in_groups(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """All but messages to people about steps."""
    return [outcome for outcome in outcomes if not isinstance(outcome.action, TellPerson)]


def to_people(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Messages to people about steps."""
    return [outcome for outcome in outcomes if isinstance(outcome.action, TellPerson)]


def _groups(outcomes: Sequence[Outcome], plan: Plan, names: Names) -> Iterator[Line]:
    found = by_group(in_groups(outcomes))
    if found:
        yield line()
    titled = {GroupKey(f"@{c.kind}:{c.key}"): c.title.say(names.language) for c in plan.resources}
    for key, together in found:
        name = titled.get(key) or names.groups.get(key, key)
        yield line((name, "bold"), (f"  {key}" if name != key else "", "dim"), indent=2)
        for outcome in together:
            yield from outcome_lines(outcome, plan, act_words(outcome.action, names), names.language, indent=4)
    yield from told_lines(outcomes, plan, names)
    if any(outcome.status is Status.UNKNOWN for outcome in outcomes):
        yield line((_UNKNOWN_HINT.say(names.language), "dim"), indent=2, hang=0)


def _left(outcomes: Sequence[Outcome], left: Plan | None, names: Names) -> Iterator[Line]:
    language = names.language
    yield line()
    if left is None:
        yield line((titles.NOT_READ_AGAIN.say(language), "bold"))
        return
    if left.is_converged:
        yield line((titles.CONVERGED.say(language), "bold"))
    else:
        yield line((titles.NOT_CONVERGED.say(language), "bold"))
        yield from _why_left(outcomes, left, names)
    yield from _people_left(left, language)
    if left.blocked:
        yield from section(titles.BLOCKED, language)
    called = dict(Names.of(left, names.language).groups) | dict(names.groups)
    for blocked in left.blocked:
        name = called.get(blocked.group, blocked.group) if blocked.group else titles.scope_of(blocked).say(language)
        words = f"{name}{titles.COLON.say(language)}{blocked.what.say(language)}"
        yield line(("! ", "blocked"), words, (f"  {blocked.guard}", "dim"), indent=2)
        yield line((titles.REMEDY.say(language), "dim"), blocked.remedy.say(language), indent=4, hang=0)
    if left.undoes is not None and left.impossible:
        yield from cannot_be_done(left, names)


def _people_left(left: Plan, language: Language) -> Iterator[Line]:
    handed = [step for step in left.manual if step.since is None]
    still = titles.handed_over(left)
    untold = len({action.to for action in left.actions if isinstance(action, TellPerson)})
    if untold:
        wait = counts.verb(untold, "is", "are")
        words = Text(
            f"还有 {untold:,} 人没有通知到，下次运行再通知。",
            f"{counts.people(untold).en} {wait} not told yet; the next run does it.",
        )
        yield line(("~ ", "change"), words.say(language), indent=2)
    if handed:
        number = len(handed)
        needs = counts.verb(number, "step needs", "steps need")
        yield line(
            ("? ", "manual"),
            Text(f"{number:,} 件事要人来做。", f"{number:,} {needs} a person.").say(language),
            indent=2,
        )
    if still:
        yield line(("? ", "manual"), still.say(language), indent=2)


def _why_left(outcomes: Sequence[Outcome], left: Plan, names: Names) -> Iterator[Line]:
    ended = {key: worst(together) for key, together in by_group(outcomes)}
    called = dict(Names.of(left, names.language).groups) | dict(names.groups)
    gap = titles.COLON.say(names.language)
    for group in left.groups:
        if not group.changes:
            continue
        status = ended.get(group.key)
        because = titles.LEFT_BECAUSE[status if status is not Status.APPLIED else None].say(names.language)
        number = counts.changes(len(group.changes)).say(names.language)
        yield line(("~ ", "change"), f"{called[group.key]}{gap}{number}{because}", indent=2)
    for change in left.acted_resources:
        yield line(("~ ", "change"), change.title.say(names.language), indent=2)
