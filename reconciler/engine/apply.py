"""Apply: read again, plan again, check against the review, carry out, read again, say what is left."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from reconciler.engine.around import read_around_again
from reconciler.engine.breaker import Breaker
from reconciler.engine.carry_out import CarryOut
from reconciler.engine.families import read_again
from reconciler.engine.freezing import check_not_frozen
from reconciler.engine.observe import Observed
from reconciler.engine.plan import Setting, make_plan, plan_again
from reconciler.engine.policy_version import policy_version
from reconciler.engine.ports import ExecutorFor, Ledger, Observer, Progress
from reconciler.engine.reviewed import check_reviewed, without_unreviewed_steps
from reconciler.engine.undo import FindApply, undoing_of
from reconciler.engine.verdict import check_age, check_checkout, check_policy
from reconciler.errors import InternalError, LedgerError, ProviderError, ReconcilerError
from reconciler.model.approval import Approved, Provenance
from reconciler.model.change import EMERGENCY, Cause
from reconciler.model.group import GroupSpec
from reconciler.model.ids import ChatId, GroupKey
from reconciler.model.live import LiveGroup, SeenGroup
from reconciler.model.origin import Checkout
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan
from reconciler.model.record import Baseline, Past
from reconciler.model.resource import ResourceChange
from reconciler.model.undo import Undoes, Undoing
from reconciler.planning import ALL_CAUSES, SUCCESSOR, MessageQuota, gone_resources, new_results
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Apply:
    """One apply.

    Attributes:
        executor_for: makes the one thing that writes.
        by: who runs it, for the ledger and for whoever comes second.
        reviewed: the saved plan; None where the setting allows to do without.
        digest: SHA-256 of the saved plan, for the ledger.
        causes: what an unreviewed apply may act on.
        checkout: what is checked out, and how it stands to the reviewed plan.
        approved: who approved it, where somebody asked.
        undoes: the apply to be undone without review; a reviewed plan says itself what it undoes.
        find_apply: finds it in the ledger; None where nothing is ever undone.
        is_continued: it goes on with what an apply of this process began; the plan's age was judged then.
        asked_to_stop: turns true when somebody wants the run to end after the call under way.
    """

    setting: Setting
    observer: Observer
    executor_for: ExecutorFor
    ledger: Ledger
    by: str
    asked_to_stop: Callable[[], bool]
    progress: Progress
    reviewed: Plan | None = None
    digest: str = ""
    causes: frozenset[Cause] = ALL_CAUSES
    checkout: Checkout = field(default_factory=Checkout)
    approved: Approved | None = None
    undoes: Undoes | None = None
    find_apply: FindApply | None = None
    is_continued: bool = False

    def undoing(self, *, again: bool = False) -> Undoing | None:
        """What is to be undone, if anything; `again`: once the run itself has begun to. Raises: UndoError."""
        undoes = self.reviewed.undoes if self.reviewed else self.undoes
        if undoes is None:
            return None
        if self.find_apply is None:
            raise InternalError(Text("没有台账可查要撤销的执行。", "No ledger to find the apply in."))
        return Undoing(self.find_apply(undoes.apply), undoes.whole) if again else undoing_of(self.find_apply, undoes)


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of it.

    Attributes:
        plan: what was carried out, made from the second reading.
        outcomes: one for every action, in order.
        left: the plan after reading the touched groups again; None if that reading failed.
        stopped: what ended the run early.
        interrupted: whether somebody asked to stop.
        unread: why the groups could not be read again.
        seen_after: groups that calls were made for, as they were read again.
        head: number and hash of the ledger's last record, to be published outside it; empty where it is not known.
        approved: who let it through, where somebody asked.
    """

    plan: Plan
    outcomes: tuple[Outcome, ...]
    left: Plan | None
    stopped: ReconcilerError | None = None
    interrupted: bool = False
    unread: ReconcilerError | None = None
    head: str = ""
    approved: Approved | None = None
    seen_after: tuple[tuple[GroupKey, LiveGroup], ...] = ()

    @property
    def is_converged(self) -> bool:
        """Planning the touched groups again yields nothing."""
        return self.left is not None and self.left.is_converged


