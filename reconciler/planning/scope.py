"""Which differences are acted on, which are only shown, and which wait for another command."""

from collections.abc import Iterable
from dataclasses import dataclass

from reconciler.model.change import Cause, Change, Field
from reconciler.model.company import DriftMode
from reconciler.model.group import Enrolment, Lifecycle
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.model.resolved import ResolvedGroup

ALL_CAUSES = frozenset(Cause)
DRIFT_CAUSES = ALL_CAUSES - {Cause.INTENT, Cause.UNDO}

# `additive` removes only whom git, the calendar or the company took out, never whom nobody declared (design §4).
_ADDITIVE_LEAVES = frozenset({Cause.INTENT, Cause.EXPIRY, Cause.SANCTION, Cause.DEPARTED, Cause.REVOKED, Cause.UNDO})


@dataclass(frozen=True, slots=True)
class Scoped:
    """The differences of one group, sorted into what becomes of them."""

    acted: tuple[Change, ...] = ()
    reported: tuple[Change, ...] = ()
    waiting: tuple[Change, ...] = ()
    undeclared: tuple[UserId, ...] = ()


def scope_changes(
    group: ResolvedGroup, live: LiveGroup | None, changes: Iterable[Change], causes: frozenset[Cause]
) -> Scoped:
    """Sort the differences of one group.

    Args:
        group: says how far the group is enrolled and what drift means for it.
        live: None for a group that does not exist yet.
        causes: the causes this run may act on; others wait for another command.
    """
    acted: list[Change] = []
    reported: list[Change] = []
    waiting: list[Change] = []
    undeclared: list[UserId] = []
    at_rest = group.spec.lifecycle in {Lifecycle.FROZEN, Lifecycle.RETIRED}
    shown_only = group.membership is Enrolment.OBSERVE or at_rest
    for change in changes:
        if change.is_leave and group.membership is not Enrolment.STRICT and change.cause not in _ADDITIVE_LEAVES:
            undeclared.append(UserId(change.before))
        elif (shown_only and change.cause is not Cause.REVOKED) or (
            change.cause is Cause.DRIFT and group.drift is not DriftMode.CORRECT
        ):
            reported.append(change)
        elif change.cause not in causes:
            waiting.append(change)
        else:
            acted.append(change)
    kept, held = keep_owner_safe(live, acted)
    return Scoped(tuple(kept), tuple(reported), (*waiting, *held), tuple(undeclared))


def keep_owner_safe(live: LiveGroup | None, acted: list[Change]) -> tuple[list[Change], list[Change]]:
    """Hold back what would leave the group without its owner, because the other half of the change is not acted on."""
    if live is None:
        return acted, []
    joins = {change.after for change in acted if change.is_join}
    successors = [
        change.after
        for change in acted
        if change.field is Field.OWNER and (change.after in live.members or change.after in joins)
    ]
    kept: list[Change] = []
    held: list[Change] = []
    for change in acted:
        orphaned_owner = change.field is Field.OWNER and change.after not in successors
        leaving_owner = change.is_leave and change.before == live.owner and not successors
        (held if orphaned_owner or leaving_owner else kept).append(change)
    return kept, held
