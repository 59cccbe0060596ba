"""Findings about who may approve what: roles nobody has, fields that are not there."""

import difflib
from collections.abc import Iterator
from typing import Any, Final

from reconciler.model.consent import BUILT_IN
from reconciler.model.finding import Finding, Place, Severity
from reconciler.source.schema import schema_of
from reconciler.text import Text

_WHOLE: Final = ("create", "delete", "unclear")  # what happens to a document as one


def wrong_rights(tree: dict[str, Any], place: Place) -> Iterator[Finding]:
    """Of a company: roles of `delegation` that are neither built in nor among `roles`, and fields that are not there.

    What is misspelt would be left to the standard, which may be more people than the author meant.
    """
    known = [*BUILT_IN, *sorted(tree.get("roles", {}))]
    for name, roles in tree.get("delegation", {}).items():
        where = place.at("delegation", name)
        kind, _, steps = name.partition(".")
        field = steps.partition(".")[0]
        if field and field not in _fields(kind):
            yield _unknown_field(where, f"{kind}.{field}", [f"{kind}.{one}" for one in _fields(kind)])
        for index, role in enumerate(roles):
            if role not in known:
                yield _unknown_role(where.at(index), role, known)


def wrong_fields(tree: dict[str, Any], place: Place) -> Iterator[Finding]:
    """Of a department's tree: fields of `delegates_may` that groups do not have."""
    known = _fields("group")
    for index, field in enumerate(tree.get("delegates_may", ())):
        if field not in known:
            yield _unknown_field(place.at("delegates_may", index), field, known)


def _fields(kind: str) -> list[str]:
    return [*schema_of(kind)["properties"], *_WHOLE]


def _unknown_role(place: Place, role: str, known: list[str]) -> Finding:
    return Finding(
        "unknown-role",
        Severity.ERROR,
        place,
        Text(f"没有叫 `{role}` 的角色", f"There is no role called `{role}`"),
        Text("没有人担任的角色，谁也批准不了。", "A role that nobody has lets nobody approve."),
        _guess(
            role,
            known,
            Text(
                "内置的是 governance、department、owner、approver；别的先写在 `roles` 里。",
                "Built in are governance, department, owner and approver; write any other one under `roles` first.",
            ),
        ),
    )


def _unknown_field(place: Place, field: str, known: list[str]) -> Finding:
    return Finding(
        "unknown-approved-field",
        Severity.ERROR,
        place,
        Text(f"没有 `{field}` 这一项", f"There is no field `{field}`"),
        Text("写错的这一行不起作用，仍按标准批准。", "The line has no effect: approval stays as the standard has it."),
        _guess(field, known, Text("字段见 docs/groups.md。", "docs/groups.md lists the fields.")),
    )


def _guess(written: str, known: list[str], otherwise: Text) -> Text:
    near = difflib.get_close_matches(written, known, n=1)
    return Text(f"是不是要写 `{near[0]}`？", f"Did you mean `{near[0]}`?") + otherwise if near else otherwise
