"""Scripted trouble: when it strikes, what the caller sees, and what the world kept."""

import asyncio
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from reconciler.simulator import FaultError, Simulator
from reconciler.simulator.transport import SimulatorTransport
from tests.simulator.scene import CORP, Wecom, a_client


@pytest.mark.parametrize(
    ("kind", "code"),
    [("busy", -1), ("throttled", 45009), ("concurrency", 45033), ("token-revoked", 40014), ("token-expired", 42001)],
)
def test_codes_strike_once_and_change_nothing(world: Simulator, wecom: Wecom, kind: str, code: int) -> None:
    world.faults.add(kind, on="appchat/update")

    codes = [wecom.update(name="x"), world.chat("c1", CORP).name, wecom.login().update(name="x")]

    assert codes == [code, "一号群", 0]


@pytest.mark.parametrize(("kind", "code"), [("token-revoked", 40014), ("token-expired", 42001)])
def test_a_struck_token_stays_dead(world: Simulator, wecom: Wecom, kind: str, code: int) -> None:
    world.faults.add(kind)
    wecom.update()

    assert wecom.update() == code


def test_any_code(world: Simulator, wecom: Wecom) -> None:
    world.faults.add("code", on="/cgi-bin/appchat/*", code=6000, times=2)

    assert [wecom.update(), wecom.code("user/get", userid="ann"), wecom.update(), wecom.update()] == [6000, 0, 6000, 0]


def test_bad_secret(world: Simulator) -> None:
    world.faults.add("bad-secret", on="gettoken")

    assert a_client(world).code("gettoken", corpid=CORP, corpsecret="secret-a") == 40001


def test_after_and_times(world: Simulator, wecom: Wecom) -> None:
    world.faults.add("busy", on="appchat/get", after=1, times=2)

    assert [wecom.code("appchat/get", chatid="c1") for _ in range(5)] == [0, -1, -1, 0, 0]


def test_for_ever(world: Simulator, wecom: Wecom) -> None:
    world.faults.add("busy", times=-1)

    assert {wecom.update() for _ in range(5)} == {-1}
    world.faults.clear()
    assert wecom.update() == 0


@pytest.mark.parametrize(
    ("kind", "error", "name"),
    [
        ("cut-before", httpx.ReadError, "一号群"),
        ("cut-after", httpx.ReadError, "x"),
        ("refuse", httpx.ConnectError, "一号群"),
    ],
)
def test_cuts(world: Simulator, wecom: Wecom, kind: str, error: type[Exception], name: str) -> None:
    world.faults.add(kind)

    with pytest.raises(error):
        wecom.update(name="x")

    assert world.chat("c1", CORP).name == name
    assert world.journal()[-1].applied is (name == "x")


def test_malformed_json_after_the_write(world: Simulator, wecom: Wecom) -> None:
    world.faults.add("malformed")

    response = wecom.request("POST", "appchat/update", b'{"chatid": "c1", "name": "x"}')

    assert response.status_code == 200
    assert world.chat("c1", CORP).name == "x"
    with pytest.raises(ValueError, match="Expecting"):
        response.json()


def test_an_error_page_before_the_write(world: Simulator, wecom: Wecom) -> None:
    world.faults.add("html")

    response = wecom.request("POST", "appchat/update", b'{"chatid": "c1", "name": "x"}')

    assert (response.status_code, response.headers["content-type"], response.text[:6]) == (502, "text/html", "<html>")
    assert world.chat("c1", CORP).name == "一号群"


@pytest.mark.parametrize(("kind", "count"), [("empty-list", 0), ("partial", 2)])
def test_lists_that_lie(world: Simulator, wecom: Wecom, kind: str, count: int) -> None:
    world.faults.add(kind, on="department/*")

    answer = wecom.get("department/list")

    assert (answer["errcode"], len(list(answer["department"]))) == (0, count)  # type: ignore[call-overload]  # it is a list


def test_slowness_waits_and_then_answers(world: Simulator, wecom: Wecom) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    world.faults.add("slow", delay_s=7.5)
    transport = SimulatorTransport(world.service, sleep=sleep)
    request = httpx.Request(
        "GET", "https://x/cgi-bin/appchat/get", params={"access_token": wecom.token, "chatid": "c1"}
    )

    response = asyncio.run(transport.handle_async_request(request))

    assert (response.json()["errcode"], waited) == (0, [7.5])


def test_slowness_beyond_the_read_timeout_is_a_timeout_at_once(world: Simulator, wecom: Wecom) -> None:
    world.faults.add("slow", delay_s=60)

    async def ask() -> None:
        async with httpx.AsyncClient(transport=world.transport(), timeout=5) as client:
            body = {"chatid": "c1", "name": "x"}
            await client.post("https://x/cgi-bin/appchat/update", params={"access_token": wecom.token}, json=body)

    with pytest.raises(httpx.ReadTimeout):
        asyncio.run(ask())
    assert world.chat("c1", CORP).name == "x"


def test_the_list_says_what_was_seen_and_fired(world: Simulator, wecom: Wecom) -> None:
    world.faults.add("busy", on="appchat/*", after=1)
    wecom.update()
    wecom.update()

    (fault,) = world.faults.list()

    assert (fault.on, fault.kind, fault.seen, fault.fired) == ("*/appchat/*", "busy", 2, 1)


@pytest.mark.parametrize("kind", ["nonsense", "code", "slow"])
def test_a_fault_must_be_complete(world: Simulator, kind: str) -> None:
    with pytest.raises(FaultError):
        world.faults.add(kind)


@pytest.mark.parametrize("numbers", [{"after": -1}, {"times": 0}, {"times": -2}])
def test_numbers_must_make_sense(world: Simulator, numbers: dict[str, int]) -> None:
    with pytest.raises(FaultError):
        world.faults.add("busy", **numbers)  # type: ignore[arg-type]  # the table has whole numbers only


KILLED = """
import sys, pathlib
from reconciler.simulator import Simulator
from tests.simulator.scene import a_caller
a_caller(Simulator.open(pathlib.Path(sys.argv[1]))).update(name="x")
print("alive")
"""


@pytest.mark.parametrize(("kind", "name"), [("kill-before", "一号群"), ("kill-after", "x")])
def test_kill_points(world: Simulator, kind: str, name: str) -> None:
    world.faults.add(kind, on="appchat/update")

    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(world.directory)], capture_output=True, check=False, cwd=Path.cwd()
    )

    assert (done.returncode, done.stdout) == (-9, b"")
    assert world.chat("c1", CORP).name == name
    assert world.faults.list()[0].fired == 1