def next_moment(result: Applied, now: datetime) -> datetime | None:
    """When another round can do what this one put off; None where nothing was, or where it ended badly.

    At once where time has passed during a round that did something.
    """
    if result.interrupted or result.stopped is not None or result.left is None:
        return None
    statuses = {outcome.status for outcome in result.outcomes}
    if Status.DEFERRED not in statuses:
        return None
    moments = [stage.at for stage in result.left.stages]
    if any(moment <= now for moment in moments) and Status.APPLIED in statuses:
        return now
    return min((moment for moment in moments if moment > now), default=None)


async def apply(task: Apply) -> Applied:
    """Carry a plan out.

    Raises: FrozenError while the company is frozen; LedgerConflictError if another apply runs; StalePlanError if the
        plan is too old, came from elsewhere or was judged by other rules, or if more would be done than was reviewed;
        ProviderError if WeCom cannot be read; LedgerError: in all these cases nothing was written.
    """
    clock = task.setting.clock
    if task.causes != EMERGENCY:
        check_not_frozen(task.setting.desired.company, clock())
    _check_origin(task)
    with task.ledger.hold(task.by, "apply", clock()):
        past = task.ledger.read()
        reviewed = task.reviewed
        only = _touched(reviewed) if reviewed else None
        causes = frozenset(Cause(word) for word in reviewed.scope) if reviewed else task.causes
        plan, observed = await make_plan(
            task.setting,
            task.observer,
            past,
            causes=causes,
            only=only,
            resources=_reviewed_resources(reviewed),
            undoing=task.undoing(),
        )
        if reviewed is not None:
            check_reviewed(plan, reviewed)
            plan = without_unreviewed_steps(plan, reviewed)
        plan = replace(plan, origin=reviewed.origin if reviewed else task.checkout.origin)
        apply_id = uuid.uuid4().hex
        task.ledger.begin(
            apply_id,
            fingerprint=plan.fingerprint,
            by=task.by,
            reviewed=reviewed is not None,
            digest=task.digest,
            now=clock(),
            provenance=_provenance(plan, task.approved),
        )
        _end_open_calls(task, past)
        _note_address_book(task, observed)
        chats = {group.key: group.chat_id for group in observed.resolved.groups}
        task.ledger.open_steps([(step, chats[step.group]) for step in plan.manual], clock())
        run = _carry_out(task, observed, apply_id, plan, past)
        await run.run(plan.actions)
        result = Applied(plan, tuple(run.outcomes), None, run.stopped, run.interrupted, approved=task.approved)
        return await _finish(task, observed, apply_id, run, result)


def _end_open_calls(task: Apply, past: Past) -> None:
    """A run that died between call and confirm left them: nobody knows how they ended."""
    for seq, _ in past.open_reserves:
        task.ledger.confirm(seq, Status.UNKNOWN, None, task.setting.clock())


def _note_address_book(task: Apply, observed: Observed) -> None:
    clock = task.setting.clock
    task.ledger.note_missing(observed.directory.absent, clock(), clock())
    task.ledger.note_found(observed.directory.people, clock())
    task.ledger.note_departments(observed.resolved.departments, clock())


def _provenance(plan: Plan, approved: Approved | None) -> Provenance:
    return Provenance(plan.origin, plan.policy.version, approved, plan.undoes.apply if plan.undoes else "")


def _check_origin(task: Apply) -> None:
    """Whether the reviewed plan may be applied here and now, before anything is read."""
    setting, reviewed = task.setting, task.reviewed
    if reviewed is None:
        return
    now, company = setting.clock(), setting.desired.company
    if not task.is_continued:
        check_age(reviewed, company.review.max_age, now)
    check_checkout(reviewed.origin, task.checkout)
    check_policy(reviewed.policy, policy_version(setting.desired, setting.capabilities, now.date()))


def _touched(reviewed: Plan) -> frozenset[GroupKey]:
    """Groups of a reviewed plan in which somebody or something acts; what was held back stays so.

    Of a group that nobody may take over only that is told.
    """
    changed = {group.key for group in reviewed.groups if group.changes or group.by_hand}
    vacant = {step.group for step in reviewed.manual if step.field == SUCCESSOR}
    held = {blocked.group for blocked in reviewed.blocked} - vacant
    return frozenset((changed | {step.group for step in reviewed.manual}) - held)


