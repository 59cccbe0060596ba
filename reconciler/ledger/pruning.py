"""Taking old segments out of a ledger: how many may go, and the record that stands for them.

First one segment is begun with the state carried on and the `pruned` record, in one append; then the segments go, the
first ones first. From that record on they do not count, whether they are still there or not, so whatever stops it in
between leaves a whole ledger, and pruning again takes out what is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reconciler.errors import LedgerError
from reconciler.ledger.attendance import attendance
from reconciler.ledger.beginning import beginning_of, replay_from
from reconciler.ledger.carried import carried_facts
from reconciler.ledger.carried_records import CarriedState, Pruned
from reconciler.ledger.chain import ChainReader
from reconciler.ledger.entries import entries_of
from reconciler.ledger.records import Record, moment
from reconciler.ledger.store import Store
from reconciler.ledger.values import moment_of
from reconciler.ledger.writer import ChainWriter
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.ledger_report import Pruning
from reconciler.model.presence import Evidence, Presence, Stay
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: records older than `before` go; by whom, why and when that is asked."""

    before: datetime
    by: str
    reason: str
    at: datetime


@dataclass(slots=True)
class _Sealed:
    """A segment so far."""

    first: int
    last: int
    head: str
    until: datetime


def prunable(store: Store, corp_id: str, before: datetime) -> Pruning:
    """The first sealed segments, all older than `before`, in which every call ends that began there.

    Raises: LedgerError for a broken chain.
    """
    segments: dict[int, _Sealed] = {}
    begun: dict[int, int] = {}
    torn: set[int] = set()  # segments after which nothing may be cut: a call of theirs ends later
    reader = ChainReader(store, corp_id)
    for record in reader:
        if record["type"] == "reserve":
            begun[record["seq"]] = reader.segment
        elif record["type"] == "confirm":
            torn.update(range(begun.get(record["reserve"], reader.segment), reader.segment))
        at = moment_of(record["at"])
        known = segments.setdefault(reader.segment, _Sealed(reader.seq, reader.seq, reader.head, at))
        known.last, known.head, known.until = reader.seq, reader.head, max(known.until, at)
    gone: list[int] = []
    for number in list(segments)[:-1]:
        if segments[number].until >= before:
            break
        gone.append(number)
    while gone and gone[-1] in torn:
        gone.pop()
    if not gone:
        return Pruning()
    first, last = segments[gone[0]], segments[gone[-1]]
    until = max(segments[number].until for number in gone)
    return Pruning(tuple(gone), first.first, last.last, last.head, until)


def prune(store: Store, corp_id: str, writer: ChainWriter, state: CarriedState, wish: Wish) -> Pruning:
    """What was taken out. Whoever calls it holds the store. Raises: LedgerError."""
    gone = prunable(store, corp_id, wish.before)
    if gone.segments:
        writer.carry_on(state, wish.at, pruned_facts(store, corp_id, gone, wish, home=writer.next_segment))
    beginning = beginning_of(store)
    if beginning is not None:
        store.remove([number for number in store.segments() if number <= beginning["segment"]])
    return gone


def pruned_facts(store: Store, corp_id: str, gone: Pruning, wish: Wish, *, home: int) -> Pruned:
    """The record that stands for segments: what later records, and questions about later days, still hang on."""
    reader = ChainReader(store, corp_id)
    replay, calls = replay_from(reader.beginning), {call["seq"]: call for call in calls_of(reader.beginning)}

    def heard() -> Iterator[Record]:
        for record in reader:
            if reader.seq > gone.last:
                return
            replay.hear(record)
            if record["type"] == "reserve":
                calls[record["seq"]] = record
            elif record["type"] == "confirm" and record["status"] != "unknown":
                calls.pop(record["reserve"], None)
            yield record

    entries = entries_of(heard(), calls_of(reader.beginning))
    found = attendance(entries, datetime.max.replace(tzinfo=wish.before.tzinfo), start=presences_of(reader.beginning))
    state = carried_facts(replay)
    return {
        "type": "pruned",
        "corp_id": corp_id,
        "segment": gone.segments[-1],
        "first": gone.first,
        "last": gone.last,
        "seal": gone.seal,
        "home": home,
        "before": moment(wish.before),
        "until": moment(gone.until or wish.before),
        "by": wish.by,
        "reason": wish.reason,
        "form": state["form"],
        "state": state["state"],
        "calls": list(calls.values()),
        "presences": [_presence_facts(presence) for presence in found],
    }


def not_kept(since: datetime) -> LedgerError:
    """What was asked about lies before what is kept."""
    day = f"{since:%Y-%m-%d %H:%M}"
    return LedgerError(
        Text(f"{day} 及以前的记录已经按规定清理，不再保留。", f"Records up to {day} are not kept any more."),
        Text("只能查那之后的时间。", "Ask about a later time."),
    )


def calls_of(beginning: Record | None) -> list[Record]:
    """Calls of pruned records whose end may still come."""
    return [] if beginning is None else beginning["calls"]


def presences_of(beginning: Record | None) -> tuple[Presence, ...]:
    """Who was where when the last pruned record was written."""
    return () if beginning is None else tuple(map(_presence, beginning["presences"]))


def _presence_facts(presence: Presence) -> dict[str, Any]:
    return {
        "group": presence.group,
        "chat_id": presence.chat_id,
        "owner": presence.owner,
        "settled_seq": presence.settled_seq,
        "settled_at": moment(presence.settled_at) if presence.settled_at else None,
        "stays": [[stay.user, stay.evidence.value, stay.seq, moment(stay.at), stay.is_sure] for stay in presence.stays],
    }


def _presence(facts: dict[str, Any]) -> Presence:
    stays = (
        Stay(UserId(user), Evidence(evidence), seq, moment_of(at), is_sure)
        for user, evidence, seq, at, is_sure in facts["stays"]
    )
    return Presence(
        group=GroupKey(facts["group"]),
        chat_id=ChatId(facts["chat_id"]),
        owner=None if facts["owner"] is None else UserId(facts["owner"]),
        stays=tuple(stays),
        settled_seq=facts["settled_seq"],
        settled_at=moment_of(facts["settled_at"]) if facts["settled_at"] else None,
    )
