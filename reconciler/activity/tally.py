"""What is kept of an export: the last sign of life by chat and person, and on which days there was any."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from reconciler.model.activity import ActivityLog
from reconciler.model.ids import ChatId, UserId, user_id

DAY_S: Final = 86_400
# Longer than any holiday: a longer stretch without one row means that the export has a hole there.
LONGEST_PAUSE_DAYS: Final = 15
LONGEST_ID: Final = 128  # WeCom's ids have at most 64 bytes; more is no id
_NO_UTF8: Final = "\ufffd"  # what decoding puts where bytes are no UTF-8


class Tally:
    """Grows with chats, people and days, not with rows; rows may come in any order."""

    def __init__(self) -> None:
        self._chats: dict[str, dict[UserId, int]] = {}
        self._users: dict[str, UserId] = {}  # each spelling is folded once, and kept once
        self._days: set[int] = set()
        self._latest = 0

    def add(self, chat: object, written: object, at_s: int) -> bool:
        """One row: ids as they stand in the file, seconds since 1970. False, and nothing kept, where one is no id."""
        if type(chat) is not str or type(written) is not str:
            return False
        user = self._users.get(written) or self._met(written)
        people = self._chats.get(chat)
        if user is None or (people is None and not _is_id(chat)):
            return False
        if people is None:
            people = self._chats[chat] = {}
        if at_s > people.get(user, 0):
            people[user] = at_s
        self._days.add(at_s // DAY_S)
        if at_s > self._latest:
            self._latest = at_s
        return True

    def _met(self, written: str) -> UserId | None:
        if not _is_id(written):
            return None
        self._users[written] = user = user_id(written)
        return user

    def log(self) -> ActivityLog | None:
        """The log, in UTC; None where no row was usable. Empties the tally, so that nothing is held twice.

        The period ends with the latest row and begins after the last hole: before it, silence would prove nothing.
        """
        if not self._days:
            return None
        since = datetime.fromtimestamp(self._first_covered_day() * DAY_S, UTC)
        until = datetime.fromtimestamp(self._latest, UTC)
        last_in_chat = {
            ChatId(chat): datetime.fromtimestamp(max(people.values()), UTC) for chat, people in self._chats.items()
        }
        return ActivityLog(since, until, last_in_chat, dict(self._emptied()))

    def _first_covered_day(self) -> int:
        """A day with a row after which there is no hole. The day of its first row is taken as whole."""
        days = sorted(self._days, reverse=True)
        for later, earlier in pairwise(days):
            if later - earlier > LONGEST_PAUSE_DAYS:
                return later
        return days[-1]

    def _emptied(self) -> Iterator[tuple[tuple[ChatId, UserId], datetime]]:
        while self._chats:
            chat, people = self._chats.popitem()
            for user, at_s in people.items():
                yield (ChatId(chat), user), datetime.fromtimestamp(at_s, UTC)


def _is_id(text: str) -> bool:
    return 0 < len(text) <= LONGEST_ID and _NO_UTF8 not in text and not text.isspace()
