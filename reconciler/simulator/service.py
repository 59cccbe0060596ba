"""The front desk: takes a request off the wire, checks it in the vendor's order, and hands back bytes.

Order (wecom-api.md §14): path, token present, token valid, IP, app enabled, API permission,
rate, JSON, fields, objects.
"""

import hashlib
import json
import os
import re
import signal
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from reconciler.simulator.call import Answer, Call, Endpoint, Needs
from reconciler.simulator.codes import LINK, TEXTS, Refusal
from reconciler.simulator.contacts.credentials import GETTOKEN, get_token
from reconciler.simulator.contacts.permissions import demand
from reconciler.simulator.endpoints import ENDPOINTS
from reconciler.simulator.fields import WRONG_JSON, Fields, parse
from reconciler.simulator.groups.webhooks import caller
from reconciler.simulator.world.apps import ARCHIVE, end_token, token_owner
from reconciler.simulator.world.counters import API_HOUR, API_MINUTE
from reconciler.simulator.world.faults import CODES, Fault, next_fault, thin
from reconciler.simulator.world.journal import masked, summary
from reconciler.simulator.world.world import Moment, World

HTML = b"<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"
SLASHES = re.compile("/{2,}")  # A base address with a slash at its end is common; web servers merge them.
BARE_EVERY = 5  # Now and then the vendor leaves hint, address and link away.


@dataclass(frozen=True, slots=True)
class Wire:
    """A request as it came in; `query` is the raw text behind the question mark."""

    method: str
    path: str
    query: str
    body: bytes
    ip: str
    door: str


