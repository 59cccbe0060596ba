"""The department document that somebody belongs to: the nearest declared one above where they work."""

from reconciler.model.desired import DepartmentSpec
from reconciler.model.ids import UserId
from reconciler.model.rule import Facts


def home_of(user: UserId, facts: Facts) -> DepartmentSpec | None:
    """The document of a person's main department or of the nearest department above; None where git has none."""
    person = facts.directory.people.get(user) if facts.directory is not None else None
    if facts.directory is None or person is None:
        return None
    declared = {spec.department_id: spec for _, spec in sorted(facts.desired.departments.items())}
    number = person.main_department
    while number in facts.directory.departments:
        if str(number) in declared:
            return declared[str(number)]
        number = facts.directory.departments[number].parent
    return None
