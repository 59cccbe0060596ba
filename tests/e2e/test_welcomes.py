"""Welcome texts of customer groups, from YAML to the library and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.wecom.welcome_templates import DELETE_WELCOME, EDIT_WELCOME
from tests.e2e.customer_town import CustomerTown, a_customer_group

WORDS = "%NICKNAME%，欢迎！\n请先看群公告。\n"
LINK = {"title": "入群须知", "url": "https://example.com/welcome", "desc": "三分钟"}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[CustomerTown]:
    made = CustomerTown(tmp_path / "town", a_customer_group(welcome={"text": WORDS, "link": LINK}))
    made.apply()
    yield made
    made.close()


def test_a_welcome_is_put_into_the_library_without_telling_anybody(town: CustomerTown) -> None:
    found = town.around("welcome_templates")
    again = town.apply()

    assert [(each["text"], each["kind"], each["notified"]) for each in found] == [(WORDS.strip(), "link", False)]
    assert again.code == 0, again.words
    assert town.planned() == []


def test_its_owner_attaches_it_once(town: CustomerTown) -> None:
    steps = [step for step in town.plan()["needs_a_person"] if step["field"] == "welcome"]

    assert [(step["assignee"], step["seen_by"], step["since"] is None) for step in steps] == [("ann", "attest", False)]


def test_git_changes_a_welcome(town: CustomerTown) -> None:
    town.put(a_customer_group(welcome={"text": "欢迎", "link": {**LINK, "picurl": "https://example.com/a.png"}}))

    planned = town.planned()
    town.apply()

    assert planned == [("welcome", "update", "intent", ["text"])]
    assert [each["text"] for each in town.around("welcome_templates")] == ["欢迎"]
    assert town.planned() == []


def test_a_picture_alone_is_told_by_what_was_written(town: CustomerTown) -> None:
    town.put(a_customer_group(welcome={"text": WORDS, "link": {**LINK, "picurl": "https://example.com/a.png"}}))

    planned = town.planned()
    town.apply()

    assert planned == [("welcome", "update", "intent", ["picurl"])]
    assert town.planned() == []


def test_somebody_edited_it(town: CustomerTown) -> None:
    template = town.around("welcome_templates")[0]["template_id"]
    town.call(EDIT_WELCOME, {"template_id": template, "text": {"content": "别的"}})

    planned = town.planned()
    town.run("drift", "--correct")

    assert planned == [("welcome", "update", "drift", ["link", "text"])]
    assert town.planned() == []


def test_somebody_deleted_it(town: CustomerTown) -> None:
    town.call(DELETE_WELCOME, {"template_id": town.around("welcome_templates")[0]["template_id"]})

    planned = town.planned()
    before = {step["id"] for step in town.plan()["needs_a_person"] if step["field"] == "welcome"}
    town.apply()
    after = {step["id"] for step in town.plan()["needs_a_person"] if step["field"] == "welcome"}

    assert planned == [("welcome", "create", "drift", [])]
    assert before == after, "the one that was made anew has to be attached, and only that one"
    assert town.planned() == []


def test_no_word_of_a_welcome_is_written_down(town: CustomerTown) -> None:
    town.put(a_customer_group(welcome={"text": "只给新人看的话"}))

    saved = town.save_plan().read_text(encoding="utf-8")
    town.apply_saved()

    assert "只给新人看的话" not in saved + town.ledger_text()
    assert [each["text"] for each in town.around("welcome_templates")] == ["只给新人看的话"]
