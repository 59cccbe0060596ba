"""People in the ledger: who certainly existed once, and who is missing from the address book."""

from collections.abc import Callable, Iterable
from datetime import datetime

from reconciler.ledger.records import Record
from reconciler.ledger.values import moment_of, word
from reconciler.model.ids import UserId
from reconciler.model.record import PastRevocation

_NOBODY_REACHED = 81013  # message/send [90236]


class PeopleBook:
    """Hears what is noted of people.

    - `people`: the members of every `settled`.
    - `revoked`: the first `revoked` after which no `revocation-lifted` came.
    - `missing`: `since` of the first `missing` after which no `found-again` came.
    - `unreachable`: the last refusal of a message to somebody (81013), after which none was delivered.
    """

    def __init__(self) -> None:
        self.people: set[UserId] = set()
        self.revoked: dict[UserId, PastRevocation] = {}
        self.missing: dict[UserId, datetime] = {}
        self.unreachable: dict[UserId, datetime] = {}
        self.handlers: dict[str, Callable[[Record, datetime], None]] = {
            "missing": self._note_missing,
            "found-again": self._note_found,
            "revoked": self._revoked,
            "revocation-lifted": self._lifted,
        }

    def settled(self, members: Iterable[str]) -> None:
        """These people were asked for in a group that was in line."""
        self.people.update(UserId(user) for user in members)

    def told(self, user: UserId, status: str, errcode: int | None, at: datetime) -> None:
        """A message to somebody ended."""
        if status == "failed" and errcode == _NOBODY_REACHED:
            self.unreachable[user] = at
        elif status == "applied":
            self.unreachable.pop(user, None)

    def _note_missing(self, record: Record, _: datetime) -> None:
        self.missing.setdefault(UserId(word(record["user"])), moment_of(record["since"]))

    def _note_found(self, record: Record, _: datetime) -> None:
        self.missing.pop(record["user"], None)

    def _revoked(self, record: Record, at: datetime) -> None:
        user = UserId(word(record["user"]))
        approver, by, reason = UserId(word(record["approver"])), word(record["by"]), word(record["reason"])
        self.revoked.setdefault(user, PastRevocation(user, approver, by, reason, at))

    def _lifted(self, record: Record, _: datetime) -> None:
        self.revoked.pop(record["user"], None)
