"""add_msg_template [92135], what became of it [93338] [92136], remind [97610], cancel [97611]; for customer groups."""

from dataclasses import replace

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.customers.groups import has_right, load_group
from reconciler.simulator.customers.ids import real_id, seen_id
from reconciler.simulator.outreach.attachments import read_attachment
from reconciler.simulator.outreach.mass_messages import (
    CONFIRMED,
    SENT,
    UNSENT,
    MassMessage,
    is_month_full,
    keep_mass_message,
    load_mass_message,
    load_mass_messages,
    owned_groups,
)
from reconciler.simulator.paging import page
from reconciler.simulator.world.clock import DAY_MS
from reconciler.simulator.world.opaque import opaque

MSGID_SIZE = 32
MOST_GROUPS = 2000
MOST_ATTACHMENTS = 9
TEXT_BYTES = 4000
MOST_REMINDERS = 3
LONGEST_SPAN_S = 31 * DAY_MS // 1000
GROUP, SINGLE = "group", "single"


def add_mass_message(call: Call) -> Answer:
    """add_msg_template for `chat_type` group: a task for one sender; groups that cannot have it are in `fail_list`.

    Raises: Refusal 40058 other chat types or over 2000 groups, 40063 no sender, 40003 nobody, 60011 out of range,
    84074 without the right, 45002 text over 4000 bytes, 41064 over 9 attachments, 41065 kind, 41088 nothing to send,
    41048 no group left.
    """
    body = call.body
    if (body.text("chat_type") or SINGLE) != GROUP:
        raise Refusal(40058)
    sender = _sender(call)
    text, attachments = _content(call)
    groups, failed = _groups(call, sender)
    if not groups:
        raise Refusal(41048, extra={"fail_list": failed})
    msgid = "msg" + opaque(MSGID_SIZE, call.moment.seed, "mass", call.moment.seq)
    message = MassMessage(
        call.app.corp_id, msgid, call.app.agent_id, sender, call.moment.now_ms, text, attachments, groups,
        unready=call.code("unready_questions"),
    )  # fmt: skip
    keep_mass_message(call.moment.connection, message)
    call.applied = True
    return {"fail_list": failed, "msgid": msgid}


def list_mass_messages(call: Call) -> Answer:
    """get_groupmsg_list_v2: tasks of the corp whose sender the caller sees; `creator` is absent for those by call.

    Raises: Refusal 600018 times missing, turned round or over a month apart.
    """
    body = call.body
    start, end = body.number("start_time", 0), body.number("end_time", 0)
    if not 0 < start <= end or end - start > LONGEST_SPAN_S:
        raise Refusal(600018)
    is_wanted = (body.text("chat_type") or SINGLE) == GROUP and not body.text("creator")
    is_wanted = is_wanted and body.number("filter_type", 2) != 1
    found = [
        _listed(call, message)
        for message in load_mass_messages(call.moment.connection, call.app.corp_id)
        if is_wanted and start <= message.created_ms // 1000 <= end and _is_seen(call, message)
    ]
    rows, cursor = page(call, found, 100, 50, f"list/{start}/{end}")
    return {"next_cursor": cursor, "group_msg_list": rows}


def list_mass_tasks(call: Call) -> Answer:
    """get_groupmsg_task: status 0 not sent, 2 sent. Raises: see `_find`."""
    message = _find(call)
    task: dict[str, object] = {"userid": message.sender, "status": 2 if message.state == CONFIRMED else 0}
    if message.state == CONFIRMED:
        task["send_time"] = message.sent_ms // 1000
    rows, cursor = page(call, [task] if _is_seen(call, message) else [], 1000, 500, f"task/{message.msgid}")
    return {"next_cursor": cursor, "task_list": rows}


def list_mass_results(call: Call) -> Answer:
    """get_groupmsg_send_result: groups that got it; what was not sent has no row. Raises: see `_find`."""
    message, sender = _find(call), call.body.text("userid")
    if fold(sender) != fold(message.sender) or not _is_seen(call, message):
        raise Refusal(40003)
    found = [
        {
            "chat_id": seen_id(call, chat_id),
            "userid": message.sender,
            "status": status,
            "send_time": message.sent_ms // 1000,
        }
        for chat_id, status in message.results
        if status == 1
    ]
    rows, cursor = page(call, found, 1000, 500, f"result/{message.msgid}")
    return {"next_cursor": cursor, "send_list": rows}


