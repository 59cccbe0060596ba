"""A company adopts 570 groups; then whatever people do by hand is told with its cause and by who can put it right.

A hand that the simulator learns has to be classified here: in the table, or among those that concern no group.
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reconciler.simulator import describe_hands
from tests.e2e.grown import adopt_all, grown
from tests.e2e.handled import (
    APP,
    CUSTOMER,
    FAMILIES,
    INTERNAL,
    SHEET,
    all_hands,
    enrol_strictly,
    handled,
    keys_of,
)
from tests.e2e.town import Town

pytestmark = pytest.mark.no_cover  # a big table over paths that smaller tests have measured
Row = tuple[str, str]
Shown = tuple[str, str, str]
"""Who puts it right (`api`, `person`, nobody: `blocked`, `held`, `followed`, `finding`), what, cause."""


def api(field: str, cause: str = "drift") -> Shown:
    return ("api", field, cause)


def person(step: str, cause: str = "drift") -> Shown:
    return ("person", step, cause)


def blocked(guard: str) -> Shown:
    return ("blocked", guard, "")


def finding(rule: str) -> Shown:
    return ("finding", rule, "")


NOT_VISIBLE: set[Shown] = set()
GONE = {blocked("dissolved-group")}
UNREADABLE = {blocked("unreadable"), finding("unreadable-group")}
UNDECLARED = finding("undeclared-member")

TABLE: dict[Row, set[Shown]] = {
    ("rename-chat", APP): {api("name")},
    ("rename-chat", CUSTOMER): {person("name")},
    ("rename-chat", INTERNAL): {person("name")},
    ("rename-chat", SHEET): {person("name")},
    ("invite", APP): {api("member"), UNDECLARED},
    ("invite", CUSTOMER): {person("members.leave"), UNDECLARED},
    ("invite", INTERNAL): {person("members.leave"), UNDECLARED},
    ("invite", SHEET): {api("member"), UNDECLARED},
    ("leave", APP): {api("member")},
    ("leave", CUSTOMER): {person("members.join")},
    ("leave", INTERNAL): {person("members.join")},
    ("leave", SHEET): {api("member")},
    ("leave of the owner", APP): {api("owner"), api("member")},
    ("leave of the owner", CUSTOMER): {api("owner"), person("members.join"), person("admins")},
    ("leave of the owner", INTERNAL): {person("members.join")},  # the archive knows who made a room, not who owns it
    ("leave of the owner", SHEET): {api("owner"), api("member")},
    ("kick", APP): {api("member")},
    ("kick", CUSTOMER): {person("members.join")},
    ("kick", INTERNAL): {person("members.join")},
    ("kick", SHEET): {api("member")},
    ("transfer-owner", APP): {api("owner")},
    ("transfer-owner", CUSTOMER): {api("owner"), person("admins")},  # who becomes owner stops being admin
    ("transfer-owner", INTERNAL): NOT_VISIBLE,
    ("transfer-owner", SHEET): {api("owner")},
    ("set-admins", APP): NOT_VISIBLE,
    ("set-admins", CUSTOMER): {person("admins")},
    ("set-admins", INTERNAL): NOT_VISIBLE,
    ("set-admins", SHEET): NOT_VISIBLE,
    ("set-announcement", APP): NOT_VISIBLE,
    ("set-announcement", CUSTOMER): {person("announcement")},
    ("set-announcement", INTERNAL): {person("announcement")},
    ("set-announcement", SHEET): NOT_VISIBLE,
    **{("dissolve", family): GONE for family in FAMILIES},
    ("invite-external", CUSTOMER): {finding("outsider-in-group")},  # nobody is removed who does not work here
    ("set-nickname", CUSTOMER): NOT_VISIBLE,
    ("talk", CUSTOMER): NOT_VISIBLE,
    ("set-archived", INTERNAL): UNREADABLE,
    ("ban-chat", SHEET): UNREADABLE,
}


def by_family(by_api: set[Shown], by_people: set[Shown]) -> dict[str, set[Shown]]:
    """What an API does for app and sheet groups, people do for customer and internal ones."""
    return {APP: by_api, SHEET: by_api, CUSTOMER: by_people, INTERNAL: by_people}


MERGED = {
    ("followed", "merged", "directory"),
    ("held", "merged", "directory"),
}  # an override or an edit lets it through
COMES = by_family({api("member", "directory")}, {person("members.join", "directory")})
GOES = by_family({api("member", "directory")}, {person("members.leave", "directory")})
MISSING = {finding("missing-person"), finding("unknown-person")}
RENAMED = {finding("perhaps-renamed"), finding("unknown-person"), UNDECLARED, ("stays", "member", "")}

BOOK: dict[str, dict[str, set[Shown]]] = {
    "rename-department": {key: {("followed", "renamed", "directory")} for key in FAMILIES},  # the old path still holds
    "move-department": {key: {("followed", "moved", "directory")} for key in FAMILIES},
    "merge-department": dict.fromkeys(FAMILIES, MERGED),
    "split-department": GOES,
    "move-person": GOES,
    "join": COMES,
    "add-tag": COMES,
    "remove-tag": GOES,
    "depart": dict.fromkeys(FAMILIES, MISSING),  # removed once they were missing for long enough: below
    "rename-user-id": dict.fromkeys(FAMILIES, RENAMED),
}
TABLE |= {(hand, family): shown for hand, rows in BOOK.items() for family, shown in rows.items()}

AFTER: dict[Row, set[Shown]] = {
    ("leave of the owner", CUSTOMER): {person("admins")},  # who is owner again is in again
}
"""What is left after `drift --correct` where that is not simply everything but what the API did."""

COMPANY_WIDE = {
    "make-customer-group": {finding("undeclared-customer-group")},
    "merge-department": {blocked("directory-move"), finding("department-reorganised")},
}

# In the address book and the console, done in the run below; beside groups; what is told elsewhere.
SHOWS_NOTHING = {
    "create-department",
    "delete-department",
    "create-tag",
    "set-leaders",
    "rename-person",
    "set-position",
    "set-extattr",
    "set-member-cap",
    "make-chat",
    "make-internal-group",
    "make-managed-group",
    "make-sheet-group",
    "enable-person",
    "unban-chat",
    "create-webhook",
    "remove-webhook",
    "disable-webhook",
    "enable-webhook",
    "forbid-webhooks",
    "click-card",
    "confirm-mass-message",
    "decline-mass-message",
    "make-intercept-rule",
    "edit-intercept-rule",
    "delete-intercept-rule",
    "grant-contact",
    "revoke-contact",
    "set-sheet-people",
    "join-by-qr",
    "disable-person",
    "drop-departed",
}

# About the application: reads go on, fail for one family, or fail altogether (`test_application_hands.py`).
APPLICATION = {
    "disable-app",
    "enable-app",
    "set-range",
    "set-trusted-ips",
    "reset-secret",
    "revoke-token",
    "set-callback",
    "grant-area",
    "revoke-area",
    "set-archive",
}
COMPANY = ("company", "")


def told(plan: dict[str, Any], known: set[str], rows: Mapping[str, Row]) -> dict[Row, set[Shown]]:
    """What a plan tells of each row's group; findings only where they were not told before.

    Args:
        known: findings that were told before.
        rows: by the key of their group; another group stands for itself.
    """
    shown: dict[str, set[Shown]] = defaultdict(set)
    for group in plan["groups"]:
        for part in ("changes", "waiting", "reported"):
            name = {"changes": "api"}.get(part, part)
            shown[group["key"]].update((name, change["field"], change["cause"]) for change in group[part])
        if group["undeclared"]:
            shown[group["key"]].add(("stays", "member", ""))
    for move in plan["reorganisations"]:
        parts = ("followed", "held") if move["is_held"] else ("followed",)
        for key in move["groups"]:
            shown[key].update((part, move["kind"], "directory") for part in parts)
    for step in plan["needs_a_person"]:
        shown[step["group"]].add(person(step["field"], step["cause"]))
    for refusal in plan["blocked"]:
        shown[refusal["group"] or ""].add(blocked(refusal["guard"]))
    for each in plan["findings"]:
        if each["what"]["en"] not in known:
            shown[each["subject"]].add(finding(each["rule"]))
    return {rows.get(key, (key, "") if key else COMPANY): each for key, each in shown.items()}


def drift(town: Town) -> dict[str, Any]:
    """The drift as JSON."""
    ran = town.run("drift", "--json")
    assert ran.code in {0, 1}, ran.err
    return ran.json()


def left(row: Row, shown: set[Shown]) -> set[Shown]:
    """What a second drift tells of a row of the table."""
    if row in AFTER:
        return AFTER[row]
    rest = {each for each in shown if each[0] != "api"}
    return rest - {UNDECLARED} if rest == {UNDECLARED} else rest


def test_every_hand_of_the_simulator_is_classified() -> None:
    names = {hand.name for hand in describe_hands()}

    known = {name.partition(" ")[0] for name, _ in TABLE} | SHOWS_NOTHING | COMPANY_WIDE.keys() | APPLICATION

    assert known == names


def test_whatever_people_do_by_hand_is_told_and_put_right(tmp_path: Path) -> None:
    town = handled(tmp_path / "town")
    adopted = town.plan()
    enrol_strictly(town)
    strict = town.plan()
    keys, known = keys_of(town), {each["what"]["en"] for each in strict["findings"]}
    assert adopted["read"] == strict["read"] == 570
    for plan in (adopted, strict):
        assert (plan["groups"], plan["actions"], plan["needs_a_person"], plan["blocked"]) == ([], [], [], [])

    rows = {keys[chat]: row for row, chat in all_hands(town).items()}
    first = told(drift(town), known, rows)
    corrected = town.run("drift", "--correct")
    second = told(drift(town), known, rows)
    town.close()

    company = {COMPANY: set().union(*COMPANY_WIDE.values())}
    assert first == company | {row: shown for row, shown in TABLE.items() if shown}
    assert corrected.code == 1, corrected.words[:2000]
    assert second == company | {row: rest for row, shown in TABLE.items() if (rest := left(row, shown))}


def test_people_who_left_are_removed_once_they_were_missing_for_long_enough(tmp_path: Path) -> None:
    town = grown(tmp_path / "town", 2, 2, 2, 2, switches={"departed_in_chats": "stay"})
    adopt_all(town)
    enrol_strictly(town)
    known = {each["what"]["en"] for each in town.plan()["findings"]}
    rows = {key: ("depart", key.partition("-")[0]) for key in keys_of(town).values() if key.endswith("-1")}
    town.world.hands.depart("p18")

    waiting = told(drift(town), known, rows)
    assert town.run("drift", "--correct").code in {0, 1}
    town.world.clock.advance(2 * 24 * 3600)
    later = told(drift(town), known, rows)
    town.close()

    by_api, by_people = {api("member", "departed")}, {person("members.leave", "departed")}
    families = {"yingyongqun": by_api, "biaogequn": by_api, "kehuqun": by_people, "neibuqun": by_people}
    assert {shown for each in waiting.values() for shown in each if shown[0] != "finding"} == set()
    assert {row: {each for each in shown if each[0] != "finding"} for row, shown in later.items()} == {
        ("depart", name): shown for name, shown in families.items()
    }
