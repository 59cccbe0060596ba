"""What people will notice, and how much of the shared quotas it takes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from reconciler.model.action import Action, CreateGroup, SendMessage, TellPerson, TransferOwner, UpdateGroup
from reconciler.model.change import Change, Field
from reconciler.model.company import Budgets
from reconciler.model.plan import Budget, Forecast
from reconciler.model.record import Past
from reconciler.planning.work import GroupWork


def budget_of(actions: Sequence[Action], past: Past, now: datetime, budgets: Budgets) -> Budget:
    """Calls needed, used in the running hour or day, and allowed; the rest is deferred to the next window [90312].

    Creations count by natural day in the zone of `now`, updates by the last hour.
    """
    hour_ago = now - timedelta(hours=1)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    updates = sum(isinstance(action, UpdateGroup) for action in actions)
    creations = sum(isinstance(action, CreateGroup) for action in actions)
    updates_used = sum(moment > hour_ago for moment in past.updates_at)
    creations_used = sum(moment >= midnight for moment in past.creations_at)
    over_updates = max(0, updates_used + updates - budgets.updates_per_hour) if updates else 0
    over_creations = max(0, creations_used + creations - budgets.creations_per_day) if creations else 0
    return Budget(
        updates=updates,
        updates_used=updates_used,
        updates_allowed=budgets.updates_per_hour,
        creations=creations,
        creations_used=creations_used,
        creations_allowed=budgets.creations_per_day,
        messages=sum(isinstance(action, SendMessage) for action in actions),
        deferred=min(updates, over_updates) + min(creations, over_creations),
        transfers=sum(isinstance(action, TransferOwner) for action in actions),
        told=sum(isinstance(action, TellPerson) for action in actions),
    )


def forecast_of(works: Sequence[GroupWork], actions: Sequence[Action]) -> Forecast:
    """Lines each chat will print and who gets a message."""
    deferred = [action.not_before for action in actions if action.not_before is not None]
    sizes = {work.group.key: len(work.people_after) for work in works}
    messages = sorted({action.group for action in actions if isinstance(action, SendMessage)})
    lines = ((work.group.key, _lines(work)) for work in works if work.live and work.acted)
    return Forecast(
        lines=tuple((key, count) for key, count in lines if count),
        receivers=tuple((key, sizes[key]) for key in messages),
        quiet=len(deferred),
        until=max(deferred, default=None),
    )


def _lines(work: GroupWork) -> int:
    return sum(_prints_a_line(change) for change in work.acted)


def _prints_a_line(change: Change) -> bool:
    return change.field in {Field.NAME, Field.OWNER, Field.MEMBER}
