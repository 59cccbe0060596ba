"""wechatpy 1.8.18, unchanged, reads customer groups and understands the callbacks of a simulated world."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reconciler.simulator import Simulator
from tests.contract.test_wechatpy import client, code_of
from tests.simulator.customer_scene import AGENT, CORP, CREATED, PRIVATE, SOUTH, VIP, WORLD
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


def test_it_counts(world: Simulator, client: Any) -> None:
    world.clock.set("2026-11-03T01:00:00")

    found = client.external_contact_group_chat.statistic(CREATED, owner_userid_list=["ann"])

    assert [(each["owner"], each["data"]["member_total"]) for each in found["items"]] == [("ann", 6)]


def test_its_cryptography_opens_what_is_delivered(world: Simulator) -> None:
    crypto = importlib.import_module("wechatpy.enterprise.crypto").WeChatCrypto(TOKEN, KEY, CORP)
    with listening(world, AGENT) as receiver:
        world.hands.kick(VIP, ["wmWang"])
        world.deliver()
    (query,), (body,) = receiver.queries, receiver.bodies

    plain = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])

    assert plain == receiver.messages[0]
    assert "<QuitScene>1</QuitScene>" in plain
