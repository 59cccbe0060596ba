"""WeCom's limits on messages: what is over one is refused for an hour, or dropped in silence; so it waits instead."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from reconciler.model.action import Action
from reconciler.model.message_scope import CHATS, scope_of
from reconciler.model.record import Past

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

LIMITS: Mapping[str, tuple[tuple[timedelta, int], ...]] = {
    CHATS: ((MINUTE, 20_000), (HOUR, 150_000)),  # person-times [90312]; the hour of a small corp [90248]
    "webhook": ((MINUTE, 20),),  # messages [91770]
    "person": ((MINUTE, 30), (HOUR, 1_000)),  # messages; what is more is dropped in silence [90312]
}
"""Window and most in it, by the first word of a scope. Windows slide, which no fixed window of WeCom's can exceed."""


@dataclass(slots=True)
class _Window:
    """What was sent in one window, moving forward in time."""

    length: timedelta
    most: int
    used: int = 0
    sent: deque[tuple[datetime, int]] = field(default_factory=deque)

    def forget(self, at: datetime) -> None:
        while self.sent and self.sent[0][0] <= at - self.length:
            self.used -= self.sent.popleft()[1]

    def has_room(self, people: int) -> bool:
        """One message always fits into an empty window: no group is larger than any limit."""
        return not self.used or self.used + people <= self.most

    def add(self, people: int, at: datetime) -> None:
        self.used += people
        self.sent.append((at, people))

    def room_at(self, people: int, at: datetime) -> datetime:
        """When so much fits, if nothing more is sent."""
        left = self.used
        for moment, gone in self.sent:
            if not left or left + people <= self.most:
                break
            at, left = moment + self.length, left - gone
        return at


class MessageQuota:
    """Counts messages of the last hour and those of a run; every moment asked about is no earlier than the one before.

    Not counted: 200 messages to people a day for each account (a person hears of a step once at each level), and what
    one person receives in app groups (200 a minute, 10,000 a day): beyond that only their own copy is dropped [90312].
    """

    def __init__(self, past: Past) -> None:
        self._windows: dict[str, tuple[_Window, ...]] = {}
        for message in past.messages:
            self._add(message.scope, message.people, message.at.astimezone(UTC))

    def has_room(self, action: Action, at: datetime) -> bool:
        """Whether a message may be sent at `at`; true of everything else."""
        scope, at = scope_of(action), at.astimezone(UTC)
        if scope is None:
            return True
        windows = self._of(scope[0])
        for window in windows:
            window.forget(at)
        return all(window.has_room(scope[1]) for window in windows)

    def count(self, action: Action, at: datetime) -> None:
        """A message was sent, or may have been."""
        scope = scope_of(action)
        if scope is not None:
            self._add(*scope, at.astimezone(UTC))

    def next_room(self, actions: Iterable[Action], at: datetime) -> datetime | None:
        """When the first of these messages that has to wait at `at` may be sent; None where none of them has to."""
        smallest: dict[str, int] = {}
        for action in actions:
            scope = scope_of(action)
            if scope is not None and not self.has_room(action, at):
                smallest[scope[0]] = min(scope[1], smallest.get(scope[0], scope[1]))
        moments = [
            max(window.room_at(people, at.astimezone(UTC)) for window in self._of(scope))
            for scope, people in smallest.items()
        ]
        return min(moments).astimezone(at.tzinfo) if moments else None

    def _add(self, scope: str, people: int, at: datetime) -> None:
        for window in self._of(scope):
            window.add(people, at)

    def _of(self, scope: str) -> tuple[_Window, ...]:
        if scope not in self._windows:
            limits = LIMITS[scope.partition(":")[0]]
            self._windows[scope] = tuple(_Window(length, most) for length, most in limits)
        return self._windows[scope]
