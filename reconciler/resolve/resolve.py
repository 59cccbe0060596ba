"""Desired state × address book → resolved state."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from graphlib import CycleError, TopologicalSorter

from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory
from reconciler.model.finding import Finding
from reconciler.model.group import Enrolment, GroupSpec, Selector, SelectorKind
from reconciler.model.ids import GroupKey, UserId, user_id
from reconciler.model.record import Past
from reconciler.model.reorganisation import ReorganisationKind
from reconciler.model.resolved import ResolvedGroup, ResolvedState
from reconciler.resolve import complaints
from reconciler.resolve.address_book import AddressBook
from reconciler.resolve.former import FormerTree
from reconciler.resolve.owning import Owning
from reconciler.resolve.profiles import ProfileIndex, apply_profiles
from reconciler.resolve.reorganise import Reorganiser, concerns
from reconciler.resolve.shifts import Shift, find_shifts


def resolve(
    desired: DesiredState,
    directory: Directory,
    now: datetime,
    known: frozenset[UserId] = frozenset(),
    past: Past = Past(),  # noqa: B008  # Frozen.
    contact_people: frozenset[UserId] | None = None,
) -> ResolvedState:
    """Who should be in every group, and everything found wrong on the way.

    Args:
        desired: all valid documents.
        directory: a complete walk; people named but not met were asked for one by one.
        now: aware; lines whose `until` lies before its date in the company's zone bring nobody.
        known: people who certainly existed once (live or in the ledger): missing ones have left, others are
            mistyped.
        past: departments as last seen, and what groups were asked for: a line that names a department by a former
            path still means that department.
        contact_people: who may own customer groups; None where that was not read.

    Returns: groups by key. A group whose membership is uncertain carries the reason in `unusable`. Groups of a
        reorganisation that is held are resolved as if it were let through; planning holds them back.
    Clauses: A7, G1.1.
    """
    index = ProfileIndex.of(desired.profiles)
    specs = {spec.key: apply_profiles(spec, index) for spec in desired.groups}
    book, former = AddressBook(directory), FormerTree.of(past.departments)
    shifts = find_shifts(_departments_named(desired), book, former, past, specs, desired.company.corp_id)
    owning = Owning(desired, directory, past, now, known, contact_people)
    work = _Resolver(desired, specs, book, now, known, past, shifts, owning)
    for key in _providers_first(specs):
        work.done[key] = work.resolved(specs[key])
    reorganiser = Reorganiser(desired, specs, book, former, shifts, work.takers(), work.today)
    reorganisations = reorganiser.reorganisations()
    return ResolvedState(
        groups=tuple(work.done[key] for key in sorted(specs)),
        findings=(*work.findings, *reorganiser.findings(reorganisations)),
        reorganisations=reorganisations,
        departments=reorganiser.remembered(reorganisations),
    )


def _departments_named(desired: DesiredState) -> Iterator[str]:
    """Every path and id that a group or an activity takes people from."""
    lists = [spec.members or () for spec in desired.groups]
    lists += [activity.participants for activity in desired.activities]
    return (line.value for lines in lists for line in lines if line.kind is SelectorKind.DEPARTMENT)


def _providers_first(specs: Mapping[GroupKey, GroupSpec]) -> list[GroupKey]:
    """Every group after those it takes members from; circles and what takes from one come last."""
    providers: dict[GroupKey, set[GroupKey]] = {}
    takers: dict[GroupKey, set[GroupKey]] = {key: set() for key in specs}
    for key in specs:
        named = {GroupKey(line.value) for line in specs[key].members or () if line.kind is SelectorKind.GROUP}
        providers[key] = named & specs.keys()
        for provider in providers[key]:
            takers[provider].add(key)
    first = _peeled(providers)
    rest = specs.keys() - set(first)
    last = _peeled({key: takers[key] & rest for key in rest})[::-1]
    return [*first, *sorted(rest - set(last)), *last]


def _peeled(graph: Mapping[GroupKey, set[GroupKey]]) -> list[GroupKey]:
    """Keys after everything they depend on, without those in a circle and those that depend on one."""
    sorter: TopologicalSorter[GroupKey] = TopologicalSorter()
    for key in sorted(graph):
        sorter.add(key, *sorted(graph[key]))
    with suppress(CycleError):  # what lies outside the circle is still handed out
        sorter.prepare()
    order: list[GroupKey] = []
    while ready := sorted(sorter.get_ready()):
        order.extend(ready)
        sorter.done(*ready)
    return order


@dataclass(slots=True)
class _Lines:
    """What the lines of one group bring."""

    listed: set[UserId] = field(default_factory=set)
    selected: list[tuple[int, str, frozenset[UserId]]] = field(default_factory=list)
    expired: set[UserId] = field(default_factory=set)
    unknown: set[UserId] = field(default_factory=set)
    unusable: list[Finding] = field(default_factory=list)

    @property
    def people(self) -> set[UserId]:
        return self.listed.union(*(people for _, _, people in self.selected))


@dataclass(slots=True)
class _Resolver:
    desired: DesiredState
    specs: Mapping[GroupKey, GroupSpec]
    book: AddressBook
    now: datetime
    known: frozenset[UserId]
    past: Past
    shifts: Mapping[str, Shift]
    owning: Owning
    causes: dict[GroupKey, set[int]] = field(default_factory=lambda: defaultdict(set))
    findings: list[Finding] = field(default_factory=list)
    done: dict[GroupKey, ResolvedGroup] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """In the company's zone."""
        return self.now.astimezone(self.desired.company.zone).date()

    def resolved(self, spec: GroupSpec) -> ResolvedGroup:
        lines = self._lines(spec)
        owned = self.owning.of(spec, frozenset(lines.expired - lines.people))
        self.findings.extend(owned.findings)
        lines.unusable += [owned.unusable] if owned.unusable else []
        lines.unknown |= {spec.owner} - self.book.directory.people.keys() - self.owning.revoked
        leaders = self._leaders(spec, owned.owner, lines)
        excepted = {user_id(line.value) for line in spec.excepted if self._holds(line)}
        wanted = frozenset((lines.people - excepted) | leaders)
        members = wanted - self.owning.revoked
        self.findings.extend(self.owning.still_named(spec, owned.owner, wanted))
        company = self.desired.company
        return ResolvedGroup(
            spec=spec,
            chat_id=spec.identity(company.corp_id),
            owner=owned.owner,
            members=members,
            membership=spec.membership or Enrolment.ADDITIVE,
            drift=spec.drift or company.drift,
            selected=tuple(lines.selected),
            expired=frozenset(lines.expired - members),
            unknown=frozenset(lines.unknown),
            revoked=self.owning.revoked,
            unusable=tuple(lines.unusable),
            is_unfollowed=owned.is_unfollowed,
        )

    def takers(self) -> dict[int, frozenset[GroupKey]]:
        """For each reorganised department the groups that take people from it, or from a group that does."""
        found: dict[int, set[GroupKey]] = defaultdict(set)
        for key, causes in self.causes.items():
            for cause in causes if concerns(self.specs[key]) else ():
                found[cause].add(key)
        return {cause: frozenset(keys) for cause, keys in found.items()}

    def _leaders(self, spec: GroupSpec, owner: UserId, lines: _Lines) -> set[UserId]:
        """Owner and admins are always in."""
        people = self.book.directory.people
        for index, admin in enumerate(spec.admins or ()):
            if admin not in people:
                self._miss(spec, lines, admin, ("admins", index))
        return {user for user in (owner, *(spec.admins or ())) if user in people}

    def _lines(self, spec: GroupSpec) -> _Lines:
        lines = _Lines()
        people = self.book.directory.people
        for index, line in enumerate(spec.members or ()):
            if line.kind is SelectorKind.USER:
                user = user_id(line.value)
                if not self._holds(line):
                    lines.expired.add(user)
                elif user in people:
                    lines.listed.add(user)
                else:
                    self._miss(spec, lines, user, ("members", index))
                continue
            brought = self._brought(spec, lines, line, index)
            if self._holds(line):
                lines.selected.append((index, line.words, brought))
            else:
                lines.expired |= brought
        return lines

    def _brought(self, spec: GroupSpec, lines: _Lines, line: Selector, index: int) -> frozenset[UserId]:
        shift = self.shifts.get(line.value) if line.kind is SelectorKind.DEPARTMENT else None
        if shift is not None and (shift.is_safe or self._holds(line)):
            return self._followed(spec, line, shift)
        find: dict[SelectorKind, Callable[[GroupSpec, Selector], frozenset[UserId] | Callable[..., Finding]]] = {
            SelectorKind.DEPARTMENT: self._by_department,
            SelectorKind.TAG: self._by_tag,
            SelectorKind.GROUP: self._by_group,
        }
        found = find[line.kind](spec, line)
        if isinstance(found, frozenset):
            return found
        if not self._holds(line):
            return frozenset()  # it brings nobody any more: what it names may well be gone
        finding = found(spec, line, index)
        self.findings.append(finding)
        lines.unusable.append(finding)
        return frozenset()

    def _followed(self, spec: GroupSpec, line: Selector, shift: Shift) -> frozenset[UserId]:
        """Whom a line brings whose department is not where it was; those of a department that was split stay."""
        if self._holds(line):
            self.causes[spec.key].add(shift.cause)
        if shift.kind is ReorganisationKind.SPLIT and not shift.is_taken:
            known = self.past.groups.get(spec.identity(self.desired.company.corp_id))
            return shift.people & known.baseline.members if known and known.baseline else frozenset()
        return frozenset[UserId]().union(
            *(self.book.people_in(number, sub_departments=line.sub_departments) for number in shift.brings)
        )

    def _by_department(self, _spec: GroupSpec, line: Selector) -> frozenset[UserId] | Callable[..., Finding]:
        departments = self.book.departments_called(line.value)
        if not departments:
            return complaints.unknown_department
        if len(departments) > 1:
            return complaints.ambiguous_department(departments)
        return self.book.people_in(departments[0], sub_departments=line.sub_departments)

    def _by_tag(self, _spec: GroupSpec, line: Selector) -> frozenset[UserId] | Callable[..., Finding]:
        tag = self.book.directory.tags.get(line.value)
        return complaints.unknown_tag if tag is None else self.book.people_tagged(tag)

    def _by_group(self, spec: GroupSpec, line: Selector) -> frozenset[UserId] | Callable[..., Finding]:
        key = GroupKey(line.value)
        if key not in self.specs:
            return complaints.unknown_group
        other = self.done.get(key)
        if other is None:
            return complaints.group_cycle
        if self._holds(line):
            self.causes[spec.key] |= self.causes[key]
        return complaints.unusable_group if other.unusable else other.members

    def _miss(self, spec: GroupSpec, lines: _Lines, user: UserId, route: tuple[str | int, ...]) -> None:
        lines.unknown.add(user)
        self.findings.append(complaints.unknown_person(spec, user, route, left=user in self.known))

    def _holds(self, line: Selector) -> bool:
        return line.until is None or self.today <= line.until
