"""wechatpy 1.8.18, unchanged, reads customer groups and understands the callbacks of a simulated world."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reconciler.simulator import Simulator
from tests.contract.test_wechatpy import client, code_of
from tests.simulator.customer_scene import AGENT, CORP, CREATED, ORPHAN, PRIVATE, SOUTH, VIP, WORLD
from tests.simulator.receiver import KEY, TOKEN, listening
from tests.simulator.scene import OURS, make_world

__all__ = ["client"]

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh world with customer groups, whose first app the client is."""
    with make_world(tmp_path, WORLD.replace("s-wide", OURS)) as simulator:
        yield simulator


def test_it_reads_customer_groups(client: Any) -> None:
    calls = client.external_contact_group_chat

    assert client.external_contact.get_follow_user_list()["follow_user"] == ["ann", "bob", "Carol", "dan"]
    assert [each["chat_id"] for each in calls.list_all(limit=1)] == [VIP, SOUTH]
    assert calls.get(VIP)["group_chat"]["admin_list"] == [{"userid": "bob"}]
    assert code_of(calls.get, PRIVATE) == 90501


def test_it_pages_and_filters(client: Any) -> None:
    calls = client.external_contact_group_chat

    first = calls.list(limit=1)
    second = calls.list(cursor=first["next_cursor"], limit=1)
    left = calls.list(status_filter=1, owner_userid_list=["gone"])

    assert [each["chat_id"] for each in (*first["group_chat_list"], *second["group_chat_list"])] == [VIP, SOUTH]
    assert second["next_cursor"] == ""
    assert left["group_chat_list"] == [{"chat_id": ORPHAN, "status": 1}]


def test_it_hands_groups_over(client: Any) -> None:
    inherited = client.post(
        "externalcontact/groupchat/transfer", data={"chat_id_list": [ORPHAN, VIP], "new_owner": "Carol"}
    )
    given = client.post(
        "externalcontact/groupchat/onjob_transfer", data={"chat_id_list": [VIP, PRIVATE], "new_owner": "bob"}
    )

    failed = [
        (each["chat_id"], each["errcode"]) for each in (*inherited["failed_chat_list"], *given["failed_chat_list"])
    ]
    assert failed == [(VIP, 90500), (PRIVATE, 90501)]
    assert client.external_contact_group_chat.get(VIP)["group_chat"]["owner"] == "bob"
    assert code_of(client.post, "externalcontact/opengid_to_chatid", data={"opengid": "x"}) == 90511


def test_it_counts(world: Simulator, client: Any) -> None:
    world.clock.set("2026-11-03T01:00:00")

    found = client.external_contact_group_chat.statistic(
        CREATED,
        day_end_time=CREATED + 86400,
        owner_userid_list=["ann", "bob"],
        order_by=4,
        order_asc=1,
        limit=1,
        offset=1,
    )
    days = client.post(
        "externalcontact/groupchat/statistic_group_by_day",
        data={"day_begin_time": CREATED, "owner_filter": {"userid_list": ["ann"]}},
    )

    assert [(each["owner"], each["data"]["member_total"]) for each in found["items"]] == [("ann", 6)]
    assert (found["total"], found["next_offset"]) == (2, 2)
    assert [(each["stat_time"], each["data"]["member_total"]) for each in days["items"]] == [(CREATED, 6)]


def test_its_cryptography_opens_what_is_delivered(world: Simulator) -> None:
    crypto = importlib.import_module("wechatpy.enterprise.crypto").WeChatCrypto(TOKEN, KEY, CORP)
    with listening(world, AGENT) as receiver:
        world.hands.kick(VIP, ["wmWang"])
        world.deliver()
    (query,), (body,) = receiver.queries, receiver.bodies

    plain = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])

    assert plain == receiver.messages[0]
    assert "<QuitScene>1</QuitScene>" in plain
