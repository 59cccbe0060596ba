"""A plan for a comment on a pull request, read on a phone by the head of a department."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reconciler.model.change import Change
from reconciler.model.finding import Severity
from reconciler.model.ids import GroupKey
from reconciler.model.plan import Blocked, GroupPlan, Plan
from reconciler.model.resource import Fate
from reconciler.render import approvals, reorganisation
from reconciler.render.markdown.headline import besides, unread, why
from reconciler.render.markdown.templates import markdown_environment, shown_tidily
from reconciler.render.next_steps import NextRow, next_rows, ready_words
from reconciler.render.outlook import cost, frozen, held_by_quiet_hours, noticed
from reconciler.render.part import WAITING_ALREADY, YOURS, earlier_part, first_line, is_split, own_part
from reconciler.render.programs.plan_tree import sorted_findings
from reconciler.render.rows.change import FOLD, Row, place_words, rows
from reconciler.render.rows.impossible import ImpossibleRow, impossible_heading, impossible_rows
from reconciler.render.rows.resource import by_api_count, chosen, resource_rows
from reconciler.render.rows.step import StepBook, step_book, steps_heading
from reconciler.render.snapshot.words import snapshot_notes
from reconciler.render.words import counts, titles
from reconciler.render.words.names import Names, short_chat, short_fingerprint
from reconciler.render.words.stage import stage_words
from reconciler.render.words.undo import undo_notes
from reconciler.render.words.words import SEVERITIES
from reconciler.text import Language, Text

Detail = Literal["full", "folded", "counts", "link"]

_OPEN_GROUPS = 3  # with more groups than this, those that lose nobody are folded
_MOST_STEPS: dict[Detail, int] = {"full": 100, "folded": 30, "counts": 0, "link": 0}
_MOST_NAMED = 200  # groups and refusals named on the last rung


@dataclass(frozen=True, slots=True)
class Table:
    """One group's changes; `lists` are the people of rows that count many."""

    name: str
    key: str
    chat: str
    facts: str
    rows: tuple[Row, ...]
    open: bool = True

    @property
    def lists(self) -> tuple[Row, ...]:
        """Rows with people below them."""
        return tuple(row for row in self.rows if row.people)


def plan_to_markdown(
    plan: Plan, language: Language, *, detail: Detail = "full", link: str = "", named: int = _MOST_NAMED
) -> str:
    """The plan as GitHub Markdown.

    Args:
        plan: as made or as loaded; only a plan as made has files and lines.
        language: of every sentence.
        detail: `full` lists everybody, `folded` at most twelve who join for one reason, `counts` only counts joins,
            `link` only counts per group. Who leaves and what is blocked is told in full on all but the last.
            Manual steps are listed up to a hundred, thirty, or none.
        link: where the whole plan can be read, for `link`.
        named: with `link`, how many groups and refusals are named; the rest is counted.
    """
    names = Names.of(plan, language)
    context = _Context(plan, names, detail, named)
    template = markdown_environment().get_template("plan_link.md.jinja" if detail == "link" else "plan.md.jinja")
    return shown_tidily(
        template,
        plan=plan,
        names=names,
        context=context,
        link=link,
        titles=_Titles(language),
        titles_of=titles,
        moves=reorganisation,
        approvals=approvals,
        more_words=titles.more,
    )


