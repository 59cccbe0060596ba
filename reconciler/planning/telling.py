"""Who has to hear of which manual steps now: what is due at `now` minus what the ledger says they heard.

One message for each person and level, however many steps; each level hears of a step once, so nobody is nagged.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reconciler.model.action import TellPerson
from reconciler.model.company import Company
from reconciler.model.directory import Directory
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.manual import ATTEST, Level, ManualStep
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.assignees import Assignees
from reconciler.planning.letters import Scribe
from reconciler.text import Text

MOST_BUTTONS = 6  # button_list of a template card [wecom-api-2 §2.3]

_BUTTON = Text("完成", "Done")


@dataclass(frozen=True, slots=True)
class Telling:
    """What messages about steps depend on.

    Attributes:
        groups: by key, for names.
        made: app groups that this plan makes: nobody hears of them before they are there.
        absent: app groups that are not there and that this plan does not make: nobody hears of them at all.
    """

    company: Company
    directory: Directory
    groups: Mapping[GroupKey, ResolvedGroup]
    assignees: Assignees
    past: Past
    now: datetime
    made: frozenset[GroupKey] = frozenset()
    absent: frozenset[GroupKey] = frozenset()


def due_tellings(steps: Iterable[ManualStep], telling: Telling, quiet_until: datetime | None) -> tuple[TellPerson, ...]:
    """Messages that are due now, by person and level; in quiet hours they wait for `quiet_until`.

    What is about groups still to be made comes last and in messages of its own.
    """
    waiting: dict[tuple[bool, UserId, Level], list[ManualStep]] = {}
    for step in steps:
        if step.group not in telling.absent:
            for person, level in _listeners(step, telling):
                waiting.setdefault((step.group in telling.made, person, level), []).append(step)
    return tuple(
        _message(person, level, those, telling, quiet_until) for (_, person, level), those in sorted(waiting.items())
    )


def _listeners(step: ManualStep, telling: Telling) -> Iterator[tuple[UserId, Level]]:
    known = telling.past.steps.get(step.id)
    heard = known.told if known is not None and known.is_waiting else {}
    due: list[tuple[UserId | None, Level]] = []
    if step.assignee is None:
        due = [(person, Level.GOVERNED) for person in telling.assignees.governors(None)]
    elif (Level.TOLD, step.assignee) not in heard:
        due = [(step.assignee, Level.TOLD)]
    else:
        due = list(_overdue(step, step.assignee, heard[Level.TOLD, step.assignee], telling))
    yield from ((person, level) for person, level in due if person is not None and (level, person) not in heard)


def _overdue(
    step: ManualStep, assignee: UserId, since: datetime, telling: Telling
) -> Iterator[tuple[UserId | None, Level]]:
    """Who hears of a step when its terms have passed, counted from when its assignee was told."""
    group, terms = telling.groups.get(step.group), telling.company.step_terms
    if telling.now >= since + terms.due:
        yield assignee, Level.REMINDED
    if group is not None and telling.now >= since + terms.escalate:
        yield telling.assignees.head_of(group, assignee), Level.ESCALATED
    if telling.now >= since + terms.govern:
        yield from ((person, Level.GOVERNED) for person in telling.assignees.governors(assignee))


def _message(
    person: UserId, level: Level, steps: Sequence[ManualStep], telling: Telling, quiet_until: datetime | None
) -> TellPerson:
    ordered = sorted(steps, key=lambda step: step.id)
    buttons = _buttons(level, ordered, telling.company)
    scribe = Scribe(telling.company, telling.directory, telling.groups, telling.now)
    text = scribe.letter(level, ordered, has_buttons=bool(buttons))
    return TellPerson(
        to=person,
        level=level,
        steps=tuple(step.id for step in ordered),
        message_id=f"tell:{level}:{person}:{_occasion(ordered, telling.past)}",
        digest=hashlib.sha256(text.encode()).hexdigest(),
        size_bytes=len(text.encode()),
        text=text,
        buttons=buttons,
        after=tuple(sorted({step.group for step in steps} & telling.made)),
        rank=8,
        not_before=quiet_until,
    )


def _occasion(steps: Iterable[ManualStep], past: Past) -> str:
    """Tells a message from another one about the same steps, handed over anew after they ended or were attested."""
    words = []
    for step in steps:
        known = past.steps.get(step.id)
        words += [step.id, f"{known.opened_seq}/{known.attested_seq}/{known.is_waiting}" if known else "new"]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def _buttons(level: Level, steps: Sequence[ManualStep], company: Company) -> tuple[tuple[str, Text], ...]:
    """A button for each step, where every one is attested and the company hears what is pressed."""
    fits = len(steps) <= MOST_BUTTONS and all(step.seen_by == ATTEST for step in steps)
    if company.callback is None or level not in {Level.TOLD, Level.REMINDED} or not fits:
        return ()
    if len(steps) == 1:
        return ((steps[0].id, _BUTTON),)
    return tuple(
        (step.id, Text(f"第 {number} 件{_BUTTON.zh}", f"{_BUTTON.en}: {number}"))
        for number, step in enumerate(steps, 1)
    )
