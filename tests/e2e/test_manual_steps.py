"""Manual steps survive: handed over, told once, reminded, escalated, seen or attested or withdrawn; never twice."""

import signal

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.town import PEOPLE, Town, a_group, a_world

QUIET = {"quiet_hours": {"from": "22:00", "to": "08:00"}}
DEPARTMENT = {"kind": "department", "key": "rd", "name": "研发", "department_id": "2", "head": "gus"}
INTERNAL = {"type": "internal"}


def heard(made: Town, user: str) -> list[str]:
    """First words of what the app told somebody, oldest first."""
    return [message.text.split("\n")[0][:14] for message in made.world.inbox(user)]


def waiting(made: Town) -> list[tuple[str, list[str]]]:
    """Steps in the plan: the field and the people."""
    return [(step["field"], step["people"]) for step in made.plan()["needs_a_person"]]


def attest_all(made: Town) -> None:
    for step in made.run("attest", "--list", "--json").json()["steps"]:
        if step["attested"] is None:
            assert made.run("attest", step["id"], "--by", "ann").code == 0


@pytest.mark.clause("B1")
def test_over_three_weeks_each_level_hears_once_and_nobody_in_quiet_hours(town: MakeTown) -> None:
    made = town(a_group("one", admins=["bob"], department="rd"), company={**QUIET, "governance": {"people": ["hal"]}})
    made.write("department.yaml", DEPARTMENT)

    for _ in range(12):  # every 42 hours: mornings, evenings and nights
        assert made.apply().code in {0, 5}
        made.world.clock.advance(42 * 3600)

    messages = {user: made.world.inbox(user) for user in ("ann", "gus", "hal", "bob")}
    assert {user: len(inbox) for user, inbox in messages.items()} == {"ann": 2, "gus": 1, "hal": 1, "bob": 0}
    assert [m.sent_at.hour for inbox in messages.values() for m in inbox if not 8 <= m.sent_at.hour < 22] == []


def test_a_crash_between_message_and_confirm_never_tells_twice(town: MakeTown) -> None:
    made = town(a_group("one", admins=["bob"]))
    made.world.faults.add("kill-after", on="message/send")

    killed = made.run_alone("apply", "--yes")
    again = [made.apply().code, made.apply().code]

    assert (killed.code, again) == (-signal.SIGKILL, [0, 0])
    assert len(heard(made, "ann")) == 1


def test_somebody_whom_no_message_reaches_is_not_written_to_again_and_the_next_is(town: MakeTown) -> None:
    made = town(a_group("one", admins=["bob"]))
    made.world.faults.add("code", on="message/send", code=81013)

    codes = [made.apply().code, made.apply().code, made.apply().code]

    assert codes == [5, 0, 0]
    assert (len(heard(made, "ann")), len(heard(made, "bob"))) == (0, 1)
    assert "unreachable-person" in {finding["rule"] for finding in made.plan()["findings"]}


def test_whom_a_commit_takes_out_is_not_called_undeclared(town: MakeTown) -> None:
    made = town(a_group("one", members=["bob", "cat", "dan"]))
    made.apply()
    made.put(a_group("one", members=["bob", "cat"]))

    plan = made.plan()

    assert [change["before"] for change in plan["groups"][0]["changes"]] == ["dan"]
    assert "undeclared-member" not in {finding["rule"] for finding in plan["findings"]}


def test_a_new_owner_is_told_once_and_the_old_one_not_again(town: MakeTown) -> None:
    made = town(a_group("one", admins=["bob"], members=["bob", "cat"]))
    made.apply()

    made.put(a_group("one", owner="cat", admins=["bob"], members=["ann", "bob"]))
    made.apply()
    made.apply()

    assert (len(heard(made, "ann")), len(heard(made, "cat"))) == (1, 1)


