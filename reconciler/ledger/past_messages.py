"""Messages that count against WeCom's limits, as the ledger tells them.

Confirms as `applied` or `unknown`, and reserves without a confirm, of the hour before the last record. Reserves of
earlier versions do not say how many people a message to a group was for: they count nobody.
"""

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from reconciler.ledger.records import Record
from reconciler.ledger.values import word
from reconciler.model.action import webhook_scope
from reconciler.model.ids import UserId
from reconciler.model.message_scope import CHATS, person_scope
from reconciler.model.record import PastMessage

WINDOW = timedelta(hours=1)


def scope_noted(record: Record) -> tuple[str, int]:
    """What a reserve counts against, and how much; "" for what is no message."""
    if record["op"] == "tell":
        return person_scope(UserId(word(record["to"]))), 1
    if record["op"] != "send":
        return "", 0
    if "webhook" in record:
        return webhook_scope(word(record["webhook"])), 1
    return CHATS, int(record.get("readers", 0))


class MessageBook:
    """Messages of the last hour, oldest first."""

    def __init__(self) -> None:
        self._sent: deque[PastMessage] = deque()

    def sent(self, scope: str, people: int, at: datetime) -> None:
        """One that took effect, or may have."""
        if not people:
            return
        self._sent.append(PastMessage(scope, people, at))
        while self._sent[0].at < at - WINDOW:
            self._sent.popleft()

    def within(self, now: datetime | None, unsure: Iterable[PastMessage]) -> tuple[PastMessage, ...]:
        """Those that count at the time of the last record; `unsure` are calls whose end nobody knows."""
        found = (*self._sent, *(message for message in unsure if message.people))
        return tuple(sorted((one for one in found if now is None or one.at >= now - WINDOW), key=lambda one: one.at))
