"""wechatpy 1.8.18, unchanged, around customer groups: its own calls where it has them, its bare `post` elsewhere."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reconciler.simulator import Simulator
from tests.contract.test_wechatpy import client, code_of
from tests.simulator.outreach_scene import make_outreach
from tests.simulator.scene import AGENT

__all__ = ["client"]

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh world with customer groups."""
    with make_outreach(tmp_path) as simulator:
        yield simulator


def test_it_asks_for_a_mass_message(world: Simulator, client: Any) -> None:
    template = {"chat_type": "group", "sender": "ann", "text": {"content": "你好"}}

    made = client.external_contact.add_msg_template(template)

    assert made["fail_list"] == []
    assert world.hands.confirm_mass_message(made["msgid"], "ann") == {"wrG1": 1, "wrG2": 1}
    assert code_of(client.external_contact.add_msg_template, {**template, "sender": "bob"}) == 41048


def test_it_follows_a_mass_message(world: Simulator, client: Any) -> None:
    world.switches.set("unready_questions", 0)
    template = {"chat_type": "group", "sender": "ann", "text": {"content": "你好"}, "chat_id_list": ["wrG1"]}
    msgid = client.external_contact.add_msg_template(template)["msgid"]
    before = client.external_contact.get_group_msg_result(msgid)["detail_list"]
    world.hands.confirm_mass_message(msgid, "ann")
    now = int(world.now().timestamp())

    listed = client.post(
        "externalcontact/get_groupmsg_list_v2", data={"chat_type": "group", "start_time": now, "end_time": now}
    )
    tasks = client.post("externalcontact/get_groupmsg_task", data={"msgid": msgid})
    results = client.post("externalcontact/get_groupmsg_send_result", data={"msgid": msgid, "userid": "ann"})
    after = client.external_contact.get_group_msg_result(msgid)["detail_list"]
    for call in ("remind", "cancel"):
        client.post(f"externalcontact/{call}_groupmsg_send", data={"msgid": msgid})

    assert [each["msgid"] for each in listed["group_msg_list"]] == [msgid]
    assert tasks["task_list"] == [{"userid": "ann", "status": 2, "send_time": now}]
    sent = {"chat_id": "wrG1", "userid": "ann", "status": 1, "send_time": now}
    assert results["send_list"] == [sent]
    assert [before, after] == [[{"chat_id": "wrG1", "userid": "ann", "status": 0}], [sent]]


def test_it_uploads_and_sends_what_it_uploaded(world: Simulator, client: Any) -> None:
    uploaded = client.media.upload("file", ("制度.txt", io.BytesIO("群规第一条".encode())))
    picture = client.media.upload_img(("p.png", io.BytesIO(b"\x89PNG\r\n\x1a\n123")))
    world.switches.set("media_known", "demand")

    client.message.send_file(AGENT, "ann", uploaded["media_id"])

    assert uploaded["created_at"] == str(int(world.now().timestamp()))
    assert picture["url"].startswith("https://")
    assert [message.kind for message in world.inbox("ann")] == ["file"]
    assert code_of(client.message.send_file, AGENT, "ann", "never-uploaded") == 40007


def test_it_keeps_ways_words_and_welcomes(world: Simulator, client: Any) -> None:
    way = {"scene": 2, "chat_id_list": ["wrG1"]}
    words = {
        "rule_name": "广告", "word_list": ["返现"], "intercept_type": 1, "applicable_range": {"department_list": [1]},
    }  # fmt: skip

    made = [
        client.post("externalcontact/groupchat/add_join_way", data=way)["config_id"],
        client.post("externalcontact/add_intercept_rule", data=words)["rule_id"],
        client.post("externalcontact/group_welcome_template/add", data={"text": {"content": "欢迎"}})["template_id"],
    ]

    kept = [world.join_ways()[0].config_id, world.intercept_rules()[0].rule_id]
    assert made == [*kept, world.welcome_templates()[0].template_id]
    assert [rule["rule_name"] for rule in client.get("externalcontact/get_intercept_rule_list")["rule_list"]] == [
        "广告"
    ]


def test_it_changes_and_drops_ways_and_welcomes(world: Simulator, client: Any) -> None:
    ways, welcomes = "externalcontact/groupchat", "externalcontact/group_welcome_template"
    way = client.post(f"{ways}/add_join_way", data={"scene": 2, "chat_id_list": ["wrG1"]})["config_id"]
    welcome = client.post(f"{welcomes}/add", data={"text": {"content": "欢迎"}, "notify": 0})["template_id"]

    client.post(f"{ways}/update_join_way", data={"config_id": way, "scene": 1, "chat_id_list": ["wrG1", "wrG2"]})
    client.post(f"{welcomes}/edit", data={"template_id": welcome, "text": {"content": "你好，%NICKNAME%"}})
    read = [
        client.post(f"{ways}/get_join_way", data={"config_id": way})["join_way"]["chat_id_list"],
        client.post(f"{welcomes}/get", data={"template_id": welcome})["text"]["content"],
    ]
    client.post(f"{ways}/del_join_way", data={"config_id": way})
    client.post(f"{welcomes}/del", data={"template_id": welcome})

    assert read == [["wrG1", "wrG2"], "你好，%NICKNAME%"]
    assert (world.join_ways(), world.welcome_templates()) == ((), ())
