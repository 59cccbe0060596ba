"""message/send [90236] and message/recall [94867]: messages of an app to people."""

import re

from reconciler.simulator.app_messages.card_codes import issue_code
from reconciler.simulator.app_messages.cards import INTERACTIVE, Card, read_card
from reconciler.simulator.app_messages.mails import (
    Mail,
    deliver,
    demand_quota,
    earlier_twin,
    is_task_taken,
    request_key,
)
from reconciler.simulator.app_messages.person_payloads import PERSON_READERS
from reconciler.simulator.app_messages.recipients import Recipients, written_recipients
from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.fields import Fields
from reconciler.simulator.outreach.media import demand_media
from reconciler.simulator.world.clock import DAY_MS
from reconciler.simulator.world.opaque import opaque

AGENT_ID = re.compile(r"[0-9]{1,10}")
MSGID_SIZE = 86
WINDOW_S, LONGEST_WINDOW_S = 1800, 14400
CONFIDENTIAL, IN_COMPANY = 1, 2
MEDIA = frozenset({"image", "voice", "video", "file"})


def send_to_people(call: Call) -> Answer:
    """message/send: sent to whoever can be reached; success is judged by the lists of the answer.

    Raises: Refusal 40056 or 301002 agent id, 40008 type, 82001 nobody named, 81013 nobody left (with the lists),
    43012 a card that calls back without a callback URL, 42014 task id in use (switch), and those of the payload.
    """
    demand_own_agent(call)
    mail = _read(call)
    reached = written_recipients(call)
    lists = _invalid(reached, call.switch("no_invalid_recipients"))
    if not reached.people:
        raise Refusal(81013, extra=lists)
    twin = _suppressing_twin(call, mail.request)
    if twin is not None:
        return {**lists, **_twin_msgid(call, twin)}
    _demand_usable(call, mail.card)
    demand_quota(call, len(reached.people))
    key = deliver(call, mail, reached.people)
    answer: Answer = {**lists, "msgid": mail.msgid}
    if mail.card is not None and mail.card.card_type in INTERACTIVE:
        answer["response_code"] = issue_code(call.moment.connection, key)
    return answer


def recall_message(call: Call) -> Answer:
    """message/recall: within 24 hours, from everybody. Raises: Refusal 40058 not this app's, 42052 too late."""
    msgid = call.body.text("msgid")
    key = (call.app.corp_id, call.app.agent_id, msgid)
    row = call.moment.connection.execute(
        "SELECT id, sent_ms FROM mails WHERE corp_id = ? AND agent_id = ? AND msgid = ?", key
    ).fetchone()
    if row is None:
        raise Refusal(40058)
    if row[1] + DAY_MS < call.moment.now_ms:
        raise Refusal(42052)
    call.moment.connection.execute("UPDATE mails SET recalled = 1 WHERE id = ?", (row[0],))
    call.applied = True
    return {}


def demand_own_agent(call: Call) -> None:
    """Raises: Refusal 40056 no agent id, 301002 another app's.

    Clients in use write the id as text; the page says it is a number [90236], so whether that passes is a switch.
    """
    written = call.body.tree.get("agentid")
    if isinstance(written, str) and AGENT_ID.fullmatch(written) and call.switch("agentid_as_text") == "ok":
        agent_id = int(written)
    else:
        agent_id = call.body.number("agentid", -1)
    if agent_id == -1:
        raise Refusal(40056)
    if agent_id != call.app.agent_id:
        raise Refusal(301002)


def _read(call: Call) -> Mail:
    body = call.body
    msgtype, safe = body.text("msgtype"), body.number("safe", 0)
    if msgtype != "template_card" and msgtype not in PERSON_READERS:
        raise Refusal(40008)
    if safe not in (0, CONFIDENTIAL, IN_COMPANY) or (safe == IN_COMPANY and msgtype != "mpnews"):
        raise Refusal(40058)
    payload = body.inner(msgtype)
    try:
        text, card = _read_payload(call, msgtype, payload)
    finally:
        body.adopt(payload)
    msgid = _new_msgid(call)
    return Mail(msgid, msgtype, text, card, safe, request_key(body.tree))


def _read_payload(call: Call, msgtype: str, payload: Fields) -> tuple[str, Card | None]:
    if msgtype == "template_card":
        card = read_card(payload)
        return card.text, card
    if msgtype in MEDIA:
        demand_media(call, payload.text("media_id"))
    return PERSON_READERS[msgtype](payload).text, None


def _invalid(reached: Recipients, habit: str) -> Answer:
    """The three lists, joined; one without entries is absent, or empty by the switch `no_invalid_recipients`."""
    lists = {"invaliduser": reached.users, "invalidparty": reached.parties, "invalidtag": reached.tags}
    return {name: "|".join(ids) for name, ids in lists.items() if ids or habit == "empty"}


def _demand_usable(call: Call, card: Card | None) -> None:
    if card is None:
        return
    if card.calls_back and call.app.callback is None:
        raise Refusal(43012)
    if card.task_id and call.switch("repeated_task_id") != "ok" and is_task_taken(call, card.task_id):
        raise Refusal(42014)


def _suppressing_twin(call: Call, request: str) -> str | None:
    """The msgid of the message that this one repeats within the window, when the caller asked for that."""
    body = call.body
    if body.number("enable_duplicate_check", 0) != 1:
        return None
    window_s = min(body.number("duplicate_check_interval", WINDOW_S), LONGEST_WINDOW_S)
    return earlier_twin(call, request, window_s * 1000)


def _twin_msgid(call: Call, twin: str) -> Answer:
    """What a suppressed repeat answers as `msgid`: unpublished, so a switch."""
    habit = call.switch("duplicate_msgid")
    if habit == "absent":
        return {}
    return {"msgid": twin if habit == "first" else _new_msgid(call)}


def _new_msgid(call: Call) -> str:
    return opaque(MSGID_SIZE, call.moment.seed, "msgid", call.moment.seq)
