"""Customer groups of one corp as plain values."""

import sqlite3

from reconciler.simulator.customers.groups import COLUMNS, STAFF, CustomerGroup, from_row, has_departed, status_of
from reconciler.simulator.customers.ids import principal, seen_by
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import only_corp
from reconciler.simulator.switches.switches import load
from reconciler.simulator.world.apps import load_app

SELECT = f"SELECT {COLUMNS} FROM customer_groups WHERE corp_id = ?"  # noqa: S608 - our column names


def read_customer_group(connection: sqlite3.Connection, corp: str, chat_id: str) -> CustomerGroup:
    """One group as it is, by its id of the world file. Raises: HandError when there is none."""
    row = connection.execute(f"{SELECT} AND chat_id = ?", (only_corp(connection, corp), chat_id)).fetchone()
    if row is None:
        raise HandError(f"没有客户群 {chat_id}", f"there is no customer group {chat_id}")
    return from_row(row)


def read_seen_id(connection: sqlite3.Connection, corp: str, chat_id: str, agent_id: int) -> str:
    """The chat_id of a customer group as one app sees it. Raises: HandError when there is no such app."""
    app = load_app(connection, only_corp(connection, corp), agent_id)
    if app is None:
        raise HandError(f"没有应用 {agent_id}", f"there is no app {agent_id}")
    seed = connection.execute("SELECT seed FROM pulse").fetchone()[0]
    eyes = principal(app, per_app=load(connection)["chat_id_per_app"] == "yes")
    return seen_by(eyes, seed, chat_id)


def describe_customers(connection: sqlite3.Connection, corp_id: str) -> dict[str, object]:
    """`contact_people` and `customer_groups` of a corp; `status` is the one that callers see."""
    rights = connection.execute(
        "SELECT user_id FROM people JOIN contact_rights USING (corp_id, folded) WHERE corp_id = ? ORDER BY folded",
        (corp_id,),
    )
    rows = connection.execute(f"{SELECT} ORDER BY id", (corp_id,)).fetchall()
    return {
        "contact_people": [row[0] for row in rights],
        "customer_groups": [describe_group(connection, from_row(row)) for row in rows],
    }


def describe_group(connection: sqlite3.Connection, group: CustomerGroup) -> dict[str, object]:
    """One group for printing."""
    return {
        "chat_id": group.chat_id,
        "name": group.name,
        "owner": group.owner,
        "members": [each.id for each in group.members if each.kind == STAFF],
        "externals": [f"{each.id} {each.name}" for each in group.members if each.kind != STAFF],
        "nicknames": {each.id: each.nickname for each in group.members if each.nickname},
        "admins": list(group.admins),
        "notice": group.notice,
        "customer": group.is_customer,
        "status": status_of(group.status, owner_departed=has_departed(connection, group.corp_id, group.owner)),
        "dissolved": group.dissolved,
        "member_version": group.version,
    }
