"""What happens when people change a customer group: it is written, readers see it late, apps hear of it [92130]."""

import json
import sqlite3
from dataclasses import replace

from reconciler.simulator.callbacks.events import Element, hearing_apps, queue_event
from reconciler.simulator.contacts.directory import fold, load_directory
from reconciler.simulator.customers.groups import (
    COLUMNS,
    INHERITED,
    INHERITING,
    STAFF,
    CustomerGroup,
    CustomerMember,
    from_row,
    is_in_range,
    keep_group,
    load_group,
    to_row,
    versions,
)
from reconciler.simulator.customers.ids import principal, seen_by
from reconciler.simulator.switches.switches import load
from reconciler.simulator.world.apps import CUSTOMER, CUSTOMER_CONTACT, SELF_BUILT, load_app, visible

EVENT = "change_external_chat"
LEFT, REMOVED = 0, 1
INVITED, SCANNED = 0, 3


def make_group(connection: sqlite3.Connection, group: CustomerGroup) -> None:
    """A new group made by people; apps hear `create`."""
    keep_group(connection, group)
    tell_group(connection, group, "create", [])


def edit_group(
    connection: sqlite3.Connection,
    before: CustomerGroup,
    after: CustomerGroup,
    join_scene: int = INVITED,
    quit_scene: int = LEFT,
) -> None:
    """Write what people changed, hide it from readers for a while, and tell the apps that may know.

    `after` carries the new name, owner, notice, members and so on; its version is worked out here, one step for
    those who came and one for those who went. Admins and nicknames change without an event.
    """
    grown, last = versions(before, after.members)
    after = replace(after, version=last)
    keep_group(connection, after)
    _hide(connection, before)
    if after.dissolved and not before.dissolved:
        tell_group(connection, after, "dismiss", [])
        return
    for detail, differs in (
        ("change_owner", before.owner != after.owner),
        ("change_name", before.name != after.name),
        ("change_notice", before.notice != after.notice),
    ):
        if differs:
            tell_group(connection, after, "update", [("UpdateDetail", detail)])
    old, new = {each.id for each in before.members}, {each.id for each in after.members}
    came = tuple(each for each in after.members if each.id not in old)
    if came:
        _tell_members(connection, after, "add_member", ("JoinScene", join_scene), came, before.version, grown)
    went = tuple(each for each in before.members if each.id not in new)
    if went:
        _tell_members(connection, after, "del_member", ("QuitScene", quit_scene), went, grown, last)


def _tell_members(
    connection: sqlite3.Connection,
    group: CustomerGroup,
    detail: str,
    scene: tuple[str, int],
    members: tuple[CustomerMember, ...],
    last: str,
    current: str,
) -> None:
    elements: list[Element] = [
        ("UpdateDetail", detail),
        scene,
        ("MemChangeCnt", len(members)),
        ("MemChangeList", [("Item", each.id) for each in members]),
        ("LastMemVer", last),
        ("CurMemVer", current),
    ]
    tell_group(connection, group, "update", elements)


def _hide(connection: sqlite3.Connection, before: CustomerGroup) -> None:
    """Readers see the group as it was for `stale_ms`, in worlds whose clock runs; the oldest picture stays."""
    switches = load(connection)
    if switches["tick_ms"] == "0" and switches["stale_while_standing"] == "no":
        return
    now_ms = connection.execute("SELECT now_ms FROM pulse").fetchone()[0]
    connection.execute(
        "UPDATE customer_groups SET before = ?, fresh_ms = ? WHERE corp_id = ? AND chat_id = ? AND fresh_ms <= ?",
        (json.dumps(to_row(before)), now_ms + int(switches["stale_ms"]), before.corp_id, before.chat_id, now_ms),
    )


