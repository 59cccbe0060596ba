"""When the calls of a plan are made: at once, or in stages where quotas, quiet hours or past use put some off."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reconciler.model.action import OPERATIONS, Action, CreateGroup, TellPerson, UpdateGroup, quota_of
from reconciler.model.company import Budgets
from reconciler.model.ids import GroupKey
from reconciler.model.plan import Stage
from reconciler.model.record import Past
from reconciler.planning.message_quota import MessageQuota

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def stages_of(actions: Sequence[Action], past: Past, now: datetime, budgets: Budgets) -> tuple[Stage, ...]:
    """The calls by the moment from which they can be made, if every stage is carried out at its moment.

    As in a run, a call that has to wait holds back what comes after it in its group, and what tells of a group to be
    made. Updates wait until as many fit as are left, or until those fit that protect people (rank 0); moments are
    whole minutes. Within the budgets in any hour and on any natural day in the zone of `now` [90312], and within
    WeCom's limits on messages; what WeCom has throttled waits for the end of its block.
    """
    stages: list[Stage] = []
    quotas = _Quotas(past, now, budgets)
    pending, at = list(actions), now
    while pending:
        made, pending = _pass(pending, at, quotas)
        if made:
            counts = Counter(OPERATIONS[type(action)] for action in made)
            stages.append(Stage(at, tuple((op, counts[op]) for op in OPERATIONS.values() if counts[op])))
        moment = quotas.next_moment(pending, at)
        if moment is None:
            break  # what is left may never be made: a budget of nothing
        at = moment
    return tuple(stages)


def _pass(pending: Sequence[Action], at: datetime, quotas: "_Quotas") -> tuple[list[Action], list[Action]]:
    """What a run at `at` does, and what it leaves."""
    made: list[Action] = []
    waiting: list[Action] = []
    held: set[GroupKey] = set()
    for action in pending:
        behind = action.group in held or (isinstance(action, TellPerson) and not held.isdisjoint(action.after))
        if behind or not quotas.takes(action, at):
            held.add(action.group)
            waiting.append(action)
        else:
            made.append(action)
    return made, waiting


@dataclass(slots=True)
class _Quotas:
    """What is used of each quota, moving forward in time; times of updates in UTC, creations of the current day."""

    updates: list[datetime]
    creations: list[datetime]
    budgets: Budgets
    past: Past
    messages: MessageQuota

    def __init__(self, past: Past, now: datetime, budgets: Budgets) -> None:
        self.updates = sorted(moment.astimezone(UTC) for moment in past.updates_at)
        self.creations = [moment.astimezone(now.tzinfo) for moment in past.creations_at]
        self.budgets = budgets
        self.past = past
        self.messages = MessageQuota(past)

    def takes(self, action: Action, at: datetime) -> bool:
        """Count a call at `at`, if it may be made then."""
        if action.not_before is not None and at < action.not_before:
            return False
        if self.past.throttled_until(quota_of(action), at) is not None or not self._has_room(type(action), at):
            return False
        if not self.messages.has_room(action, at):
            return False
        self.messages.count(action, at)
        if isinstance(action, UpdateGroup):
            self.updates.append(at.astimezone(UTC))
        if isinstance(action, CreateGroup):
            self.creations.append(at)
        return True

    def next_moment(self, pending: Sequence[Action], at: datetime) -> datetime | None:
        """The first moment after `at` at which something that waits can be done; None if nothing ever can."""
        due = [action for action in pending if action.not_before is None or action.not_before <= at]
        moments = [action.not_before for action in pending if action.not_before is not None and action.not_before > at]
        blocks = {self.past.throttled_until(quota_of(action), at) for action in due}
        moments += [_whole_minute(moment) for moment in blocks if moment is not None]
        room = self.messages.next_room(due, at)
        moments += [_whole_minute(room)] if room is not None else []
        updates = [action for action in due if isinstance(action, UpdateGroup)]
        if updates and self.budgets.updates_per_hour and not self._has_room(UpdateGroup, at):
            moments.append(self._room_for(updates, at))
        creates = self.budgets.creations_per_day and any(isinstance(action, CreateGroup) for action in due)
        if creates and not self._has_room(CreateGroup, at):
            moments.append(_midnight(at) + timedelta(days=1))
        return min(moments, default=None)

    def _has_room(self, sort: type[Action], at: datetime) -> bool:
        if sort is UpdateGroup:
            return len(self._recent(at)) < self.budgets.updates_per_hour
        if sort is CreateGroup:
            return sum(moment >= _midnight(at) for moment in self.creations) < self.budgets.creations_per_day
        return True

    def _room_for(self, updates: Sequence[UpdateGroup], at: datetime) -> datetime:
        urgent = sum(action.rank == 0 for action in updates)
        allowed = self.budgets.updates_per_hour
        needed = min(urgent or len(updates), allowed)
        recent = self._recent(at)
        last = recent[len(recent) + needed - allowed - 1]  # the last one that has to be an hour old
        return _whole_minute(last + _HOUR).astimezone(at.tzinfo)

    def _recent(self, at: datetime) -> list[datetime]:
        hour_ago = at.astimezone(UTC) - _HOUR
        return [moment for moment in self.updates if moment > hour_ago]


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _whole_minute(moment: datetime) -> datetime:
    """The moment itself, or the next minute."""
    floor = moment.replace(second=0, microsecond=0)
    return floor if floor == moment else floor + _MINUTE
