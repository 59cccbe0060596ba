"""A plan for a terminal. Its first line alone tells what happens; signs, not colour, carry meaning."""

from collections.abc import Iterator

from reconciler.model.change import Change
from reconciler.model.plan import Blocked, GroupPlan, Plan
from reconciler.model.resource import Fate, ResourceChange
from reconciler.render.approvals import approval_lines
from reconciler.render.markdown.headline import besides, headline, unread, why
from reconciler.render.next_steps import next_rows, ready_words
from reconciler.render.outlook import cost, frozen, held_by_quiet_hours, noticed
from reconciler.render.programs.plan_tree import sorted_findings
from reconciler.render.reorganisation import reorganisation_lines
from reconciler.render.rows.change import FOLD, Row, place_words, rows
from reconciler.render.rows.impossible import impossible_heading, impossible_rows
from reconciler.render.rows.resource import by_api_count, chosen, resource_rows
from reconciler.render.snapshot.words import snapshot_notes
from reconciler.render.terminal.manual import manual_lines
from reconciler.render.terminal.styled import Line, Style, line, listing, paint
from reconciler.render.words import counts, titles
from reconciler.render.words.names import Names, short_chat, short_fingerprint
from reconciler.render.words.stage import stage_words
from reconciler.render.words.undo import undo_notes
from reconciler.render.words.words import SEVERITIES
from reconciler.text import Language, Text

SIGN_STYLES: dict[str, Style] = {"+": "join", "~": "change", "-": "leave", "!": "blocked", "?": "manual"}


def plan_to_text(plan: Plan, language: Language, *, width: int = 100, color: bool = False) -> str:
    """The plan as text, its three parts always in it, folded to `width` cells; with ANSI colour if `color`."""
    return paint(plan_lines(plan, language), width=width, color=color)


def plan_lines(plan: Plan, language: Language) -> list[Line]:
    """The plan line by line, before folding."""
    names = Names.of(plan, language)
    head = list(_head(plan, language))
    sections = (
        _by_api(plan, names),
        manual_lines(plan, names),
        cannot_be_done(plan, names),
        blocked_lines(plan, names),
        reorganisation_lines(plan, names),
        approval_lines(plan, language),
        _shown_only(plan, names),
        _enrolment(plan, names),
        _findings(plan, names),
        _notes(titles.COST, [*cost(plan), *stage_words(plan)], language),
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
    for words in (
        *snapshot_notes(plan),
        *undo_notes(plan),
        frozen(plan),
        besides(plan),
        why(plan.changes),
        unread(plan),
        held_by_quiet_hours(plan),
    ):
        if words:
            yield line(words.say(language))
    if plan.simulated:
        yield line((titles.SIMULATED.say(language), "manual"))
    yield line((titles.reading(plan, short_fingerprint(plan.fingerprint)).say(language), "dim"))


def _by_api(plan: Plan, names: Names) -> Iterator[Line]:
    touched = [group for group in plan.groups if group.changes]
    yield from section(titles.BY_API, names.language, by_api_count(plan))
    for group in touched:
        yield from _group(group, group.changes, names)
    yield from _around(chosen(plan, Fate.ACTED), names)


def _around(changes: tuple[ResourceChange, ...], names: Names) -> Iterator[Line]:
    if changes:
        yield line((titles.AROUND.say(names.language), "bold"), indent=2)
    yield from row_lines(resource_rows(changes, names), 4, names.language)


def _group(group: GroupPlan, changes: tuple[Change, ...], names: Names) -> Iterator[Line]:
    facts = titles.facts(group).say(names.language)
    yield line((group.name, "bold"), (f"  {group.key}  {short_chat(group.chat_id)}  ", "dim"), facts, indent=2)
    yield from row_lines(rows(changes, names), 4, names.language)


def cannot_be_done(plan: Plan, names: Names) -> Iterator[Line]:
    """What nobody can do, under its heading."""
    yield from section(titles.CANNOT_BE_DONE, names.language, impossible_heading(plan))
    gap = titles.COLON.say(names.language)
    for row in impossible_rows(plan, names):
        yield line(f"{row.groups}{gap}{row.what}", (f"  {row.field}", "dim"), indent=2)


def _enrolment(plan: Plan, names: Names) -> Iterator[Line]:
    """What the next step of enrolment would do, and which groups it would not change."""
    language = names.language
    found, rest = next_rows(plan, names)
    ready = ready_words(plan)
    if found or ready:
        yield from section(titles.NEXT_STEPS, language)
    for row in found:
        yield line((row.name, "bold"), (f"  {row.key}  ", "dim"), row.words, indent=2)
    if rest:
        yield line(titles.more_groups(rest).say(language), indent=2)
    if ready:
        yield line(ready.say(language), indent=2, hang=0)


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
    whole = titles.scope_of(blocked).say(language)
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
    for title, found, around in (
        (titles.REPORTED, [(g, g.reported) for g in plan.groups if g.reported], chosen(plan, Fate.REPORTED)),
        (titles.WAITING, [(g, g.waiting) for g in plan.groups if g.waiting], chosen(plan, Fate.WAITING)),
    ):
        if found or around:
            yield from section(title, language, counts.groups(len(found)) if found else None)
        for group, changes in found:
            yield from _group(group, changes, names)
        yield from _around(around, names)
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
    if plan.findings or plan.waived:
        number = Text(f"{len(plan.findings):,} 个", f"{len(plan.findings):,}") if plan.findings else titles.NONE
        yield from section(titles.FINDINGS, language, number)
    if plan.waived:
        yield line(titles.waived(plan.waived).say(language), indent=2)
    for finding in sorted_findings(plan.findings):
        severity = SEVERITIES[finding.severity].say(language)
        place = place_words(finding.place)
        yield line(
            (f"{severity}  ", "bold"),
            names.named(finding.what.say(language)),
            (f"  {finding.rule}  {place}", "dim"),
            indent=2,
        )
        yield line((titles.MEND.say(language), "dim"), finding.remedy.say(language), indent=4, hang=0)


def _notes(title: Text, notes: list[Text], language: Language) -> Iterator[Line]:
    if notes:
        yield from section(title, language)
    for note in notes:
        yield line(note.say(language), indent=2, hang=0)
