"""One record of the ledger, as people ask about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_ONE_PERSON = ("owner", "former", "to", "user", "assignee")
_PEOPLE = ("members", "joins", "leaves", "people")
_ACTORS = ("by", "holder")


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A record with what it hangs on.

    Attributes:
        seq, at: its number and time.
        kind: the type of the record.
        facts: what it says, ids and digests only, with its stamps.
        call: the facts of the call that a `confirm` ends; empty elsewhere.
        apply_id: the apply during which it was written; empty outside.
    """

    seq: int
    at: datetime
    kind: str
    facts: Mapping[str, Any]
    call: Mapping[str, Any]
    apply_id: str

    @property
    def told(self) -> Mapping[str, Any]:
        """What happened: the call of a `confirm`, else the facts themselves."""
        return self.call or self.facts

    @property
    def group(self) -> str:
        """The key of the group it is about; empty if none."""
        return str(self.told.get("group", ""))

    @property
    def chat_id(self) -> str:
        """The chat it is about; empty if none."""
        return str(self.told.get("chat_id", ""))

    def people(self) -> Iterator[str]:
        """User ids of everybody it is about, and who acted; one may come twice."""
        for facts in (self.told, self.told.get("baseline", {}), self.facts):
            for name in (*_ONE_PERSON, *_ACTORS):
                if facts.get(name) and isinstance(facts[name], str):  # `former` of a segment is a number
                    yield facts[name]
            for name in _PEOPLE:
                yield from facts.get(name, ())
        yield from _reviewers(self.facts.get("review", {}))


def _reviewers(review: Mapping[str, Any]) -> Iterator[str]:
    """Logins of author, approvers and whoever let it run or merged it; users who added themselves."""
    yield from (review[name] for name in ("author", "merged_by") if review.get(name))
    yield from (each["by"] for each in review.get("approvals", ()))
    yield from review.get("environment", ())
    yield from (each["user"] for each in review.get("self_adds", ()))


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries are asked for; everything that is given must hold.

    Attributes:
        group: key.
        person: user id, folded.
        apply_id: or its beginning.
        since, until: both included.
    """

    group: str | None = None
    person: str | None = None
    apply_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def admits(self, entry: LedgerEntry) -> bool:
        """Whether an entry is asked for."""
        return (
            (self.group is None or entry.group == self.group)
            and (self.apply_id is None or (bool(entry.apply_id) and entry.apply_id.startswith(self.apply_id)))
            and (self.since is None or entry.at >= self.since)
            and (self.until is None or entry.at <= self.until)
            and (self.person is None or any(user.casefold() == self.person for user in entry.people()))
        )
