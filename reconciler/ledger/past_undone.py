"""What undoes have put back, as the ledger tells it: until the group is in line again, or an apply does it once more.

- A call of an undo holds its parts from its reserve on, unless it is confirmed `failed`; so does nothing else.
- The undo of an undo, and any other apply, lets go of the parts that its calls, confirmed `applied`, change.
- `settled` lets go of the whole chat.
"""

from collections.abc import Callable
from typing import NamedTuple

from reconciler.ledger.records import Record
from reconciler.ledger.values import word, words
from reconciler.model.ids import ChatId
from reconciler.model.undo import NAME, OWNER, PastUndone, part_of


class HeldCall(NamedTuple):
    """A call whose end may hold parts or let go of them."""

    chat_id: ChatId
    parts: frozenset[str]
    holds: bool


def parts_of(record: Record) -> frozenset[str]:
    """The parts of a group that a reserved `update` or `transfer` changes. Raises: TypeError."""
    people = (*words(record.get("joins", [])), *words(record.get("leaves", [])))
    fields = {NAME} if "name_digest" in record else set[str]()
    fields |= {OWNER} if "owner" in record else set()
    return frozenset(fields | {part_of(user) for user in people})


class UndoneBook:
    """Every chat in which an undo put something back."""

    def __init__(self) -> None:
        self._held: dict[ChatId, PastUndone] = {}
        self._calls: dict[int, HeldCall] = {}
        self._depth: dict[str, int] = {}  # of undoes: 1 undoes an apply, 2 undoes that undo
        self._undoes = ""
        self._handlers: dict[str, Callable[[Record], None]] = {
            "apply-begun": self._begun,
            "reserve": self._reserve,
            "confirm": self._confirm,
            "settled": self._settled,
        }

    def hear(self, record: Record) -> None:
        """Take the next record in. Raises: KeyError, TypeError or ValueError for facts nobody wrote."""
        handler = self._handlers.get(record["type"])
        if handler is not None:
            handler(record)

    def undone(self) -> dict[ChatId, PastUndone]:
        """What is held now, by chat."""
        return dict(self._held)

    def _begun(self, record: Record) -> None:
        self._undoes = word(record.get("undoes", ""))
        if self._undoes:
            self._depth[record["apply_id"]] = self._depth.get(self._undoes, 0) + 1

    def _reserve(self, record: Record) -> None:
        if record["op"] not in {"update", "transfer"}:
            return
        holds = self._depth.get(record["apply_id"], 0) % 2 == 1
        chat_id, parts = ChatId(word(record["chat_id"])), parts_of(record)
        if holds:
            before = self._held.get(chat_id)
            self._held[chat_id] = PastUndone(self._undoes, parts | (before.parts if before else frozenset()))
        if holds or chat_id in self._held:
            self._calls[record["seq"]] = HeldCall(chat_id, parts, holds)

    def _confirm(self, record: Record) -> None:
        call, status = self._calls.get(record["reserve"]), record["status"]
        if call is None or status == "unknown":
            return
        del self._calls[record["reserve"]]
        held = self._held.get(call.chat_id)
        if held is None or call.holds is not (status == "failed"):
            return
        parts = held.parts - call.parts
        if parts:
            self._held[call.chat_id] = PastUndone(held.apply_id, parts)
        else:
            del self._held[call.chat_id]

    def _settled(self, record: Record) -> None:
        self._held.pop(ChatId(record["chat_id"]), None)
