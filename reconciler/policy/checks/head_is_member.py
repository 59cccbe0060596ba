"""head-is-member: the head of the department is in its groups (A6)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.group import Lifecycle
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text

REQUIRED = True


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Groups whose department's head is not among the people they should have.

    Silent where that cannot be said: no department, no head, a head nobody knows, people not managed or uncertain.
    """
    if facts.directory is None or facts.resolved is None:
        return
    for group in facts.resolved.groups:
        spec = group.spec
        department = facts.desired.departments.get(spec.department or "")
        if department is None or department.head is None or department.head in group.members:
            continue
        if spec.members is None or group.unusable or spec.lifecycle is Lifecycle.RETIRED:
            continue
        if department.head in facts.directory.people and options(spec).get("required", REQUIRED):
            head = facts.directory.written(department.head)
            yield Flaw(
                spec.place.at("members"),
                Text(
                    f"{department.name}的负责人 {head} 不在群“{spec.key}”里。",
                    f"{head}, the head of {department.name}, is not in the group “{spec.key}”.",
                ),
                spec.key,
                Text(f"在 `members` 里加上 {head}。", f"Add {head} to `members`."),
            )


RULE = Rule(
    id="head-is-member",
    severity=Severity.ERROR,
    needs=Needs.DIRECTORY,
    clauses=("A6",),
    title=Text("部门负责人在群里", "The department's head is in the group"),
    why=Text(
        "制度要求工作群的成员包括部门负责人，出了事有人拍板。",
        "Work groups include the head of the department, so that somebody can decide.",
    ),
    remedy=Text("在 `members` 里加上部门负责人。", "Add the head to `members`."),
    good="department: rd      # 负责人 chenzhiyuan\nmembers: [chenzhiyuan, lisi]",
    bad="department: rd      # 负责人 chenzhiyuan\nmembers: [lisi]",
    judge=judge,
)
