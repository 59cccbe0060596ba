"""Somebody is taken out of every group at once, stays out, and may come back once that is lifted."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.town import Ran, Town, a_group

GROUPS = (
    a_group("member", owner="ann", members=["bob", "cat"], membership="additive"),
    a_group("owned", owner="bob", members=["cat", "dan"], deputy="eve", membership="strict"),
    a_group("quiet", owner="ann", members=None),
)
EMERGENCY = {"governance": {"people": ["hal"]}, "quiet_hours": {"from": "00:00", "to": "23:59"}}


def revoke(made: Town, *more: str, user: str = "bob", approver: str = "hal", lang: str = "en") -> Ran:
    return made.run("revoke", user, "--reason", "account stolen", "--approver", approver, *more, lang=lang)


def a_settled_town(town: MakeTown, *groups: object, **company: object) -> Town:
    made = town(*groups, company={"governance": {"people": ["hal"]}})
    assert made.apply().code == 0
    made.set_company(**{**EMERGENCY, **company})
    return made


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "紧急移出"), ("en", "revoked")])
def test_without_yes_it_only_shows(lang: str, phrase: str, town: MakeTown) -> None:
    made = a_settled_town(town, *GROUPS[:2])
    mark, before = made.mark, made.ledger_text()

    ran = revoke(made, lang=lang)

    assert ran.code == 3
    assert ran.says(phrase)
    assert made.written(mark) == ()
    assert made.ledger_text() == before


def test_they_are_out_in_quiet_hours_and_a_freeze_and_nobody_adds_them_again(town: MakeTown) -> None:
    made = a_settled_town(town, *GROUPS[:2], freeze={"from": "2026-11-01", "until": "2026-11-09", "reason": "盘点"})
    mark = made.mark

    ran = revoke(made, "--yes", user="BOB")

    assert ran.code == 0, ran.words
    assert made.members("member") == {"ann", "cat"}
    assert (made.chat("owned").owner, made.members("owned")) == ("eve", {"cat", "dan", "eve"})
    assert made.counts(mark)["appchat/update"] == 2
    assert '"type":"revoked"' in made.ledger_text()
    made.set_company(governance={"people": ["hal"]})
    plan = made.plan()
    assert plan["actions"] == []
    assert {finding["rule"] for finding in plan["findings"]} >= {"revoked-person"}


def test_the_edits_make_git_follow(town: MakeTown) -> None:
    made = a_settled_town(town, *GROUPS[:2])

    ran = revoke(made, "--yes", "--edit", "--json")

    assert [edit["file"] for edit in ran.json()["edits"]] == ["member.yaml", "owned.yaml"]
    plan = made.plan()
    assert plan["actions"] == []
    assert "revoked-person" not in {finding["rule"] for finding in plan["findings"]}


def test_once_lifted_they_come_back(town: MakeTown) -> None:
    made = a_settled_town(town, GROUPS[0])
    revoke(made, "--yes")
    made.set_company(governance={"people": ["hal"]})

    ran = revoke(made, "--lift")

    assert ran.code == 0, ran.words
    assert made.apply().code == 0
    assert made.members("member") == {"ann", "bob", "cat"}


def test_a_group_of_two_and_one_without_a_successor_keep_them_and_say_so(town: MakeTown) -> None:
    made = a_settled_town(
        town, a_group("pair", owner="ann", members=["bob"]), a_group("lone", owner="bob", members=["cat", "dan"])
    )

    ran = revoke(made, "--yes")

    assert ran.code == 1
    assert (made.members("pair"), made.members("lone")) == ({"ann", "bob"}, {"bob", "cat", "dan"})
    assert ran.says("nobody suitable follows")
    assert [letter.text.count("lone") for letter in made.world.inbox("hal")] == [1]
    made.set_company(governance={"people": ["hal"]})
    assert [step["field"] for step in made.plan()["needs_a_person"]] == ["successor"]
    assert made.run("edit", "set-owner", "lone", "cat", "--former-leaves").code == 0
    assert made.apply().code == 1  # the pair is still held
    assert (made.chat("lone").owner, made.members("lone")) == ("cat", {"cat", "dan"})
    assert made.run("attest", "--list", "--json").json()["steps"] == []


@pytest.mark.parametrize(
    ("user", "approver"),
    [
        pytest.param("nobody", "hal", id="unknown"),
        pytest.param("bob", "nobody", id="unknown-approver"),
        pytest.param("bob", "bob", id="the-same"),
        pytest.param("bob", "cat", id="may-not-approve"),
    ],
)
def test_it_refuses_who_does_not_do(user: str, approver: str, town: MakeTown) -> None:
    made = a_settled_town(town, GROUPS[0])
    before = made.ledger_text()

    ran = revoke(made, "--yes", user=user, approver=approver)

    assert ran.code == 1
    assert made.ledger_text() == before


def test_a_reason_without_numbers_is_asked_for(town: MakeTown) -> None:
    made = a_settled_town(town, GROUPS[0])

    ran = made.run("revoke", "bob", "--reason", "call 13800138000", "--approver", "hal", "--yes")

    assert ran.code == 2
    assert "13800138000" not in made.ledger_text()


def test_an_undo_lets_nobody_in_who_is_revoked(town: MakeTown) -> None:
    made = a_settled_town(town, *GROUPS[:2])
    assert revoke(made, "--yes").code == 0
    made.set_company(governance={"people": ["hal"]})

    ran = made.run("undo", "last", "--yes")

    assert "bob" not in made.members("member") | made.members("owned"), ran.words
    shown = made.run("undo", "last")
    assert shown.says("Revoked, so kept out until that is lifted: 波 (研发) bob"), shown.words
