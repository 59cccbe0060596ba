"""What changes in groups come to, in numbers."""

from collections.abc import Sequence

from reconciler.model.change import Field
from reconciler.model.plan import GroupPlan, Summary


def summary_of(groups: Sequence[GroupPlan]) -> Summary:
    """The first line. People are counted once, however many groups they join or leave."""
    touched = [group for group in groups if group.changes]
    existing = [change for group in touched if group.exists for change in group.changes]
    losses = sorted((-_losses(group), group.key) for group in touched if _losses(group))
    return Summary(
        groups=len(touched),
        people=len({c.after or c.before for g in touched for c in g.changes if c.field is Field.MEMBER}),
        creations=sum(not group.exists for group in touched if _creates(group)),
        renames=sum(change.field is Field.NAME for change in existing),
        owners=sum(change.field is Field.OWNER for change in existing),
        joins=sum(change.is_join for change in existing),
        leaves=sum(change.is_leave for change in existing),
        largest_loss=(losses[0][1], -losses[0][0]) if losses else None,
    )


def _creates(group: GroupPlan) -> bool:
    return any(change.field is Field.GROUP for change in group.changes)


def _losses(group: GroupPlan) -> int:
    return sum(change.is_leave for change in group.changes)
