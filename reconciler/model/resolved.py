"""Desired state with profiles applied and selectors turned into people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reconciler.model.company import DriftMode
from reconciler.model.finding import Finding
from reconciler.model.group import Enrolment, GroupSpec
from reconciler.model.ids import ChatId, GroupKey, UserId


@dataclass(frozen=True, slots=True)
class ResolvedGroup:
    """One group, ready to be compared.

    Attributes:
        spec: with every profile's defaults filled in.
        members: everyone who should be in, owner and admins included; only people the address book knows.
        listed: people named one by one, with the index of their line under `members:`.
        selected: for each other line its index, its canonical words and the people it brings.
        expired: people whose only lines have passed their end.
        unknown: people git names whom the address book does not know.
        selectors: canonical words of every line, `except:` lines marked, sorted; they tell whether git moved.
        unusable: findings that make the membership uncertain: nothing may be done with the group.
    """

    spec: GroupSpec
    chat_id: ChatId
    owner: UserId | None
    members: frozenset[UserId]
    membership: Enrolment
    drift: DriftMode
    listed: Mapping[UserId, int] = field(default_factory=dict)
    selected: tuple[tuple[int, str, frozenset[UserId]], ...] = ()
    expired: frozenset[UserId] = frozenset()
    unknown: frozenset[UserId] = frozenset()
    selectors: tuple[str, ...] = ()
    unusable: tuple[Finding, ...] = ()

    @property
    def key(self) -> GroupKey:
        """The key in git."""
        return self.spec.key

    def reasons(self, user: UserId) -> tuple[str, ...]:
        """Why a person is in, as canonical words: `owner`, `admin`, `user:…`, `department:…`, `tag:…`, `group:…`."""
        found = [words for _, words, people in self.selected if user in people]
        if user in self.listed:
            found.append(f"user:{user}")
        if user in (self.spec.admins or ()):
            found.append("admin")
        if user == self.owner:
            found.append("owner")
        return tuple(sorted(found))

    def line_of(self, user: UserId) -> tuple[str | int, ...]:
        """The route in the document of the line that brings a person, for showing."""
        if user == self.owner:
            return ("owner",)
        if user in self.listed:
            return ("members", self.listed[user])
        for index, _, people in self.selected:
            if user in people:
                return ("members", index)
        return ("admins",) if user in (self.spec.admins or ()) else ("members",)


@dataclass(frozen=True, slots=True)
class ResolvedState:
    """All groups sorted by key, and everything found wrong while resolving."""

    groups: tuple[ResolvedGroup, ...] = ()
    findings: tuple[Finding, ...] = ()
    by_key: Mapping[GroupKey, ResolvedGroup] = field(default_factory=dict)
