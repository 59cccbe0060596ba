"""Rows 1 to 7 of wecom-api.md §1: the group itself, its name, its people."""

import pytest

from tests.capabilities.rows import (
    C,
    M,
    N,
    R,
    W,
    ask,
    cell,
    chat_of,
    done_by_hand,
    ends,
    families,
    findings,
    settled,
    step,
)
from tests.e2e.conftest import MakeTown
from tests.e2e.families import FAMILIES, a_world_of_families, company_of_families


@families()
def test_row_01_create(family: str, town: MakeTown) -> None:
    """An app group is made; the others are made by a person, and nobody makes them twice."""
    tree = {key: value for key, value in FAMILIES[family].items() if key not in {"chat_id", "archive_room", "doc"}}
    made = town(tree, company=company_of_families(), world=a_world_of_families())

    if family == "app":
        assert made.apply().code == 0
        assert (made.members("app"), cell(family, "create").access) == ({"ann", "bob"}, (W,))
        return
    owed = step(made, "create")
    place = cell(family, "create").where
    assert (owed["where"]["zh"], cell(family, "create").access) == (place.zh if place else "", (M,))
    assert made.apply().code == 0
    assert made.plan()["actions"] == []


@families()
def test_row_02_list(family: str, town: MakeTown) -> None:
    """Only customer groups are listed, so only there is an undeclared one found; it is never touched."""
    made = settled(town, family)
    if family == "app":
        made.world.hands.make_chat("notOurs", 1000002, ["ann", "bob"], name="没登记")
    elif family == "customer":
        made.world.hands.make_customer_group("wrNotOurs", "ann", ["bob"], name="没登记")
    before = made.chats()

    found = findings(made, "undeclared-customer-group")

    assert len(found) == (family == "customer")
    assert (R in cell(family, "list").access) is (family in {"customer", "sheet"})
    assert made.apply().code == 0
    assert made.chats() == before


@families()
def test_row_03_name(family: str, town: MakeTown) -> None:
    """App groups are renamed; in the others a person does it and the next read sees it."""
    made = settled(town, family)
    ask(made, family, name="新名字")

    if family == "app":
        assert made.apply().code == 0
        assert (made.chat("app").name, cell(family, "name").access) == ("新名字", (W, R))
        return
    done_by_hand(made, family, "name", lambda: made.world.hands.rename_chat(chat_of(made, family), "新名字"))
    assert cell(family, "name").access == (R, M)


@families()
def test_row_04_owner(family: str, town: MakeTown) -> None:
    """Handed over by API, but for internal groups, whose owner nothing shows for sure."""
    made = settled(town, family)
    ask(made, family, owner="bob", members=["ann"])
    mark = made.mark

    if family == "internal":
        done_by_hand(made, family, "owner", lambda: made.world.hands.transfer_owner(chat_of(made, family), "bob"))
        assert W not in cell(family, "owner").access
        return
    assert made.apply().code == 0
    call = {"app": "appchat/update", "customer": "onjob_transfer", "sheet": "groupchat/update"}[family]
    assert len(made.since(mark, call)) == 1
    assert [group for group in made.plan()["groups"] if group["changes"]] == []
    assert W in cell(family, "owner").access


@families()
def test_row_05_group_admins(family: str, town: MakeTown) -> None:
    """Set by the owner; only customer groups show whether it was done."""
    made = settled(town, family)
    ask(made, family, admins=["bob"])

    done_by_hand(made, family, "admins", lambda: made.world.hands.set_admins(chat_of(made, family), ["bob"]))

    assert (R in cell(family, "admins").access) is (family == "customer")


@families()
def test_row_06_members(family: str, town: MakeTown) -> None:
    """Invited by API in app and sheet groups; elsewhere a person invites and the next read sees it."""
    made = settled(town, family)
    ask(made, family, members=["bob", "cat"])

    if family in {"app", "sheet"}:
        assert made.apply().code == 0
        assert made.plan()["groups"] == []
        assert cell(family, "members").access == (W, R)
        return
    chat = chat_of(made, family)
    done_by_hand(made, family, "members.join", lambda: made.world.hands.invite(chat, ["cat"]), row="members")
    assert cell(family, "members").access == (R, M)


@families()
@pytest.mark.parametrize("figure", [3, 500])
def test_row_07_member_cap(family: str, figure: int, town: MakeTown) -> None:
    """The console's figure is declared, because no API reads it: it counts for app and internal groups alone."""
    made = settled(town, family, company={"member_cap": figure})
    chat = chat_of(made, family)
    if family == "app":
        ask(made, family, members=["bob", "cat"])
        guards = {each["guard"] for each in made.plan()["blocked"]}
        assert ("over-cap" in guards) is (figure == 3)
    else:
        made.world.hands.invite(chat, ["cat"])
    assert bool(findings(made, "live-cap")) is (figure == 3 and family in {"app", "internal"})
    assert (C in cell(family, "member_cap").access) is (family in {"app", "internal"})


@families("customer")
def test_row_07_member_cap_of_the_platform(family: str, town: MakeTown) -> None:
    """200 with WeChat users, 500 without."""
    made = settled(town, family)
    for number in range(190):
        made.world.hands.invite_external(chat_of(made, family), f"wm{number}")

    [found] = findings(made, "live-cap")

    assert found["what"]["en"].endswith("its cap is 200.")
    assert cell(family, "member_cap").access == (N,)


@families()
def test_row_20_dissolve(family: str, town: MakeTown) -> None:
    """A retiring group is dissolved by its owner's hand; the next read sees that it is gone."""
    made = settled(town, family)
    ask(made, family, lifecycle="retiring")

    owed = step(made, "dissolve")
    place = cell(family, "dissolve").where
    assert owed["where"]["zh"] == (place.zh if place else "")
    made.apply()
    made.world.hands.dissolve(chat_of(made, family))

    assert "seen" in ends(made)
    assert cell(family, "dissolve").access == (M,)
