"""Departments as git declares them."""

from reconciler.model.desired import DepartmentSpec
from reconciler.model.finding import Place
from reconciler.model.ids import user_id


def a_department(key: str, number: str = "2", *, head: str = "", deputy: str = "") -> DepartmentSpec:
    """A department of the address book with who may decide there."""
    return DepartmentSpec(
        key=key,
        name=key,
        department_id=number,
        place=Place(f"groups/{key}/department.yaml"),
        head=user_id(head) if head else None,
        deputy=user_id(deputy) if deputy else None,
    )