@dataclass(slots=True)
class Reply:
    """What goes out. `cut` asks the door to break the connection instead; `delay_s` to wait first."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    delay_s: float = 0.0
    cut: str = ""


@dataclass(slots=True)
class _Visit:
    """What the journal will say."""

    wire: Wire
    query: dict[str, str]
    corp_id: str = ""
    agent_id: int | None = None
    applied: bool | None = None
    fault: Fault | None = None
    answer: Answer = field(default_factory=dict)


class Service:
    """Answers requests over one world. Not asynchronous: a request is one short transaction."""

    def __init__(self, world: World) -> None:
        self._world = world

    def handle(self, wire: Wire) -> Reply:
        """Answer one request; never raises for what the caller sent."""
        wire = replace(wire, path=SLASHES.sub("/", wire.path))
        visit = _Visit(wire, dict(parse_qsl(wire.query, keep_blank_values=True)))
        endpoint = ENDPOINTS.get(wire.path)
        with self._world.moment() as moment:
            if endpoint is None and wire.path != GETTOKEN:
                reply = Reply(404, [], b"")
            else:
                reply = self._answered(moment, visit, endpoint)
            self._write_down(moment, visit, reply)
        if visit.fault is not None and visit.fault.kind.startswith("kill"):
            os.kill(os.getpid(), signal.SIGKILL)
        return reply

    def _answered(self, moment: Moment, visit: _Visit, endpoint: Endpoint | None) -> Reply:
        fault = visit.fault = next_fault(moment.connection, visit.wire.path) if self._world.has_faults else None
        kind = "" if fault is None else fault.kind
        visit.applied = False if endpoint is not None and endpoint.writes else None
        if fault is not None:
            self._recognise(moment, visit)
        if kind in ("refuse", "cut-before", "kill-before"):
            return Reply(0, [], b"", cut=kind)
        if kind == "html":
            return Reply(502, [("content-type", "text/html")], HTML)
        answer = visit.answer = self._answer(moment, visit, endpoint)
        if kind in ("empty-list", "partial", "cursor-lost"):
            thinned = thin(answer, kind)
            answer = visit.answer = thinned if isinstance(thinned, dict) else answer
        body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        reply = Reply(200, _headers(answer), body[: len(body) // 2] if kind == "malformed" else body)
        if kind == "cut-after":
            reply.cut = kind
        elif kind == "slow" and fault is not None:
            reply.delay_s = fault.delay_s
        return reply

    def _answer(self, moment: Moment, visit: _Visit, endpoint: Endpoint | None) -> Answer:
        call: Call | None = None
        try:
            if visit.fault is not None:
                self._trouble(moment, visit, visit.fault)
            if endpoint is None:
                answer = get_token(self._world, moment, visit.query, visit.wire.ip)
                visit.corp_id = visit.query["corpid"]
            else:
                call = (
                    self._admitted(moment, visit, endpoint)
                    if endpoint.needs is not Needs.KEY
                    else self._keyed(moment, visit)
                )
                answer = endpoint.answer(call)
                visit.applied = call.applied if endpoint.writes else None
        except Refusal as refusal:
            text = f"{WRONG_JSON}{refusal.text}" if _is_warned(call) else refusal.text
            empty: Answer = {name: [] for name in (endpoint.empty_lists if endpoint else ())}
            errmsg = _errmsg(refusal.code, text, moment, visit.wire.ip)
            return {"errcode": refusal.code, "errmsg": errmsg, **empty, **refusal.extra}
        return {"errcode": 0, "errmsg": f"{WRONG_JSON}ok" if _is_warned(call) else "ok", **answer}

    @staticmethod
    def _recognise(moment: Moment, visit: _Visit) -> None:
        """Trouble strikes before the token is looked at; the journal wants to know whose call it was."""
        try:
            token = visit.query.get("access_token", "")
            visit.corp_id, visit.agent_id = token_owner(moment.connection, token, moment.now_ms)
        except Refusal:
            visit.corp_id = visit.query.get("corpid", "")

    @staticmethod
    def _trouble(moment: Moment, visit: _Visit, fault: Fault) -> None:
        if fault.kind in ("token-revoked", "token-expired"):
            end_token(moment.connection, visit.query.get("access_token", ""), revoked=fault.kind == "token-revoked")
        if fault.kind == "code" or fault.kind in CODES:
            raise Refusal(fault.code, TEXTS.get(fault.code, "error"))

    def _admitted(self, moment: Moment, visit: _Visit, endpoint: Endpoint) -> Call:
        """Every check before the fields, in order."""
        corp_id, agent_id = token_owner(moment.connection, visit.query.get("access_token", ""), moment.now_ms)
        visit.corp_id, visit.agent_id = corp_id, agent_id
        app = self._world.app(moment, corp_id, agent_id)
        if app is None:
            raise Refusal(40014)
        if app.trusted_ips and visit.wire.ip not in app.trusted_ips:
            raise Refusal(301042 if app.kind == ARCHIVE else 60020)
        if not app.enabled and not endpoint.while_disabled:
            raise Refusal(50003)
        demand(moment.connection, app, endpoint.needs, int(self._world.switches["code_range_not_root"]))
        scope = f"{corp_id}{endpoint.path}"
        for rule in (API_MINUTE, API_HOUR):
            moment.counters.demand(rule, scope)
            moment.counters.add(rule, scope)
        if endpoint.method == "GET":
            return Call(self._world, moment, app, visit.query, Fields({}))
        if visit.wire.method != "POST":
            raise Refusal(endpoint.get_code)
        if endpoint.uploads:
            return Call(self._world, moment, app, visit.query, Fields({}), raw=visit.wire.body)
        body = parse(visit.wire.body, int(self._world.switches["code_bad_json"]))
        return Call(self._world, moment, app, visit.query, body)

    def _keyed(self, moment: Moment, visit: _Visit) -> Call:
        """A call by the key of a webhook; what it checks, and in which order, is its own affair [91770]."""
        app = caller(moment.connection, visit.query.get("key", ""))
        visit.corp_id = app.corp_id
        if visit.wire.method != "POST":
            raise Refusal(40058)
        return Call(self._world, moment, app, visit.query, Fields({}), raw=visit.wire.body)

    @staticmethod
    def _write_down(moment: Moment, visit: _Visit, reply: Reply) -> None:
        wire = visit.wire
        moment.connection.execute(
            "INSERT INTO journal VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                moment.seq, moment.now_ms, visit.corp_id, visit.agent_id, wire.method, wire.path, masked(visit.query),
                summary(wire.body), visit.answer.get("errcode"), reply.status, visit.applied,
                visit.fault.kind if visit.fault else "", wire.door,
            ),
        )  # fmt: skip


def _headers(answer: Answer) -> list[tuple[str, str]]:
    text = str(answer["errmsg"]).encode("latin-1", "replace").decode("latin-1").replace("\r", " ").replace("\n", " ")
    return [
        ("content-type", "application/json; charset=UTF-8"),
        ("error-code", str(answer["errcode"])),
        ("error-msg", text),
    ]


def _is_warned(call: Call | None) -> bool:
    return call is not None and call.body.warned


def _errmsg(code: int, text: str, moment: Moment, ip: str) -> str:
    """`<text>, hint: […], from ip: …, more info at …`; the hint is digits or `ts_n_hex`, counted by the world."""
    if code == 40014 and moment.seq % BARE_EVERY == 0:
        return text
    stamp = moment.now_ms // 1000
    hint = f"{stamp}{moment.seq:08d}"
    if moment.seq % 2:
        digest = hashlib.sha256(f"{moment.seed}{moment.seq}".encode()).hexdigest()[:32]
        hint = f"{stamp}_{moment.seq}_{digest}"
    return f"{text}, hint: [{hint}], from ip: {ip}, more info at {LINK}{code}"