def test_a_value_that_was_another_in_between_is_asked_for_and_told_again(town: MakeTown) -> None:
    made = town(a_group("one", admins=["bob"], members=["bob", "cat"]))
    made.apply()
    attest_all(made)

    made.put(a_group("one", admins=["cat"], members=["bob", "cat"]))
    made.apply()
    made.put(a_group("one", admins=["bob"], members=["bob", "cat"]))
    last = made.apply()

    assert last.code == 0, last.words
    assert waiting(made) == [("admins", ["bob"])]
    assert len(heard(made, "ann")) == 3


def test_a_withdrawn_step_that_comes_back_is_told_again(town: MakeTown) -> None:
    made = town(a_group("one", admins=["bob"]))
    made.apply()

    made.put(a_group("one"))
    made.apply()
    withdrawn = made.run("attest", "--list", "--json").json()["steps"]
    made.put(a_group("one", admins=["bob"]))
    back = made.apply()

    assert withdrawn == []
    assert back.code == 0, back.words
    assert len(heard(made, "ann")) == 2


@pytest.mark.clause("B1")
def test_an_attested_step_is_asked_again_at_the_review(town: MakeTown) -> None:
    made = town(a_group("one", admins=["bob"], review={"every": "30d", "last": "2026-10-20"}))
    made.apply()
    attest_all(made)
    before = waiting(made)

    made.world.clock.advance(18 * 86400)
    asked = made.apply()

    assert (before, waiting(made)) == ([], [("admins", ["bob"])])
    assert asked.code == 0, asked.words
    assert len(heard(made, "ann")) == 2


def test_a_group_that_nothing_shows_is_made_and_changed_by_hand_to_the_end(town: MakeTown) -> None:
    made = town(a_group("one"), a_group("seen-by-nobody", members=["bob", "cat"], **INTERNAL))
    made.apply()
    first = waiting(made)
    attest_all(made)
    made.apply()
    made.put(a_group("seen-by-nobody", members=["bob", "cat", "dan"], **INTERNAL))
    made.apply()
    second = waiting(made)
    attest_all(made)
    made.apply()
    made.apply()

    assert first == [("create", ["ann", "bob", "cat"])]
    assert second == [("members.join", ["dan"])]
    assert waiting(made) == []
    assert made.plan()["groups"] == []
    assert len(heard(made, "ann")) == 2


def test_what_nobody_suitable_can_do_is_shown_and_told_to_the_governance_role(town: MakeTown) -> None:
    people = [*PEOPLE, {"id": "off", "name": "停", "departments": 2, "status": 2}]
    made = town(company={"governance": {"people": ["hal"]}}, world=a_world(people))
    made.put(a_group("orphan", owner="off", members=["bob", "cat"], **INTERNAL))

    made.apply()
    made.apply()

    [step] = made.plan()["needs_a_person"]
    assert step["assignee"] is None
    assert (len(heard(made, "off")), len(heard(made, "hal"))) == (0, 1)


def test_names_reach_the_message_and_neither_ledger_nor_plan(town: MakeTown) -> None:
    made = town(a_group("one", admins=["bob"]), company={"visibility": "public"})

    plan = made.run("plan", "--json").out
    made.apply()

    assert "波" in made.world.inbox("ann")[-1].text
    assert [name for name in ("波", "安") if name in plan + made.ledger_text()] == []


def test_a_group_is_retired_by_message_release_and_its_owners_hand(town: MakeTown) -> None:
    made = town(a_group("old", members=["bob", "cat", "dan"]))
    made.apply()
    made.put(a_group("old", members=["bob", "cat", "dan"], lifecycle="retiring"))
    made.apply()
    made.apply()
    left, steps = len(made.members("old")), waiting(made)
    said = [message.text for message in made.world.messages()]

    made.world.hands.call("dissolve", {"chat": made.chat("old").chat_id})
    made.apply()
    ended = made.run("attest", "--list", "--json").json()["steps"]
    made.put(a_group("old", members=["bob", "cat", "dan"]))
    again = made.plan()

    assert (left, steps, len(said)) == (2, [("dissolve", [])], 1)
    assert ended == []
    assert [each["guard"] for each in again["blocked"]] == ["dissolved-group"]