def list_old_results(call: Call) -> Answer:
    """get_group_msg_result, the old form that older clients ask [92136]: every group of the task, sent or not.

    Raises: see `_find`.
    """
    message = _find(call)
    status = dict(message.results)
    found: list[dict[str, object]] = []
    for chat_id in message.groups if _is_seen(call, message) else ():
        row: dict[str, object] = {
            "chat_id": seen_id(call, chat_id), "userid": message.sender, "status": status.get(chat_id, UNSENT),
        }  # fmt: skip
        if row["status"] == SENT:
            row["send_time"] = message.sent_ms // 1000
        found.append(row)
    rows, cursor = page(call, found, 10000, 10000, f"old/{message.msgid}")
    return {"next_cursor": cursor, "detail_list": rows}


def remind_mass_message(call: Call) -> Answer:
    """remind_groupmsg_send. Raises: Refusal 41094 over 3 in 24 hours, and see `_find`."""
    message, now_ms = _find(call), call.moment.now_ms
    if sum(at > now_ms - DAY_MS for at in message.reminders) >= MOST_REMINDERS:
        raise Refusal(41094)
    keep_mass_message(call.moment.connection, replace(message, reminders=(*message.reminders, now_ms)))
    call.applied = True
    return {}


def cancel_mass_message(call: Call) -> Answer:
    """cancel_groupmsg_send: nobody can confirm it any more; what was sent stays. Raises: see `_find`."""
    keep_mass_message(call.moment.connection, replace(_find(call), cancelled=True))
    call.applied = True
    return {}


def _find(call: Call) -> MassMessage:
    """Raises: Refusal 41046 missing, 41047 unknown, 41093 cancelled, 41063 asked too soon (switch)."""
    msgid = call.body.text("msgid")
    if not msgid:
        raise Refusal(41046)
    message = load_mass_message(call.moment.connection, call.app.corp_id, msgid)
    if message is None:
        raise Refusal(41047)
    if message.cancelled:
        raise Refusal(41093)
    if message.unready:
        keep_mass_message(call.moment.connection, replace(message, unready=message.unready - 1))
        raise Refusal(41063)
    return message


def _is_seen(call: Call, message: MassMessage) -> bool:
    return call.visible.everything or fold(message.sender) in call.visible.people


def _sender(call: Call) -> str:
    sender = call.body.text("sender")
    if not sender:
        raise Refusal(40063)
    person = call.directory.person(sender)
    if person is None:
        raise Refusal(40003)
    if fold(sender) not in call.visible.people:
        raise Refusal(60011)
    if not has_right(call.moment.connection, call.app.corp_id, sender):
        raise Refusal(84074)
    return person.user_id


def _content(call: Call) -> tuple[str, tuple[dict[str, object], ...]]:
    body = call.body
    inner, trees = body.inner("text"), body.inners("attachments")
    text = inner.text("content")
    if len(text.encode("utf-8")) > TEXT_BYTES:
        raise Refusal(45002)
    if len(trees) > MOST_ATTACHMENTS:
        raise Refusal(41064)
    attachments: list[dict[str, object]] = []
    for tree in trees:
        kind = tree.text("msgtype")
        part = tree.inner(kind)
        attachments.append({"msgtype": kind, kind: read_attachment(call, kind, part)})
        tree.adopt(part)
    body.adopt(inner, *trees)
    if not (text or attachments):
        raise Refusal(41088)
    return text, tuple(attachments)


def _groups(call: Call, sender: str) -> tuple[tuple[str, ...], list[str]]:
    """Groups of the sender that can have it, and ids as written that cannot; without a list, all of the sender's."""
    connection, corp_id = call.moment.connection, call.app.corp_id
    written = list(dict.fromkeys(call.body.texts("chat_id_list")))
    if len(written) > MOST_GROUPS:
        raise Refusal(40058)
    if not written:
        owned = owned_groups(connection, corp_id, sender)
        return tuple(each for each in owned if not is_month_full(connection, corp_id, each)), []
    good, failed = [], []
    for seen in written:
        group = load_group(connection, corp_id, real_id(call, seen))
        is_own = group is not None and group.is_customer and not group.dissolved and fold(group.owner) == fold(sender)
        if group is not None and is_own and not is_month_full(connection, corp_id, group.chat_id):
            good.append(group.chat_id)
        else:
            failed.append(seen)
    return tuple(good), failed


def _listed(call: Call, message: MassMessage) -> Answer:
    created = message.created_ms // 1000
    return {
        "msgid": message.msgid,
        "create_time": str(created) if call.switch("mass_create_time") == "string" else created,
        "create_type": 0,
        "text": {"content": message.text},
        "attachments": [dict(each) for each in message.attachments],
    }
