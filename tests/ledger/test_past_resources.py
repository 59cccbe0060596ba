"""Resources as the ledger tells them: the id of a confirmed create, until a confirmed delete; what became of tasks."""

from datetime import datetime

import pytest

from reconciler.model.action import WriteResource
from reconciler.model.ids import ChatId
from reconciler.model.outcome import Status
from reconciler.model.resource import Made, PastResource, ResourceKind, ResourceOp
from tests.ledger.past_worlds import ANN, NOW, MemoryStore, a_memory_ledger

WAY, TASK = ResourceKind.JOIN_WAY, ResourceKind.MASS_MESSAGE
MAKE = WriteResource(WAY, "vip/a", ResourceOp.CREATE, digest="a" * 64)
CHANGE = WriteResource(WAY, "vip/a", ResourceOp.UPDATE, "w1", "b" * 64)
TAKE = WriteResource(WAY, "vip/a", ResourceOp.DELETE, "w1")
ASK = WriteResource(TASK, "n/ann", ResourceOp.CREATE, content={"sender": "ann", "groups": ["wr1", "wr2"]})


def told(*calls: tuple[WriteResource, Status, Made | None]) -> PastResource:
    """What the ledger says after calls that ended so, all about one resource."""
    ledger = a_memory_ledger(MemoryStore())
    with ledger.hold("ann", "apply", NOW):
        for action, status, made in calls:
            ledger.confirm(ledger.reserve(action, "a1", NOW), status, None, NOW, made)
    return ledger.read().resources.get((WAY, "vip/a"), PastResource(WAY, "vip/a"))


def known(made: int, digest: str, at: datetime | None = NOW, known_id: str = "w1") -> PastResource:
    return PastResource(WAY, "vip/a", known_id, digest, at, made)


MADE = (MAKE, Status.APPLIED, Made("w1"))


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        pytest.param([MADE], known(1, "a" * 64), id="made"),
        pytest.param([(MAKE, Status.FAILED, None)], PastResource(WAY, "vip/a"), id="refused"),
        pytest.param([MADE, (CHANGE, Status.APPLIED, None)], known(1, "b" * 64), id="changed"),
        pytest.param([MADE, (CHANGE, Status.UNKNOWN, None)], known(1, "a" * 64), id="nobody-knows-of-the-change"),
        pytest.param([MADE, (TAKE, Status.UNKNOWN, None)], known(1, "a" * 64), id="nobody-knows-of-the-delete"),
        pytest.param([MADE, (TAKE, Status.APPLIED, None)], known(1, "", known_id=""), id="taken-away"),
    ],
)
def test_a_resource_is_what_calls_that_took_effect_made_of_it(
    calls: list[tuple[WriteResource, Status, Made | None]], expected: PastResource
) -> None:
    assert told(*calls) == expected


def test_a_create_without_an_answer_is_hoped_for() -> None:
    assert told((MAKE, Status.UNKNOWN, None)) == PastResource(WAY, "vip/a", is_hoped=True)


def test_groups_that_a_task_does_not_reach_are_remembered() -> None:
    ledger = a_memory_ledger(MemoryStore())
    first, second = ChatId("wr1"), ChatId("wr2")
    with ledger.hold("ann", "apply", NOW):
        ledger.confirm(ledger.reserve(ASK, "a1", NOW), Status.APPLIED, None, NOW, Made("m1", (first,)))
        ledger.note_results([("n/ann", (), (second,))], NOW)

    found = ledger.read().resources[TASK, "n/ann"]

    assert (found.sender, found.refused, found.is_open) == (ANN, frozenset({first, second}), False)
