"""People in the ledger: who certainly existed once, and who is missing from the address book."""

from collections.abc import Callable, Iterable
from datetime import datetime

from reconciler.ledger.records import Record
from reconciler.ledger.values import moment_of, word
from reconciler.model.ids import UserId


class PeopleBook:
    """Hears what is noted of people.

    - `people`: the members of every `settled`.
    - `missing`: `since` of the first `missing` after which no `found-again` came.
    """

    def __init__(self) -> None:
        self.people: set[UserId] = set()
        self.missing: dict[UserId, datetime] = {}
        self.handlers: dict[str, Callable[[Record, datetime], None]] = {
            "missing": self._note_missing,
            "found-again": self._note_found,
        }

    def settled(self, members: Iterable[str]) -> None:
        """These people were asked for in a group that was in line."""
        self.people.update(UserId(user) for user in members)

    def _note_missing(self, record: Record, _: datetime) -> None:
        self.missing.setdefault(UserId(word(record["user"])), moment_of(record["since"]))

    def _note_found(self, record: Record, _: datetime) -> None:
        self.missing.pop(record["user"], None)
