"""department-head-unknown: who decides for a department works here (A5)."""

from collections.abc import Iterator

from reconciler.model.desired import DepartmentSpec
from reconciler.model.finding import Place, Severity
from reconciler.model.ids import UserId
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Heads, deputies and delegates whom the address book does not know."""
    if facts.directory is None:
        return
    for department in facts.desired.departments.values():
        for user, place, role in _deciding(department):
            if user not in facts.directory.people:
                yield Flaw(
                    place,
                    Text(
                        f"{department.name}的{role.zh}“{user}”不在通讯录里：写错了，或已离职。",
                        f"“{user}”, {role.en} of {department.name}, is not in the address book: mistyped, or left.",
                    ),
                    department.key,
                )


def _deciding(department: DepartmentSpec) -> Iterator[tuple[UserId, Place, Text]]:
    if department.head is not None:
        yield department.head, department.place.at("head"), Text("负责人", "the head")
    if department.deputy is not None:
        yield department.deputy, department.place.at("deputy"), Text("副职", "the deputy")
    for index, delegate in enumerate(department.delegates):
        yield delegate, department.place.at("delegates", index), Text("受托人", "a delegate")


RULE = Rule(
    id="department-head-unknown",
    severity=Severity.ERROR,
    needs=Needs.DIRECTORY,
    clauses=("A5",),
    title=Text("部门的决定人在职", "Whoever decides for a department works here"),
    why=Text(
        "本部门的群由他们审批和管理；找不到人，改动就没人能批。",
        "They approve what happens to the department's groups; without them nobody can.",
    ),
    remedy=Text(
        "核对成员账号；换了人就在 department.yaml 里写上新的人。",
        "Check the user id; if somebody else took over, name them in department.yaml.",
    ),
    good="head: chenzhiyuan",
    bad="head: duxiaolong   # 已离职",
    judge=judge,
)
