"""Who was in a group: what calls did, what was seen, and what nobody can know."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from reconciler.ledger import Ledger, attendance, entries_of
from reconciler.model.ids import UserId
from reconciler.model.outcome import Status
from reconciler.model.presence import Evidence, Presence
from tests.ledger.past_worlds import (
    ANN,
    BOB,
    CHAT,
    EVE,
    HOUR,
    KEY,
    NOW,
    MemoryStore,
    a_baseline,
    a_creation,
    a_handover,
    a_memory_ledger,
    a_message,
    an_update,
)

Step = Callable[[Ledger, int], object]


def lived(*steps: Step) -> MemoryStore:
    """One step an hour."""
    store = MemoryStore()
    with a_memory_ledger(store).hold("ann", "apply", NOW) as ledger:
        for hours, step in enumerate(steps):
            step(ledger, hours)
    return store


def create(end: Status | None = Status.APPLIED) -> Step:
    return lambda ledger, hours: called(ledger, hours, end, a_creation())


def change(end: Status | None = Status.APPLIED) -> Step:
    """Eve joins, bob leaves."""
    return lambda ledger, hours: called(ledger, hours, end, an_update())


def called(ledger: Ledger, hours: int, end: Status | None, action: object) -> None:
    at = NOW + hours * HOUR
    seq = ledger.reserve(action, "a1", at)  # type: ignore[arg-type]  # One of the actions of `past_worlds`.
    if end is not None:
        ledger.confirm(seq, end, 0, at)


def settle(*members: UserId) -> Step:
    return lambda ledger, hours: ledger.settle([(KEY, CHAT, a_baseline(*members))], NOW + hours * HOUR)


def asked(store: MemoryStore, hours: float, user: UserId | None = None) -> Presence | None:
    found = attendance(entries_of(store.records()), NOW + timedelta(hours=hours), group=KEY, user=user)
    return found[0] if found else None


def people(store: MemoryStore, hours: float) -> dict[str, tuple[Evidence, bool]]:
    presence = asked(store, hours)
    return {stay.user: (stay.evidence, stay.is_sure) for stay in presence.stays} if presence else {}


def test_a_group_is_followed_from_call_to_call() -> None:
    store = lived(create(), settle(BOB), change(), settle(EVE))

    assert people(store, -1) == {}
    assert people(store, 1) == {"ann": (Evidence.CREATED, True), "bob": (Evidence.CREATED, True)}
    assert people(store, 2) == {"ann": (Evidence.CREATED, True), "eve": (Evidence.JOINED, True)}
    assert people(store, 3) == people(store, 2)


def test_who_came_by_hand_is_seen_when_the_group_is_settled_and_who_left_is_gone() -> None:
    store = lived(create(), settle(EVE))

    assert people(store, 1) == {"ann": (Evidence.CREATED, True), "eve": (Evidence.SETTLED, True)}


@pytest.mark.parametrize("end", [Status.UNKNOWN, None], ids=["unknown", "no-confirm"])
def test_a_call_without_a_known_end_leaves_both_sides_unsure(end: Status | None) -> None:
    store = lived(create(), change(end))

    assert people(store, 5) == {
        "ann": (Evidence.CREATED, True),
        "bob": (Evidence.CREATED, False),
        "eve": (Evidence.JOINED, False),
    }


def test_a_look_at_the_group_makes_sure_again() -> None:
    store = lived(create(), change(Status.UNKNOWN), settle(EVE))

    assert people(store, 2) == {"ann": (Evidence.CREATED, True), "eve": (Evidence.SETTLED, True)}


def test_a_call_that_failed_changed_nothing() -> None:
    assert people(lived(create(), change(Status.FAILED)), 5) == people(lived(create()), 5)


def test_a_new_owner_is_in_the_group() -> None:
    store = lived(settle(BOB), lambda ledger, hours: called(ledger, hours, Status.APPLIED, a_handover()))

    before, after = asked(store, 0), asked(store, 1)

    assert before is not None
    assert after is not None
    assert (before.owner, after.owner) == (ANN, BOB)


def test_a_message_puts_nobody_into_a_group() -> None:
    store = lived(lambda ledger, hours: called(ledger, hours, Status.APPLIED, a_message()))

    assert asked(store, 1) is None


def test_the_last_look_and_the_next_record_frame_what_can_be_known() -> None:
    store = lived(create(), settle(BOB), change())

    presence = asked(store, 1.5)

    assert presence is not None
    assert (presence.settled_at, presence.next_at) == (NOW + HOUR, NOW + 2 * HOUR)
    assert presence.next_seq == presence.settled_seq + 1


def test_one_person_is_followed_alone() -> None:
    store = lived(create(), settle(BOB), change())

    stays = [presence.stays if presence else () for presence in (asked(store, 1, BOB), asked(store, 2, BOB))]

    assert [[stay.user for stay in each] for each in stays] == [["bob"], []]
