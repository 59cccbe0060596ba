"""Desired state with profiles applied and selectors turned into people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reconciler.model.company import DriftMode
from reconciler.model.finding import Finding
from reconciler.model.group import Enrolment, GroupSpec, SelectorKind
from reconciler.model.ids import ChatId, GroupKey, UserId, text_digest, user_id
from reconciler.model.record import Baseline
from reconciler.model.reorganisation import Reorganisation


@dataclass(frozen=True, slots=True)
class ResolvedGroup:
    """One group, ready to be compared.

    Attributes:
        spec: with every profile's defaults filled in.
        owner: as git says; the successor where that person has left.
        members: everyone who should be in, owner and admins included; only people the address book knows.
        selected: for each line that is not a single person its index, its canonical words and the people it brings.
        expired: people whose only lines have passed their end.
        unknown: people git names whom the address book does not know.
        revoked: people who stay out of every group, whatever git says, until that is lifted.
        unusable: findings that make the membership uncertain: nothing may be done with the group.
        is_unfollowed: the owner whom git names has left or was revoked, and nobody may follow.
    """

    spec: GroupSpec
    chat_id: ChatId
    owner: UserId
    members: frozenset[UserId]
    membership: Enrolment
    drift: DriftMode
    selected: tuple[tuple[int, str, frozenset[UserId]], ...] = ()
    expired: frozenset[UserId] = frozenset()
    unknown: frozenset[UserId] = frozenset()
    revoked: frozenset[UserId] = frozenset()
    unusable: tuple[Finding, ...] = ()
    is_unfollowed: bool = False

    @property
    def key(self) -> GroupKey:
        """The key in git."""
        return self.spec.key

    @property
    def is_succeeded(self) -> bool:
        """The owner whom git names has left, and somebody else owns the group until git says who does."""
        return self.owner != self.spec.owner

    @property
    def baseline(self) -> Baseline:
        """What is asked of the group now, to be remembered once it is in line."""
        return Baseline(self.spec.name, self.owner, self.members, self.selectors)

    @property
    def selectors(self) -> frozenset[str]:
        """Canonical words of every line; they tell whether git moved."""
        lines = {line.words for line in self.spec.members or ()}
        lines.update(f"except:{line.words}" for line in self.spec.excepted)
        lines.update(f"admin:{user}" for user in self.spec.admins or ())
        if self.spec.announcement is not None:
            lines.add(f"announcement:{text_digest(self.spec.announcement)}")
        return frozenset(lines)

    def lines(self) -> dict[UserId, int]:
        """People named one by one, with the index of their line under `members:`."""
        return {
            user_id(line.value): index
            for index, line in enumerate(self.spec.members or ())
            if line.kind is SelectorKind.USER
        }

    def reasons(self, user: UserId, lines: Mapping[UserId, int]) -> tuple[str, ...]:
        """Why a person is in, as canonical words: `owner`, `admin`, `user:…`, `department:…`, `tag:…`, `group:…`."""
        found = [words for _, words, people in self.selected if user in people]
        if user in lines:
            found.append(f"user:{user}")
        if user in (self.spec.admins or ()):
            found.append("admin")
        if user == self.owner:
            found.append("owner")
        return tuple(sorted(found))

    def line_of(self, user: UserId, lines: Mapping[UserId, int]) -> tuple[str | int, ...]:
        """The route in the document of the line that brings a person, for showing."""
        if user == self.owner:
            return ("owner",)
        if user in lines:
            return ("members", lines[user])
        for index, _, people in self.selected:
            if user in people:
                return ("members", index)
        return ("admins",) if user in (self.spec.admins or ()) else ("members",)


@dataclass(frozen=True, slots=True)
class ResolvedState:
    """All groups sorted by key, and everything found wrong while resolving.

    `reorganisations` are departments that are not where lines of git look for them. `departments` is what the ledger
    should remember of the address book once this was acted on: id → path.
    """

    groups: tuple[ResolvedGroup, ...] = ()
    findings: tuple[Finding, ...] = ()
    reorganisations: tuple[Reorganisation, ...] = ()
    departments: Mapping[int, str] = field(default_factory=dict)
