"""Notices to customer groups: a task for each owner, asked once, followed until it is confirmed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.customer_town import SECOND, VIP, CustomerTown, a_customer_group

ADD = "externalcontact/add_msg_template"
RESULT = "externalcontact/get_groupmsg_send_result"


def a_notice(key: str = "holiday", **more: object) -> dict[str, Any]:
    """A notice for both groups, due on the Monday of the town."""
    return {
        "kind": "notice",
        "key": key,
        "title": "放假安排",
        "text": "周五休息。",
        "groups": ["vip", "second"],
        "at": "2026-11-02 08:30",
        "author": "ann",
        **more,
    }


@pytest.fixture
def town(tmp_path: Path) -> Iterator[CustomerTown]:
    made = CustomerTown(tmp_path / "town", a_customer_group(), a_customer_group("second", SECOND))
    made.write("notices/holiday.yaml", a_notice())
    yield made
    made.close()


def steps(town: CustomerTown) -> list[tuple[str, str, bool]]:
    """Steps about mass messages: who, how they are seen, whether they were handed over."""
    found = [step for step in town.plan()["needs_a_person"] if step["field"] == "messages"]
    return [(step["assignee"], step["seen_by"], step["since"] is not None) for step in found]


def test_the_owner_is_asked_once_for_all_groups(town: CustomerTown) -> None:
    planned = town.planned()
    ran = town.apply()
    mark = town.mark
    town.apply()

    assert planned == [("mass-message", "create", "intent", [])]
    assert ran.code == 0, ran.words
    assert [(task["sender"], sorted(task["groups"])) for task in town.around("mass_messages")] == [
        ("ann", [SECOND, VIP])
    ]
    assert town.counts(mark)[ADD] == 0
    assert town.planned() == []


def test_the_owner_confirms_and_the_step_ends(town: CustomerTown) -> None:
    new = steps(town)
    town.apply()
    open_ = steps(town)
    town.world.hands.confirm_mass_message(town.around("mass_messages")[0]["msgid"], "ann")
    ended = [entry["end"] for entry in town.plan()["ended_steps"]]
    town.apply()
    mark = town.mark

    assert (new, open_) == ([("ann", "messages", False)], [("ann", "messages", True)])
    assert ended == ["seen"]
    assert steps(town) == []
    assert town.counts(mark)[RESULT] == 0, "what is settled is not asked for again"
    assert '"type":"task-results"' in town.ledger_text().replace(" ", "")


@pytest.mark.parametrize(
    ("at", "expires"),
    [
        pytest.param("2026-11-02 10:00", None, id="not-yet"),
        pytest.param("2026-10-30 08:30", None, id="older-than-two-days"),
        pytest.param("2026-11-01 08:30", "2026-11-02 08:00", id="expired"),
    ],
)
def test_a_notice_that_is_not_due_asks_nobody(at: str, expires: str | None, town: CustomerTown) -> None:
    town.write("notices/holiday.yaml", a_notice(at=at, **({} if expires is None else {"expires": expires})))

    assert town.planned() == []


def test_an_older_notice_that_has_not_expired_is_still_due(town: CustomerTown) -> None:
    town.write("notices/holiday.yaml", a_notice(at="2026-10-20 08:30", expires="2026-12-01 00:00"))

    assert town.planned() == [("mass-message", "create", "intent", [])]


@pytest.mark.clause("F5.2.2")
def test_the_mark_of_secrecy_is_put_on_confidential_notices(town: CustomerTown) -> None:
    town.put(a_customer_group(classification="confidential"), a_customer_group("second", SECOND))
    town.write("notices/holiday.yaml", a_notice(classification="confidential", groups=["vip"], approver="bob"))

    town.apply()

    assert [task["text"] for task in town.around("mass_messages")] == ["【保密】放假安排\n\n周五休息。"]


def test_no_answer_means_never_again_and_a_look(town: CustomerTown) -> None:
    town.world.faults.add("cut-after", on="add_msg_template")

    town.apply()
    again = town.apply()

    assert len(town.around("mass_messages")) == 1
    assert town.counts()[ADD] == 1, again.words
    assert [seen_by for _, seen_by, _ in steps(town)] == ["attest"]


def test_no_word_of_a_notice_is_written_down(town: CustomerTown) -> None:
    saved = town.save_plan().read_text(encoding="utf-8")
    ran = town.apply_saved()

    assert ran.code == 0, ran.words
    assert "周五休息" not in saved + town.ledger_text()
    assert town.around("mass_messages")[0]["text"] == "放假安排\n\n周五休息。"
