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
from reconciler.text import Text

TEXT_LIMIT_BYTES = 2048  # message/send, text [90236]
MOST_BUTTONS = 6  # button_list of a template card [wecom-api-2 §2.3]

_HEADS = {
    Level.TOLD: Text("【工作群】有 {n} 件事需要你在企业微信里做：", "[Groups] {n} things for you to do in WeCom:"),
    Level.REMINDED: Text(
        "【工作群】提醒：有 {n} 件事已到期，还没有做完：", "[Groups] Reminder: {n} things are due and not done:"
    ),
    Level.ESCALATED: Text(
        "【工作群】你部门的群里有 {n} 件事逾期没有做完，请督促：",
        "[Groups] {n} things in your department's groups are overdue; please see to them:",
    ),
    Level.GOVERNED: Text(
        "【工作群】有 {n} 件事长期没有做完，请处理：", "[Groups] {n} things are long overdue; please see to them:"
    ),
}
_BUTTON = Text("完成", "Done")


@dataclass(frozen=True, slots=True)
class Telling:
    """What messages about steps depend on. `groups` by key, for names."""

    company: Company
    directory: Directory
    groups: Mapping[GroupKey, ResolvedGroup]
    assignees: Assignees
    past: Past
    now: datetime


def due_tellings(steps: Iterable[ManualStep], telling: Telling, quiet_until: datetime | None) -> tuple[TellPerson, ...]:
    """Messages that are due now, by person and level; in quiet hours they wait for `quiet_until`."""
    waiting: dict[tuple[UserId, Level], list[ManualStep]] = {}
    for step in steps:
        for person, level in _listeners(step, telling):
            waiting.setdefault((person, level), []).append(step)
    return tuple(
        _message(person, level, waiting[person, level], telling, quiet_until) for person, level in sorted(waiting)
    )


def _listeners(step: ManualStep, telling: Telling) -> Iterator[tuple[UserId, Level]]:
    if step.assignee is None:
        return
    known = telling.past.steps.get(step.id)
    heard = known.told if known is not None and known.is_waiting else {}
    if (Level.TOLD, step.assignee) not in heard:
        yield step.assignee, Level.TOLD
        return
    since = heard[Level.TOLD, step.assignee]
    group, terms = telling.groups.get(step.group), telling.company.step_terms
    due: list[tuple[UserId | None, Level]] = []
    if telling.now >= since + terms.due:
        due.append((step.assignee, Level.REMINDED))
    if group is not None and telling.now >= since + terms.escalate:
        due.append((telling.assignees.head_of(group, step.assignee), Level.ESCALATED))
    if telling.now >= since + terms.govern:
        due.extend((person, Level.GOVERNED) for person in telling.assignees.governors(step.assignee))
    yield from ((person, level) for person, level in due if person is not None and (level, person) not in heard)


def _message(
    person: UserId, level: Level, steps: Sequence[ManualStep], telling: Telling, quiet_until: datetime | None
) -> TellPerson:
    ids = tuple(sorted(step.id for step in steps))
    text = _text(level, steps, telling)
    attestable = [step for step in steps if step.seen_by == ATTEST]
    carries_buttons = telling.company.callback is not None and level in {Level.TOLD, Level.REMINDED}
    fits = len(attestable) == len(steps) <= MOST_BUTTONS
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]
    return TellPerson(
        to=person,
        level=level,
        steps=ids,
        message_id=f"tell:{level}:{person}:{digest}",
        digest=hashlib.sha256(text.encode()).hexdigest(),
        size_bytes=len(text.encode()),
        text=text,
        buttons=_buttons(attestable) if carries_buttons and fits else (),
        rank=8,
        not_before=quiet_until,
    )


def _buttons(steps: Sequence[ManualStep]) -> tuple[tuple[str, Text], ...]:
    if len(steps) == 1:
        return ((steps[0].id, _BUTTON),)
    return tuple(
        (step.id, Text(f"第 {number} 件{_BUTTON.zh}", f"{_BUTTON.en}: {number}"))
        for number, step in enumerate(steps, 1)
    )


def _text(level: Level, steps: Sequence[ManualStep], telling: Telling) -> str:
    """The message, at most 2048 bytes; what does not fit is counted."""
    language = telling.company.language
    head = _HEADS[level].say(language).replace("{n}", str(len(steps)))
    lines = [head]
    for number, step in enumerate(steps, 1):
        entry = _entry(number, step, level, telling)
        left = len(steps) - number
        more = Text(f"……还有 {left + 1} 件，见计划。", f"… and {left + 1} more: see the plan.").say(language)
        room = TEXT_LIMIT_BYTES - (len(more.encode()) + 1 if left else 0)
        if len("\n".join([*lines, entry]).encode()) > room:
            return "\n".join([*lines, more])
        lines.append(entry)
    return "\n".join(lines)


def _entry(number: int, step: ManualStep, level: Level, telling: Telling) -> str:
    group = telling.groups.get(step.group)
    name = group.spec.name if group else step.group
    people = "、".join(_name(user, telling) for user in step.people)
    what = Text(step.what.zh.replace("{people}", people), step.what.en.replace("{people}", people.replace("、", ", ")))
    by = telling.now + telling.company.step_terms.due if level is Level.TOLD else step.due
    day = f"{by:%Y-%m-%d}" if by else ""
    doer = _name(step.assignee, telling) if step.assignee else ""
    if level in {Level.TOLD, Level.REMINDED}:
        words = Text(
            f"{number}. 群“{name}”：{what.zh}\n   操作：{step.where.zh}\n   期限：{day}，编号 {step.id}",
            f"{number}. Group “{name}”: {what.en}\n   How: {step.where.en}\n   By {day}, number {step.id}",
        )
    else:
        words = Text(
            f"{number}. 群“{name}”：{what.zh}（由{doer}做，应于 {day} 前完成，编号 {step.id}）",
            f"{number}. Group “{name}”: {what.en} ({doer}, was due by {day}, number {step.id})",
        )
    return words.say(telling.company.language)


def _name(user: UserId, telling: Telling) -> str:
    person = telling.directory.people.get(user)
    return person.name if person else user
