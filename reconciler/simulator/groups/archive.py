"""msgaudit/* of the message archive: who is archived [91614], and internal groups, read only [92951]."""

import json

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.world.counters import ARCHIVE_PERMIT_MINUTE, ARCHIVE_ROOM_MINUTE
from reconciler.simulator.world.families import INTERNAL, family_of, is_customer_group


def permit_user_list(call: Call) -> Answer:
    """msgaudit/get_permit_user_list: departments opened, present people only.

    Raises: Refusal 40058 when `type` is not 1 office, 2 service or 3 enterprise, 45009.
    """
    call.moment.counters.demand(ARCHIVE_PERMIT_MINUTE, call.app.corp_id)
    call.moment.counters.add(ARCHIVE_PERMIT_MINUTE, call.app.corp_id)
    edition = call.body.number("type", 0)
    if edition not in (0, 1, 2, 3):
        raise Refusal(40058)
    if edition not in (0, call.code("archive_edition")):
        return {"ids": []}
    people = call.directory.people
    return {"ids": [people[key].user_id for key in sorted(_archived(call))]}


def get_room(call: Call) -> Answer:
    """msgaudit/groupchat/get: an internal group that the archive has met, without admins and settings.

    Raises: Refusal 40063 no roomid, 301059 a group that is no internal one, code by switch for a room that the
    archive has not met or that is dissolved, 45009.
    """
    call.moment.counters.demand(ARCHIVE_ROOM_MINUTE, call.app.corp_id)
    call.moment.counters.add(ARCHIVE_ROOM_MINUTE, call.app.corp_id)
    room = call.body.text("roomid")
    if not room:
        raise Refusal(40063)
    corp_id, connection = call.app.corp_id, call.moment.connection
    table = family_of(connection, corp_id, room)
    if is_customer_group(connection, corp_id, room):
        raise Refusal(301059)
    if table != INTERNAL and not (table and call.switch("archive_reads_app_groups") == "yes"):
        raise Refusal(call.code("code_unknown_room"))
    extra = "creator, joined, archived" if table == INTERNAL else "owner, '{}', 1"
    name, owner, members, notice, created_ms, dissolved, creator, joined, met = connection.execute(
        f"SELECT name, owner, members, announcement, created_ms, dissolved, {extra} FROM {table}"  # noqa: S608 - our names
        " WHERE corp_id = ? AND chat_id = ?",
        (corp_id, room),
    ).fetchone()
    inside = json.loads(members)
    if not met or not _archived(call) & set(map(fold, inside)):
        raise Refusal(call.code("code_unknown_room"))
    if dissolved:
        raise Refusal(call.code("code_dissolved"))
    times = json.loads(joined)
    return {
        "roomname": name,
        "creator": creator if call.switch("archive_creator") == "creator" else owner,
        "room_create_time": created_ms // 1000,
        "notice": notice,
        "members": [{"memberid": each, "jointime": times.get(fold(each), created_ms // 1000)} for each in inside],
    }


def _archived(call: Call) -> set[str]:
    """Folded ids of everybody in the range of the archive."""
    row = call.moment.connection.execute(
        "SELECT people, departments FROM archives WHERE corp_id = ?", (call.app.corp_id,)
    ).fetchone()
    directory = call.directory
    wanted = set(map(fold, json.loads(row[0])))
    for root in json.loads(row[1]):
        if root in directory.departments:
            for each in directory.subtree(root):
                wanted.update(fold(person.user_id) for person in directory.staff.get(each, ()))
    return wanted & directory.people.keys()
