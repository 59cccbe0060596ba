"""What the next step of enrolment would do: observe → additive → strict."""

from collections.abc import Iterable
from dataclasses import replace

from reconciler.model.group import Enrolment, Lifecycle
from reconciler.model.ids import GroupKey
from reconciler.model.plan import NextStep
from reconciler.planning.scope import ALL_CAUSES, scope_changes
from reconciler.planning.work import GroupWork

_NEXT = {Enrolment.OBSERVE: Enrolment.ADDITIVE, Enrolment.ADDITIVE: Enrolment.STRICT}


def next_step(work: GroupWork) -> NextStep | None:
    """What would be done besides, were the group enrolled one step further; None at the end or where nothing is known.

    The differences are those found for this plan: who stays now and would leave then, what is only shown and would be
    done.
    """
    following = _NEXT.get(work.group.membership)
    if following is None or work.live is None or work.is_held or work.group.spec.lifecycle is not Lifecycle.ACTIVE:
        return None
    group = replace(work.group, membership=following)
    scoped = scope_changes(group, work.live, work.found, ALL_CAUSES)
    already = {change.meaning for change in (*work.acted, *work.by_hand, *work.waiting)}
    new = [change for change in scoped.acted if change.meaning not in already]
    return NextStep(
        following,
        joins=sum(change.is_join for change in new),
        leaves=sum(change.is_leave for change in new),
        fields=sum(not (change.is_join or change.is_leave) for change in new),
    )


def ready_groups(works: Iterable[GroupWork]) -> tuple[GroupKey, ...]:
    """Observed groups for which the next step would change nothing, sorted by key."""
    steps = {work.group.key: next_step(work) for work in works if work.group.membership is Enrolment.OBSERVE}
    return tuple(sorted(key for key, step in steps.items() if step is not None and step.is_idle))
