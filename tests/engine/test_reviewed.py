"""Equal, a safe part, or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.errors import StalePlanError
from reconciler.model.action import SendMessage
from reconciler.model.approval import Provenance
from reconciler.model.origin import Origin
from reconciler.model.plan import Plan
from tests.builders import a_chat, a_directory, a_ruleset, a_state, chat_of, people
from tests.engine.fakes import World, endings
from tests.engine.worlds import RULES, a_new_group, a_world, strict, three_joins


def saved(plan: Plan) -> Plan:
    """As a plan read from a file: message texts are never saved."""
    actions = (replace(action, text="") if isinstance(action, SendMessage) else action for action in plan.actions)
    return replace(plan, actions=tuple(actions))


def rename_by_hand(world: World) -> None:
    world.chats[chat_of("a")] = replace(world.chats[chat_of("a")], name="改过的名")


def more_members(world: World) -> None:
    world.desired = a_state(strict("a", "bob cat fay"), *world.desired.groups[1:], rulesets=RULES)


def stranger_joins(world: World) -> None:
    world.chats[chat_of("a")] = a_chat("ann bob fay", key="a")


def next_generation(world: World) -> None:
    first = world.desired.groups[0]
    world.desired = a_state(replace(first, generation=2), *world.desired.groups[1:], rulesets=RULES)


def another_chat(world: World) -> None:
    first = world.desired.groups[0]
    world.desired = a_state(replace(first, chat_id=chat_of("x")), *world.desired.groups[1:], rulesets=RULES)
    world.chats[chat_of("x")] = replace(world.chats[chat_of("a")], chat_id=chat_of("x"))


@pytest.mark.clause("H8")
def test_a_plan_that_still_holds_is_carried_out() -> None:
    world = a_new_group()
    reviewed = saved(world.plan())

    applied = world.apply(reviewed)

    assert endings(applied) == [("new", "applied"), ("new", "applied"), ("old", "applied")]
    assert applied.is_converged
    assert world.ledger.begun == [(reviewed.fingerprint, True, "ann@ci", "d" * 64)]


def test_a_part_of_the_plan_is_carried_out() -> None:
    world = three_joins()
    reviewed = world.plan()
    world.chats[chat_of("a")] = a_chat("ann bob cat", key="a")

    applied = world.apply(reviewed)

    assert endings(applied) == [("b", "applied"), ("c", "applied")]
    assert applied.is_converged


@pytest.mark.parametrize(
    ("move", "difference"),
    [
        pytest.param(rename_by_hand, ["“研发部-a”: name “改过的名” → “研发部-a”"], id="renamed"),
        pytest.param(more_members, ["“研发部-a”: 名fay (晨星) Fay joins"], id="one-more-in-git"),
        pytest.param(stranger_joins, ["“研发部-a”: 名fay (晨星) Fay leaves"], id="one-more-in-the-group"),
        pytest.param(another_chat, [f"“研发部-a”: it is another group now ({chat_of('x')})"], id="another-chat"),
    ],
)
def test_anything_more_is_refused_and_nothing_is_written(move: Callable[[World], None], difference: list[str]) -> None:
    world = three_joins()
    reviewed = world.plan()
    move(world)

    with pytest.raises(StalePlanError) as refusal:
        world.apply(reviewed)

    assert [text.en for text in refusal.value.difference] == difference
    assert (world.wecom.writes, world.wecom.journal, world.ledger.is_held) == (0, [], False)


def test_a_group_dissolved_in_the_meantime_is_not_made_again() -> None:
    world = three_joins()
    world.apply(world.plan())
    world.chats[chat_of("a")] = a_chat("ann bob", key="a")
    reviewed = world.plan()
    del world.chats[chat_of("a")]

    applied = world.apply(reviewed)

    assert (endings(applied), [held.guard for held in applied.plan.blocked]) == ([], ["dissolved-group"])
    assert not applied.is_converged


def test_the_next_generation_of_a_reviewed_group_is_refused() -> None:
    world = three_joins()
    reviewed = world.plan()
    next_generation(world)

    with pytest.raises(StalePlanError):
        world.apply(reviewed)

    assert world.wecom.writes == 0


def test_a_message_whose_text_has_changed_is_refused() -> None:
    world = a_new_group()
    reviewed = saved(world.plan())
    world.desired = replace(world.desired, rulesets={"standard": a_ruleset(text="另一份群规。")})

    with pytest.raises(StalePlanError) as refusal:
        world.apply(reviewed)

    assert [text.en for text in refusal.value.difference] == [
        "“研发部-new”: the text of a message with the rules has changed"
    ]


def test_somebody_who_moved_into_a_department_since_the_review_is_more() -> None:
    book = {"ann": (1,), "bob": (2,), "cat": (2,), "dan": (5,)}
    world = a_world([strict("a", "department:研发部")], [a_chat("ann bob", key="a")], directory=a_directory(book))
    reviewed = world.plan()
    world.wecom.directory = a_directory({**book, "dan": (2,)})

    with pytest.raises(StalePlanError) as refusal:
        world.apply(reviewed)

    assert [text.en for text in refusal.value.difference] == ["“研发部-a”: 名dan (研发部) Dan joins"]


def test_groups_outside_the_review_are_not_even_read() -> None:
    world = three_joins()
    world.chats[chat_of("c")] = a_chat("ann bob eve", key="c")
    reviewed = world.plan()
    world.chats[chat_of("c")] = a_chat("ann zoe", key="c")
    world.wecom.reads.clear()

    applied = world.apply(reviewed)

    assert endings(applied) == [("a", "applied"), ("b", "applied")]
    assert f"group {chat_of('c')}" not in world.wecom.reads
    assert world.chats[chat_of("c")].members == people("ann zoe")


def test_a_plan_to_do_nothing_does_nothing_but_remembers_what_is_in_line() -> None:
    world = a_world([strict("a")], [a_chat("ann bob", key="a")])

    applied = world.apply(world.plan())

    assert (applied.outcomes, applied.is_converged, world.wecom.writes) == ((), True, 0)
    assert world.ledger.settled.keys() == {chat_of("a")}


def test_half_of_a_swap_that_would_leave_one_person_alone_is_held() -> None:
    world = a_world([strict("a", "cat")], [a_chat("ann bob", key="a")])
    reviewed = world.plan()
    world.desired = a_state(strict("a", ""), rulesets=RULES)

    with_half = world.apply(reviewed)

    assert (world.wecom.writes, with_half.is_converged) == (0, False)
    assert with_half.plan.blocked != ()
    assert world.chats[chat_of("a")].members == people("ann bob")


def test_a_message_nobody_reviewed_is_refused_whatever_its_change_says() -> None:
    world = a_new_group()
    reviewed = saved(world.plan())
    reviewed = replace(
        reviewed, actions=tuple(action for action in reviewed.actions if not isinstance(action, SendMessage))
    )

    with pytest.raises(StalePlanError) as refusal:
        world.apply(reviewed)

    assert [text.en for text in refusal.value.difference] == [
        "“研发部-new”: a message with the rules that was not reviewed"
    ]


def test_a_plan_made_later_than_now_is_refused() -> None:
    world = three_joins()
    reviewed = world.plan()
    world.now -= timedelta(minutes=6)

    with pytest.raises(StalePlanError) as refusal:
        world.apply(reviewed)

    assert "later than now" in refusal.value.what.en
    assert world.wecom.writes == 0


def test_what_the_plan_came_from_goes_to_the_ledger() -> None:
    world = three_joins()
    reviewed = world.plan()
    world.apply(replace(reviewed, origin=Origin("t")))

    assert world.ledger.provenance == Provenance(Origin("t"), reviewed.policy.version)
