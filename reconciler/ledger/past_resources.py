"""Resources around groups as the ledger tells them: reserved, confirmed with the id they have, forgotten.

- A resource has the id that its confirmed create returned, until a confirmed delete or `resource-forgotten`.
- `digest` is that of the last write confirmed `applied`; of one that nobody knows the end of the former stands.
- `is_hoped`: a create may have happened, and no id is known.
- `task-results`: groups of a mass message of which it is known what became of it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from reconciler.ledger.records import Record
from reconciler.model.ids import ChatId, UserId
from reconciler.model.resource import PastResource, ResourceKey, ResourceKind, ResourceOp


class Written(NamedTuple):
    """A call about a resource."""

    kind: ResourceKind
    key: str
    op: ResourceOp
    id: str
    digest: str
    sender: UserId | None
    chats: frozenset[ChatId]


def written_of(record: Record) -> Written:
    """The reserve of a call about a resource. Raises: KeyError, TypeError or ValueError for facts nobody wrote."""
    sender = record.get("owner")
    return Written(
        kind=ResourceKind(record["kind"]),
        key=_word(record["key"]),
        op=ResourceOp(record["act"]),
        id=_word(record["id"]),
        digest=_word(record["digest"]),
        sender=None if sender is None else UserId(_word(sender)),
        chats=frozenset(ChatId(_word(chat)) for chat in record.get("chats", ())),
    )


class ResourceBook:
    """Every resource that was ever written."""

    def __init__(self) -> None:
        self._known: dict[ResourceKey, PastResource] = {}

    def resources(self, unsure: Iterable[Written | None] = ()) -> dict[ResourceKey, PastResource]:
        """All of them by kind and key; `unsure` are calls whose end nobody knows."""
        known = dict(self._known)
        for call in unsure:
            if call is not None and call.op is ResourceOp.CREATE:
                before = known.get((call.kind, call.key), PastResource(call.kind, call.key))
                if not before.id:
                    known[call.kind, call.key] = replace(before, is_hoped=True, sender=call.sender, chats=call.chats)
        return known

    def applied(self, call: Written | None, record: Record, at: datetime) -> None:
        """A call took effect. Raises: as `written_of`."""
        if call is None:
            return
        before = self._known.get((call.kind, call.key), PastResource(call.kind, call.key))
        if call.op is ResourceOp.DELETE:
            self._known[call.kind, call.key] = replace(before, id="", digest="", written_at=at)
            return
        is_new = call.op is ResourceOp.CREATE
        left_out = frozenset(ChatId(_word(chat)) for chat in record.get("left_out", ()))
        self._known[call.kind, call.key] = replace(
            before,
            id=_word(record["result"]) if is_new else call.id,
            digest=call.digest,
            written_at=at,
            made=before.made + is_new,
            sender=call.sender,
            chats=call.chats,
            settled=left_out if is_new else before.settled,
            refused=left_out if is_new else before.refused,
        )

    def forgotten(self, record: Record, _: datetime) -> None:
        """A resource is gone at WeCom, and nobody asks for it."""
        key = ResourceKind(record["kind"]), _word(record["key"])
        self._known[key] = replace(self._known[key], id="", digest="")

    def settled(self, record: Record, _: datetime) -> None:
        """It is known what became of a mass message in some groups."""
        key = ResourceKind.MASS_MESSAGE, _word(record["key"])
        sent, refused = (frozenset(ChatId(_word(chat)) for chat in record[name]) for name in ("sent", "refused"))
        known = self._known[key]
        self._known[key] = replace(known, settled=known.settled | sent | refused, refused=known.refused | refused)


def _word(value: str) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
