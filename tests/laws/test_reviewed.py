"""Whatever moved since the review: nothing is done that was not reviewed, and what is left alone is safe."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reconciler.errors import StalePlanError
from reconciler.model.desired import DesiredState
from reconciler.model.ids import UserId
from tests.builders import a_chat, a_directory, a_state, chat_of
from tests.engine.fakes import World
from tests.engine.worlds import RULES, a_world, strict

NAMES = ["ann", "bob", "cat", "dan", "eve", "fay"]
crowds = st.sets(st.sampled_from(NAMES), min_size=2).map(lambda people: sorted(people))


@st.composite
def wishes(draw: st.DrawFn) -> DesiredState:
    """One strict group of anybody, owned by one of them."""
    people = draw(crowds)
    owner = draw(st.sampled_from(people))
    spec = replace(strict("a", " ".join(people)), owner=UserId(owner), name=draw(st.sampled_from(["一", "二"])))
    return a_state(spec, rulesets=RULES)


@given(before=crowds, reviewed=wishes(), now=wishes(), live=crowds, gone=st.sets(st.sampled_from(NAMES), max_size=1))
def test_no_more_is_done_than_was_reviewed(
    before: list[str], reviewed: DesiredState, now: DesiredState, live: list[str], gone: set[str]
) -> None:
    chat = replace(a_chat(" ".join(before), key="a"), owner=UserId(before[0]))
    world: World = a_world(reviewed.groups, [chat])
    plan = world.plan()
    world.desired = now
    moved = replace(chat, members=frozenset(map(UserId, live)), owner=UserId(live[0]))
    world.chats[chat_of("a")] = moved
    world.wecom.directory = a_directory(" ".join(name for name in NAMES if name not in gone))
    allowed = {change.meaning for change in plan.changes}

    try:
        world.apply(plan)
    except StalePlanError:
        assert world.wecom.writes == 0

    after = world.chats[chat_of("a")]
    done: set[tuple[str, str, str, str]] = {("a", "member", "", user) for user in after.members - moved.members}
    done |= {("a", "member", user, "") for user in moved.members - after.members}
    done |= {("a", "owner", moved.owner, after.owner)} if moved.owner != after.owner else set()
    done |= {("a", "name", moved.name, after.name)} if moved.name != after.name else set()
    assert done <= allowed
    assert after == moved or (len(after.members) >= 2 and after.owner in after.members)
