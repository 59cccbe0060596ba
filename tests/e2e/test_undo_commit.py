"""A commit that went wrong: undone in WeCom, in every family that the API writes, then taken back in git."""

from pathlib import Path

from tests.e2e.commit_town import CommitTown
from tests.e2e.families import CUSTOMER, FAMILIES, SHEET, a_world_of_families
from tests.e2e.town import Town
from tests.ledger.git_worlds import git

GROUPS = tuple(FAMILIES[family] for family in ("app", "customer", "sheet"))
Hands = tuple[str, frozenset[str]]


def everything(town: Town) -> tuple[Hands, str, Hands]:
    """Owner and people of the app group, owner of the customer group, owner and people of the sheet's."""
    app, customer, sheet = town.chat("app"), town.world.customer_group(CUSTOMER), town.world.chat(SHEET)
    return (app.owner, frozenset(app.members)), customer.owner, (sheet.owner, frozenset(sheet.members))


def test_it_is_undone_in_wecom_and_held_until_git_takes_it_back(tmp_path: Path) -> None:
    town = Town(tmp_path / "town", GROUPS, world=a_world_of_families())
    here = CommitTown(town)
    assert here.run("apply", "--yes").code == 0
    before = everything(town)
    town.put(
        {**FAMILIES["app"], "owner": "bob", "members": ["cat"], "membership": "strict"},
        {**FAMILIES["customer"], "owner": "bob", "members": ["ann"]},
        {**FAMILIES["sheet"], "owner": "bob", "members": ["cat"], "membership": "strict"},
    )
    head = here.commit("a mistake")
    assert here.run("apply", "--yes").code == 0
    changed = everything(town)

    undone = here.run("undo", "last", "--yes")
    after, held = everything(town), here.run("drift", "--correct")
    waiting = here.run("plan", "--json").json()
    git(here.root, "revert", "--no-edit", head)
    in_line = here.run("plan", "--json").json()

    town.close()
    people = frozenset({"bob", "cat"})
    assert changed == (("bob", people), "bob", ("bob", people))
    assert (undone.code, after) == (0, before), undone.words
    assert f"git revert {head[:7]}" in undone.words
    assert held.code == 0, held.words
    assert {change["cause"] for group in waiting["groups"] for change in group["changes"]} == {"undo"}
    assert (in_line["actions"], in_line["groups"]) == ([], [])
