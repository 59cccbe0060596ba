"""team-selector: where the profile says so, only the team is in the group (G1.1)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.desired import DepartmentSpec
from reconciler.model.finding import Severity
from reconciler.model.group import Selector, SelectorKind
from reconciler.model.ids import UserId, user_id
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.deciders import Deciders
from reconciler.policy.standing import active_groups
from reconciler.text import Text

REQUIRED: Final = False


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Lines that bring people beside the team: other departments, and single people without reason and end.

    Tags and groups are selectors of a team. Who may decide for the department belongs to it (A6). A department written
    by its id is taken for a part of the team's unless it is the company itself or has a document of its own.
    """
    deciders = Deciders(facts)
    foreign = {spec.department_id.lstrip("0") for spec in facts.desired.departments.values()} | {"1"}
    for spec in active_groups(facts):
        if spec.members and options(spec).get("required", REQUIRED):
            own = facts.desired.departments.get(spec.department or "")
            entrusted = deciders.of(spec) or frozenset()
            for index, line in enumerate(spec.members):
                wrong = _wrong(line, own, entrusted, foreign)
                if wrong is not None:
                    yield Flaw(spec.place.at("members", index), wrong[0], spec.key, wrong[1])


def _wrong(
    line: Selector, own: DepartmentSpec | None, entrusted: frozenset[UserId], foreign: set[str]
) -> tuple[Text, Text] | None:
    """What is wrong with a line, and how to mend it."""
    if line.kind is SelectorKind.USER:
        if (line.reason and line.until is not None) or user_id(line.value) in entrusted:
            return None
        return (
            Text(
                f"这个群只收团队成员，而 `{line.value}` 是单独加的，没有同时写明原因和期限。",
                f"Only the team belongs in this group, and `{line.value}` is named alone without reason and end.",
            ),
            Text(
                "写上 reason 和 until，或者改用团队的部门、标签。", "Add reason and until, or select the team instead."
            ),
        )
    if line.kind is not SelectorKind.DEPARTMENT or own is None or _is_part(line.value, own, foreign):
        return None
    return (
        Text(
            f"这个群只收团队成员，而“{line.value}”不属于{own.name}。",
            f"Only the team belongs in this group, and “{line.value}” is no part of {own.name}.",
        ),
        Text(
            "改成本部门的下级部门或团队的标签，或者删掉这一项。",
            "Name a part of the group's own department or the team's tag, or delete the item.",
        ),
    )


def _is_part(value: str, own: DepartmentSpec, foreign: set[str]) -> bool:
    if value.isdecimal():
        number = value.lstrip("0")
        return number == own.department_id.lstrip("0") or number not in foreign
    path, name = value.split("/"), own.name.split("/")
    return path[: len(name)] == name or name[-1] in path


RULE = Rule(
    id="team-selector",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("G1.1",),
    title=Text("只收团队成员", "Only the team is in"),
    why=Text(
        "团队群只有团队的人能进；一个个加的人，调走以后没人记得请出去。",
        "Only the team may be in its group, and people added one by one are forgotten when they move on.",
    ),
    remedy=Text("改用团队的部门、标签或群来选人。", "Select people by the team's department, tag or group."),
    good="""\
members:
  - department: 研发部
  - {user: zhaoliu, reason: 借调支持, until: 2026-12-31}
""",
    bad="""\
members:
  - department: 研发部
  - zhaoliu
""",
    judge=judge,
)
