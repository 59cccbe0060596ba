"""Manual steps as people read them: by who does them, then by group; places to press are told once, by number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reconciler.model.ids import GroupKey
from reconciler.model.manual import ATTEST, ManualStep
from reconciler.model.plan import Plan
from reconciler.render.outlook import day
from reconciler.render.rows.change import FOLD
from reconciler.render.standing import Standings, days_overdue
from reconciler.render.words import counts, titles
from reconciler.render.words.names import Names
from reconciler.render.words.words import CAUSES
from reconciler.text import Text

NEVER_FOLDED = frozenset({"members.leave", "dissolve", "successor"})
"""Fields whose steps take something from somebody: told in full, however many there are."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step. `facts` begin with the number of its place; `attest` is its id where only a person's word ends it."""

    what: str
    facts: str
    attest: str


@dataclass(frozen=True, slots=True)
class GroupSteps:
    """The steps of one group; `facts` are told here when they are the same for all of them."""

    name: str
    facts: str
    rows: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class PersonSteps:
    """The steps of one person; `rest` counts what is not listed."""

    who: str
    facts: str
    groups: tuple[GroupSteps, ...]
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepBook:
    """All steps. `places` are what to press, the first being number 1; `ends` says how steps end."""

    people: tuple[PersonSteps, ...]
    places: tuple[str, ...]
    ends: tuple[Text, ...]


def step_book(plan: Plan, names: Names, *, most: int) -> StepBook:
    """The steps of a plan.

    Args:
        plan: with its steps, and the messages that tell people of them.
        names: of people and groups.
        most: steps listed in all; with more than that, each person's share is listed and the rest counted, but who is
            removed is always listed.

    What was handed over and is not due yet is counted per person, unless it is little.
    """
    return _Writer(plan, names, most).book()


def steps_heading(plan: Plan) -> Text:
    """How many steps there are, how many are new and how many late."""
    total, new = len(plan.manual), len(plan.new_manual)
    late = sum(bool(days_overdue(step, plan.now)) for step in plan.manual)
    if not total:
        return titles.NONE
    if new == total:
        return Text(f"新的 {total:,} 件", f"{total:,} new")
    zh = [f"新的 {new:,} 件"] * bool(new) + [f"逾期 {late:,} 件"] * bool(late)
    en = [f"{new:,} new"] * bool(new) + [f"{late:,} overdue"] * bool(late)
    among = "，其中" + "、".join(zh) if zh else ""
    return Text(f"{total:,} 件{among}", ", ".join([counts.plural(total, "step"), *en]))


Facts = tuple[str, str]
"""The cause of a step and where it stands: each is told as high up as it is the same for all below."""


