"""Groups of the other families that an API writes: a customer group, whose owner is declared, and one of a sheet."""

from collections.abc import Mapping
from contextlib import suppress
from random import Random
from typing import Any

from reconciler.simulator import HandError
from tests.e2e.families import CUSTOMER, DOC, SHEET
from tests.e2e.town import AGENT, OTHER, SECRET, Town, a_group

RELATIVES = ("vip", "table")
OWNERS, OTHERS = ("ann", "bob", "cat"), ("dan", "eve", "fay", "gus", "hal")

WORLD: Mapping[str, Any] = {
    "apps": [
        {"agent_id": AGENT, "name": "群管家", "secret": SECRET, "areas": "customer documents"},
        {"agent_id": OTHER, "name": "另一个", "secret": "Zq7secretOfTheOther"},
    ],
    "contact_people": "@all",
    "customer_groups": [{"chat_id": CUSTOMER, "name": "vip 群", "owner": "ann", "externals": ["wmWang 王"]}],
    "sheet_groups": [
        {
            "chat_id": SHEET,
            "doc": DOC,
            "agent_id": AGENT,
            "name": "table 群",
            "owner": "ann",
            "members": "ann bob",
        }
    ],
}


class Relatives:
    """The two groups, as their documents and as WeCom have them.

    WeCom lets a customer group change hands twice in ninety days, so git changes its owner once, and people do once.
    """

    def __init__(self, town: Town) -> None:
        self._town = town
        self._left = {"commit": 1, "hand": 1}
        self._documents: dict[str, dict[str, Any]] = {
            "vip": a_group("vip", "ann", None, type="customer", chat_id=CUSTOMER),
            "table": a_group("table", "ann", ["bob"], type="sheet", chat_id=SHEET, doc=DOC, membership="strict"),
        }
        town.put(*self._documents.values())

    def edit(self, key: str, chance: Random) -> None:
        """A commit."""
        group = self._documents[key]
        if key == "table":
            group["members"] = sorted(chance.sample(OTHERS, 2))
            group["owner"] = chance.choice(OWNERS)
        elif self._left["commit"]:
            self._left["commit"] -= 1
            group["owner"] = chance.choice(OWNERS[1:])
        self._town.put(group)

    def handle(self, key: str, chance: Random) -> None:
        """What somebody does in the client, as far as it lets them."""
        hands = self._town.world.hands
        with suppress(HandError):
            if key == "table":
                hands.invite(SHEET, [chance.choice(OTHERS)])
                hands.transfer_owner(SHEET, chance.choice(OTHERS))
            elif self._left["hand"]:
                self._left["hand"] -= 1
                hands.invite(CUSTOMER, ["dan"])
                hands.transfer_owner(CUSTOMER, "dan")

    def check_end(self, people: Mapping[str, object], steps: set[tuple[str, str]]) -> None:
        """What git asks of them, unless its owner has left and nothing may be done. Raises: AssertionError.

        A transfer without an answer may have been one of the two that WeCom allows in ninety days, whatever became of
        it: then a person is asked to hand the group over.
        """
        vip, table = self._town.world.customer_group(CUSTOMER), self._town.world.chat(SHEET)
        owner = self._documents["vip"]["owner"]
        is_asked = ("vip", "owner") in steps
        assert owner not in people or vip.owner == owner or is_asked, f"vip belongs to {vip.owner}, not {owner}"
        group = self._documents["table"]
        wanted = {group["owner"], *group["members"]} & people.keys()
        if group["owner"] not in people or len(wanted) < 2:
            return
        assert (table.owner, set(table.members)) == (group["owner"], wanted), f"table: {table} is not {wanted}"
