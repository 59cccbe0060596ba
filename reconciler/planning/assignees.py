"""Who does what only a person can do, and who hears of it when it is not done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reconciler.model.capability import Access, Capability
from reconciler.model.change import Field
from reconciler.model.desired import DepartmentSpec, DesiredState
from reconciler.model.directory import Directory, PersonStatus
from reconciler.model.ids import UserId
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.work import GroupWork


@dataclass(frozen=True, slots=True)
class Assignees:
    """Everybody who can be asked. `governance` are the people of the governance role.

    `barred` are never asked: they were revoked, or messages do not reach them.
    """

    desired: DesiredState
    directory: Directory
    governance: frozenset[UserId]
    barred: frozenset[UserId] = frozenset()

    def of(self, work: GroupWork, cell: Capability | None) -> UserId | None:
        """Who does a step of one group: the first of those concerned who works here.

        The console's settings go to an administrator of the console; everything else to whoever owns the group once
        this plan is done, the owner that git names, an admin, the deputy, the head of the department.
        """
        if cell is not None and cell.best is Access.CONSOLE:
            return self._first(self.desired.company.console_admins) or self._first(sorted(self.governance))
        return self._first(self._near(work))

    def for_vacancy(self, group: ResolvedGroup) -> UserId | None:
        """Who finds an owner for a group that has none: of the governance role, else the head of the department."""
        return next(iter(self.governors(None)), None) or self.head_of(group, None)

    def head_of(self, group: ResolvedGroup, assignee: UserId | None) -> UserId | None:
        """Who hears of an overdue step: the head of the group's department, never the assignee."""
        department = self._department(group)
        heads = (department.head, department.deputy) if department else ()
        return self._first(person for person in heads if person is not None and person != assignee)

    def governors(self, assignee: UserId | None) -> tuple[UserId, ...]:
        """Who hears of a step that is long overdue, or that nobody suitable is known for."""
        return tuple(person for person in sorted(self.governance - {assignee}) if self._works_here(person))

    def _near(self, work: GroupWork) -> Iterator[UserId]:
        group = work.group
        yield from (UserId(change.after) for change in work.acted if change.field is Field.OWNER)
        if work.live is not None:
            yield work.live.owner
        yield group.owner
        yield from group.spec.admins or ()
        if group.spec.deputy is not None:
            yield group.spec.deputy
        department = self._department(group)
        if department is not None and department.head is not None:
            yield department.head

    def _department(self, group: ResolvedGroup) -> DepartmentSpec | None:
        """The department that the group names, else the nearest declared one above its owner's."""
        named = self.desired.departments.get(group.spec.department or "")
        if named is not None:
            return named
        owner = self.directory.people.get(group.owner)
        declared = {department.department_id: department for department in self.desired.departments.values()}
        number = owner.main_department if owner else 0
        while number in self.directory.departments:
            if str(number) in declared:
                return declared[str(number)]
            number = self.directory.departments[number].parent
        return None

    def _first(self, people: Iterable[UserId]) -> UserId | None:
        return next((person for person in people if self._works_here(person)), None)

    def _works_here(self, user: UserId) -> bool:
        person = self.directory.people.get(user)
        return person is not None and person.status is not PersonStatus.DISABLED and user not in self.barred
