"""Who owns each group: whom git names, or who follows where that person has left or was revoked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from reconciler.model.called import Called, named_people
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory
from reconciler.model.finding import Finding
from reconciler.model.group import GroupSpec
from reconciler.model.ids import UserId
from reconciler.model.record import Past
from reconciler.resolve import complaints
from reconciler.resolve.succession import Bars, Succession, has_left, succession_of
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Owned:
    """Who owns one group.

    Attributes:
        findings: what has to be said of it.
        unusable: the one among them that keeps the group from being touched.
        is_unfollowed: the owner has left or was revoked, and nobody may follow.
    """

    owner: UserId
    findings: tuple[Finding, ...] = ()
    unusable: Finding | None = None
    is_unfollowed: bool = False


@dataclass(frozen=True, slots=True)
class Owning:
    """Answers for every group of one company at `now`.

    `known` are people who certainly existed once. `contact_people` may own customer groups, None where it was not read.
    """

    desired: DesiredState
    directory: Directory
    past: Past
    now: datetime
    known: frozenset[UserId]
    contact_people: frozenset[UserId] | None

    @property
    def revoked(self) -> frozenset[UserId]:
        """People who stay out of every group."""
        return frozenset(self.past.revoked)

    def of(self, spec: GroupSpec, expired: frozenset[UserId]) -> Owned:
        """The owner of one group; `expired` are people whose only lines in it have passed their end."""
        if spec.owner in self.revoked:
            return self._after_revocation(spec, self._succession(spec, expired))
        if spec.owner in self.directory.people:
            return Owned(spec.owner)
        grace, existed = self.desired.company.departed_grace, spec.owner in self.known
        if not existed or not has_left(spec.owner, self.directory, self.past, self.now, grace):
            return self._stuck(spec, complaints.unknown_owner(spec, left=existed))
        found = self._succession(spec, expired)
        passed = self._passed(found)
        if found.heir is None:
            return self._stuck(spec, complaints.unknown_owner(spec, left=True, passed=passed), is_unfollowed=True)
        heir = self._called(found.heir)
        return Owned(found.heir, (complaints.owner_left(spec, heir, self.directory.written(found.heir), passed),))

    def still_named(self, spec: GroupSpec, owner: UserId, wanted: frozenset[UserId]) -> Iterator[Finding]:
        """Who was revoked while git still names them in this group; `wanted` are the people it asks for."""
        written = self.directory.written
        if spec.owner in self.revoked and owner != spec.owner:
            yield complaints.revoked_person(spec, self._called(spec.owner), written(spec.owner), written(owner))
        for user in sorted((wanted & self.revoked) - {spec.owner}):
            yield complaints.revoked_person(spec, self._called(user), written(user))

    def _after_revocation(self, spec: GroupSpec, found: Succession) -> Owned:
        if found.heir is not None:
            return Owned(found.heir)
        finding = complaints.revoked_owner(spec, self._called(spec.owner), self._passed(found))
        return self._stuck(spec, finding, is_unfollowed=True)

    def _stuck(self, spec: GroupSpec, finding: Finding, *, is_unfollowed: bool = False) -> Owned:
        return Owned(spec.owner, (finding,), finding, is_unfollowed)

    def _succession(self, spec: GroupSpec, expired: frozenset[UserId]) -> Succession:
        today = self.now.astimezone(self.desired.company.zone).date()
        ousted = {s.person for s in self.desired.sanctions if spec.key in s.groups and s.ousts_on(today)}
        return succession_of(spec, self.directory, Bars(self.revoked, ousted, expired, self.contact_people))

    def _passed(self, found: Succession) -> Text | None:
        """Who would have come first and why they may not; None where the first one follows."""
        if not found.passed:
            return None if found.heir else _NOBODY_NAMED
        said = [(self._called(user), reason) for user, reason in found.passed]
        zh = "；".join(f"{who.zh}：{reason.zh}" for who, reason in said)
        en = "; ".join(f"{who.en}: {reason.en}" for who, reason in said)
        return Text(f"不能接任的有：{zh}。", f"Passed over: {en}.")

    def _called(self, user: UserId) -> Text:
        return Called(named_people([user], self.directory, self.desired.company.visibility)).person(user)


_NOBODY_NAMED = Text("文件里没有写 deputy，也没有管理员。", "The file names neither a deputy nor an admin.")
