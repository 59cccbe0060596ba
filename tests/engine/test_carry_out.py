"""Reserve, call, confirm; every action gets an outcome; nothing is sent twice."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reconciler.engine.apply import Applied
from reconciler.engine.effects import has_effect
from reconciler.errors import (
    BusyError,
    CredentialError,
    ForbiddenError,
    LedgerError,
    MissingError,
    ProviderError,
    RejectedError,
    ThrottledError,
    UnreachableError,
)
from reconciler.model.action import Action, SendMessage, UpdateGroup
from reconciler.model.company import Budgets
from reconciler.model.ids import user_id
from reconciler.model.live import LiveGroup
from reconciler.model.outcome import Status
from reconciler.text import Text
from tests.builders import KEY, a_chat, a_company, chat_of, people
from tests.engine.fakes import Fault, World, endings, silence
from tests.engine.worlds import a_new_group, a_world, strict, three_joins

SORRY = Text.same("sorry")


def ways(applied: Applied) -> list[tuple[str, str, str]]:
    return [(o.action.group, type(o.action).__name__, o.status.value) for o in applied.outcomes]


def in_group(world: World, key: str) -> list[str]:
    return sorted(world.chats[chat_of(key)].members)


def test_each_call_is_reserved_made_and_confirmed_in_this_order() -> None:
    world = a_new_group()

    world.apply()

    assert world.wecom.journal == [
        "begin",
        "reserve new",
        "create new",
        "confirm new applied",
        "reserve new",
        "send 1/1 new",
        "confirm new applied",
        "reserve old",
        "update old",
        "confirm old applied",
        "settle new",
        "settle old",
        "end",
    ]


@pytest.mark.parametrize(
    "error",
    [
        RejectedError(SORRY, errcode=86004),
        BusyError(SORRY, errcode=-1),
        UnreachableError(SORRY),
        MissingError(SORRY, errcode=86003),
    ],
)
def test_a_group_that_fails_does_not_stop_another(error: ProviderError) -> None:
    world = three_joins()
    world.wecom.faults = {0: Fault(error)}

    applied = world.apply()

    assert endings(applied) == [("a", "failed"), ("b", "applied"), ("c", "applied")]
    assert applied.outcomes[0].errcode == error.errcode
    assert (applied.stopped, applied.is_converged) == (None, False)
    assert "confirm a failed" in world.wecom.journal
    assert world.ledger.settled.keys() == {chat_of("b"), chat_of("c")}


def test_later_steps_of_a_group_that_failed_are_not_tried() -> None:
    world = a_new_group()
    world.wecom.faults = {0: Fault(RejectedError(SORRY, errcode=86004))}

    applied = world.apply()

    assert endings(applied) == [("new", "failed"), ("new", "skipped"), ("old", "applied")]
    assert world.wecom.messages == []


@pytest.mark.parametrize(
    ("fault", "status", "members"),
    [
        pytest.param(silence("after"), "applied", ["ann", "bob", "cat"], id="took-effect"),
        pytest.param(silence("before"), "unknown", ["ann", "bob"], id="did-not"),
    ],
)
def test_an_update_without_answer_is_looked_up(fault: Fault, status: str, members: list[str]) -> None:
    world = three_joins()
    world.wecom.faults = {0: fault}

    applied = world.apply()

    assert endings(applied) == [("a", status), ("b", "applied"), ("c", "applied")]
    assert in_group(world, "a") == members
    assert f"confirm a {status}" in world.wecom.journal


@pytest.mark.parametrize(
    ("fault", "statuses"),
    [
        pytest.param(silence("after"), ["applied", "applied"], id="was-made"),
        pytest.param(silence("before"), ["unknown", "skipped"], id="was-not"),
    ],
)
def test_a_creation_without_answer_is_looked_up(fault: Fault, statuses: list[str]) -> None:
    world = a_new_group()
    world.wecom.faults = {0: fault}

    applied = world.apply()

    assert [status for _, status in endings(applied)[:2]] == statuses


def test_what_cannot_be_looked_up_stays_unknown() -> None:
    world = three_joins()
    world.wecom.faults = {0: silence("after")}
    world.wecom.read_error, world.wecom.fail_reads_from = UnreachableError(SORRY), 6

    applied = world.apply()

    assert endings(applied)[0] == ("a", "unknown")
    assert isinstance(applied.unread, UnreachableError)
    assert (applied.left, applied.is_converged) == (None, False)
    assert world.ledger.ended == [{Status.APPLIED: 2, Status.UNKNOWN: 1}]


@pytest.mark.parametrize(
    ("prepare", "statuses"),
    [
        pytest.param(
            lambda world: world.chats.update({chat_of("new"): a_chat("ann bob cat", key="new")}),
            ["applied", "applied"],
            id="ours-from-an-earlier-try",
        ),
        pytest.param(lambda world: world.wecom.foreign.add(chat_of("new")), ["failed", "skipped"], id="foreign"),
        pytest.param(lambda world: world.wecom.dissolved.add(chat_of("new")), ["failed", "skipped"], id="dissolved"),
    ],
)
def test_a_chat_id_that_is_taken(prepare: Callable[[World], None], statuses: list[str]) -> None:
    world = a_new_group()
    world.wecom.meanwhile = lambda: prepare(world)

    applied = world.apply()

    assert [status for _, status in endings(applied)[:2]] == statuses
    assert applied.outcomes[0].errcode == 86215


def test_a_limit_defers_the_rest_of_that_kind_only() -> None:
    world = a_world(
        [strict("a", "bob cat"), strict("b", "bob cat"), strict("new"), strict("told", rulesets=("standard",))],
        [a_chat(key="a"), a_chat(key="b")],
    )
    world.wecom.faults = {2: Fault(ThrottledError(SORRY, errcode=45009))}

    applied = world.apply()

    assert ways(applied) == [
        ("new", "CreateGroup", "applied"),
        ("told", "CreateGroup", "applied"),
        ("told", "SendMessage", "deferred"),
        ("a", "UpdateGroup", "applied"),
        ("b", "UpdateGroup", "applied"),
    ]
    assert "confirm told failed" in world.wecom.journal
    assert world.apply().is_converged


def test_no_more_calls_of_a_limited_kind_are_made() -> None:
    world = three_joins()
    world.wecom.faults = {1: Fault(ThrottledError(SORRY, errcode=45009))}

    applied = world.apply()

    assert endings(applied) == [("a", "applied"), ("b", "deferred"), ("c", "deferred")]
    assert world.wecom.writes == 2


@pytest.mark.parametrize("error", [ForbiddenError(SORRY, errcode=60020), CredentialError(SORRY, errcode=40001)])
def test_a_refusal_of_the_whole_application_stops_everything(error: ProviderError) -> None:
    world = three_joins()
    world.wecom.faults = {1: Fault(error)}

    applied = world.apply()

    assert endings(applied) == [("a", "applied"), ("b", "failed"), ("c", "skipped")]
    assert applied.stopped is error
    assert world.wecom.writes == 2
    assert world.ledger.ended == [{Status.APPLIED: 1, Status.FAILED: 1, Status.SKIPPED: 1}]


def test_a_call_that_cannot_be_reserved_is_not_made() -> None:
    world = three_joins()
    world.ledger.full_from = world.ledger.entries + 1  # the beginning fits, no call does

    applied = world.apply()

    assert endings(applied) == [("a", "skipped"), ("b", "skipped"), ("c", "skipped")]
    assert isinstance(applied.stopped, LedgerError)
    assert world.wecom.writes == 0


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_stop_is_heard_between_calls(after: int) -> None:
    world = three_joins()
    world.stop_after = after

    applied = world.apply()

    assert [status for _, status in endings(applied)] == ["applied"] * after + ["skipped"] * (3 - after)
    assert (applied.interrupted, applied.stopped, world.wecom.writes) == (True, None, after)
    assert world.ledger.ended != []


def test_calls_that_were_refused_count_against_the_budget_of_the_run() -> None:
    world = three_joins()
    world.desired = replace(world.desired, company=a_company(budgets=Budgets(updates_per_hour=2)))
    world.wecom.faults = {0: Fault(BusyError(SORRY))}

    applied = world.apply()

    assert endings(applied) == [("a", "failed"), ("b", "applied"), ("c", "deferred")]


UPDATE = UpdateGroup(KEY, chat_of(), "新名", user_id("cat"), tuple(people("dan")), tuple(people("eve")))


@pytest.mark.parametrize(
    ("action", "seen", "visible"),
    [
        pytest.param(UPDATE, a_chat("ann cat dan", owner="cat", name="新名"), True, id="all-of-it"),
        pytest.param(UPDATE, a_chat("ann cat dan", owner="cat", name="旧名"), False, id="another-name"),
        pytest.param(UPDATE, a_chat("ann cat dan", owner="ann", name="新名"), False, id="another-owner"),
        pytest.param(UPDATE, a_chat("ann cat", owner="cat", name="新名"), False, id="a-joiner-is-missing"),
        pytest.param(UPDATE, a_chat("ann cat dan eve", owner="cat", name="新名"), False, id="a-leaver-is-in"),
        pytest.param(SendMessage(KEY, chat_of(), "m", "", 1), a_chat(), False, id="a-message-leaves-nothing"),
    ],
)
def test_whether_an_effect_can_be_seen(action: Action, seen: LiveGroup, visible: bool) -> None:
    assert has_effect(action, seen) is visible


def test_nobody_is_told_of_a_group_that_could_not_be_made() -> None:
    world = a_world([strict("new", "bob cat", admins="bob"), strict("old", admins="bob")],
                    [a_chat("ann bob", key="old")])  # fmt: skip
    world.wecom.faults = {0: Fault(BusyError(SORRY))}

    first = world.apply()
    again = world.apply()

    told = [(outcome.action.group, outcome.status.value) for outcome in first.outcomes]
    assert told == [("new", "failed"), ("@ann", "applied"), ("@ann", "deferred")]
    assert [(outcome.action.group, outcome.status.value) for outcome in again.outcomes] == [
        ("new", "applied"),
        ("@ann", "applied"),
    ]
