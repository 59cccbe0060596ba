"""One person WeCom will not take does not hold the others up."""

import pytest

from reconciler.errors import RejectedError, UnreachableError
from reconciler.model.action import CreateGroup, UpdateGroup
from reconciler.model.group import Enrolment
from reconciler.text import Text
from tests.builders import a_chat, a_directory, a_spec, chat_of, people
from tests.engine.fakes import Fault, World, endings
from tests.engine.worlds import a_world, strict, three_joins

REFUSAL = RejectedError(Text.same("60111"), errcode=60111, bad_member=True)


def in_group(world: World, key: str) -> list[str]:
    return sorted(world.chats[chat_of(key)].members)


def test_the_rest_of_an_update_is_done_and_the_bad_one_named() -> None:
    world = a_world(
        [strict("a", "bob cat dan", name="新名"), strict("b", "bob eve")], [a_chat(key="a"), a_chat(key="b")]
    )
    world.wecom.refused = set(people("dan"))

    applied = world.apply()

    assert endings(applied) == [("a", "failed"), ("a", "applied"), ("b", "applied")]
    refused, rest, _ = applied.outcomes
    assert isinstance(refused.action, UpdateGroup)
    assert (refused.action.joins, refused.action.name, refused.errcode) == (("dan",), None, 60111)
    assert refused.detail is not None
    assert "dan" in refused.detail.zh
    assert isinstance(rest.action, UpdateGroup)
    assert (rest.action.joins, rest.action.name) == (("cat",), "新名")
    assert in_group(world, "a") == ["ann", "bob", "cat"]


def test_the_rest_of_a_creation_is_done() -> None:
    world = a_world([strict("a", "bob cat", rulesets=("standard",))])
    world.wecom.refused = set(people("cat"))

    applied = world.apply()

    assert endings(applied) == [("a", "failed"), ("a", "applied"), ("a", "applied")]
    assert isinstance(applied.outcomes[0].action, CreateGroup)
    assert applied.outcomes[0].action.members == ("cat",)
    assert in_group(world, "a") == ["ann", "bob"]
    assert len(world.wecom.messages) == 1


@pytest.mark.parametrize("refused", ["ann", "bob"], ids=["the-owner", "all-but-the-owner"])
def test_a_creation_that_makes_no_sense_without_them_is_not_tried(refused: str) -> None:
    world = a_world([strict("a")])
    world.wecom.refused = set(people(refused))

    applied = world.apply()

    assert (endings(applied), world.wecom.writes, world.chats) == ([("a", "failed")], 1, {})


def test_a_successor_who_is_refused_keeps_the_old_owner_in() -> None:
    world = a_world([strict("a", "bob", owner="cat")], [a_chat("ann bob dan", key="a")])
    world.wecom.refused = set(people("cat"))

    applied = world.apply()

    assert endings(applied) == [("a", "failed")]
    assert (world.chats[chat_of("a")].owner, in_group(world, "a")) == ("ann", ["ann", "bob", "dan"])


def test_a_successor_who_is_refused_holds_up_later_calls_of_the_group_too() -> None:
    crowd = [f"j{number:03}" for number in range(600)]
    book = a_directory(" ".join(["ann", "bob", "cat", *crowd]))
    world = a_world([strict("a", " ".join(["bob", *crowd]), owner="cat")], [a_chat(key="a")], directory=book)
    world.wecom.refused = set(people("cat"))

    applied = world.apply()

    assert endings(applied) == [("a", "failed"), ("a", "applied"), ("a", "skipped")]
    assert world.chats[chat_of("a")].owner == "ann"
    assert "ann" in in_group(world, "a")


@pytest.mark.parametrize(
    "live",
    [
        pytest.param("ann bob zoe cat", id="joined-by-hand-meanwhile"),
        pytest.param("ann bob", id="left-by-hand-meanwhile"),
        pytest.param("ann bob cat dan", id="all-of-it-done-by-hand-meanwhile"),
    ],
)
def test_people_who_moved_between_reading_and_writing_are_no_failure(live: str) -> None:
    world = a_world(
        [strict("a", "bob cat dan")], [a_chat("ann bob zoe", key="a")], directory=a_directory("ann bob cat dan zoe")
    )
    world.wecom.meanwhile = lambda: world.chats.update({chat_of("a"): a_chat(live, key="a")})

    applied = world.apply()

    assert endings(applied) == [("a", "applied")]
    assert in_group(world, "a") == ["ann", "bob", "cat", "dan"]


def test_where_nobody_stands_out_the_call_has_failed() -> None:
    world = three_joins()
    world.wecom.faults = {0: Fault(REFUSAL)}

    applied = world.apply()

    assert endings(applied) == [("a", "failed"), ("b", "applied"), ("c", "applied")]
    assert in_group(world, "a") == ["ann", "bob"]


def test_where_nobody_can_be_asked_the_call_has_failed() -> None:
    world = three_joins()
    world.wecom.faults = {0: Fault(REFUSAL)}
    world.wecom.read_error, world.wecom.fail_reads_from = UnreachableError(Text.same("down")), 6

    applied = world.apply()

    assert endings(applied) == [("a", "failed"), ("b", "applied"), ("c", "applied")]


def test_a_departed_member_wecom_will_not_remove_does_not_hold_up_joins() -> None:
    world = a_world(
        [a_spec("a", members="bob cat", excepted="dan", membership=Enrolment.STRICT)],
        [a_chat("ann bob dan", key="a")],
    )
    world.wecom.refused = set(people("dan"))

    applied = world.apply()

    assert endings(applied) == [("a", "failed"), ("a", "applied")]
    assert in_group(world, "a") == ["ann", "bob", "cat", "dan"]


def test_a_stop_is_heard_before_the_rest_is_done() -> None:
    world = a_world([strict("a", "bob cat dan")], [a_chat(key="a")])
    world.wecom.refused, world.stop_after = set(people("dan")), 1

    applied = world.apply()

    assert endings(applied) == [("a", "failed"), ("a", "skipped")]
    assert (applied.interrupted, world.wecom.writes) == (True, 1)
