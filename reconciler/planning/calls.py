"""The calls of a whole plan, in the order in which they are made."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from reconciler.model.action import Action
from reconciler.model.change import SAID
from reconciler.model.group import GroupType, Lifecycle
from reconciler.planning.fold import fold_creation, fold_updates
from reconciler.planning.transfers import Transfers
from reconciler.planning.work import GroupWork


def calls_of(
    works: Iterable[GroupWork], cap: int, quiet_until: datetime | None, transfers: Transfers
) -> tuple[Action, ...]:
    """All calls by rank, group, and their order within the group.

    Args:
        cap: most people an app group holds.
        quiet_until: end of quiet hours if it is quiet now.
    """
    batches: list[tuple[int, str, list[Action]]] = []
    for work in works:
        calls = _calls(work, cap, quiet_until, transfers)
        if calls:
            batches.append((min(call.rank for call in calls), work.group.key, calls))
    return tuple(call for _, _, calls in sorted(batches, key=lambda batch: batch[:2]) for call in calls)


def _calls(work: GroupWork, cap: int, quiet_until: datetime | None, transfers: Transfers) -> list[Action]:
    changes = tuple(change for change in work.acted if change.field not in SAID)
    calls: list[Action] = []
    if work.group.spec.type is GroupType.CUSTOMER:
        calls.extend(transfers.action(work, change, quiet_until) for change in changes)
    elif work.live is None and changes:
        calls.append(fold_creation(work.group, changes, quiet_until))
    elif work.live is not None:
        doc = work.group.spec.doc
        calls.extend(replace(call, doc=doc) for call in fold_updates(work.live, changes, cap, quiet_until))
    if work.acted:
        rank = calls[0].rank if calls else 5
        messages = [replace(message, rank=rank, not_before=quiet_until) for message in work.messages]
        retiring = work.group.spec.lifecycle is Lifecycle.RETIRING
        calls = [*messages, *calls] if retiring else [*calls, *messages]
    return calls
