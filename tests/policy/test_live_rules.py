"""Rules over what WeCom shows."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reconciler.model.company import DriftMode
from reconciler.model.directory import PersonStatus
from reconciler.model.group import Enrolment, GroupSpec, GroupType, Lifecycle
from reconciler.model.ids import user_id
from reconciler.model.live import AbsentGroup, LiveGroup, SeenGroup, UnreadableGroup
from reconciler.text import Text
from tests.builders import KEY, a_chat, a_company, a_directory, a_line, a_spec, chat_of
from tests.policy.world import places, remedies, sentences, some_facts, with_status

FILE = "groups/rd-platform.yaml"
BOOK = a_directory("ann bob cyd dan eve")
UNREADABLE = UnreadableGroup(chat_of(), Text("忙", "busy"))
LIVE_RULES = ("undeclared-member", "live-owner", "live-admin", "live-cap")


@pytest.mark.clause("A8", "D3.2", "I1.1")
@pytest.mark.parametrize(
    ("spec", "chat", "found"),
    [
        pytest.param(a_spec(members="bob"), a_chat("ann bob"), 0, id="everybody-declared"),
        pytest.param(a_spec(members="bob cyd"), a_chat("ann bob"), 0, id="somebody-missing"),
        pytest.param(a_spec(members="bob"), a_chat("ann bob cyd"), 1, id="somebody-more"),
        pytest.param(a_spec(members="bob"), a_chat("ann bob gone"), 0, id="departed-are-told-elsewhere"),
        pytest.param(a_spec(members=None), a_chat("ann bob cyd"), 0, id="people-unmanaged"),
        pytest.param(a_spec(members="tag:none"), a_chat("ann bob cyd"), 0, id="people-uncertain"),
        pytest.param(
            a_spec(members=("bob", a_line("cyd", until=date(2026, 1, 1)))), a_chat("ann bob cyd"), 0, id="line-ended"
        ),
    ],
)
def test_people_nobody_declared_are_found(spec: GroupSpec, chat: LiveGroup, found: int) -> None:
    facts = some_facts(spec, directory=BOOK, seen=[chat])

    assert places("undeclared-member", facts) == [f"{FILE} members"] * found


def test_whom_the_same_plan_takes_out_for_another_cause_was_declared_once() -> None:
    facts = some_facts(a_spec(members="bob"), directory=BOOK, seen=[a_chat("ann bob cyd dan")])
    leaving = {KEY: frozenset({user_id("cyd")})}

    (words,) = sentences("undeclared-member", replace(facts, leaving=leaving))

    assert words.startswith("1 in the group “rd-platform” are not named in git: Dan.")


@pytest.mark.clause("A8", "D3.2", "I1.1")
@pytest.mark.parametrize(
    ("settings", "ending"),
    [
        ({"membership": Enrolment.STRICT}, "Correcting drift removes them."),
        ({"membership": Enrolment.STRICT, "drift": DriftMode.REPORT}, "they are reported and stay."),
        ({"membership": Enrolment.STRICT, "lifecycle": Lifecycle.FROZEN}, "The group is at rest: they stay."),
        ({"membership": Enrolment.ADDITIVE}, "only those leave who were taken out of the YAML."),
        ({"membership": Enrolment.OBSERVE}, "nothing is done."),
    ],
)
def test_it_is_said_what_becomes_of_them(settings: dict[str, Any], ending: str) -> None:
    facts = some_facts(a_spec(**settings), directory=BOOK, seen=[a_chat("ann bob cyd dan")])

    (words,) = sentences("undeclared-member", facts)

    assert words.startswith("2 in the group “rd-platform” are not named in git: Cyd, Dan.")
    assert words.endswith(ending)


@pytest.mark.clause("A5", "F6.3")
@pytest.mark.parametrize(
    ("owner", "disabled", "found", "remedy"),
    [
        pytest.param("ann", "", [], "", id="in-order"),
        pytest.param("cyd", "", [], "", id="another-owner-is-drift"),
        pytest.param("gone", "", [f"{FILE} owner"], "Apply the plan: it hands the group to Ann", id="departed"),
        pytest.param("cyd", "cyd", [f"{FILE} owner"], "Apply the plan: it hands the group to Ann", id="disabled"),
        pytest.param("ann", "ann", [f"{FILE} owner"], "Name a successor", id="disabled-and-so-declared"),
    ],
)
def test_the_present_owner_can_run_the_group(owner: str, disabled: str, found: list[str], remedy: str) -> None:
    book = with_status(BOOK, disabled, PersonStatus.DISABLED)

    facts = some_facts(a_spec(), directory=book, seen=[a_chat(f"{owner} bob", owner=owner)])

    assert places("live-owner", facts) == found
    assert "".join(remedies("live-owner", facts)).startswith(remedy)


@pytest.mark.clause("A5", "C2.4")
@pytest.mark.parametrize(
    ("admins", "chat", "found"),
    [
        pytest.param("bob", a_chat("ann bob"), [], id="in-order"),
        pytest.param("bob gone", a_chat("ann bob gone"), ["admins.1"], id="departed-and-still-in"),
        pytest.param("bob gone", a_chat("ann bob"), [], id="departed-and-out"),
        pytest.param("dan", a_chat("ann dan"), ["admins.0"], id="disabled-and-still-in"),
        pytest.param("dan", a_chat("dan ann", owner="dan"), [], id="who-owns-it-is-live-owner"),
        pytest.param(None, a_chat("ann gone"), [], id="no-admins"),
    ],
)
def test_admins_who_left_may_still_have_rights(admins: str | None, chat: LiveGroup, found: list[str]) -> None:
    book = with_status(BOOK, "dan", PersonStatus.DISABLED)

    facts = some_facts(a_spec(admins=admins), directory=book, seen=[chat])

    assert places("live-admin", facts) == [f"{FILE} {route}" for route in found]


@pytest.mark.clause("C3.5")
@pytest.mark.parametrize(
    ("number", "own", "cap", "found"),
    [
        pytest.param(18, 20, 100, "", id="room-left"),
        pytest.param(19, 20, 100, "now; its cap is 20", id="nearly-full"),
        pytest.param(20, 20, 100, "now; its cap is 20", id="full"),
        pytest.param(21, 20, 100, "more than its cap of 20", id="over"),
        pytest.param(20, None, 21, "now; its cap is 20", id="the-app-takes-a-seat"),
        pytest.param(20, 50, 21, "now; its cap is 20", id="own-cap-is-no-help"),
    ],
)
def test_a_live_group_has_room_left(number: int, own: int | None, cap: int, found: str) -> None:
    chat = a_chat(["ann", *(f"p{index}" for index in range(number - 1))])

    facts = some_facts(a_spec(max_members=own), company=a_company(member_cap=cap), seen=[chat])

    assert bool(sentences("live-cap", facts)) is bool(found)
    assert found in "".join(sentences("live-cap", facts))


@pytest.mark.parametrize("rule", LIVE_RULES)
@pytest.mark.parametrize(
    ("spec", "seen"),
    [
        pytest.param(a_spec(max_members=2), [AbsentGroup(chat_of())], id="absent"),
        pytest.param(a_spec(max_members=2), [UNREADABLE], id="unreadable"),
        pytest.param(a_spec(max_members=2), [], id="not-read"),
        pytest.param(a_spec(max_members=2, type=GroupType.INTERNAL), [a_chat("gone dan", owner="gone")], id="internal"),
    ],
)
def test_what_was_not_seen_is_not_judged(rule: str, spec: GroupSpec, seen: list[SeenGroup]) -> None:
    facts = some_facts(spec, directory=BOOK, seen=seen)

    assert places(rule, facts) == []