def tell_group(connection: sqlite3.Connection, group: CustomerGroup, change_type: str, elements: list[Element]) -> None:
    """Queue one change for every app that may know of it, each with the chat_id that it sees [92129]."""
    if not group.is_customer:
        return
    seed = connection.execute("SELECT seed FROM pulse").fetchone()[0]
    per_app = load(connection)["chat_id_per_app"] == "yes"
    for agent_id, kind, areas in hearing_apps(connection, group.corp_id):
        app = load_app(connection, group.corp_id, agent_id)
        may_know = kind == CUSTOMER_CONTACT or (kind == SELF_BUILT and CUSTOMER in areas)
        if app is None or not may_know:
            continue
        if not (app.sees_root or kind == CUSTOMER_CONTACT):
            seen = visible(app, load_directory(connection, group.corp_id))
            if not is_in_range(connection, group.corp_id, seen, group.owner):
                continue
        chat_id = seen_by(principal(app, per_app=per_app), seed, group.chat_id)
        queue_event(
            connection, group.corp_id, agent_id, EVENT, "sys",
            [("ChatId", chat_id), ("ChangeType", change_type), *elements],
        )  # fmt: skip


def leave_customer_groups(connection: sqlite3.Connection, corp_id: str, user_id: str) -> list[str]:
    """Take a departed person out of every group they do not own; an owner stays until somebody inherits."""
    left = []
    for chat_id in _groups_naming(connection, corp_id, user_id):
        group = load_group(connection, corp_id, chat_id)
        if group is None or group.dissolved or fold(group.owner) == fold(user_id) or not group.member(user_id):
            continue
        edit_group(connection, group, without(group, user_id))
        left.append(chat_id)
    return left


def rename_in_groups(connection: sqlite3.Connection, corp_id: str, old: str, new_id: str) -> None:
    """A changed user id takes the old one's place as member, owner, admin, inviter and heir."""

    def named(user_id: str) -> str:
        return new_id if fold(user_id) == fold(old) else user_id

    for chat_id in _groups_naming(connection, corp_id, old):
        group = load_group(connection, corp_id, chat_id)
        if group is not None:
            members = tuple(replace(each, id=named(each.id), invitor=named(each.invitor)) for each in group.members)
            admins = tuple(named(each) for each in group.admins)
            renamed = replace(group, owner=named(group.owner), heir=named(group.heir), members=members, admins=admins)
            keep_group(connection, renamed)
    connection.execute(
        "UPDATE OR REPLACE contact_rights SET folded = ? WHERE corp_id = ? AND folded = ?",
        (fold(new_id), corp_id, fold(old)),
    )


def _groups_naming(connection: sqlite3.Connection, corp_id: str, user_id: str) -> list[str]:
    rows = connection.execute(
        "SELECT chat_id FROM customer_groups WHERE corp_id = ?"
        " AND (instr(lower(members), ?) OR lower(owner) = ? OR lower(heir) = ?) ORDER BY id",
        (corp_id, json.dumps(fold(user_id)), fold(user_id), fold(user_id)),
    )
    return [row[0] for row in rows]


def without(group: CustomerGroup, user_id: str) -> CustomerGroup:
    """The group without somebody; admins who are out stop being admins. The version stays as it is."""
    members = tuple(each for each in group.members if fold(each.id) != fold(user_id))
    return replace(group, members=members, admins=tuple(each for each in group.admins if fold(each) != fold(user_id)))


def hand_over(group: CustomerGroup, owner: str, now_ms: int, *, old_stays: bool) -> CustomerGroup:
    """The group with a new owner, who joins when not inside yet; used by calls, which raise no event."""
    members = group.members
    if group.member(owner) is None:
        members = (*members, CustomerMember(owner, STAFF, now_ms, invitor=group.owner))
    gone = {fold(owner)} if old_stays else {fold(owner), fold(group.owner)}
    admins = tuple(each for each in group.admins if fold(each) not in gone)
    if not old_stays:
        members = tuple(each for each in members if fold(each.id) != fold(group.owner))
    return replace(group.with_members(members), owner=owner, admins=admins)


def finish_inheritances(connection: sqlite3.Connection, now_ms: int) -> None:
    """Give the groups of departed owners to their heirs when the time has come; the departed are out then [92127]."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM customer_groups WHERE status = ? AND due_ms <= ?",  # noqa: S608 - our column names
        (INHERITING, now_ms),
    ).fetchall()
    for row in rows:
        group = from_row(row)
        inherited = hand_over(group, group.heir, now_ms, old_stays=False)
        keep_group(connection, replace(inherited, status=INHERITED, heir="", due_ms=0))
