"""Manual steps of one group: what is owed, who does it, where it stands, and which open ones have come to an end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from reconciler.model.change import Cause
from reconciler.model.company import StepTerms
from reconciler.model.ids import ChatId, UserId
from reconciler.model.manual import ATTEST, Level, ManualStep, StepEnd
from reconciler.model.plan import Impossible
from reconciler.model.record import Past, PastStep
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.assignees import Assignees
from reconciler.planning.attested import CREATE, JOIN, LEAVE, SUCCESSOR, Attested, step_id
from reconciler.planning.by_hand import acts_of
from reconciler.planning.duties import Duty, admins_duty, announcement_duty, duties
from reconciler.planning.reach import Reach
from reconciler.planning.vacancy import vacancy_step
from reconciler.planning.work import GroupWork
from reconciler.text import Text

_TITLED = ("permissions.", "avatar", "background")  # settings whose value alone says too little


_MESSAGES = {
    "rules": Text(
        "确认群规消息有没有发到群里；没有就手工发一遍。", "See whether the rules reached the chat; if not, post them."
    ),
    "notice": Text(
        "确认通知有没有发到群里；没有就手工发一遍。", "See whether the notice reached the chat; if not, post it."
    ),
    "farewell": Text(
        "确认停用通知有没有发到群里；没有就手工发一遍。",
        "See whether the group was told that it is being closed; if not, tell it.",
    ),
}


@dataclass(frozen=True, slots=True)
class StepContext:
    """What the steps of every group depend on. `causes` are those this run acts on.

    `around` are acts about what stands around a group, by chat; `confirmed` the ids of steps about mass messages that
    went out.
    """

    reach: Reach
    past: Past
    now: datetime
    terms: StepTerms
    assignees: Assignees
    causes: frozenset[Cause]
    around: Mapping[ChatId, tuple[Duty, ...]] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()


def steps_of(work: GroupWork, context: StepContext) -> tuple[tuple[ManualStep, ...], tuple[Impossible, ...]]:
    """What a person owes one group, and what nobody can do.

    Changes that somebody vouched for leave `work.by_hand`: where nothing shows them, an attestation is all there is.
    A step of git that nobody was told of yet waits for `apply`, as its changes do; one that somebody was told of stays.
    """
    attested = Attested(work.group, work.live, context.past, context.now)
    owed: list[ManualStep] = []
    waiting = () if work.is_held else work.waiting
    for act in acts_of(work, (*work.by_hand, *waiting), context.past):
        step = _step(work, act.id, act.duty, act.cause, context)
        if step.seen_by == ATTEST and attested.holds(step.id):
            work.by_hand = tuple(change for change in work.by_hand if change not in act.changes)
            work.waiting = tuple(change for change in work.waiting if change not in act.changes)
        elif is_open(step.id, context.past) or not set(act.changes) <= set(waiting):
            owed.append(step)
    declared, never = duties(work.group, work.live, context.reach)
    for duty in (*declared, *_around(work, context)):
        step = _step(work, step_id(work.group.chat_id, duty.field, duty.wanted), duty, Cause.INTENT, context)
        if not attested.holds(step.id) and (is_open(step.id, context.past) or step.cause in context.causes):
            owed.append(step)
    owed.extend(_message_checks(work, context))
    vacancy = vacancy_step(work, context.assignees)
    if vacancy is not None and not attested.holds(vacancy.id):
        owed.append(standing(vacancy, context.past, context.terms))
    return tuple(owed), never


def _around(work: GroupWork, context: StepContext) -> tuple[Duty, ...]:
    """Acts about what stands around a group that is there."""
    return context.around.get(work.group.chat_id, ()) if work.live is not None else ()


def ends_of(work: GroupWork, owed: tuple[ManualStep, ...], context: StepContext) -> Iterator[tuple[str, StepEnd]]:
    """Open steps of a group that nothing asks for any more: seen as done where live shows what was wanted.

    A step may be about an id the group had before: one made by hand gets its real id later, another generation a new
    one.
    """
    wanted = {step.id for step in owed}
    attested = Attested(work.group, work.live, context.past, context.now)
    for step in context.past.steps.values():
        is_ours = (step.chat_id == work.group.chat_id or step.group == work.group.key) and step.is_open
        if is_ours and step.id not in wanted and not attested.holds(step.id):
            yield (
                step.id,
                StepEnd.SEEN if step.id in context.confirmed or _is_visible(step, work) else StepEnd.WITHDRAWN,
            )


def _is_visible(step: PastStep, work: GroupWork) -> bool:
    live, group = work.live, work.group
    if live is None:
        return step.field == "dissolve"
    if step.chat_id != group.chat_id:
        return step.field == CREATE
    shown: dict[str, tuple[str, bool]] = {
        CREATE: (group.chat_id, True),
        "name": (live.name, True),
        "owner": (live.owner, True),
    }
    if step.field in shown:
        return step.id == step_id(group.chat_id, step.field, shown[step.field][0])
    if step.field == JOIN:
        return live.members.issuperset(step.people)
    if step.field == LEAVE:
        return live.members.isdisjoint(step.people)
    if step.field == SUCCESSOR:
        return live.owner not in step.people
    seen = {"admins": live.admins, "announcement": live.announced}.get(step.field)
    if seen is None or any(change.capability == step.field for change in work.reported):
        return False
    return step.id in {step_id(group.chat_id, d.field, d.wanted) for d in _shown_duties(group)}


def _shown_duties(group: ResolvedGroup) -> Iterator[Duty]:
    yield admins_duty(group)
    yield announcement_duty(group.spec.announcement or "")


def _step(work: GroupWork, step: str, duty: Duty, cause: Cause, context: StepContext) -> ManualStep:
    group = work.group
    row = "members" if duty.field in {JOIN, LEAVE} else duty.field
    cell = context.reach.cell(group.spec.type, row)
    words = duty.words
    if cell is not None and duty.field.startswith(_TITLED):
        words = Text(f"{cell.title.zh}：{words.zh}", f"{cell.title.en}: {words.en}")
    assumed = work.live is not None and work.live.is_assumed
    made = ManualStep(
        id=step,
        group=group.key,
        field=duty.field,
        assignee=context.assignees.of(work, cell),
        what=words,
        where=(cell.where if cell else None)
        or Text("在客户端的群设置里操作。", "In the group's settings in the client."),
        seen_by=ATTEST if assumed or cell is None or duty.is_unsure else cell.seen_by or ATTEST,
        people=duty.people,
        cause=cause,
    )
    return standing(made, context.past, context.terms)


def is_open(step: str, past: Past) -> bool:
    """Whether a step was handed over and has not ended."""
    known = past.steps.get(step)
    return known is not None and known.is_open


def standing(step: ManualStep, past: Past, terms: StepTerms) -> ManualStep:
    """A step with what the ledger knows of it: since when, due when, who has heard of it."""
    known = past.steps.get(step.id)
    if known is None or not known.is_waiting:
        return step  # new, or asked again
    told_at = known.told.get((Level.TOLD, step.assignee)) if step.assignee else None
    levels = {level for level, _ in known.told}
    return replace(
        step,
        since=known.opened_at,
        due=told_at + terms.due if told_at else None,
        level=max(levels, key=list(Level).index) if levels else None,
    )


def _message_checks(work: GroupWork, context: StepContext) -> Iterator[ManualStep]:
    """Messages that were sent without an answer: never sent again, somebody looks, once and for all."""
    group = work.group
    prefixes = tuple(f"{kind}:{group.chat_id}" for kind in _MESSAGES)
    for message_id in sorted(mid for mid in context.past.unknown_sends if mid.startswith(prefixes)):
        step = _message_check(message_id, group, context.assignees.of(work, None))
        known = context.past.steps.get(step.id)
        if known is None or known.attested_at is None:
            yield standing(step, context.past, context.terms)


def _message_check(message_id: str, group: ResolvedGroup, assignee: UserId | None) -> ManualStep:
    """A message was sent and no answer came: it is never sent again, somebody looks."""
    return ManualStep(
        id=step_id(group.chat_id, "rules", message_id),
        group=group.key,
        field="rules",
        assignee=assignee,
        what=_MESSAGES[message_id.partition(":")[0]],
        where=Text("打开群聊，看最近的消息。", "Open the chat and look at the latest messages."),
        seen_by=ATTEST,
    )
