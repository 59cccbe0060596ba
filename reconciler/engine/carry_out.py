"""Carry actions out one by one: reserve in the ledger, call, confirm. Nothing is sent twice, nothing is decided."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from reconciler.engine.breaker import Breaker
from reconciler.engine.effects import family_of, has_effect
from reconciler.engine.isolate import Isolated, isolate
from reconciler.engine.ports import Clock, Executor, Ledger, Observer, Progress
from reconciler.engine.resource_ends import adopted_rule, missing, told
from reconciler.errors import (
    AlreadyExistsError,
    CredentialError,
    ForbiddenError,
    LedgerError,
    MissingError,
    ProviderError,
    ReconcilerError,
    RejectedError,
    SettingsError,
    ThrottledError,
    UnknownOutcomeError,
)
from reconciler.model.action import (
    Action,
    CreateGroup,
    SendMessage,
    TellPerson,
    TransferOwner,
    UpdateGroup,
    WriteResource,
    quota_of,
)
from reconciler.model.company import Company
from reconciler.model.group import GroupType
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.live import LiveGroup, SeenGroup
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Budget
from reconciler.model.record import Past
from reconciler.model.resource import Made, ResourceKey
from reconciler.planning import MessageQuota, why_waiting
from reconciler.text import Text

_STOPPED = Text(
    "运行已在前一步中止，这一步没有执行。前一步：", "Not tried: the run was stopped by a call before this one. "
)


@dataclass(slots=True)
class CarryOut:
    """One run over the actions of a plan.

    Attributes:
        breaker: ends the run after failures in a row.
        stopped: what ended the run early: an authorisation failure, the breaker, or a ledger that cannot be written.
        interrupted: somebody asked to stop; the call under way was finished first.
        messages: WeCom's limits on messages, with those of earlier runs.
        throttled: quotas that WeCom said are used up, in an earlier run within its block or in this one.
        called: groups for which a call was made; `written` are the resources.
    """

    executor: Executor
    observer: Observer
    ledger: Ledger
    clock: Clock
    company: Company
    apply_id: str
    budget: Budget
    asked_to_stop: Callable[[], bool]
    progress: Progress
    breaker: Breaker
    messages: MessageQuota = field(default_factory=lambda: MessageQuota(Past()))
    throttled: set[str] = field(default_factory=set)
    outcomes: list[Outcome] = field(default_factory=list)
    stopped: ReconcilerError | None = None
    interrupted: bool = False
    called: set[GroupKey] = field(default_factory=set)
    written: set[ResourceKey] = field(default_factory=set)
    _halted: dict[GroupKey, Status] = field(default_factory=dict)
    _shut: set[str] = field(default_factory=set)

    async def run(self, actions: Iterable[Action]) -> None:
        """Every action gets an outcome, whatever happens to the others."""
        actions = tuple(actions)
        for number, action in enumerate(actions):
            self.progress("apply", number, len(actions))
            refusal = self._refusal(action)
            if refusal is not None:
                self._halted.setdefault(action.group, refusal.status)
                self.outcomes.append(refusal)
                continue
            await self._attempt(action)
        self.progress("apply", len(actions), len(actions))

    def _refusal(self, action: Action) -> Outcome | None:
        """Why an action is not even tried."""
        if self.stopped is not None:
            return Outcome(action, Status.SKIPPED, _STOPPED + self.stopped.what)
        if self.interrupted or self.asked_to_stop():
            self.interrupted = True
            return Outcome(
                action, Status.SKIPPED, Text("按要求停下，还没有执行。", "Stopped on request before this call.")
            )
        halted = self._halted.get(action.group)
        if halted is not None:
            status = Status.DEFERRED if halted is Status.DEFERRED else Status.SKIPPED
            words = Text("本群前一步没有完成。", "An earlier step of this group was not completed.")
            return Outcome(action, status, words)
        if isinstance(action, TellPerson) and not self._halted.keys().isdisjoint(action.after):
            words = Text(
                "其中的群还没有建好，下次运行再通知。", "A group it is about was not made; the next run tells."
            )
            return Outcome(action, Status.DEFERRED, words)
        if quota_of(action) in self._shut:
            words = Text("这类调用没有权限，原因见上。", "Calls of this kind are refused, see above.")
            return Outcome(action, Status.SKIPPED, words)
        if action.not_before is not None and self.clock() < action.not_before:
            return Outcome(action, Status.DEFERRED, why_waiting(self.company, action, self.clock()))
        return self._over_budget(action)

    def _over_budget(self, action: Action) -> Outcome | None:
        used = self.budget
        over = quota_of(action) in self.throttled
        over |= isinstance(action, UpdateGroup) and used.updates_used >= used.updates_allowed
        over |= isinstance(action, CreateGroup) and used.creations_used >= used.creations_allowed
        over |= not self.messages.has_room(action, self.clock())
        if not over:
            return None
        words = Text(
            "这个时段的调用额度已用完，下次运行接着做。", "The quota of this window is used up; the next run goes on."
        )
        return Outcome(action, Status.DEFERRED, words)

    async def _attempt(self, action: Action) -> None:
        """Reserve, call, confirm. A reserve that cannot be written means that the call is not made."""
        try:
            seq = self.ledger.reserve(action, self.apply_id, self.clock())
        except LedgerError as error:
            self._stop(error, Outcome(action, Status.SKIPPED, error.what))
            return
        self.called.add(action.group)
        if isinstance(action, WriteResource):
            self.written.add((action.kind, action.key))
        self._count(action)
        outcome, repair = await self._call(action)
        try:
            self.ledger.confirm(seq, _ending(outcome.status), outcome.errcode, self.clock(), outcome.made)
        except LedgerError as error:
            self._stop(error, outcome)
            return
        if self.stopped is None:
            self.stopped = self.breaker.hear(outcome)
        if repair is not None:
            await self._repair(outcome, repair)
        else:
            self._note(outcome)

    def _stop(self, error: ReconcilerError, outcome: Outcome) -> None:
        self.stopped = error
        self.outcomes.append(outcome)

    def _note(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        if outcome.status is not Status.APPLIED:
            self._halted[outcome.action.group] = outcome.status

    def _count(self, action: Action) -> None:
        self.messages.count(action, self.clock())
        updates, creations = isinstance(action, UpdateGroup), isinstance(action, CreateGroup)
        self.budget = replace(
            self.budget,
            updates_used=self.budget.updates_used + updates,
            creations_used=self.budget.creations_used + creations,
        )

    async def _call(self, action: Action) -> tuple[Outcome, Isolated | None]:
        try:
            made = await self._send(action)
        except AlreadyExistsError as error:
            return await self._look_after_collision(action, error), None
        except UnknownOutcomeError as error:
            return await self._look_after_silence(action, error), None
        except ThrottledError as error:
            self.throttled.add(quota_of(action))
            return Outcome(action, Status.DEFERRED, error.what, error.errcode), None
        except (CredentialError, ForbiddenError) as error:
            if family_of(action) is GroupType.APP or (isinstance(error, ForbiddenError) and error.everywhere):
                self.stopped = error  # told with its remedy at the end
                return Outcome(action, Status.FAILED, error.what, error.errcode), None
            self._shut.add(quota_of(action))
            return Outcome(action, Status.FAILED, told(error), error.errcode), None
        except MissingError as error:
            return missing(action, error), None
        except RejectedError as error:
            repair = await isolate(action, error, self.observer) if error.bad_member else None
            return Outcome(action, Status.FAILED, told(error), error.errcode), repair
        except ProviderError as error:
            return Outcome(action, Status.FAILED, told(error), error.errcode), None
        except SettingsError as error:  # a webhook whose variable is not set: nothing was sent
            return Outcome(action, Status.FAILED, told(error)), None
        return Outcome(action, Status.APPLIED, made=made), None

    async def _send(self, action: Action) -> Made | None:
        match action:
            case CreateGroup():
                await self.executor.create(action)
            case UpdateGroup():
                await self.executor.update(action)
            case TransferOwner():
                await self.executor.transfer(action)
            case SendMessage():
                await self.executor.send(action)
            case TellPerson():
                await self.executor.tell(action)
            case WriteResource():
                return await self.executor.write_resource(action)
        return None

    async def _repair(self, outcome: Outcome, repair: Isolated) -> None:
        """One person was refused and with them the whole call: do the rest, say who was left out."""
        if repair.refused is not None:
            self.outcomes.append(replace(outcome, action=repair.refused, detail=repair.detail))
        elif repair.rest is None:
            words = Text("有人已经手工做好了。", "Somebody has done it by hand already.")
            self.outcomes.append(Outcome(outcome.action, Status.APPLIED, words))
            return
        if repair.rest is None:
            self._halted[outcome.action.group] = Status.FAILED
            return
        refusal = self._refusal(repair.rest)
        if refusal is not None:
            self._note(refusal)
            return
        await self._attempt(repair.rest)
        if _owner_in(outcome.action) != _owner_in(repair.rest):  # no successor, so the owner may not leave later either
            self._halted.setdefault(outcome.action.group, Status.FAILED)

    async def _look(self, action: CreateGroup | UpdateGroup | TransferOwner) -> SeenGroup | None:
        family = family_of(action) or GroupType.APP
        doc = action.doc if isinstance(action, UpdateGroup) else None
        docs = {action.chat_id: doc} if doc else {}
        try:
            return (await self.observer.read_groups([action.chat_id], family, docs)).get(action.chat_id)
        except ProviderError:
            return None

    async def _look_after_silence(self, action: Action, error: UnknownOutcomeError) -> Outcome:
        """No answer: look whether the effect is visible. A message leaves nothing to look at."""
        seen = await self._look(action) if isinstance(action, CreateGroup | UpdateGroup | TransferOwner) else None
        if isinstance(seen, LiveGroup) and has_effect(action, seen):
            words = Text(
                "没有收到应答，但再看一次已经生效。", "No answer came, but looking again shows that it took effect."
            )
            return Outcome(action, Status.APPLIED, words)
        return Outcome(action, Status.UNKNOWN, error.what, error.errcode)

    async def _look_after_collision(self, action: Action, error: AlreadyExistsError) -> Outcome:
        """The chat exists (86215): ours from an earlier try, unless another application owns it. Or a rule's name."""
        if isinstance(action, WriteResource):
            return await adopted_rule(action, error, self.observer)
        seen = await self._look(action) if isinstance(action, CreateGroup) else None
        if isinstance(seen, LiveGroup):
            words = Text("群已存在，正是我们要建的那个。", "The group exists already and is the one we wanted.")
            return Outcome(action, Status.APPLIED, words, error.errcode)
        words = Text(
            "这个群 ID 已被占用（别的应用建的，或以前解散过），没有新建。把 generation 加一可以另建一个。",
            "This chat id is taken (another application's, or a dissolved group's), so nothing was created. "
            "Raise generation by one to create another.",
        )
        return Outcome(action, Status.FAILED, words, error.errcode)


def _owner_in(action: Action) -> UserId | None:
    return action.owner if isinstance(action, CreateGroup | UpdateGroup) else None


def _ending(status: Status) -> Status:
    """For the ledger a call that was put off had no effect."""
    return Status.FAILED if status is Status.DEFERRED else status
