"""wedoc/smartsheet/groupchat/* [100989] [101028] [101029]: groups that a rule of a smart sheet has made."""

import json
import re
from dataclasses import dataclass

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.customers.ids import real_id
from reconciler.simulator.groups.chats import HARD_CAP
from reconciler.simulator.groups.membership import changed, read_wish, settled
from reconciler.simulator.world.counters import SHEET_UPDATE_HOUR, UPDATE_HOUR
from reconciler.simulator.world.families import is_customer_group

MOST_LISTED = 200
MOST_CHANGED = 500
CURSOR = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class SheetChat:
    """One group of a sheet; `name` cannot be changed by any call."""

    chat_id: str
    name: str
    owner: str
    members: tuple[str, ...]


def list_sheet_chats(call: Call) -> Answer:
    """groupchat/list: every other page holds fewer than `limit` though more follow: trust `has_more`.

    Raises: Refusal 301085 not a sheet of this app, 40058 limit, 50100 cursor.
    """
    doc, cursor, limit = call.body.text("docid"), call.body.text("cursor"), call.body.number("limit", 100)
    _demand_sheet(call, doc)
    if not 1 <= limit <= MOST_LISTED:
        raise Refusal(40058)
    if cursor and not CURSOR.fullmatch(cursor):
        raise Refusal(50100)
    rows = call.moment.connection.execute(
        "SELECT chat_id FROM sheet_chats WHERE corp_id = ? AND doc = ? AND dissolved = 0 ORDER BY created_ms, chat_id",
        (call.app.corp_id, doc),
    ).fetchall()
    start = int(cursor or "0")
    left = len(rows) - start
    is_short = call.switch("sheet_short_pages") == "yes" and call.moment.seq % 2 == 0
    end = start + (max(1, min(limit, left) // 2) if is_short else limit)
    has_more = end < len(rows)
    return {
        "has_more": has_more,
        "next_cursor": str(end) if has_more else "",
        "chat_id_list": [row[0] for row in rows[start:end]],
    }


def get_sheet_chat(call: Call) -> Answer:
    """groupchat/get: name, owner, and the members who belong to the corp. Raises: see `_own`."""
    chat = _own(call)
    return {"name": chat.name, "owner": chat.owner, "user_list": list(chat.members)}


def update_sheet_chat(call: Call) -> Answer:
    """groupchat/update: owner, additions and removals in one step, all or nothing.

    Raises: Refusal 45009, 40058 lists over 500, 710800 somebody touched is no member of the sheet, those of `_own`
    and those of every change of members (`membership`).
    """
    rule = UPDATE_HOUR if call.switch("sheet_updates_share") == "yes" else SHEET_UPDATE_HOUR
    call.moment.counters.demand(rule, call.app.corp_id)
    wish = read_wish(call, MOST_CHANGED)
    chat = _own(call)
    wish = settled(call, wish)
    touched = wish.added.keys() | wish.removed.keys() | ({fold(wish.owner)} if wish.owner else set())
    if touched - _people(call, chat):
        raise Refusal(710800)
    owner, members = changed(call, chat.owner, chat.members, wish, HARD_CAP)
    inside = {fold(member) for member in members} - {fold(owner)}
    connection, key = call.moment.connection, (call.app.corp_id, chat.chat_id)
    admins = json.loads(
        connection.execute("SELECT admins FROM sheet_chats WHERE corp_id = ? AND chat_id = ?", key).fetchone()[0]
    )
    connection.execute(
        "UPDATE sheet_chats SET owner = ?, members = ?, admins = ? WHERE corp_id = ? AND chat_id = ?",
        (owner, json.dumps(members), json.dumps([each for each in admins if fold(each) in inside]), *key),
    )
    call.moment.counters.add(rule, call.app.corp_id)
    call.applied = True
    return {}


def _demand_sheet(call: Call, doc: str) -> None:
    row = call.moment.connection.execute(
        "SELECT agent_id FROM sheets WHERE corp_id = ? AND doc = ?", (call.app.corp_id, doc)
    ).fetchone()
    if row is None or row[0] != call.app.agent_id:
        raise Refusal(301085)


def _own(call: Call) -> SheetChat:
    """The group that the body names.

    Raises: Refusal 301085 not a sheet of this app, 710801 a customer group, 86003 or another code (switch) unknown,
    49008 or 86003 (switch) dissolved, 710802 banned.
    """
    doc, chat_id = call.body.text("docid"), call.body.text("chat_id")
    _demand_sheet(call, doc)
    connection, corp_id = call.moment.connection, call.app.corp_id
    row = connection.execute(
        "SELECT name, owner, members, dissolved, banned FROM sheet_chats WHERE corp_id = ? AND chat_id = ? AND doc = ?",
        (corp_id, chat_id, doc),
    ).fetchone()
    if row is None:
        is_external = is_customer_group(connection, corp_id, real_id(call, chat_id))
        raise Refusal(710801 if is_external else call.code("code_unknown_sheet_chat"))
    name, owner, members, dissolved, banned = row
    if dissolved:
        raise Refusal(call.code("code_dissolved"))
    if banned:
        raise Refusal(710802)
    return SheetChat(chat_id, name, owner, tuple(json.loads(members)))


def _people(call: Call, chat: SheetChat) -> set[str]:
    """Folded ids of the members of the sheet: those it names, or the whole corp and whoever is in the group still."""
    row = call.moment.connection.execute(
        "SELECT people FROM sheets JOIN sheet_chats USING (corp_id, doc) WHERE corp_id = ? AND chat_id = ?",
        (call.app.corp_id, chat.chat_id),
    ).fetchone()
    if row[0]:
        return set(map(fold, json.loads(row[0])))
    return call.directory.people.keys() | set(map(fold, chat.members))