def _reviewed_resources(reviewed: Plan | None) -> tuple[ResourceChange, ...]:
    return reviewed.acted_resources if reviewed else ()


def _carry_out(task: Apply, observed: Observed, apply_id: str, plan: Plan, past: Past) -> CarryOut:
    now = task.setting.clock()
    return CarryOut(
        executor=task.executor_for(observed.directory),
        observer=task.observer,
        ledger=task.ledger,
        clock=task.setting.clock,
        company=task.setting.desired.company,
        apply_id=apply_id,
        budget=plan.budget,
        asked_to_stop=task.asked_to_stop,
        progress=task.progress,
        throttled={quota for quota in past.throttled if past.throttled_until(quota, now) is not None},
        breaker=Breaker(task.setting.desired.company.guards.failures_in_a_row),
        messages=MessageQuota(past),
    )


async def _finish(task: Apply, observed: Observed, apply_id: str, run: CarryOut, result: Applied) -> Applied:
    """Read the touched groups again, remember what is in line, close the apply in the ledger."""
    result = await _verify(task, observed, run, result)
    if isinstance(run.stopped, LedgerError):
        return result
    clock = task.setting.clock
    counts = Counter(outcome.status for outcome in result.outcomes)
    try:
        task.ledger.settle(_in_line(task, observed, result), clock())
        final = result.left or result.plan
        task.ledger.end_steps(final.ended_steps, clock())
        task.ledger.note_results(new_results(task.ledger.read(), observed.live), clock())
        if final.undoes is None:
            gone = gone_resources(task.ledger.read(), observed.live, final.resources)
            task.ledger.forget_resources(gone, clock())
        due = next_moment(result, clock())
        task.ledger.end(apply_id, {status: counts[status] for status in Status}, clock(), result.seen_after, due)
    except LedgerError as error:
        return replace(result, stopped=error)
    return result


async def _verify(task: Apply, observed: Observed, run: CarryOut, result: Applied) -> Applied:
    corp_id = task.setting.desired.company.corp_id
    specs = [group.spec for group in observed.resolved.groups if group.key in run.called]
    if not run.called:
        return replace(result, left=result.plan)
    try:
        groups = await read_again(task.observer, specs, corp_id)
        past = task.ledger.read()
        live = await read_around_again(task.observer, observed.live, past, run.written)
        undoing = task.undoing(again=True)
    except (ProviderError, LedgerError) as error:
        return replace(result, unread=error)
    live = replace(live, observed_at=task.setting.clock(), groups={**observed.live.groups, **groups})
    causes = frozenset(Cause(word) for word in result.plan.scope)
    only = _touched(task.reviewed) if task.reviewed else None
    resources = _reviewed_resources(task.reviewed)
    left = plan_again(
        task.setting, observed, live, past, causes=causes, only=only, resources=resources, undoing=undoing
    )
    return replace(result, left=left, seen_after=_seen_after(specs, corp_id, groups))


def _seen_after(
    specs: Iterable[GroupSpec], corp_id: str, groups: Mapping[ChatId, SeenGroup]
) -> tuple[tuple[GroupKey, LiveGroup], ...]:
    """The groups that could be read again, as the run left them."""
    seen = ((spec.key, groups.get(spec.identity(corp_id))) for spec in specs)
    return tuple((key, group) for key, group in seen if isinstance(group, LiveGroup))


def _in_line(task: Apply, observed: Observed, result: Applied) -> list[tuple[GroupKey, ChatId, Baseline]]:
    """Groups that are as git asks: after this run, or when the reviewed plan was made and nothing moved since."""
    reviewed = task.reviewed.in_line if task.reviewed else {}
    seen = {**reviewed, **result.plan.in_line, **(result.left.in_line if result.left else {})}
    return [
        (group.key, group.chat_id, group.baseline)
        for group in observed.resolved.groups
        if seen.get(group.key) == group.baseline.digest
    ]
