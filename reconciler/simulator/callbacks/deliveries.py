"""Events go out: signed, encrypted, to a loopback address, in up to three attempts of five seconds [90930]."""

import http.client
import random
import re
import sqlite3
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit

from reconciler.simulator.callbacks.crypto import decrypt, encrypt, signature
from reconciler.simulator.callbacks.events import DELIVERED, DROPPED, LOST, PENDING, Element, Event, load_events, to_xml
from reconciler.simulator.callbacks.passive_replies import take_reply
from reconciler.simulator.customers.groups import digest
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import only_corp
from reconciler.simulator.switches.switches import load
from reconciler.simulator.world.apps import CUSTOMER_CONTACT, App, Callback, load_app
from reconciler.simulator.world.store import Transaction

ATTEMPTS = 3
TIMEOUT_S = 5.0
VERIFY_TIMEOUT_S = 1.0
ENCRYPTED = re.compile(r"<Encrypt>(?:<!\[CDATA\[)?([0-9A-Za-z+/=]+)")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event after it was sent, or not; `reply` is the decrypted passive reply, "" when there was none."""

    event: Event
    reply: str = ""


@dataclass(frozen=True, slots=True)
class _Post:
    """What the sender of one event needs."""

    app: App
    callback: Callback
    now_s: int
    seed: str


def deliver(transaction: Transaction, timeout_s: float = TIMEOUT_S) -> tuple[Delivery, ...]:
    """Send every pending event, by the switches `callback_…`; one entry for each sending, in the order of sending.

    The world is not locked meanwhile, so that the receiver may call it.
    """
    with transaction() as connection:
        switches = load(connection)
        now_ms, seed = connection.execute("SELECT now_ms, seed FROM pulse").fetchone()
        pending = list(load_events(connection, PENDING))
        posts = {(each.corp_id, each.agent_id): _post(connection, each, now_ms // 1000, seed) for each in pending}
    done = []
    for event in _in_order(pending, switches, seed):
        outcome = Delivery(replace(event, state=DROPPED))
        if not _is_nth(event, switches["callback_drop_every"]):
            outcome = _send(event, posts[event.corp_id, event.agent_id], timeout_s)
        with transaction() as connection:
            connection.execute(
                "UPDATE events SET state = ?, attempts = attempts + ? WHERE id = ?",
                (outcome.event.state, outcome.event.attempts, event.id),
            )
            if outcome.reply:
                take_reply(connection, event, outcome.reply)
        done.append(outcome)
    return tuple(done)


def _in_order(pending: list[Event], switches: dict[str, str], seed: str) -> list[Event]:
    """As they happened, backwards or by chance; every n-th one twice in a row."""
    ordered = pending[::-1] if switches["callback_order"] == "reversed" else list(pending)
    if switches["callback_order"] == "shuffled":
        random.Random(f"{seed}/{len(pending)}").shuffle(ordered)  # noqa: S311 - a game, not a secret
    every = switches["callback_duplicate_every"]
    return [each for event in ordered for each in ([event] * 2 if _is_nth(event, every) else [event])]


def _is_nth(event: Event, every: str) -> bool:
    return every != "0" and event.id % int(every) == 0


def _post(connection: sqlite3.Connection, event: Event, now_s: int, seed: str) -> _Post | None:
    app = load_app(connection, event.corp_id, event.agent_id)
    return _Post(app, app.callback, now_s, seed) if app is not None and app.callback is not None else None


def _send(event: Event, post: _Post | None, timeout_s: float) -> Delivery:
    """Anything but HTTP 200 in time is a failure; after three of them the event is lost for good."""
    if post is None:
        return Delivery(replace(event, state=LOST, attempts=0))
    query, encrypted = _signed(post, event.xml, str(event.id))
    agent: list[Element] = [] if post.app.kind == CUSTOMER_CONTACT else [("AgentID", str(event.agent_id))]
    body = to_xml([("xml", [("ToUserName", event.corp_id), *agent, ("Encrypt", encrypted)])])
    for attempt in range(1, ATTEMPTS + 1):
        status, answer = _exchange(post.callback.url, "POST", query, body.encode(), timeout_s)
        if status == http.client.OK:
            return Delivery(replace(event, state=DELIVERED, attempts=attempt), _reply(post.callback, answer))
    return Delivery(replace(event, state=LOST, attempts=ATTEMPTS))


def _signed(post: _Post, message: str, what: str) -> tuple[dict[str, str], str]:
    """The query of a request and the encrypted message; chance comes from the seed of the world."""
    chance = digest(post.seed, "callback", what)
    encrypted = encrypt(post.callback.aes_key, message, post.app.corp_id, chance[:16].encode())
    timestamp, nonce = str(post.now_s), chance[16:26]
    signed = signature(post.callback.token, timestamp, nonce, encrypted)
    return {"msg_signature": signed, "timestamp": timestamp, "nonce": nonce}, encrypted


def _exchange(url: str, method: str, query: dict[str, str], body: bytes, timeout_s: float) -> tuple[int, bytes]:
    """Status and body; status 0 when there was no whole answer in time."""
    parts = urlsplit(url)
    target = f"{parts.path or '/'}?{f'{parts.query}&' if parts.query else ''}{urlencode(query)}"
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=timeout_s)
    try:
        connection.request(method, target, body or None, {"Content-Type": "text/xml"} if body else {})
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def _reply(callback: Callback, answer: bytes) -> str:
    """The plaintext of an encrypted passive reply, or "" for an empty body, `success` or nonsense."""
    found = ENCRYPTED.search(answer.decode("utf-8", "replace"))
    if found is None:
        return ""
    try:
        return decrypt(callback.aes_key, found.group(1))[0]
    except ValueError:
        return ""


def verify(transaction: Transaction, agent_id: int, corp: str = "", timeout_s: float = VERIFY_TIMEOUT_S) -> bool:
    """What the console does when a callback URL is saved: whether the echo comes back decrypted, alone, in a second.

    Raises: HandError when the app has no callback.
    """
    with transaction() as connection:
        now_ms, seed = connection.execute("SELECT now_ms, seed FROM pulse").fetchone()
        app = load_app(connection, only_corp(connection, corp), agent_id)
    if app is None or app.callback is None:
        raise HandError(f"应用 {agent_id} 没有回调地址", f"app {agent_id} has no callback")
    post = _Post(app, app.callback, now_ms // 1000, seed)
    echo = str(int(digest(seed, "echo", str(agent_id), str(now_ms)), 16))[:19]
    query, encrypted = _signed(post, echo, f"echo/{agent_id}/{now_ms}")
    answer = _exchange(app.callback.url, "GET", {**query, "echostr": encrypted}, b"", timeout_s)
    return answer == (http.client.OK, echo.encode())
