"""groupchat/add_join_way, get_, update_ and del_join_way [92229]: ways into customer groups; there is no list."""

import json
import sqlite3
from dataclasses import dataclass, replace

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.customers.access import own_group
from reconciler.simulator.customers.ids import seen_id
from reconciler.simulator.world.opaque import opaque

MOST_GROUPS = 5
REMARK_POINTS = 30
BASE_NAME_POINTS = 40
STATE_POINTS = 30
CONFIG_ID_SIZE = 32
MINI_PROGRAM, QR_CODE = 1, 2


@dataclass(frozen=True, slots=True)
class JoinWay:
    """One way in. Groups by their ids of the world file; `made` are those that it filled the others up with.

    `next_number` is what the next of those is called after; an update starts it anew.
    """

    corp_id: str
    config_id: str
    agent_id: int
    scene: int
    remark: str
    makes_groups: bool
    base_name: str
    first_number: int
    groups: tuple[str, ...]
    state: str
    mark_source: bool
    qr_code: str
    made: tuple[str, ...] = ()
    next_number: int = 0


def add_join_way(call: Call) -> Answer:
    """add_join_way. Raises: Refusal 41045 too many in the corp, and see `_read`."""
    most = call.code("join_ways_max")
    count = call.moment.connection.execute("SELECT count(*) FROM join_ways WHERE corp_id = ?", (call.app.corp_id,))
    if most and count.fetchone()[0] >= most:
        raise Refusal(41045)
    config_id = opaque(CONFIG_ID_SIZE, call.moment.seed, "join way", call.moment.seq)
    qr_code = f"https://p.qpic.cn/wwhead/{opaque(40, call.moment.seed, 'qr', call.moment.seq)}/0"
    keep_join_way(call.moment.connection, _read(call, config_id, qr_code))
    call.applied = True
    return {"config_id": config_id}


def get_join_way(call: Call) -> Answer:
    """get_join_way: whether groups that it made itself are in `chat_id_list` is the switch `made_groups_listed`."""
    way = _own(call)
    listed = (*way.groups, *way.made) if call.switch("made_groups_listed") == "yes" else way.groups
    shown: Answer = {
        "config_id": way.config_id,
        "scene": way.scene,
        "remark": way.remark,
        "auto_create_room": int(way.makes_groups),
        "room_base_name": way.base_name,
        "room_base_id": way.first_number,
        "chat_id_list": [seen_id(call, chat_id) for chat_id in listed],
        "qr_code": way.qr_code,
        "state": way.state,
        "mark_source": way.mark_source,
    }
    return {"join_way": shown}


def update_join_way(call: Call) -> Answer:
    """update_join_way: everything anew; what is not said falls back to its default. Raises: see `_own`, `_read`."""
    way = _own(call)
    keep_join_way(call.moment.connection, _read(call, way.config_id, way.qr_code))
    call.applied = True
    return {}


def delete_join_way(call: Call) -> Answer:
    """del_join_way. Raises: see `_own`."""
    way = _own(call)
    call.moment.connection.execute(
        "DELETE FROM join_ways WHERE corp_id = ? AND config_id = ?", (way.corp_id, way.config_id)
    )
    call.applied = True
    return {}


def load_join_ways(connection: sqlite3.Connection, corp_id: str) -> tuple[JoinWay, ...]:
    """Every way in of the corp, oldest first."""
    rows = connection.execute("SELECT content FROM join_ways WHERE corp_id = ? ORDER BY rowid", (corp_id,))
    return tuple(_way(row[0]) for row in rows)


def load_join_way(connection: sqlite3.Connection, corp_id: str, config_id: str) -> JoinWay | None:
    """One way in."""
    row = connection.execute(
        "SELECT content FROM join_ways WHERE corp_id = ? AND config_id = ?", (corp_id, config_id)
    ).fetchone()
    return None if row is None else _way(row[0])


def keep_join_way(connection: sqlite3.Connection, way: JoinWay) -> None:
    """Write a new way in, or a changed one over the old."""
    connection.execute(
        "INSERT INTO join_ways VALUES (?, ?, ?)"
        " ON CONFLICT (corp_id, config_id) DO UPDATE SET content = excluded.content",
        write_way(way),
    )


def write_way(way: JoinWay) -> tuple[str, str, str]:
    """A row."""
    content = json.dumps({name: getattr(way, name) for name in JoinWay.__slots__}, ensure_ascii=False)
    return way.corp_id, way.config_id, content


def _way(words: str) -> JoinWay:
    way = JoinWay(**json.loads(words))
    return replace(way, groups=tuple(way.groups), made=tuple(way.made))


def _own(call: Call) -> JoinWay:
    """Raises: Refusal 41044 unknown, `code_foreign_config` another app's: an app manages only what it created."""
    way = load_join_way(call.moment.connection, call.app.corp_id, call.body.text("config_id"))
    if way is None:
        raise Refusal(41044)
    if way.agent_id != call.app.agent_id:
        raise Refusal(call.code("code_foreign_config"))
    return way


def _read(call: Call, config_id: str, qr_code: str) -> JoinWay:
    """The way in as the request describes it.

    Raises: Refusal 40058 scene, no groups, long name or state, 41091 over 5 groups, and see `own_group`.
    """
    body = call.body
    scene, wanted = body.number("scene", 0), list(dict.fromkeys(body.texts("chat_id_list")))
    base_name, state = body.text("room_base_name"), body.text("state")
    if scene not in (MINI_PROGRAM, QR_CODE) or not wanted:
        raise Refusal(40058)
    if len(wanted) > MOST_GROUPS:
        raise Refusal(41091)
    if len(base_name) > BASE_NAME_POINTS or len(state) > STATE_POINTS:
        raise Refusal(40058)
    groups = tuple(own_group(call, seen).chat_id for seen in wanted)
    first = body.number("room_base_id", 1)
    return JoinWay(
        call.app.corp_id, config_id, call.app.agent_id, scene, body.text("remark")[:REMARK_POINTS],
        body.number("auto_create_room", 1) == 1, base_name, first, groups, state, body.flag("mark_source"), qr_code,
        next_number=first,
    )  # fmt: skip
