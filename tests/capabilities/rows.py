"""A town with one group of a family, in line with git, and what a plan or a finding says of it.

Each test of this folder is a row of wecom-api.md §1, named by it: what the product does with it in each family, and
that the table of capabilities says the same.
"""

from collections.abc import Callable
from typing import Any

import pytest

from reconciler.model.capability import Access, Capability
from reconciler.model.group import GroupType
from reconciler.wecom.capabilities import capability_of
from tests.e2e.conftest import MakeTown
from tests.e2e.families import CUSTOMER, FAMILIES, ROOM, SHEET, a_world_of_families, company_of_families
from tests.e2e.town import Town

W, R, M, C, N = Access.WRITE, Access.READ, Access.MANUAL, Access.CONSOLE, Access.NONE
CHATS = {"customer": CUSTOMER, "internal": ROOM, "sheet": SHEET}

Tree = dict[str, Any]


def families(*names: str) -> pytest.MarkDecorator:
    """The families that one test is about; all four by default."""
    return pytest.mark.parametrize("family", names or tuple(FAMILIES))


def settled(
    town: MakeTown, family: str, *, company: Tree | None = None, world: Tree | None = None, **more: Any
) -> Town:
    """A town whose only group is of this family and as git asks."""
    made = town(
        {**FAMILIES[family], **more},
        company=company_of_families(**(company or {})),
        world=a_world_of_families(**(world or {})),
    )
    assert made.apply().code == 0
    return made


def chat_of(made: Town, family: str) -> str:
    """The id of the town's group."""
    return str(CHATS[family]) if family in CHATS else made.chat(family).chat_id


def ask(made: Town, family: str, **more: Any) -> None:
    """Git asks for something else of the group; `None` takes a key out."""
    tree = {**FAMILIES[family], **more}
    made.put({key: value for key, value in tree.items() if value is not None})


def step(made: Town, field: str) -> Tree:
    """The one manual step about a field."""
    [found] = [each for each in made.plan()["needs_a_person"] if each["field"] == field]
    return dict(found)


def cell(family: str, field: str) -> Capability:
    """The cell of the table."""
    return capability_of(GroupType(family), field)


def ends(made: Town) -> list[str]:
    """How the steps end that the next plan ends."""
    return [each["end"] for each in made.plan()["ended_steps"]]


def done_by_hand(made: Town, family: str, field: str, act: Callable[[], object], *, row: str = "") -> None:
    """A person has to: with the place to press; told once; gone once it is seen, or attested where nothing shows it."""
    capability = cell(family, row or field)
    owed = step(made, field)
    assert capability.where is not None
    assert {M, C} & set(capability.access)
    assert (owed["where"]["zh"], owed["where"]["en"]) == (capability.where.zh, capability.where.en)
    assert owed["seen_by"] == (capability.seen_by or "attest")
    assert made.apply().code == 0
    assert len(made.world.inbox("ann")) == 1
    act()
    if owed["seen_by"] == "attest":
        assert made.run("attest", owed["id"], "--by", "ann").code == 0
    else:
        assert ends(made) == ["seen"]
        assert made.apply().code == 0
    assert [each for each in made.plan()["needs_a_person"] if each["field"] == field] == []


def findings(made: Town, rule: str) -> list[Tree]:
    """What one rule says beside WeCom."""
    return [each for each in made.run("validate", "--json").json()["findings"] if each["rule"] == rule]


def refused(made: Town, family: str, **more: Any) -> set[str]:
    """Rules that refuse a field in the group's file."""
    ask(made, family, **more)
    ran = made.run("validate", "--json")
    return {each["rule"] for each in ran.json()["findings"] if each["rule"] in {"unknown-property", "field-fits-type"}}


def nothing() -> None:
    """Nobody has to do anything in the world: nothing would show it."""
