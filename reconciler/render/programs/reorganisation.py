"""A reorganisation as a JSON tree and back. Documents are named by their key: a plan's JSON has no files and lines."""

from reconciler.model.ids import GroupKey
from reconciler.model.reorganisation import DepartmentEdit, Reorganisation, ReorganisationKind
from reconciler.render.programs.canonical import both
from reconciler.render.programs.node import Node
from reconciler.render.programs.plan_read_actions import each, key_of


def reorganisation_tree(moved: Reorganisation) -> dict[str, object]:
    """One reorganisation."""
    return {
        "kind": moved.kind.value,
        "department": moved.department,
        "before": moved.before,
        "after": list(moved.after),
        "what": both(moved.what),
        "groups": list(moved.groups),
        "people": moved.people,
        "is_taken": moved.is_taken,
        "is_held": moved.is_held,
        "edits": [{"document": edit.document, "old": edit.old, "new": list(edit.new)} for edit in moved.edits],
    }


def read_reorganisation(node: Node) -> Reorganisation:
    """The same from a saved plan, without places. Raises: PlanFormatError."""
    groups: tuple[GroupKey, ...] = each(node.at("groups"), key_of)
    return Reorganisation(
        kind=node.at("kind").word(ReorganisationKind),
        department=node.at("department").number(),
        before=node.at("before").text(),
        after=node.at("after").texts(),
        groups=groups,
        people=node.at("people").number(),
        is_taken=node.at("is_taken").flag(),
        is_held=node.at("is_held").flag(),
        edits=each(node.at("edits"), _edit),
    )


def _edit(node: Node) -> DepartmentEdit:
    return DepartmentEdit(node.at("document").text(), node.at("old").text(), node.at("new").texts())
