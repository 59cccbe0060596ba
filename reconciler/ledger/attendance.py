"""Entries → who was in which group at a moment: what calls did, and what was seen when a group was in line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.ledger_entry import LedgerEntry
from reconciler.model.presence import Evidence, Presence, Stay


@dataclass(slots=True)
class _Chat:
    """One chat so far."""

    group: GroupKey
    owner: UserId | None = None
    stays: dict[UserId, Stay] = field(default_factory=dict)
    settled: tuple[int, datetime | None] = (0, None)
    following: tuple[int, datetime | None] = (0, None)


def attendance(
    entries: Iterable[LedgerEntry],
    at: datetime,
    *,
    group: GroupKey | None = None,
    user: UserId | None = None,
    start: Iterable[Presence] = (),
) -> tuple[Presence, ...]:
    """Every chat that records until `at` (included) tell of, by key and chat id.

    Args:
        entries: of the whole ledger, in order.
        group: only chats of this key; several where generations followed one another.
        user: only this person's stays.
        start: who was where before the first entry.

    A call without an end, or with an unknown one, makes a stay unsure, whether it added or removed the person, until
    the group was seen in line again.
    """
    chats = {each.chat_id: _began(each, user) for each in start if group is None or each.group == group}
    open_calls: dict[int, LedgerEntry] = {}
    for entry in entries:
        if not entry.chat_id or (group is not None and entry.group != group):
            continue
        if entry.at > at:
            _note_following(chats, entry)
            continue
        if entry.kind == "reserve":
            open_calls[entry.seq] = entry
        elif entry.kind == "confirm":
            open_calls.pop(entry.facts["reserve"], None)
            if entry.facts["status"] != "failed":
                _call(chats, entry, user, is_sure=entry.facts["status"] == "applied")
        elif entry.kind == "settled":
            _settled(chats, entry, user)
            # The group was read after these calls: whatever became of them is in what was seen.
            open_calls = {seq: call for seq, call in open_calls.items() if call.chat_id != entry.chat_id}
    for entry in open_calls.values():
        _call(chats, entry, user, is_sure=False)
    found = (_presence(chat_id, chat) for chat_id, chat in chats.items())
    return tuple(sorted(found, key=lambda presence: (presence.group, presence.chat_id)))


def _began(presence: Presence, user: UserId | None) -> _Chat:
    stays = {stay.user: stay for stay in presence.stays if user is None or stay.user == user}
    return _Chat(presence.group, presence.owner, stays, (presence.settled_seq, presence.settled_at))


def _chat(chats: dict[ChatId, _Chat], entry: LedgerEntry) -> _Chat:
    chat = chats.setdefault(ChatId(entry.chat_id), _Chat(GroupKey(entry.group)))
    chat.group = GroupKey(entry.group)
    return chat


def _call(chats: dict[ChatId, _Chat], entry: LedgerEntry, user: UserId | None, *, is_sure: bool) -> None:
    """A call that was made, or may have been."""
    facts: Mapping[str, Any] = entry.told
    op = facts["op"]
    if op not in {"create", "update", "transfer"}:
        return
    chat = _chat(chats, entry)
    for person in facts.get("members", ()):
        _join(chat, entry, person, Evidence.CREATED, user, is_sure=is_sure)
    for person in facts.get("joins", ()):
        _join(chat, entry, person, Evidence.JOINED, user, is_sure=is_sure)
    for person in facts.get("leaves", ()):
        _leave(chat, person, is_sure=is_sure)
    owner = facts.get("owner")
    if owner:
        _join(chat, entry, owner, Evidence.OWNER, user, is_sure=is_sure)
        chat.owner = UserId(owner) if is_sure else chat.owner


def _join(
    chat: _Chat, entry: LedgerEntry, person: str, evidence: Evidence, user: UserId | None, *, is_sure: bool
) -> None:
    known = chat.stays.get(UserId(person))
    if (user is None or person == user) and (known is None or (is_sure and not known.is_sure)):
        chat.stays[UserId(person)] = Stay(UserId(person), evidence, entry.seq, entry.at, is_sure)


def _leave(chat: _Chat, person: str, *, is_sure: bool) -> None:
    known = chat.stays.get(UserId(person))
    if known is None:
        return
    if is_sure:
        del chat.stays[known.user]
    else:
        chat.stays[known.user] = replace(known, is_sure=False)


def _settled(chats: dict[ChatId, _Chat], entry: LedgerEntry, user: UserId | None) -> None:
    """The group was read: exactly these are in it of those whom git and the address book know."""
    chat, baseline = _chat(chats, entry), entry.facts["baseline"]
    before, chat.stays = chat.stays, {}
    for person in baseline["members"]:
        known = before.get(UserId(person))
        if known is not None and known.is_sure:
            chat.stays[known.user] = known
        else:
            _join(chat, entry, person, Evidence.SETTLED, user, is_sure=True)
    chat.owner = UserId(baseline["owner"])
    chat.settled = (entry.seq, entry.at)


def _note_following(chats: dict[ChatId, _Chat], entry: LedgerEntry) -> None:
    chat = chats.get(ChatId(entry.chat_id))
    if chat is not None and not chat.following[0]:
        chat.following = (entry.seq, entry.at)


def _presence(chat_id: ChatId, chat: _Chat) -> Presence:
    stays = tuple(chat.stays[user] for user in sorted(chat.stays))
    return Presence(chat.group, chat_id, chat.owner, stays, *chat.settled, *chat.following)