@dataclass(slots=True)
class _Writer:
    plan: Plan
    names: Names
    most: int
    places: dict[str, int] = field(default_factory=dict)

    def book(self) -> StepBook:
        by_person: dict[str, list[ManualStep]] = {}
        nobody = titles.NOBODY.say(self.names.language)
        for step in self.plan.manual:
            who = self.names.person(step.assignee) if step.assignee else nobody
            by_person.setdefault(who, []).append(step)
        waiting = {step.id for step in self.plan.manual if self._is_waiting(step)}
        waiting = waiting if len(waiting) > FOLD else set()
        fits = len(self.plan.manual) - len(waiting) <= self.most
        each = len(self.plan.manual) if fits else self.most // max(1, len(by_person))
        standings = Standings(self.plan, self.names.language)
        people = tuple(
            self._person(who, _Chosen.of(by_person[who], waiting, each), standings)
            for who in sorted(by_person, key=lambda who: (who == nobody, who))
        )
        rows = [row for person in people for group in person.groups for row in group.rows]
        ends = [titles.NEEDS_ATTEST if any(row.attest for row in rows) else titles.SEEN_BY_ITSELF] if rows else []
        ends += [titles.LISTED_ELSEWHERE] if waiting else []
        return StepBook(people, tuple(self.places), tuple(ends))

    def _is_waiting(self, step: ManualStep) -> bool:
        """Told in time and not late: nothing new about it."""
        return step.level is not None and days_overdue(step, self.plan.now) is None

    def _person(self, who: str, chosen: "_Chosen", standings: Standings) -> PersonSteps:
        language = self.names.language
        facts = {step.id: (CAUSES[step.cause].say(language), standings.of(step)) for step in chosen.shown}
        common = _shared(facts.values())
        rest = [self._waiting_words(chosen.waiting)] if chosen.waiting else []
        rest += [titles.more_steps(chosen.left).say(language)] if chosen.left else []
        return PersonSteps(who, self._joined(common), tuple(self._groups(chosen.shown, facts, common)), tuple(rest))

    def _groups(self, steps: Sequence[ManualStep], facts: dict[str, Facts], told: Facts) -> Iterator[GroupSteps]:
        by_group: dict[GroupKey, list[ManualStep]] = {}
        for step in steps:
            by_group.setdefault(step.group, []).append(step)
        for key, mine in sorted(by_group.items(), key=lambda entry: (self._name(entry[0]), entry[0])):
            common = _without(_shared(facts[step.id] for step in mine), told) if len(mine) > 1 else ("", "")
            rows = tuple(self._row(step, _without(_without(facts[step.id], told), common)) for step in mine)
            yield GroupSteps(self._name(key), self._joined(common), rows)

    def _row(self, step: ManualStep, facts: Facts) -> StepRow:
        where = self.names.in_sentence(step.where.say(self.names.language), ())
        place = titles.how_number(self.places.setdefault(where, len(self.places) + 1)).say(self.names.language)
        most = None if step.field in NEVER_FOLDED else FOLD
        what = self.names.in_sentence(step.what.say(self.names.language), step.people, most=most)
        return StepRow(what, self._joined((place, *facts)), step.id if step.seen_by == ATTEST else "")

    def _name(self, key: GroupKey) -> str:
        return self.names.groups.get(key, key)

    def _joined(self, facts: Iterable[str]) -> str:
        return ("；" if self.names.language == "zh" else "; ").join(filter(None, facts))

    def _waiting_words(self, steps: Sequence[ManualStep]) -> str:
        number, groups = len(steps), counts.groups(len({step.group for step in steps}))
        first = min((step.due for step in steps if step.due), default=None)
        by = day(first, self.plan.now) if first else None
        words = Text(
            f"{number:,} 件已经交办、还在期限内（{groups.zh}{f'，最早 {by.zh}到期' if by else ''}）",
            f"{counts.plural(number, 'step')} handed over, not due yet"
            f" ({groups.en}{f', the first due by {by.en}' if by else ''})",
        )
        return words.say(self.names.language)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Steps of one person: to be listed, told and in time, and how many do not fit."""

    shown: tuple[ManualStep, ...]
    waiting: tuple[ManualStep, ...]
    left: int

    @staticmethod
    def of(steps: Sequence[ManualStep], waiting: set[str], most: int) -> "_Chosen":
        """The first `most`, and whatever takes something from somebody."""
        kept = [step for step in steps if step.field in NEVER_FOLDED]
        others = [step for step in steps if step.field not in NEVER_FOLDED]
        current = [step for step in others if step.id not in waiting]
        listed = {step.id for step in (*kept, *current[: max(0, most - len(kept))])}
        shown = tuple(step for step in steps if step.id in listed)
        later = tuple(step for step in others if step.id in waiting)
        return _Chosen(shown, later, len(steps) - len(shown) - len(later))


def _shared(facts: Iterable[Facts]) -> Facts:
    """What is the same for all; empty where anything differs."""
    found = list(facts)
    causes, standings = {cause for cause, _ in found}, {standing for _, standing in found}
    return causes.pop() if len(causes) == 1 else "", standings.pop() if len(standings) == 1 else ""


def _without(facts: Facts, told: Facts) -> Facts:
    """What was not told above."""
    return "" if told[0] else facts[0], "" if told[1] else facts[1]
