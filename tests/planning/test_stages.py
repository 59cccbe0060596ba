"""When the calls of a plan are made."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.model.action import OPERATIONS, Action, CreateGroup, SendMessage, TellPerson, UpdateGroup
from reconciler.model.company import Budgets
from reconciler.model.ids import GroupKey, user_id
from reconciler.model.manual import Level
from reconciler.model.plan import Stage
from reconciler.model.record import Past
from reconciler.planning.stages import stages_of
from tests.builders import NOW, chat_of, people

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
MIDNIGHT = NOW.replace(hour=0, minute=0) + DAY
SOON = Budgets(updates_per_hour=2, creations_per_day=1)
PEOPLE = tuple(people("ann bob"))


def update(key: str = "g", rank: int = 3, not_before: datetime | None = None) -> UpdateGroup:
    return UpdateGroup(GroupKey(key), chat_of(key), name="新", rank=rank, not_before=not_before)


def creation(key: str = "new") -> CreateGroup:
    return CreateGroup(GroupKey(key), chat_of(key), "新", PEOPLE[0], PEOPLE, 2)


def message(key: str = "new", not_before: datetime | None = None) -> SendMessage:
    return SendMessage(GroupKey(key), chat_of(key), f"rules:{key}", "", 1, not_before=not_before)


def tell(about: str) -> TellPerson:
    return TellPerson(user_id("ann"), Level.TOLD, (), "tell", "", 1, after=(GroupKey(about),))


def test_what_fits_is_one_stage_now() -> None:
    stages = stages_of([update("a"), update("b"), creation(), message()], Past(), NOW, SOON)

    assert stages == (Stage(NOW, (("create", 1), ("update", 2), ("send", 1))),)


def test_updates_go_on_an_hour_after_those_that_filled_the_window() -> None:
    used = Past(updates_at=(NOW - 40 * MINUTE - timedelta(seconds=30),))

    stages = stages_of([update(key) for key in "abcd"], used, NOW, SOON)

    assert stages == (
        Stage(NOW, (("update", 1),)),
        Stage(NOW + HOUR, (("update", 2),)),
        Stage(NOW + 2 * HOUR, (("update", 1),)),
    )


def test_what_protects_people_does_not_wait_until_all_the_others_fit() -> None:
    used = Past(updates_at=(NOW - 50 * MINUTE, NOW - 10 * MINUTE))

    stages = stages_of([update("a", rank=0), update("b")], used, NOW, SOON)

    assert [stage.at for stage in stages] == [NOW + 10 * MINUTE, NOW + 50 * MINUTE]


def test_a_new_groups_first_message_and_letters_go_with_its_creation() -> None:
    actions: list[Action] = [creation("a"), message("a"), creation("b"), message("b"), tell("b")]

    stages = stages_of(actions, Past(), NOW, SOON)

    assert stages == (
        Stage(NOW, (("create", 1), ("send", 1))),
        Stage(MIDNIGHT, (("create", 1), ("send", 1), ("tell", 1))),
    )


def test_quiet_hours_hold_back_the_group_and_the_quota_is_counted_after_them() -> None:
    until = NOW + 9 * HOUR

    stages = stages_of([message("a", until), update("a"), update("b"), update("c")], Past(), NOW, SOON)

    assert stages == (Stage(NOW, (("update", 2),)), Stage(until, (("update", 1), ("send", 1))))


def test_what_wecom_throttled_waits_for_the_end_of_the_block() -> None:
    past = Past(throttled={"update": NOW - 20 * MINUTE, "create": NOW - 3 * HOUR, "send": NOW - HOUR})

    stages = stages_of([update("a"), creation(), message("b")], past, NOW, SOON)

    assert stages == (
        Stage(NOW, (("send", 1),)),
        Stage(NOW + 40 * MINUTE, (("update", 1),)),
        Stage(MIDNIGHT, (("create", 1),)),
    )


moments = st.integers(0, 100).map(lambda minutes: NOW - minutes * MINUTE)
later = st.none() | st.integers(1, 3000).map(lambda minutes: NOW + minutes * MINUTE)
keys = st.sampled_from("abcdefgh")
actions = st.lists(
    st.builds(update, keys, st.integers(0, 5), later)
    | st.builds(creation, keys)
    | st.builds(message, keys, later)
    | st.builds(tell, keys),
    max_size=14,
)
pasts = st.builds(
    lambda updates, creations: Past(updates_at=tuple(sorted(updates)), creations_at=tuple(sorted(creations))),
    st.lists(moments, max_size=6),
    st.lists(moments, max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(actions, pasts, st.builds(Budgets, st.integers(1, 4), st.integers(1, 4)))
def test_stages_are_all_the_actions_within_every_window(calls: list[Action], past: Past, budgets: Budgets) -> None:
    stages = stages_of(calls, past, NOW, budgets)

    totals: Counter[str] = Counter()
    for stage in stages:
        totals.update(dict(stage.calls))
    assert totals == Counter(OPERATIONS[type(call)] for call in calls)
    assert [stage.at for stage in stages] == sorted({stage.at for stage in stages})
    assert stages_of(calls, past, NOW, budgets) == stages
    updates = [(stage.at, dict(stage.calls).get("update", 0)) for stage in stages]
    for end, made in updates:
        within = sum(number for at, number in updates if end - HOUR < at <= end)
        used = sum(end - HOUR < at for at in past.updates_at)
        assert not made or within + used <= budgets.updates_per_hour
    for stage in stages:
        day = [other for other in stages if other.at.date() == stage.at.date() and other.at <= stage.at]
        used = sum(at.date() == stage.at.date() for at in past.creations_at)
        created = sum(dict(other.calls).get("create", 0) for other in day)
        assert not dict(stage.calls).get("create", 0) or created + used <= budgets.creations_per_day


def test_what_a_budget_of_nothing_never_allows_is_in_no_stage() -> None:
    actions: list[Action] = [creation("new"), update("old")]

    stages = stages_of(actions, Past(), NOW, Budgets(updates_per_hour=1, creations_per_day=0))

    assert [dict(stage.calls) for stage in stages] == [{"update": 1}]
