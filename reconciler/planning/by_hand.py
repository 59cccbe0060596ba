"""Differences that no API takes away → the acts of a person, the same in every run until they are seen as done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reconciler.model.change import Cause, Change, Field
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, UserId
from reconciler.model.record import Past, PastStep
from reconciler.planning.assumed import creation_id
from reconciler.planning.attested import CREATE, JOIN, LEAVE, step_id
from reconciler.planning.duties import Duty, admins_duty, announcement_duty
from reconciler.planning.work import GroupWork
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a person and the changes it makes.

    `duty` says what; its `field` is a row of the capability table, or `members.join` and `members.leave`.
    """

    id: str
    duty: Duty
    changes: tuple[Change, ...]

    @property
    def cause(self) -> Cause:
        """The cause of the act: that of its first change in the order of `Cause`."""
        return min((change.cause for change in self.changes), key=list(Cause).index)


def acts_of(work: GroupWork, changes: tuple[Change, ...], past: Past) -> tuple[Act, ...]:
    """The acts that changes left to people come to."""
    if any(change.field is Field.GROUP for change in changes):
        return (_creation(work, changes),)
    return (
        *_single(work, changes),
        *_waves(work.group.chat_id, JOIN, [c for c in changes if c.is_join], past),
        *_waves(work.group.chat_id, LEAVE, [c for c in changes if c.is_leave], past),
    )


def _creation(work: GroupWork, changes: tuple[Change, ...]) -> Act:
    group = work.group
    names = {
        GroupType.CUSTOMER: Text("客户群", "customer group"),
        GroupType.INTERNAL: Text("内部群", "internal group"),
        GroupType.SHEET: Text("智能表格群", "sheet group"),
    }
    kind = names.get(group.spec.type, Text("群", "group"))
    words = Text(
        f"建一个{kind.zh}“{group.spec.name}”，成员：{{people}}；已经有了就核对一遍",
        f"Make a {kind.en} called “{group.spec.name}” with {{people}}; if there is one already, check it",
    )
    if group.spec.is_unlinked:  # nothing finds it by itself: its id has to be written down
        words = Text(
            f"{words.zh}，再请管理员把它的 chat_id 写进 YAML",
            f"{words.en}, then have its chat_id written into the YAML",
        )
    people = tuple(sorted(UserId(change.after) for change in changes if change.is_join))
    return Act(creation_id(group.chat_id), Duty(CREATE, group.chat_id, words, people), changes)


def _single(work: GroupWork, changes: tuple[Change, ...]) -> Iterator[Act]:
    """Name, owner, admins, announcement: one act each."""
    group = work.group
    duties = {
        Field.NAME: Duty("name", group.spec.name, _name_words(group.spec.name)),
        Field.OWNER: Duty(
            "owner", group.owner, Text("群主转让给：{people}", "Hand it over to: {people}"), (group.owner,)
        ),
        Field.ADMIN: admins_duty(group),
        Field.ANNOUNCEMENT: announcement_duty(group.spec.announcement or ""),
    }
    for field, duty in duties.items():
        those = tuple(change for change in changes if change.field is field)
        if those:
            yield Act(step_id(group.chat_id, duty.field, duty.wanted), duty, those)


def _name_words(name: str) -> Text:
    return Text(f"群名改为“{name}”", f"Rename it to “{name}”")


def _waves(chat_id: ChatId, field: str, changes: Sequence[Change], past: Past) -> Iterator[Act]:
    """People to be let in or out: who was handed over stays with that step, newcomers make a new one for each cause.

    So a step that is half done is neither a new one nor told again.
    """
    waiting = {UserId(change.after or change.before): change for change in changes}
    for known in open_waves(past.steps.values(), chat_id, field):
        those = [user for user in known.people if user in waiting]
        if those:
            yield Act(known.id, _wave_duty(field, those), tuple(waiting.pop(user) for user in those))
    for cause in Cause:
        new = sorted(user for user, change in waiting.items() if change.cause is cause)
        if new:
            duty = _wave_duty(field, new)
            yield Act(step_id(chat_id, field, duty.wanted), duty, tuple(waiting[user] for user in new))


def open_waves(steps: Iterable[PastStep], chat_id: ChatId, field: str) -> list[PastStep]:
    """Steps about people of one chat that were handed over and have not ended, oldest first."""
    found = [step for step in steps if step.chat_id == chat_id and step.field == field and step.is_open]
    return sorted(found, key=lambda step: (step.opened_seq, step.id))


def _wave_duty(field: str, people: Sequence[UserId]) -> Duty:
    words = (
        Text("邀请进群：{people}", "Invite into the group: {people}")
        if field == JOIN
        else Text("移出本群：{people}", "Remove from the group: {people}")
    )
    return Duty(field, ",".join(people), words, tuple(people))
