"""Plan, apply, plan is empty; stopping anywhere and running again ends the same."""

from dataclasses import replace

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from reconciler.errors import BusyError, ReconcilerError, StalePlanError, ThrottledError, UnknownOutcomeError
from reconciler.model.group import Enrolment
from reconciler.text import Text
from tests.builders import a_directory, chat_of
from tests.engine.fakes import Crash, Fault, World
from tests.laws.drafts import (
    Company,
    Second,
    after_hands,
    chats_in,
    companies,
    end_of,
    ends_of,
    seconds,
    to_live,
    without_lines,
)

SORRY = Text.same("sorry")
times = st.sampled_from(["before", "after"])


def settle_down(world: World, runs: int = 3) -> int:
    """Run until nothing is left to do; how many runs that took."""
    for run in range(1, runs + 1):
        world.apply()
        if not world.plan().actions:
            return run
    raise AssertionError(world.plan().actions)


def rules_heard(world: World) -> dict[str, int]:
    """How many messages each chat got."""
    chats = [chat for chat, _ in world.wecom.messages]
    return {chat: chats.count(chat) for chat in chats}


@pytest.mark.clause("A7", "A8", "D3.2", "I1.1", "E6.2")
@settings(max_examples=200)
@given(companies())
def test_one_apply_makes_every_group_what_it_should_be(company: Company) -> None:
    world = company.world()

    applied = world.apply()

    assert chats_in(world) == ends_of(company)
    assert {outcome.status.value for outcome in applied.outcomes} <= {"applied"}
    assert applied.is_converged
    assert world.plan().is_empty


@pytest.mark.clause("B2", "C3.1")
@settings(max_examples=50)
@given(companies())
def test_every_new_group_hears_its_rules_exactly_once(company: Company) -> None:
    world = company.world()

    settle_down(world)

    made = [draft for draft in company.drafts if draft.is_enforced and draft.key not in company.chats]
    assert rules_heard(world) == {chat_of(draft.key): 1 for draft in made if draft.rules}


@settings(max_examples=50)
@given(companies(), st.integers(0, 6), times)
def test_dying_anywhere_and_running_again_ends_the_same(company: Company, call: int, when: str) -> None:
    world = company.world()
    world.wecom.faults = {call: Fault(Crash(), "before" if when == "before" else "after")}
    try:
        world.apply()
    except Crash:
        event("died")

    settle_down(world, runs=1)

    assert chats_in(world) == ends_of(company)
    assert all(count == 1 for count in rules_heard(world).values())
    assert world.ledger.read().open_reserves == ()


@settings(max_examples=50)
@given(companies(), st.integers(0, 6))
def test_stopping_anywhere_and_running_again_ends_the_same(company: Company, calls: int) -> None:
    world = company.world()
    world.stop_after = calls
    first = world.apply()
    world.stop_after = 10**9

    settle_down(world)

    assert chats_in(world) == ends_of(company)
    assert len(first.outcomes) == len(first.plan.actions)
    assert all(count == 1 for count in rules_heard(world).values())


@settings(max_examples=50)
@given(companies(), st.integers(1, 12))
def test_a_full_ledger_and_running_again_ends_the_same(company: Company, room: int) -> None:
    world = company.world()
    world.ledger.full_from = world.ledger.entries + room
    try:
        world.apply()
    except ReconcilerError:
        event("before any call")
    world.ledger.full_from = 10**9

    settle_down(world)

    assert chats_in(world) == ends_of(company)
    assert all(count == 1 for count in rules_heard(world).values())


faults = st.dictionaries(
    st.integers(0, 6),
    st.one_of(
        st.builds(Fault, st.just(UnknownOutcomeError(SORRY)), times),
        st.just(Fault(BusyError(SORRY, errcode=-1))),
        st.just(Fault(ThrottledError(SORRY, errcode=45009))),
    ),
    max_size=4,
)


@settings(max_examples=50)
@given(companies(), faults)
def test_whatever_wecom_answers_the_next_runs_end_the_same(company: Company, troubles: dict[int, Fault]) -> None:
    world = company.world()
    world.wecom.faults = dict(troubles)
    first = world.apply()
    world.wecom.faults = {}

    settle_down(world)

    assert len(first.outcomes) == len(first.plan.actions)
    assert chats_in(world) == ends_of(company)
    assert all(count == 1 for count in rules_heard(world).values())


@pytest.mark.clause("A7", "I2.1", "I2.2")
@settings(max_examples=200)
@given(companies(), seconds)
def test_a_second_commit_moves_and_hands_end_in_what_they_should(company: Company, second: Second) -> None:
    world = company.world()
    settle_down(world)
    before = {key: after_hands(chat, second) for key, chat in chats_in(world).items()}
    world.wecom.chats = {chat_of(key): to_live(key, chat) for key, chat in before.items()}
    drafts = tuple(without_lines(draft, second.taken_out) for draft in company.drafts)
    where = {**company.where, **second.moved}
    later = replace(company, where=where, drafts=drafts, chats=before)
    world.desired = later.desired()
    world.wecom.directory = a_directory({user: (number,) for user, number in where.items()})

    settle_down(world)

    ends = dict(before)
    for old, new in zip(company.drafts, drafts, strict=True):
        taken_out = (old.named or frozenset()) - (new.named or frozenset())
        removed = taken_out & old.wanted(company.where)
        end = end_of(new, before.get(new.key), where, removed)
        ends.update({new.key: end} if end else {})
    assert chats_in(world) == ends


@settings(max_examples=50)
@given(companies(), seconds)
def test_a_reviewed_plan_does_what_was_reviewed_or_nothing(company: Company, second: Second) -> None:
    world = company.world()
    reviewed = world.plan()
    hands = {key: after_hands(chat, second) for key, chat in company.chats.items()}
    world.wecom.chats = {chat_of(key): to_live(key, chat) for key, chat in hands.items()}

    try:
        world.apply(reviewed)
    except StalePlanError:
        event("refused")
        assert world.wecom.writes == 0

    allowed = {change.meaning for change in reviewed.changes}
    for key, chat in chats_in(world).items():
        was = hands.get(key)
        joined, left = chat.members - (was.members if was else set()), (was.members if was else set()) - chat.members
        assert {(key, "member", "", user) for user in joined} | {(key, "member", user, "") for user in left} <= allowed
        assert was is None or chat.name == was.name or (key, "name", was.name, chat.name) in allowed
        assert was is None or chat.owner == was.owner or (key, "owner", was.owner, chat.owner) in allowed


@settings(max_examples=50)
@given(companies())
def test_a_reviewed_apply_ends_as_an_unreviewed_one(company: Company) -> None:
    world = company.world()

    applied = world.apply(world.plan())

    assert chats_in(world) == ends_of(company)
    assert applied.is_converged
    assert world.plan().is_empty


@settings(max_examples=40)
@given(companies())
def test_groups_that_are_observed_frozen_or_unlisted_are_untouched(company: Company) -> None:
    drafts = tuple(replace(draft, membership=Enrolment.OBSERVE) for draft in company.drafts)
    world = replace(company, drafts=drafts).world()

    world.apply()

    assert (world.wecom.writes, chats_in(world)) == (0, company.chats)
