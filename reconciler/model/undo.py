"""What one apply did, and how it left the groups: everything that its inverse is made from."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.live import LiveGroup

NAME, OWNER = "name", "owner"
"""Parts of a group besides its people; a person is `user:<id>`."""


def part_of(user: str) -> str:
    """The part of a group that one person is."""
    return f"user:{user}"


@dataclass(frozen=True, slots=True)
class After:
    """A group as an apply left it; `size` counts people. The digests are SHA-256, in hex."""

    digest: str
    name_digest: str
    owner: UserId
    size: int

    @classmethod
    def of(cls, live: LiveGroup) -> Self:
        """The fingerprint of a live group."""
        return cls.made(name_digest(live.name), live.owner, live.members)

    @classmethod
    def made(cls, name: str, owner: UserId, members: frozenset[UserId]) -> Self:
        """The fingerprint of a group with the name of that digest, that owner and these people."""
        whole = hashlib.sha256("\n".join([name, owner, *sorted(members)]).encode()).hexdigest()
        return cls(whole, name, owner, len(members))


def name_digest(name: str) -> str:
    """SHA-256 of a group's name, as the ledger has it."""
    return hashlib.sha256(name.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class DoneGroup:
    """What the calls of one apply did to one group; calls whose end nobody knows are counted in.

    Attributes:
        former_name, former: the name and the owner before, where the apply changed them.
        joined, left: who came in and who went out, on balance.
        is_created: the apply made the group.
        certain: the parts that a confirmed call changed.
        after: how the apply left it; None where nothing tells.
        members: everybody who was in it then, where the ledger tells.
        undone: parts that undoes of this apply have put back, or may have.
        put_back: of these, the ones that certainly are.
        undone_by: the last apply that put any of it back; empty if none did.
    """

    key: GroupKey
    chat_id: ChatId
    former_name: str | None = None
    former: UserId | None = None
    joined: frozenset[UserId] = frozenset()
    left: frozenset[UserId] = frozenset()
    is_created: bool = False
    certain: frozenset[str] = frozenset()
    after: After | None = None
    members: frozenset[UserId] | None = None
    undone: frozenset[str] = frozenset()
    put_back: frozenset[str] = frozenset()
    undone_by: str = ""

    @property
    def is_undone(self) -> bool:
        """Whether an undo put all of it back."""
        return bool(self.undone_by) and self.certain <= self.put_back


@dataclass(frozen=True, slots=True)
class PastApply:
    """One apply of the ledger.

    Attributes:
        head: the commit it was made of; empty where none was recorded.
        has_ended: it came to its end.
        groups: groups that it changed or made, sorted by key.
        said: groups that it sent messages to, with how many. `told` are messages to single people.
        around: kind and key of what it wrote around groups.
    """

    id: str
    at: datetime
    by: str
    head: str = ""
    has_ended: bool = False
    groups: tuple[DoneGroup, ...] = ()
    said: tuple[tuple[GroupKey, int], ...] = ()
    told: int = 0
    around: tuple[tuple[str, str], ...] = ()

    @property
    def undone_by(self) -> str:
        """The apply that undid all that can be undone of it; empty if there is anything left, or never was."""
        open_groups = [group for group in self.groups if not group.is_created]
        if not open_groups or not all(group.is_undone for group in open_groups):
            return ""
        return open_groups[-1].undone_by

    def people_back(self) -> frozenset[UserId]:
        """Everybody whom the inverse would let in, or make an owner."""
        owners = {group.former for group in self.groups if group.former}
        return frozenset(owners.union(*(group.left for group in self.groups)))


@dataclass(frozen=True, slots=True)
class Undoing:
    """An apply to be undone; `whole`: all of its groups or none."""

    done: PastApply
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Undoes:
    """What a saved plan undoes: the apply, the commit that it was made of, and whether all of it or nothing."""

    apply: str
    head: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class PastUndone:
    """What an undo put back in one chat, so that git asks for it and live differs on purpose.

    Attributes:
        apply_id: the apply that was undone.
        parts: name, owner, people (`part_of`).
    """

    apply_id: str
    parts: frozenset[str]
