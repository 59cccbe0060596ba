"""Somebody goes at once in every family of groups: by API where there is one, by people where there is none."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.e2e.families import CUSTOMER, FAMILIES, ROOM, SHEET, WITH_ARCHIVE, a_world_of_families
from tests.e2e.golden import check_golden
from tests.e2e.test_revoke import revoke
from tests.e2e.town import COMPANY, ROOT, Town

GOVERNED = {**COMPANY, **WITH_ARCHIVE, "governance": {"people": ["dan"]}}
ROOMS = {
    "customer_groups": [{"chat_id": CUSTOMER, "name": "customer 群", "owner": "ann", "members": "bob cat"}],
    "internal_groups": [{"room_id": ROOM, "name": "internal 群", "owner": "ann", "members": "ann bob cat"}],
}
CLOSED = {
    "quiet_hours": {"from": "08:00", "to": "10:00"},
    "windows": {"days": "working", "from": "20:00", "to": "21:00"},
    "freeze": {"from": "2026-11-01", "until": "2026-11-09", "reason": "盘点"},
}


@pytest.fixture
def families(tmp_path: Path) -> Iterator[Town]:
    """One group of each family, bob in all of them and owner of the customer group; nothing may be touched now."""
    groups = [
        {**FAMILIES["app"], "members": ["bob", "cat"]},
        {**FAMILIES["customer"], "owner": "bob", "members": ["ann", "cat"], "deputy": "ann"},
        {**FAMILIES["internal"], "members": ["bob", "cat"]},
        {**FAMILIES["sheet"], "members": ["bob", "cat"]},
    ]
    town = Town(tmp_path / "town", groups, world=a_world_of_families(**ROOMS), company=GOVERNED)
    assert town.apply().code in {0, 5}
    town.set_company(**{**GOVERNED, **CLOSED})
    yield town
    town.close()


def check_schema(tree: dict[str, Any]) -> None:
    """The JSON is as its schema says."""
    schema = json.loads((ROOT / "schemas" / "revocation.schema.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(tree)) == []


def test_the_api_takes_them_out_whatever_the_hour_and_people_do_the_rest(families: Town) -> None:
    before = revoke(families, "--json", approver="dan").json()

    ran = revoke(families, "--yes", "--json", approver="dan")

    done = ran.json()
    for tree in (before, done):
        check_schema(tree)
    assert (before["done"], done["done"]) == (False, True)
    assert families.members("app") == {"ann", "cat"}
    assert set(families.world.chat(SHEET).members) == {"ann", "cat"}
    assert families.world.customer_group(CUSTOMER).owner == "ann"
    assert {step["group"] for step in done["manual"]} == {"customer", "internal"}


def test_correcting_drift_and_applying_add_them_nowhere_while_files_still_name_them(families: Town) -> None:
    assert revoke(families, "--yes", approver="dan").code in {0, 3}
    families.set_company(**GOVERNED)

    codes = [families.run("drift", "--correct").code, families.apply().code]

    assert set(codes) <= {0, 1}
    assert "bob" not in families.members("app") | set(families.world.chat(SHEET).members)
    assert families.world.customer_group(CUSTOMER).owner == "ann"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_revocation_says(lang: str, families: Town) -> None:
    shown = revoke(families, approver="dan", lang=lang)
    done = revoke(families, "--yes", approver="dan", lang=lang)

    told = f"{shown.out}{shown.err}\n---\n{done.out}{done.err}"
    check_golden(f"revoke.{lang}.txt", re.sub(r"[0-9]+:[0-9a-f]{64}", "HEAD", told))
