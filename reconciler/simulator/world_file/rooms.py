"""Internal groups, sheet groups and webhooks of a world file."""

import hashlib
import json
import re
import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.groups.internal import DEPARTMENT, MANAGED
from reconciler.simulator.groups.webhooks import LIVE, STATES
from reconciler.simulator.world.clock import to_ms
from reconciler.simulator.world_file.names import CorpNames, Row, demand
from reconciler.simulator.world_file.tree import Branch

ROOM_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def read_internal_group(branch: Branch, corp: CorpNames, seen: set[str], now_ms: int, zone: str) -> Row:
    """One entry of `internal_groups`; what WeCom keeps may leave its members to the address book.

    Raises: WorldFileError.
    """
    room, managed = _room(branch, "room_id", seen), branch.text("managed", "")
    if managed not in ("", *MANAGED):
        raise branch.wrong("managed", f"只能是：{'、'.join(MANAGED)}", f"is one of: {', '.join(MANAGED)}")
    department = branch.number("department", None if managed == DEPARTMENT else 0)
    if managed == DEPARTMENT:
        demand(branch, "department", (department,), corp.departments)
    members, owner, admins = _people(branch, corp, is_empty_allowed=bool(managed))
    created_ms = _created_ms(branch, now_ms, zone)
    creator = branch.text("creator", owner)
    demand(branch, "creator", [fold(creator)] if creator else [], corp.people)
    joined = {fold(member): created_ms // 1000 for member in members}
    row = (
        corp.corp_id, room, branch.text("name", ""), owner, json.dumps(members), int(branch.flag("dissolved", False)),
        json.dumps(admins), branch.text("notice", ""), created_ms, creator, json.dumps(joined),
        int(branch.flag("archived", True)), managed, department, "" if members else "[]",
    )  # fmt: skip
    branch.close()
    return row


def read_sheet_group(
    branch: Branch, corp: CorpNames, seen: set[str], sheets: dict[str, Row], now_ms: int, zone: str
) -> Row:
    """One entry of `sheet_groups`; its sheet is added to `sheets` by docid. Raises: WorldFileError."""
    chat_id, doc = _room(branch, "chat_id", seen), branch.text("doc")
    agent_id = branch.number("agent_id", corp.apps[0] if len(corp.apps) == 1 else None)
    if agent_id not in corp.apps or (doc in sheets and sheets[doc][2] != agent_id):
        raise branch.wrong("agent_id", "没有这个应用，或与同一表格的其他群不同", "is no app, or not that of the sheet")
    people = branch.words("sheet_people")
    demand(branch, "sheet_people", map(fold, people), corp.people)
    if doc not in sheets or people:
        sheets[doc] = (corp.corp_id, doc, agent_id, json.dumps(people) if people else "")
    members, owner, admins = _people(branch, corp, is_empty_allowed=False)
    row = (
        corp.corp_id, chat_id, branch.text("name", ""), owner, json.dumps(members),
        int(branch.flag("dissolved", False)), json.dumps(admins), branch.text("announcement", ""),
        _created_ms(branch, now_ms, zone), doc, int(branch.flag("banned", False)),
    )  # fmt: skip
    branch.close()
    return row


def read_webhook(branch: Branch, corp: CorpNames, seen: set[str], keys: set[str], seed: str) -> Row:
    """One entry of `webhooks`; without `key` one is made up from the seed. Raises: WorldFileError."""
    room, name = branch.text("room"), branch.text("name", "")
    demand(branch, "room", (room,), seen)
    key = branch.text("key", new_key(seed, corp.corp_id, room, name))
    if key in keys:
        raise branch.wrong("key", "重复", "is used twice")
    keys.add(key)
    state = branch.text("state", LIVE)
    if state not in STATES:
        raise branch.wrong("state", f"只能是：{'、'.join(STATES)}", f"is one of: {', '.join(STATES)}")
    branch.close()
    return key, corp.corp_id, room, name, state


def new_key(*words: object) -> str:
    """A made-up key of a webhook, the same for the same words."""
    return str(uuid.UUID(bytes=hashlib.sha256("/".join(map(str, words)).encode()).digest()[:16]))


def _room(branch: Branch, key: str, seen: set[str]) -> str:
    room = branch.text(key)
    if not ROOM_ID.fullmatch(room) or room in seen:
        raise branch.wrong(key, "不合法或重复", "is not 1 to 64 letters, digits, - and _, or is used twice")
    seen.add(room)
    return room


def _people(branch: Branch, corp: CorpNames, *, is_empty_allowed: bool) -> tuple[list[str], str, list[str]]:
    """Members, owner (the first member when not written) and admins, as the address book writes them."""
    keys = list(dict.fromkeys(map(fold, branch.words("members"))))
    demand(branch, "members", keys, corp.people)
    if not keys and not is_empty_allowed:
        raise branch.wrong("members", "至少一名成员", "wants at least one member")
    owner = fold(branch.text("owner", keys[0] if keys else ""))
    if keys and owner not in keys:
        raise branch.wrong("owner", "群主不在成员之中", "is not among the members")
    admins = list(map(fold, branch.words("admins")))
    demand(branch, "admins", admins, keys)
    return [corp.people[key] for key in keys], corp.people.get(owner, ""), [corp.people[key] for key in admins]


def _created_ms(branch: Branch, now_ms: int, zone: str) -> int:
    words = branch.text("created", "")
    if not words:
        return now_ms
    try:
        moment = datetime.fromisoformat(words)
    except ValueError as error:
        raise branch.wrong("created", "需要 ISO 时间", "wants an ISO time, like 2026-11-02T09:00:00+08:00") from error
    return to_ms(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone)))
