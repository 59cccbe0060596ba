"""Callbacks on their way: signed, encrypted, three attempts; dropped, doubled and disordered by switch."""

import threading

import pytest

from reconciler.simulator import HandError, Simulator
from tests.simulator.customer_scene import AGENT, CORP, SYSTEM, VIP, get_group
from tests.simulator.receiver import KEY, TOKEN, listening, passive_reply
from tests.simulator.scene import a_caller

CLOSED = "http://127.0.0.1:9/x"


def rename(world: Simulator, times: int) -> None:
    """So many events, told apart by their time."""
    for _ in range(times):
        world.hands.rename_chat(VIP, world.now().isoformat())
        world.clock.advance(1)


def test_a_change_arrives_signed_and_encrypted(customers: Simulator) -> None:
    with listening(customers, AGENT, query="?tenant=a") as receiver:
        customers.hands.invite(VIP, ["Carol", "dan"])

        (delivery,) = customers.deliver()

    (fields,) = receiver.fields()
    assert fields.pop("LastMemVer") != fields.pop("CurMemVer")
    assert fields == {
        "ToUserName": CORP, "FromUserName": "sys", "CreateTime": "1793581200", "MsgType": "event",
        "Event": "change_external_chat", "ChatId": VIP, "ChangeType": "update", "UpdateDetail": "add_member",
        "JoinScene": "0", "MemChangeCnt": "2", "MemChangeList": "Carol,dan",
    }  # fmt: skip
    assert receiver.receivers == [CORP]
    assert receiver.envelopes == [
        "<xml><ToUserName><![CDATA[ww1]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID>"
        "<Encrypt><![CDATA[…]]></Encrypt></xml>"
    ]
    assert (delivery.event.state, delivery.event.attempts, delivery.reply) == ("delivered", 1, "")
    assert [each.state for each in customers.events()] == ["delivered"]
    assert customers.deliver() == ()


def test_the_old_system_secret_is_no_agent(customers: Simulator) -> None:
    with listening(customers, SYSTEM) as receiver:
        rename(customers, 1)
        customers.deliver()

    assert "AgentID" not in receiver.envelopes[0]


def test_a_receiver_may_read_the_group_while_it_is_told(customers: Simulator) -> None:
    with listening(customers, AGENT) as receiver:
        rename(customers, 1)
        customers.deliver()

        assert get_group(a_caller(customers, "s-wide"))["name"] == "2026-11-02T09:00:00+08:00"
        assert len(receiver.messages) == 1


@pytest.mark.parametrize(
    ("statuses", "state", "attempts"),
    [([500], "delivered", 2), ([500, 204], "delivered", 3), ([500, 302, 404], "lost", 3)],
)
def test_anything_but_200_is_a_failure_and_three_are_the_end(
    customers: Simulator, statuses: list[int], state: str, attempts: int
) -> None:
    with listening(customers, AGENT) as receiver:
        receiver.statuses = statuses
        rename(customers, 1)

        (delivery,) = customers.deliver()

    assert (delivery.event.state, delivery.event.attempts) == (state, attempts)
    assert [(each.state, each.attempts) for each in customers.events()] == [(state, attempts)]


def test_nobody_there_and_nobody_in_time_are_failures_too(customers: Simulator) -> None:
    customers.hands.set_callback(AGENT, CLOSED, TOKEN, KEY)
    rename(customers, 1)
    (refused,) = customers.deliver()
    with listening(customers, AGENT) as receiver:
        receiver.stall = threading.Event()
        rename(customers, 1)
        (late,) = customers.deliver(timeout_s=0.05)

    assert [(each.event.state, each.event.attempts) for each in (refused, late)] == [("lost", 3)] * 2


def test_an_address_that_was_taken_away_loses_what_was_pending(customers: Simulator) -> None:
    customers.hands.set_callback(AGENT, CLOSED, TOKEN, KEY)
    rename(customers, 1)
    customers.hands.set_callback(AGENT, "")

    (delivery,) = customers.deliver()

    assert (delivery.event.state, delivery.event.attempts) == ("lost", 0)


@pytest.mark.parametrize(
    ("switches", "sent", "states"),
    [
        ({}, [0, 1, 2, 3], "delivered delivered delivered delivered"),
        ({"callback_order": "reversed"}, [3, 2, 1, 0], "delivered delivered delivered delivered"),
        ({"callback_order": "shuffled"}, [0, 1, 3, 2], "delivered delivered delivered delivered"),
        ({"callback_drop_every": 2}, [0, 2], "delivered dropped delivered dropped"),
        ({"callback_duplicate_every": 3}, [0, 1, 2, 2, 3], "delivered delivered delivered delivered"),
    ],
)
def test_switches_disorder_drop_and_double(
    customers: Simulator, switches: dict[str, str | int], sent: list[int], states: str
) -> None:
    for name, value in switches.items():
        customers.switches.set(name, value)
    with listening(customers, AGENT) as receiver:
        rename(customers, 4)

        customers.deliver()

    times = [int(each["CreateTime"]) - 1793581200 for each in receiver.fields()]
    assert times == sent
    assert " ".join(each.state for each in customers.events()) == states


def test_a_passive_reply_comes_back_decrypted(customers: Simulator) -> None:
    with listening(customers, AGENT) as receiver:
        replies = []
        for answer in (passive_reply("<xml>ok</xml>", CORP), b"success", b"<Encrypt>AAAA</Encrypt>"):
            receiver.answer = answer
            rename(customers, 1)
            replies += [each.reply for each in customers.deliver()]

    assert replies == ["<xml>ok</xml>", "", ""]


@pytest.mark.parametrize(("answer", "verified"), [(b"", True), (b'"1234"', False)])
def test_an_address_is_verified_by_its_echo(customers: Simulator, answer: bytes, verified: bool) -> None:
    with listening(customers, AGENT) as receiver:
        receiver.answer = answer

        assert customers.verify_callback(AGENT) is verified


def test_an_address_where_nobody_is_does_not_verify(customers: Simulator) -> None:
    customers.hands.set_callback(AGENT, CLOSED, TOKEN, KEY)

    assert customers.verify_callback(AGENT) is False


def test_an_app_without_an_address_cannot_be_verified(customers: Simulator) -> None:
    with pytest.raises(HandError):
        customers.verify_callback(AGENT)
