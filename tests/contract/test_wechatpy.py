"""A third-party client, unchanged: PyPI wechatpy 1.8.18 (its only override is the address it talks to)."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reconciler.simulator import Simulator
from reconciler.simulator.server import loopback
from tests.simulator.scene import AGENT, CORP, OURS, make_world

# wechatpy 1.8.18 is from 2019: its imports, and its own `_get`/`_post`, warn of deprecations that are not ours.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh small world."""
    with make_world(tmp_path) as simulator:
        yield simulator


@pytest.fixture
def client(world: Simulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """wechatpy's enterprise client, pointed at a loopback simulator."""
    monkeypatch.setenv("NO_PROXY", "*")
    enterprise: Any = importlib.import_module("wechatpy.enterprise")

    with loopback(world.directory) as base:

        class Client(enterprise.WeChatClient):  # type: ignore[misc]  # wechatpy ships no types
            API_BASE_URL = f"{base}/cgi-bin/"

            def fetch_access_token(self) -> Any:
                query = {"corpid": self.corp_id, "corpsecret": self.secret}
                return self._fetch_access_token(url=f"{base}/cgi-bin/gettoken", params=query)

        made = Client(CORP, OURS)
        yield made
        made._http.close()


def code_of(call: Any, *arguments: Any, **named: Any) -> int:
    """The error code that wechatpy raises."""
    from wechatpy.exceptions import WeChatClientException

    with pytest.raises(WeChatClientException) as caught:
        call(*arguments, **named)
    return int(caught.value.errcode)


def test_it_walks_departments_and_people(client: Any) -> None:
    departments = client.department.get()
    people = {each["userid"] for part in departments for each in client.user.list(part["id"])}

    assert [part["id"] for part in departments] == [1, 2, 3, 4]
    assert people == {"ann", "bob", "Carol", "dan", "eve"}
    assert client.user.get("ann")["name"] == "安"
    assert [tag["tagname"] for tag in client.tag.list()] == ["值班"]
    assert client.agent.get(AGENT)["allow_partys"]["partyid"] == [1]
    assert [each["agentid"] for each in client.agent.list()] == [AGENT]


def test_it_makes_changes_reads_and_talks_to_a_group(world: Simulator, client: Any) -> None:
    made = client.appchat.create(chat_id="wx1", name="微信派", owner="ann", user_list=["ann", "bob"])
    client.appchat.update(chat_id="wx1", name="新名", add_user_list=["dan"], del_user_list=["bob"])
    client.appchat.send_text(chat_id="wx1", content="你好")
    read = client.appchat.get("wx1")

    assert made["chatid"] == "wx1"
    assert (read["name"], set(read["userlist"])) == ("新名", {"ann", "dan"})
    assert [message.text for message in world.messages("wx1", CORP)] == ["你好"]


def test_it_sends_to_people(world: Simulator, client: Any) -> None:
    article = {"title": "t", "description": "d", "url": "https://example.com", "image": ""}
    paper = {
        "thumb_media_id": "m", "author": "", "title": "t", "content": "c", "content_source_url": "", "digest": "",
        "show_cover_pic": 1,
    }  # fmt: skip
    answers = [
        client.message.send_text(AGENT, ["ann", "Gone"], "你好"),
        client.message.send_text_card(AGENT, "ann", "标题", "说明", "https://example.com"),
        client.message.send_image(AGENT, "ann", "m"),
        client.message.send_voice(AGENT, "ann", "m"),
        client.message.send_video(AGENT, "ann", "m", "t"),
        client.message.send_file(AGENT, "ann", "m"),
        client.message.send_articles(AGENT, "ann", [article]),
        client.message.send_mp_articles(AGENT, "ann", [paper]),
        client.message.send_markdown(AGENT, "", "**好**", party_ids=["2"], tag_ids=["7"]),
    ]

    kinds = [message.kind for message in world.inbox("ann", CORP)]
    assert [answer["errcode"] for answer in answers] == [0] * 9
    assert answers[0]["invaliduser"] == "gone"
    assert kinds == ["text", "textcard", "image", "voice", "video", "file", "news", "mpnews", "markdown"]
    assert code_of(client.message.send_text, AGENT, "Gone", "你好") == 81013


def test_it_recovers_from_a_revoked_token(world: Simulator, client: Any) -> None:
    client.department.get()
    world.hands.revoke_token(AGENT, corp=CORP)

    client.appchat.update(chat_id="c1", name="又好了")

    assert world.chat("c1", CORP).name == "又好了"
    assert [entry.errcode for entry in world.journal()][-3:] == [40014, 0, 0]


def test_it_sees_the_vendors_error_codes(world: Simulator, client: Any) -> None:
    codes = [
        code_of(client.appchat.get, "unknown"),
        code_of(client.appchat.get, "theirs"),
        code_of(client.appchat.create, chat_id="c1", name="x", owner="ann", user_list=["ann", "bob"]),
        code_of(client.appchat.update, chat_id="c1", del_user_list=["ann"]),
        code_of(client.user.get, "gone"),
    ]
    world.faults.add("throttled")

    assert codes == [86003, 86008, 86215, 86005, 60111]
    assert code_of(client.appchat.get, "c1") == 45009
