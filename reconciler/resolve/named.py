"""Whom and what the desired state names: what has to be read from the address book before resolving."""

from collections.abc import Iterable

from reconciler.model.desired import DesiredState
from reconciler.model.group import GroupSpec, SelectorKind
from reconciler.model.ids import UserId, user_id


def tags_named(desired: DesiredState) -> frozenset[str]:
    """Every tag that a group, the governance setting or the sign of formal employees names; each costs one read."""
    tags = {line.value for spec in desired.groups for line in spec.members or () if line.kind is SelectorKind.TAG}
    if desired.company.governance.tag is not None:
        tags.add(desired.company.governance.tag)
    formal = desired.company.formal_employee
    if formal is not None and formal.tag is not None:
        tags.add(formal.tag)
    return frozenset(tags)


def people_named(groups: Iterable[GroupSpec]) -> frozenset[UserId]:
    """Every person that one of these groups names as owner, admin or member."""
    people: set[UserId] = set()
    for spec in groups:
        people.add(spec.owner)
        people.update(spec.admins or ())
        people.update(user_id(line.value) for line in spec.members or () if line.kind is SelectorKind.USER)
    return frozenset(people)
