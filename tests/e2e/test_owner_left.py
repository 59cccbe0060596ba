"""An owner leaves the company: the deputy runs the group after the next run, and git is told what to write."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.town import a_group

GROUP = a_group("g", owner="dan", members=["bob", "cat"], deputy="eve", admins=["cat"], membership="strict")


@pytest.mark.clause("A5", "A8")
@pytest.mark.parametrize("in_chats", ["stay", "drop"])
@pytest.mark.parametrize(("lang", "phrase"), [("zh", "已离职"), ("en", "has left")])
def test_the_deputy_follows_in_one_call(lang: str, phrase: str, in_chats: str, town: MakeTown) -> None:
    made = town(GROUP, company={"departed_grace": "0d"}, departed_in_chats=in_chats)
    made.apply()
    made.world.hands.depart("dan")
    mark = made.mark

    ran = made.apply(lang)

    assert ran.code == 0
    assert (made.chat("g").owner, made.members("g")) == ("eve", {"bob", "cat", "eve"})
    assert made.counts(mark)["appchat/update"] == 1
    assert made.plan()["actions"] == []
    assert any(finding["rule"] == "owner-left" for finding in made.plan()["findings"])
    assert made.run("plan", lang=lang).says(phrase)


@pytest.mark.clause("A5", "D3.1")
def test_where_nobody_may_follow_a_reviewed_plan_asks_the_governance_role_once(town: MakeTown) -> None:
    lone = a_group("g", owner="dan", members=["bob", "cat"], membership="strict")
    made = town(lone, company={"departed_grace": "0d", "governance": {"people": ["hal"]}}, departed_in_chats="stay")
    made.apply()
    made.world.hands.depart("dan")

    for _ in range(2):
        made.save_plan()
        assert made.apply_saved().code == 1

    (letter,) = made.world.inbox("hal")
    assert "g 群" in letter.text
    assert made.members("g") == {"dan", "bob", "cat"}
