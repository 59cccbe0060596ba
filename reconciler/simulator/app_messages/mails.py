"""Messages to people as rows: one `mails` row per call, one `inbox` row per person, dropped copies marked."""

import hashlib
import json
from dataclasses import dataclass

from reconciler.simulator.app_messages.cards import Card, write_card
from reconciler.simulator.call import Call
from reconciler.simulator.world.counters import MEMBER_HOUR, MEMBER_MINUTE, MESSAGE_DAY

FEWEST_ACCOUNTS = 200  # The account cap of a corp that bought nothing; the daily quota is a multiple of the cap.


@dataclass(frozen=True, slots=True)
class Mail:
    """What one call of message/send brings; `request` tells equal requests apart from others."""

    msgid: str
    msgtype: str
    text: str
    card: Card | None
    safe: int
    request: str


def request_key(tree: dict[str, object]) -> str:
    """The same for the same request, however its JSON was written."""
    words = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def earlier_twin(call: Call, request: str, window_ms: int) -> str | None:
    """The msgid of an equal request of this app within the window, or None."""
    row = call.moment.connection.execute(
        "SELECT msgid FROM mails WHERE corp_id = ? AND agent_id = ? AND request = ? AND sent_ms > ? ORDER BY id DESC",
        (call.app.corp_id, call.app.agent_id, request, call.moment.now_ms - window_ms),
    ).fetchone()
    return None if row is None else str(row[0])


def is_task_taken(call: Call, task_id: str) -> bool:
    """Whether the app has sent a card with this task id before."""
    row = call.moment.connection.execute(
        "SELECT 1 FROM mails WHERE corp_id = ? AND agent_id = ? AND task_id = ?",
        (call.app.corp_id, call.app.agent_id, task_id),
    ).fetchone()
    return row is not None


def demand_quota(call: Call, people: int) -> None:
    """Count person-times against the app's day: 200 for each account of the corp. Raises: Refusal 45009."""
    scope, accounts = f"{call.app.corp_id}/{call.app.agent_id}", max(FEWEST_ACCOUNTS, len(call.directory.people))
    call.moment.counters.demand(MESSAGE_DAY, scope, people, accounts)
    call.moment.counters.add(MESSAGE_DAY, scope, people)


def deliver(call: Call, mail: Mail, people: tuple[str, ...]) -> int:
    """Into every inbox, but where the person has had too much of the app already. Returns the row of the mail."""
    raw, card = mail.text.encode("utf-8"), mail.card
    row = (
        call.app.corp_id, call.app.agent_id, mail.msgid, call.moment.now_ms, mail.msgtype,
        hashlib.sha256(raw).hexdigest(), len(raw), mail.text, mail.safe, card.task_id if card else "", mail.request,
    )  # fmt: skip
    cursor = call.moment.connection.execute(
        "INSERT INTO mails (corp_id, agent_id, msgid, sent_ms, msgtype, digest, size_bytes, text, safe, task_id,"
        " request, recalled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        row,
    )
    key = int(cursor.lastrowid or 0)
    copies = [(key, person, write_card(card), int(not _takes(call, person))) for person in people]
    call.moment.connection.executemany("INSERT INTO inbox VALUES (?, ?, ?, ?)", copies)
    call.applied = True
    return key


def _takes(call: Call, person: str) -> bool:
    """Whether one more message of this app still reaches the person; surplus is dropped in silence [90312]."""
    counters, scope = call.moment.counters, f"{call.app.corp_id}/{call.app.agent_id}/{person}"
    if not all(counters.has_room(rule, scope) for rule in (MEMBER_MINUTE, MEMBER_HOUR)):
        return False
    for rule in (MEMBER_MINUTE, MEMBER_HOUR):
        counters.add(rule, scope)
    return True
