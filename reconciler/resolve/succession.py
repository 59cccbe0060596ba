"""Who runs a group whose owner has left the company, until git names somebody."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from reconciler.model.directory import Directory, PersonStatus
from reconciler.model.group import GroupSpec, SelectorKind
from reconciler.model.ids import UserId, user_id
from reconciler.model.record import Past


def has_left(user: UserId, directory: Directory, past: Past, now: datetime, grace: timedelta) -> bool:
    """Whether somebody has been missing from the address book for as long as it takes to count as departed."""
    return user in directory.absent and now - past.missing_since.get(user, now) >= grace


def successor_of(spec: GroupSpec, directory: Directory, revoked: frozenset[UserId] = frozenset()) -> UserId | None:
    """The deputy, else the first admin who works here and is not taken out of the group; None where there is nobody.

    The same in every run, so that a group is handed over once. WeCom would choose at random (wecom-api §4.1).
    """
    excepted = {user_id(line.value) for line in spec.excepted if line.kind is SelectorKind.USER}
    barred = excepted | revoked | {spec.owner}
    return next((user for user in _in_turn(spec) if user not in barred and _works_here(user, directory)), None)


def _in_turn(spec: GroupSpec) -> Iterator[UserId]:
    if spec.deputy is not None:
        yield spec.deputy
    yield from spec.admins or ()


def _works_here(user: UserId, directory: Directory) -> bool:
    person = directory.people.get(user)
    return person is not None and person.status not in {PersonStatus.DISABLED, PersonStatus.LEFT}
