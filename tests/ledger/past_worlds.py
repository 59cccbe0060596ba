"""Builders for ledgers: people, groups, calls, and a store in memory that shows how small the seam is."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from reconciler.errors import LedgerConflictError
from reconciler.ledger import Ledger
from reconciler.ledger.codec import decode
from reconciler.ledger.records import Record
from reconciler.ledger.writer import SegmentLimits
from reconciler.model.action import CreateGroup, SendMessage, TellPerson, TransferOwner, UpdateGroup
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import Level, ManualStep, StepEnd
from reconciler.model.outcome import Status
from reconciler.model.record import Baseline
from reconciler.text import Text

CORP = "ww1"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANN, BOB, EVE = UserId("ann"), UserId("bob"), UserId("eve")
KEY, CHAT = GroupKey("rd-release"), ChatId("rdrelease0001")
MESSAGE_TEXT = "平台每周四发布"


class MemoryStore:
    """A `Store` of bytes by segment number."""

    is_leased = False

    def __init__(self, files: dict[int, bytes] | None = None) -> None:
        self.files = dict(files or {})
        self.appends = 0
        self._is_held = False

    def segments(self) -> tuple[int, ...]:
        return tuple(sorted(self.files))

    def lines(self, number: int) -> Iterator[bytes]:
        yield from io.BytesIO(self.files[number])

    def append(self, number: int, start: int, data: bytes) -> None:
        self.files[number] = self.files.get(number, b"")[:start] + data
        self.appends += 1

    def cut(self, number: int, size_bytes: int) -> None:
        self.files[number] = self.files[number][:size_bytes]

    @contextmanager
    def hold(self, holder: str, purpose: str, now: datetime) -> Iterator[None]:
        if self._is_held:
            raise LedgerConflictError(Text.same(f"{holder} {purpose} {now}"))
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False

    def remove(self, numbers: Iterable[int]) -> None:
        for number in sorted(numbers):
            self.files.pop(number, None)

    def refresh(self) -> None:
        pass

    def records(self) -> list[Record]:
        return [decode(line) for number in self.segments() for line in self.lines(number)]


def a_baseline(*members: UserId, name: str = "研发部-平台发布", owner: UserId = ANN) -> Baseline:
    return Baseline(name, owner, frozenset({owner, *members}), frozenset({"department:研发部"}))


def a_creation(chat_id: ChatId = CHAT, key: GroupKey = KEY) -> CreateGroup:
    return CreateGroup(key, chat_id, "研发部-平台发布", ANN, (ANN, BOB))


def an_update(chat_id: ChatId = CHAT, key: GroupKey = KEY) -> UpdateGroup:
    return UpdateGroup(key, chat_id, name="新名字", joins=(EVE,), leaves=(BOB,))


def a_message(message_id: str = "rules:1/1", chat_id: ChatId = CHAT) -> SendMessage:
    return SendMessage(KEY, chat_id, message_id, digest="d" * 64, size_bytes=21, text=MESSAGE_TEXT)


def a_memory_ledger(store: MemoryStore, records_per_segment: int = 100_000) -> Ledger:
    return Ledger(store, CORP, SegmentLimits(records=records_per_segment))


def a_step(step_id: str = "step", *people: UserId) -> ManualStep:
    return ManualStep(step_id, KEY, "admins", BOB, Text.same("?"), Text.same("!"), "attest", people=people)


def a_telling(*steps: str, level: Level = Level.TOLD) -> TellPerson:
    ids = steps or ("step",)
    return TellPerson(BOB, level, ids, f"tell:{level}:{BOB}:{'-'.join(ids)}", "d" * 64, 7, "text")


def a_handover() -> TransferOwner:
    return TransferOwner(KEY, CHAT, BOB, ANN)


def a_small_world(records_per_segment: int = 100_000) -> MemoryStore:
    """A ledger with every type of record that the engine writes."""
    store = MemoryStore()
    ledger = a_memory_ledger(store, records_per_segment)
    with ledger.hold("ann", "apply", NOW):
        ledger.begin("a1", fingerprint="f" * 64, by="ann", reviewed=True, digest="e" * 64, now=NOW)
        ledger.confirm(ledger.reserve(a_creation(), "a1", NOW), Status.APPLIED, 0, NOW)
        ledger.confirm(ledger.reserve(a_message(), "a1", NOW), Status.UNKNOWN, None, NOW)
        ledger.note_missing([EVE], NOW, NOW)
        ledger.note_found([EVE], NOW)
        ledger.note_departments({1: "晨星", 2: "研发部"}, NOW)
        ledger.open_steps([(a_step(), CHAT)], NOW)
        ledger.confirm(ledger.reserve(a_telling(), "a1", NOW), Status.APPLIED, 0, NOW)
        ledger.confirm(ledger.reserve(a_handover(), "a1", NOW), Status.APPLIED, 0, NOW)
        ledger.attest("step", BOB, "", NOW)
        ledger.end_steps([("step", StepEnd.SEEN)], NOW)
        ledger.open_steps([(a_step(), CHAT)], NOW)
        ledger.settle([(KEY, CHAT, a_baseline(BOB))], NOW)
        ledger.end("a1", {Status.APPLIED: 1, Status.UNKNOWN: 1}, NOW)
    return store


def all_lines(store: MemoryStore) -> list[bytes]:
    return [line for number in store.segments() for line in store.lines(number)]


def one_segment(lines: Sequence[bytes]) -> MemoryStore:
    return MemoryStore({1: b"".join(lines)})
