"""The human part of a plan for a terminal: who does what, where to press, how it ends."""

from collections.abc import Iterator

from reconciler.model.plan import Plan
from reconciler.render.rows.step import GroupSteps, PersonSteps, StepRow, step_book, steps_heading
from reconciler.render.terminal.styled import Line, line
from reconciler.render.words import titles
from reconciler.render.words.names import Names
from reconciler.text import Language

MOST_STEPS = 100  # listed in a terminal; the JSON has them all


def manual_lines(plan: Plan, names: Names) -> Iterator[Line]:
    """Every manual step: by person, then by group; places once, below."""
    language = names.language
    yield line()
    yield line((titles.colon(titles.NEEDS_A_PERSON, steps_heading(plan)).say(language), "bold"))
    ended = titles.ended(plan)
    if ended:
        yield line(ended.say(language), indent=2)
    book = step_book(plan, names, most=MOST_STEPS)
    for person in book.people:
        yield from _person(person, language)
    if book.places:
        yield line((titles.HOW.say(language), "bold"), indent=2)
    for number, where in enumerate(book.places, 1):
        yield line((f"{number:>2}  ", "dim"), where, indent=4, hang=4)
    for ends in book.ends:
        yield line((ends.say(language), "dim"), indent=2, hang=0)


def _person(person: PersonSteps, language: Language) -> Iterator[Line]:
    if not person.groups and len(person.rest) == 1:
        yield line((person.who, "bold"), titles.COLON.say(language) + person.rest[0], indent=2)
        return
    yield line((person.who, "bold"), (titles.aside(person.facts, language), "dim"), indent=2)
    for group in person.groups:
        yield from _group(group, language)
    for rest in person.rest:
        yield line(("? ", "manual"), rest, indent=4)


def _group(group: GroupSteps, language: Language) -> Iterator[Line]:
    if len(group.rows) == 1:
        yield _row(group.rows[0], language, name=group.name + titles.COLON.say(language), indent=4)
        return
    yield line(group.name, (titles.aside(group.facts, language), "dim"), indent=4)
    for row in group.rows:
        yield _row(row, language, indent=6)


def _row(row: StepRow, language: Language, *, indent: int, name: str = "") -> Line:
    step = titles.step_number(row.attest).say(language) if row.attest else ""
    return line(("? ", "manual"), f"{name}{row.what}", (titles.aside(row.facts, language) + step, "dim"), indent=indent)
