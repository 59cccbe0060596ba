"""Who may run a group: head, deputy and delegates of its department, and the people of governance (A5, D3.1)."""

from reconciler.model.company import Company
from reconciler.model.desired import DepartmentSpec, DesiredState
from reconciler.model.directory import Directory
from reconciler.model.group import GroupSpec
from reconciler.model.ids import UserId
from reconciler.model.rule import Facts
from reconciler.text import Text


class Deciders:
    """Looked up once per run, asked once per group."""

    def __init__(self, facts: Facts) -> None:
        self._departments = facts.desired.departments
        governance = _governance(facts.desired.company, facts.directory)
        self._known = governance is not None
        self._by_department = {
            key: _of_department(spec) | (governance or frozenset()) for key, spec in self._departments.items()
        }
        self._anywhere = frozenset(governance or ()).union(*self._by_department.values())

    def of(self, spec: GroupSpec) -> frozenset[UserId] | None:
        """The people who may run a group; of a group without a department those of every department.

        None where it cannot be told: the department's document is missing or broken (a finding of its own), or the
        governance is a tag and the address book was not read.
        """
        if not self._known:
            return None
        return self._anywhere if spec.department is None else self._by_department.get(spec.department)

    def words(self, spec: GroupSpec) -> Text:
        """Who that is, in words."""
        department = self._departments.get(spec.department or "")
        if department is None:
            return Text("部门负责人、副负责人、受托人或治理人员", "a head, deputy or delegate, or the governance")
        return Text(
            f"{department.name}的负责人、副负责人、受托人或治理人员",
            f"the head, deputy or a delegate of {department.name}, or the governance",
        )


def may_approve_revocation(desired: DesiredState, directory: Directory, user: UserId) -> frozenset[UserId]:
    """Head and deputy of the departments somebody is in and of those above them, and the people of governance."""
    above = {str(number) for number in _departments_above(directory, user)}
    specs = [spec for spec in desired.departments.values() if spec.department_id in above]
    heads = frozenset(one for spec in specs for one in (spec.head, spec.deputy) if one is not None)
    return heads | (_governance(desired.company, directory) or frozenset())


def _departments_above(directory: Directory, user: UserId) -> set[int]:
    """Every department somebody is in, and all of those around it, up to the company."""
    person, found = directory.people.get(user), set[int]()
    waiting = list(person.departments) if person else []
    while waiting:
        number = waiting.pop()
        department = directory.departments.get(number)
        if department is not None and number not in found:
            found.add(number)
            waiting.append(department.parent)
    return found


def _of_department(spec: DepartmentSpec) -> frozenset[UserId]:
    return frozenset(person for person in (spec.head, spec.deputy, *spec.delegates) if person is not None)


def _governance(company: Company, directory: Directory | None) -> frozenset[UserId] | None:
    people = frozenset(company.governance.people)
    if company.governance.tag is None:
        return people
    tag = directory.tags.get(company.governance.tag) if directory is not None else None
    if tag is None or tag.departments:  # departments of a tag are not expanded by WeCom: whom they bring is not known
        return None
    return people | tag.users
