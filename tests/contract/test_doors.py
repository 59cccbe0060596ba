"""One suite on both doors: in process and over a loopback socket."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from reconciler.simulator import Simulator
from reconciler.simulator.server import loopback
from tests.simulator.scene import CORP, Send, Wecom, in_process, make_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh small world."""
    with make_world(tmp_path) as simulator:
        yield simulator


@pytest.fixture(params=["in-process", "loopback"])
def wecom(world: Simulator, request: pytest.FixtureRequest) -> Iterator[Wecom]:
    """A caller behind each door, logged in."""
    opened: dict[str, Callable[[ExitStack], tuple[Send, str]]] = {
        "in-process": lambda _stack: (in_process(world), "https://qyapi.weixin.qq.com"),
        "loopback": lambda stack: _over_loopback(stack, world),
    }
    with ExitStack() as stack:
        send, base = opened[request.param](stack)
        yield Wecom(send, base=base).login()


def _over_loopback(stack: ExitStack, world: Simulator) -> tuple[Send, str]:
    base = stack.enter_context(loopback(world.directory))
    client = stack.enter_context(httpx.Client(trust_env=False, timeout=10))
    return client.send, base


def test_a_chat_lives_through_all_four_calls(world: Simulator, wecom: Wecom) -> None:
    body = {"name": "群" * 60, "owner": "BOB", "userlist": ["ann", "bob", "CAROL"], "chatid": "n1"}
    codes = [
        wecom.create(**body),
        wecom.create(**body),
        wecom.update("n1", add_user_list=["dan"], del_user_list=["ann"]),
        wecom.say(payload={"content": "你好"}, chatid="n1"),
    ]

    info = wecom.get("appchat/get", chatid="n1")["chat_info"]

    assert codes == [0, 86215, 0, 0]
    assert isinstance(info, dict)
    assert (info["name"], info["owner"], set(info["userlist"])) == ("群" * 50, "bob", {"bob", "Carol", "dan"})
    assert world.messages("n1", CORP)[0].text == "你好"


def test_contacts_read_the_same(wecom: Wecom) -> None:
    codes = [
        wecom.code("department/list"),
        wecom.code("user/list", department_id=3),
        wecom.code("user/get", userid="gone"),
        wecom.code("tag/get", tagid=7),
    ]

    assert codes == [0, 0, 60111, 0]


def test_unknown_paths_are_404_and_empty(wecom: Wecom) -> None:
    response = wecom.request("POST", "appchat/dissolve", b"{}")

    assert (response.status_code, response.content) == (404, b"")


def test_headers_mirror_the_body(wecom: Wecom) -> None:
    response = wecom.request("GET", "user/get", query={"userid": "nobody"})

    assert response.headers["error-code"] == "60111"
    assert response.headers["error-msg"] == response.json()["errmsg"]


@pytest.mark.parametrize(("kind", "name"), [("cut-before", "一号群"), ("cut-after", "x")])
def test_a_cut_is_a_read_error(world: Simulator, wecom: Wecom, kind: str, name: str) -> None:
    world.faults.add(kind)

    with pytest.raises(httpx.ReadError):
        wecom.update(name="x")

    assert world.chat("c1", CORP).name == name
    assert wecom.code("appchat/get", chatid="c1") == 0


def test_a_revoked_token_is_40014_until_a_new_one(world: Simulator, wecom: Wecom) -> None:
    world.faults.add("token-revoked")

    assert [wecom.update(), wecom.update(), wecom.login().update()] == [40014, 40014, 0]


@pytest.mark.parametrize(("kind", "status"), [("malformed", 200), ("html", 502)])
def test_bodies_that_are_no_json(world: Simulator, wecom: Wecom, kind: str, status: int) -> None:
    world.faults.add(kind)

    response = wecom.request("GET", "appchat/get", query={"chatid": "c1"})

    assert response.status_code == status
    with pytest.raises(ValueError, match=r"Expecting|decode"):
        response.json()


def test_a_slow_answer_runs_into_the_timeout_over_loopback(world: Simulator) -> None:
    world.faults.add("slow", on="gettoken", delay_s=0.3)

    with loopback(world.directory) as base, httpx.Client(trust_env=False, timeout=0.1) as client:
        with pytest.raises(httpx.ReadTimeout):
            client.get(f"{base}/cgi-bin/gettoken")
        answer = client.get(f"{base}/cgi-bin/gettoken").json()

    assert answer["errcode"] == 41004


def test_the_journal_knows_the_door(world: Simulator, wecom: Wecom) -> None:
    wecom.update()

    assert {entry.door for entry in world.journal()} == {"in-process" if "qyapi" in wecom.base else "loopback"}
