"""Changes → the sets of people of whom one has to approve, each with all that is theirs to approve."""

from collections.abc import Collection, Sequence

from reconciler.delegation.authority import Authority
from reconciler.model.consent import Consent, Requirement, Seat
from reconciler.model.field_change import FieldChange
from reconciler.model.ids import UserId


def required(changes: Sequence[FieldChange], authority: Authority) -> Consent:
    """What has to be approved, before anybody did and while the author is not known."""
    return Consent(requirements(changes, authority, (), ()), logins=authority.login_of)


def requirements(
    changes: Sequence[FieldChange],
    authority: Authority,
    approving: tuple[UserId, ...],
    authors: Collection[UserId | None],
) -> tuple[Requirement, ...]:
    """What is required, and how far it is met.

    Args:
        approving: people whose approval counts.
        authors: never count among those who may still approve; None stands for who is not known.
    """
    grouped: dict[tuple[Seat, ...], list[FieldChange]] = {}
    for change in changes:
        for seats in authority.seats(change):
            grouped.setdefault(seats, []).append(change)
    return tuple(_requirement(seats, tuple(those), approving, authors) for seats, those in grouped.items())


def _requirement(
    seats: tuple[Seat, ...],
    changes: tuple[FieldChange, ...],
    approving: tuple[UserId, ...],
    authors: Collection[UserId | None],
) -> Requirement:
    people = tuple(dict.fromkeys(person for seat in seats for person in seat.people))
    met = tuple(person for person in approving if person in people)
    return Requirement(seats, changes, met, tuple(person for person in people if person not in authors))