class _Titles:
    """Every heading in one language, by the name it has in `titles`."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __getattr__(self, name: str) -> str:
        return str(getattr(titles, name).say(self._language))


@dataclass(frozen=True, slots=True)
class _Context:
    """What the template asks for."""

    plan: Plan
    names: Names
    detail: Detail
    named: int

    def say(self, text: Text | None) -> str:
        """A sentence in the language of this face, empty where there is none."""
        return text.say(self.names.language) if text else ""

    def heading(self, title: Text, number: Text | None = None) -> str:
        return self.say(titles.colon(title, number))

    @property
    def head(self) -> str:
        return self.say(first_line(self.plan))

    @property
    def notes(self) -> list[str]:
        plan = self.plan
        found = (
            *snapshot_notes(plan),
            *undo_notes(plan),
            frozen(plan),
            besides(plan),
            why(plan.changes),
            unread(plan),
            held_by_quiet_hours(plan),
        )
        return [self.say(text) for text in found if text]

    @property
    def reading(self) -> str:
        return self.say(titles.reading(self.plan, short_fingerprint(self.plan.fingerprint)))

    @property
    def by_api(self) -> list[tuple[str, list[Table]]]:
        """What the API does in groups, under its heading; the pull request's own apart from what was waiting."""
        if not is_split(self.plan):
            return [(self.heading(titles.BY_API, by_api_count(self.plan)), self.tables(self.plan))]
        parts = ((YOURS, own_part(self.plan)), (WAITING_ALREADY, earlier_part(self.plan)))
        return [
            (self.heading(title, counts.changes(len(part.changes)) if part.changes else titles.NONE), self.tables(part))
            for title, part in parts
        ]

    def tables(self, plan: Plan) -> list[Table]:
        touched = [group for group in plan.groups if group.changes]
        return [self.table(group, group.changes, fold=len(touched) > _OPEN_GROUPS) for group in touched]

    @property
    def around(self) -> tuple[Row, ...]:
        """What the API does around groups."""
        return tuple(resource_rows(chosen(self.plan, Fate.ACTED), self.names))

    @property
    def around_shown(self) -> list[tuple[str, tuple[Row, ...]]]:
        """Differences around groups that are only shown."""
        found = ((titles.REPORTED, Fate.REPORTED), (titles.WAITING, Fate.WAITING))
        tables = [
            (self.heading(title), tuple(resource_rows(chosen(self.plan, fate), self.names))) for title, fate in found
        ]
        return [table for table in tables if table[1]]

    def table(self, group: GroupPlan, changes: tuple[Change, ...], *, fold: bool) -> Table:
        opened = not fold or any(change.is_leave for change in changes)
        facts = self.say(titles.facts(group))
        return Table(group.name, group.key, short_chat(group.chat_id), facts, self.rows(changes), opened)

    def rows(self, changes: Iterable[Change]) -> tuple[Row, ...]:
        fold = {"full": None, "folded": FOLD, "counts": 0, "link": 0}[self.detail]
        return tuple(rows(changes, self.names, fold=fold))

    @property
    def others(self) -> Iterator[tuple[str, list[Table]]]:
        reported = [self.table(group, group.reported, fold=False) for group in self.plan.groups if group.reported]
        waiting = [self.table(group, group.waiting, fold=False) for group in self.plan.groups if group.waiting]
        for title, tables in ((titles.REPORTED, reported), (titles.WAITING, waiting)):
            if tables:
                yield self.heading(title, counts.groups(len(tables))), tables

    @property
    def strangers(self) -> list[tuple[str, int, list[str]]]:
        return [
            (group.name, len(group.undeclared), [self.names.person(user) for user in group.undeclared[: self.most]])
            for group in self.plan.groups
            if group.undeclared
        ]

    @property
    def most(self) -> int | None:
        return None if self.detail == "full" else FOLD

    @property
    def losses(self) -> list[tuple[str, int]]:
        found = [(group.name, sum(change.is_leave for change in group.changes)) for group in self.plan.groups]
        return sorted((entry for entry in found if entry[1]), key=lambda entry: (-entry[1], entry[0]))

    def unnamed(self, losses: list[tuple[str, int]]) -> str:
        """Who leaves the groups that are not named, counted."""
        rest = losses[self.named :]
        return self.say(titles.more_losses(len(rest), sum(number for _, number in rest))) if rest else ""

    def unnamed_blocks(self) -> str:
        """Refusals that are not named, counted by guard."""
        found = Counter(blocked.guard for blocked in self.plan.blocked[self.named :])
        return self.say(titles.more_blocked(sorted(found.items()))) if found else ""

    @property
    def steps(self) -> StepBook:
        return step_book(self.plan, self.names, most=_MOST_STEPS[self.detail])

    @property
    def steps_heading(self) -> str:
        return self.heading(titles.NEEDS_A_PERSON, steps_heading(self.plan))

    @property
    def ended(self) -> str:
        return self.say(titles.ended(self.plan))

    @property
    def impossible(self) -> list[ImpossibleRow]:
        return impossible_rows(self.plan, self.names)

    @property
    def impossible_heading(self) -> str:
        return self.heading(titles.CANNOT_BE_DONE, impossible_heading(self.plan))

    @property
    def next_steps(self) -> tuple[list[NextRow], int]:
        return next_rows(self.plan, self.names, most=self.most)

    @property
    def ready(self) -> str:
        return self.say(ready_words(self.plan))

    def scope(self, blocked: Blocked) -> str:
        """What a refusal concerns: a group, a family of groups, or everything."""
        return self.group(blocked.group) if blocked.group else self.say(titles.scope_of(blocked))

    def aside(self, words: str) -> str:
        return titles.aside(words, self.names.language)

    def findings(self, *, notes: bool) -> list[tuple[str, str, str, str, str]]:
        """Findings, errors first; notes apart."""
        return [
            (
                self.say(SEVERITIES[finding.severity]),
                self.names.named(self.say(finding.what)),
                finding.rule,
                place_words(finding.place),
                self.say(finding.remedy),
            )
            for finding in sorted_findings(self.plan.findings)
            if (finding.severity is Severity.NOTE) is notes
        ]

    @property
    def outlook(self) -> list[str]:
        return [self.say(text) for text in (*cost(self.plan), *stage_words(self.plan), *noticed(self.plan, self.names))]

    def group(self, key: str) -> str:
        """A group's name, or its key."""
        return self.names.groups.get(GroupKey(key), key)

    def held(self, changes: tuple[Change, ...]) -> list[tuple[str, tuple[Row, ...]]]:
        """What a guard holds back, by group."""
        keys = sorted({change.group for change in changes})
        return [(self.group(key), self.rows(change for change in changes if change.group == key)) for key in keys]

    def people(self, number: int) -> str:
        return self.say(counts.people(number))

    def number(self, number: int, zh_unit: str, en_unit: str = "") -> Text:
        """A count with its unit, or the word for none."""
        return Text(f"{number:,} {zh_unit}", f"{number:,}{en_unit}") if number else titles.NONE
