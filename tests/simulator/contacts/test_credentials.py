"""gettoken: order of its checks, life of a token, the block after many wrong secrets."""

import pytest

from reconciler.simulator import Simulator
from tests.simulator.scene import AGENT, CORP, Wecom, a_caller, a_client, in_process


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param({}, 41004, id="nothing"),
        pytest.param({"corpid": "nowhere"}, 41004, id="no-secret"),
        pytest.param({"corpsecret": "x"}, 41002, id="no-corp"),
        pytest.param({"corpid": "nowhere", "corpsecret": "x"}, 40013, id="unknown-corp"),
        pytest.param({"corpid": CORP, "corpsecret": "x"}, 40001, id="wrong-secret"),
        pytest.param({"corpid": CORP, "corpsecret": "secret-2"}, 40091, id="secret-of-another-corp"),
        pytest.param({"corpid": CORP, "corpsecret": "secret-a"}, 0, id="good"),
    ],
)
def test_gettoken_checks_in_order(world: Simulator, query: dict[str, str], code: int) -> None:
    assert a_client(world).code("gettoken", **query) == code


def test_a_disabled_app_gets_no_token(world: Simulator) -> None:
    world.hands.disable_app(AGENT, corp=CORP)

    assert a_client(world).code("gettoken", corpid=CORP, corpsecret="secret-a") == 50003


def test_a_token_lives_7200_seconds_of_the_world(world: Simulator) -> None:
    caller = a_caller(world)
    world.clock.advance(7199)
    before = caller.code("appchat/get", chatid="c1")
    world.clock.advance(1)

    assert (before, caller.code("appchat/get", chatid="c1")) == (0, 42001)


def test_repeated_gettoken_gives_the_same_token_and_the_seconds_left(world: Simulator) -> None:
    first = a_caller(world).token
    world.clock.advance(200)

    answer = a_client(world).get("gettoken", corpid=CORP, corpsecret="secret-a")

    assert (answer["access_token"], answer["expires_in"]) == (first, 7000)


@pytest.mark.parametrize(("habit", "old_code"), [("new", 0), ("replace", 40014)])
def test_repeated_gettoken_by_switch(world: Simulator, habit: str, old_code: int) -> None:
    world.switches.set("repeated_gettoken", habit)
    old, new = a_caller(world), a_caller(world)

    assert old.token != new.token
    assert (old.code("appchat/get", chatid="c1"), new.code("appchat/get", chatid="c1")) == (old_code, 0)


def test_tokens_of_apps_are_independent(world: Simulator) -> None:
    ours, theirs = a_caller(world), a_caller(world, "secret-b")
    world.hands.revoke_token(AGENT, corp=CORP)

    assert (ours.code("agent/get", agentid=AGENT), theirs.code("agent/get", agentid=1000003)) == (40014, 0)


def test_a_reset_secret_kills_the_old_one(world: Simulator) -> None:
    caller = a_caller(world)
    secret = world.hands.reset_secret(AGENT, corp=CORP)

    assert caller.code("appchat/get", chatid="c1") == 40014
    assert a_client(world).code("gettoken", corpid=CORP, corpsecret="secret-a") == 40001
    assert secret == world.secret_of(CORP, AGENT)
    assert a_client(world).code("gettoken", corpid=CORP, corpsecret=secret) == 0


def test_wrong_secrets_block_their_address_for_an_hour(world: Simulator) -> None:
    world.switches.set("limit_bad_secret_hour", 3)
    there = Wecom(in_process(world, "10.0.0.7"))
    wrong = [there.code("gettoken", corpid=CORP, corpsecret="x") for _ in range(4)]
    blocked = there.code("gettoken", corpid=CORP, corpsecret="secret-a")
    elsewhere = a_client(world).code("gettoken", corpid=CORP, corpsecret="secret-a")
    world.clock.advance(3600)

    assert (wrong, blocked, elsewhere) == ([40001, 40001, 40001, 45009], 45009, 0)
    assert there.code("gettoken", corpid=CORP, corpsecret="secret-a") == 0
