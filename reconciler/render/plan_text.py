"""A plan for a terminal. Its first line alone tells what happens; signs, not colour, carry meaning."""

from collections.abc import Iterator

from reconciler.model.change import Change
from reconciler.model.manual import ManualStep
from reconciler.model.plan import Blocked, GroupPlan, Plan
from reconciler.render import counts, titles
from reconciler.render.change_rows import FOLD, Row, place_words, rows
from reconciler.render.headline import besides, headline, why
from reconciler.render.names import Names, short_chat, short_fingerprint
from reconciler.render.outlook import cost, held_by_quiet_hours, noticed
from reconciler.render.plan_tree import sorted_findings
from reconciler.render.styled import Line, Style, line, listing, paint
from reconciler.render.words import SEVERITIES
from reconciler.text import Language, Text

SIGN_STYLES: dict[str, Style] = {"+": "join", "~": "change", "-": "leave", "!": "blocked", "?": "manual"}


def plan_to_text(plan: Plan, language: Language, *, width: int = 100, color: bool = False) -> str:
    """The plan as text, folded to `width` cells; with ANSI colour if `color`."""
    return paint(plan_lines(plan, language), width=width, color=color)


def plan_lines(plan: Plan, language: Language) -> list[Line]:
    """The plan line by line, before folding."""
    names = Names.of(plan, language)
    head = list(_head(plan, language))
    if titles.is_quiet(plan):
        return [*head, *_what_still_waits(plan, names)]
    sections = (
        _by_api(plan, names),
        _needs_a_person(plan, names),
        _cannot_be_done(plan, names),
        blocked_lines(plan, names),
        _shown_only(plan, names),
        _findings(plan, names),
        _notes(titles.COST, cost(plan), language),
        _notes(titles.NOTICED, noticed(plan, names), language),
    )
    return [*head, *(entry for section in sections for entry in section)]


def row_lines(entries: list[Row], indent: int, language: Language) -> Iterator[Line]:
    """Rows with their signs; people that are listed together stand below their row."""
    for row in entries:
        why_words = f"（{row.cause}）" if language == "zh" else f" ({row.cause})"
        place = f"  {row.place}" if row.place else ""
        sign = (f"{row.sign} ", SIGN_STYLES[row.sign])
        yield line(sign, row.what, (why_words, "dim"), (place, "dim"), indent=indent)
        if row.people:
            yield listing(row.people, language, more=_rest(row.more, language), indent=indent + 2)


def section(title: Text, language: Language, number: Text | None = None) -> Iterator[Line]:
    """An empty line and a heading."""
    yield line()
    yield line((titles.colon(title, number).say(language), "bold"))


def _rest(number: int, language: Language) -> str:
    gap = " " if language == "en" else ""
    return gap + titles.more(number).say(language) if number else ""


def _head(plan: Plan, language: Language) -> Iterator[Line]:
    yield line((headline(plan).say(language), "bold"))
    for words in (besides(plan), why(plan.changes), held_by_quiet_hours(plan)):
        if words:
            yield line(words.say(language))
    if plan.simulated:
        yield line((titles.SIMULATED.say(language), "manual"))
    yield line((titles.reading(plan, short_fingerprint(plan.fingerprint)).say(language), "dim"))


def _what_still_waits(plan: Plan, names: Names) -> Iterator[Line]:
    handed = titles.handed_over(plan)
    if handed:
        yield line(("? ", "manual"), handed.say(names.language))
    if plan.impossible:
        yield from _cannot_be_done(plan, names)
    yield from _shown_only(plan, names)
    yield from _findings(plan, names)


def _by_api(plan: Plan, names: Names) -> Iterator[Line]:
    touched = [group for group in plan.groups if group.changes]
    number = Text(
        f"{counts.groups(len(touched)).zh}，{counts.changes(len(plan.changes)).zh}",
        f"{counts.groups(len(touched)).en}, {counts.changes(len(plan.changes)).en}",
    )
    yield from section(titles.BY_API, names.language, number if touched else titles.NONE)
    for group in touched:
        yield from _group(group, group.changes, names)


def _group(group: GroupPlan, changes: tuple[Change, ...], names: Names) -> Iterator[Line]:
    facts = titles.facts(group).say(names.language)
    yield line((group.name, "bold"), (f"  {group.key}  {short_chat(group.chat_id)}  ", "dim"), facts, indent=2)
    yield from row_lines(rows(changes, names), 4, names.language)


