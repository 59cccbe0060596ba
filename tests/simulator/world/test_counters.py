"""Published limits, in the time of the world."""

from reconciler.simulator import Simulator
from tests.simulator.scene import CORP, Wecom, a_caller


def test_creations_are_counted_over_all_apps_until_midnight(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("limit_create_day", 2)
    other = a_caller(world, "secret-b")
    codes = [wecom.create(userlist=["ann", "bob"]), other.create(userlist=["ann", "bob"])]
    codes += [wecom.create(userlist=["ann", "bob"]), other.create(userlist=["ann", "bob"])]
    world.clock.set("2026-11-02T23:59:59")
    late = wecom.login().create(userlist=["ann", "bob"])
    world.clock.advance(1)

    assert (codes, late) == ([0, 0, 45009, 45009], 45009)
    assert wecom.login().create(userlist=["ann", "bob"]) == 0


def test_updates_are_counted_over_all_apps_and_block_an_hour(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("limit_update_hour", 2)
    codes = [wecom.update(), a_caller(world, "secret-b").update("theirs")]
    world.clock.advance(1800)
    codes.append(wecom.update())
    world.clock.advance(3599)
    codes.append(wecom.update())
    world.clock.advance(1)
    codes.append(wecom.update())

    assert codes == [0, 0, 45009, 45009, 0]


def test_refused_changes_are_not_counted(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("limit_update_hour", 1)

    assert [wecom.update(del_user_list=["dan"]), wecom.update(), wecom.update()] == [86216, 0, 45009]


def test_an_api_blocks_for_a_minute(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("limit_api_minute", 2)
    codes = [wecom.code("appchat/get", chatid="c1") for _ in range(3)]
    other_api = wecom.code("user/get", userid="ann")
    world.clock.advance(60)

    assert (codes, other_api, wecom.code("appchat/get", chatid="c1")) == ([0, 0, 45009], 0, 0)


def test_messages_are_counted_in_person_times(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("limit_send_minute", 7)
    codes = [wecom.say(payload={"content": "x"}) for _ in range(3)]
    world.clock.advance(60)

    assert (codes, wecom.say(payload={"content": "x"})) == ([0, 0, 45009], 0)
    assert len(world.messages("c1", CORP)) == 3


def test_a_limit_of_zero_is_no_limit(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("limit_update_hour", 0)

    assert {wecom.update() for _ in range(5)} == {0}


def test_the_published_numbers_are_the_defaults(world: Simulator) -> None:
    switches = world.switches.all()

    assert {name: switches[f"limit_{name}"] for name in ("create_day", "update_hour", "api_minute", "send_minute")} == {
        "create_day": "1000",
        "update_hour": "1000",
        "api_minute": "10000",
        "send_minute": "20000",
    }
