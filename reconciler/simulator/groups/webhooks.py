"""webhook/send and webhook/upload_media [91770]: no token, only the key in the query. A person makes one by hand."""

import hashlib
import json
import sqlite3
from dataclasses import replace

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.fields import parse
from reconciler.simulator.groups.messages import deliver
from reconciler.simulator.groups.webhook_messages import READERS
from reconciler.simulator.multipart import sent_file
from reconciler.simulator.world.apps import App
from reconciler.simulator.world.counters import WEBHOOK_MINUTE
from reconciler.simulator.world.families import family_of

LIVE, DISABLED, FORBIDDEN, REMOVED = "live", "disabled", "forbidden", "removed"
STATES = {LIVE: 0, DISABLED: 93004, FORBIDDEN: 93001, REMOVED: 93000}
FILE_BYTES = 20 * 1024 * 1024
VOICE_BYTES = 2 * 1024 * 1024
FEWEST_BYTES = 6
NOBODY = App(
    corp_id="", agent_id=0, name="", kind="webhook", secret="", enabled=True, departments=(), people=(), tags=(),
    trusted_ips=frozenset(), areas=frozenset(), callback=None,
)  # fmt: skip


def caller(connection: sqlite3.Connection, key: str) -> App:
    """Who calls with a key: an app without rights, of the corp of the webhook when there is one."""
    row = connection.execute("SELECT corp_id FROM webhooks WHERE key = ?", (key,)).fetchone()
    return replace(NOBODY, corp_id="" if row is None else str(row[0]))


def send_push(call: Call) -> Answer:
    """webhook/send. The longest text and what else one message may hold are in `webhook_messages`.

    Raises: Refusal 93000 unknown or removed key, 93001 the group forbids it, 93004 disabled, 93008 not in the group
    (it is dissolved), 45009, 93017 empty body, 40008 no such type, and what the type refuses.
    """
    chat_id, readers = _living_chat(call)
    scope = hashlib.sha256(_key(call).encode()).hexdigest()[:12]
    call.moment.counters.demand(WEBHOOK_MINUTE, scope)
    if not call.raw:
        raise Refusal(93017)
    call.body = parse(call.raw, call.code("code_bad_json"))
    msgtype = call.body.text("msgtype")
    reader = READERS.get(msgtype)
    if reader is None:
        raise Refusal(40008)
    payload = call.body.inner(msgtype)
    try:
        message = reader(call, payload)
    finally:
        call.body.adopt(payload)
    call.moment.counters.add(WEBHOOK_MINUTE, scope)
    deliver(call, chat_id, msgtype, message, readers)
    return {}


def upload_media(call: Call) -> Answer:
    """webhook/upload_media: a file that only this webhook may send, for three days.

    Raises: Refusal 44001 no file (before the key is looked at), the refusals of the key, 40004 type, 40006 too
    small, 45001 too big.
    """
    content = sent_file(call)
    if not content:
        raise Refusal(44001)
    _living_chat(call)
    kind = call.query.get("type", "")
    if kind not in ("file", "voice"):
        raise Refusal(40004)
    if len(content) < FEWEST_BYTES:
        raise Refusal(40006)
    if len(content) > (FILE_BYTES if kind == "file" else VOICE_BYTES):
        raise Refusal(45001)
    moment = call.moment
    media_id = "3" + hashlib.sha256(f"{moment.seed}/{moment.seq}/media".encode()).hexdigest()
    moment.connection.execute("INSERT INTO webhook_media VALUES (?, ?, ?)", (media_id, _key(call), moment.now_ms))
    call.applied = True
    return {"type": kind, "media_id": media_id, "created_at": str(moment.now_ms // 1000)}


def _living_chat(call: Call) -> tuple[str, int]:
    """The chat and the number of its readers."""
    connection = call.moment.connection
    row = connection.execute("SELECT corp_id, chat_id, state FROM webhooks WHERE key = ?", (_key(call),)).fetchone()
    if row is None:
        raise Refusal(93000)
    corp_id, chat_id, state = row
    if state != LIVE:
        raise Refusal(STATES[state])
    members, dissolved = connection.execute(
        f"SELECT members, dissolved FROM {family_of(connection, corp_id, chat_id)}"  # noqa: S608 - our table names
        " WHERE corp_id = ? AND chat_id = ?",
        (corp_id, chat_id),
    ).fetchone()
    if dissolved:
        raise Refusal(93008)
    return chat_id, len(json.loads(members))


def _key(call: Call) -> str:
    return call.query.get("key", "")