def _needs_a_person(plan: Plan, names: Names) -> Iterator[Line]:
    new = plan.new_manual
    handed = titles.handed_over(plan)
    number = Text(f"新的 {len(new):,} 件", f"{len(new):,} new") if new else None
    yield from section(titles.NEEDS_A_PERSON, names.language, number or (None if handed else titles.NONE))
    for who, places in titles.by_assignee(new, names):
        yield line((who, "bold"), indent=2)
        for where, steps in places:
            yield from (_step(step, names) for step in steps)
            yield line((titles.WHERE.say(names.language), "dim"), names.in_sentence(where, ()), indent=6, hang=0)
    if new:
        yield line((titles.NEEDS_ATTEST.say(names.language), "dim"), indent=2, hang=0)
    if handed:
        yield line(("? ", "manual"), handed.say(names.language), indent=2)


def _step(step: ManualStep, names: Names) -> Line:
    what = names.in_sentence(step.what.say(names.language), step.people)
    group = names.groups.get(step.group, step.group)
    gap = titles.COLON.say(names.language)
    return line(("? ", "manual"), f"{group}{gap}{what}", (f"  {step.id}", "dim"), indent=4)


def _cannot_be_done(plan: Plan, names: Names) -> Iterator[Line]:
    number = Text(f"{len(plan.impossible):,} 件", f"{len(plan.impossible):,}") if plan.impossible else titles.NONE
    yield from section(titles.CANNOT_BE_DONE, names.language, number)
    gap = titles.COLON.say(names.language)
    for entry in plan.impossible:
        name = names.groups.get(entry.group, entry.group)
        yield line(f"{name}{gap}{entry.what.say(names.language)}", (f"  {entry.field}", "dim"), indent=2)


def blocked_lines(plan: Plan, names: Names) -> Iterator[Line]:
    """What is held back, why, how to lift it, and every change concerned."""
    if not plan.blocked:
        return
    held = len(plan.blocked)
    yield from section(titles.BLOCKED, names.language, Text(f"{held:,} 项", f"{held:,}"))
    for blocked in plan.blocked:
        yield from _one_blocked(blocked, names)


def _one_blocked(blocked: Blocked, names: Names) -> Iterator[Line]:
    language = names.language
    whole = titles.WHOLE_RUN.say(language)
    group = names.groups.get(blocked.group, blocked.group) if blocked.group else whole
    place = place_words(blocked.place)
    yield line(("! ", "blocked"), (group, "bold"), (f"  {blocked.guard}  {place}", "dim"), indent=2)
    yield line(blocked.what.say(language), indent=4, hang=0)
    yield line((titles.REMEDY.say(language), "dim"), blocked.remedy.say(language), indent=4, hang=0)
    if blocked.changes:
        yield line((titles.HELD_BACK.say(language), "dim"), indent=4)
    for key in sorted({change.group for change in blocked.changes}):
        mine = [change for change in blocked.changes if change.group == key]
        if blocked.group is None:
            yield line(names.groups.get(key, key), indent=6)
        yield from row_lines(rows(mine, names), 6 if blocked.group else 8, language)


def _shown_only(plan: Plan, names: Names) -> Iterator[Line]:
    language = names.language
    for title, chosen in (
        (titles.REPORTED, [(group, group.reported) for group in plan.groups if group.reported]),
        (titles.WAITING, [(group, group.waiting) for group in plan.groups if group.waiting]),
    ):
        if chosen:
            yield from section(title, language, counts.groups(len(chosen)))
        for group, changes in chosen:
            yield from _group(group, changes, names)
    strangers = [group for group in plan.groups if group.undeclared]
    if strangers:
        number = counts.people(sum(len(group.undeclared) for group in strangers))
        yield from section(titles.UNDECLARED, language, number)
    for group in strangers:
        yield from _undeclared(group, names)


def _undeclared(group: GroupPlan, names: Names) -> Iterator[Line]:
    shown = [names.person(user) for user in group.undeclared[:FOLD]]
    yield line((group.name, "bold"), indent=2)
    yield listing(shown, names.language, more=_rest(len(group.undeclared) - len(shown), names.language), indent=4)


def _findings(plan: Plan, names: Names) -> Iterator[Line]:
    language = names.language
    if plan.waived:
        yield line(titles.waived(plan.waived).say(language), indent=2)
    if not plan.findings:
        return
    yield from section(titles.FINDINGS, language, Text(f"{len(plan.findings):,} 个", f"{len(plan.findings):,}"))
    for finding in sorted_findings(plan.findings):
        severity = SEVERITIES[finding.severity].say(language)
        place = place_words(finding.place)
        yield line(
            (f"{severity}  ", "bold"), finding.what.say(language), (f"  {finding.rule}  {place}", "dim"), indent=2
        )
        yield line((titles.MEND.say(language), "dim"), finding.remedy.say(language), indent=4, hang=0)


def _notes(title: Text, notes: list[Text], language: Language) -> Iterator[Line]:
    if notes:
        yield from section(title, language)
    for note in notes:
        yield line(note.say(language), indent=2, hang=0)
