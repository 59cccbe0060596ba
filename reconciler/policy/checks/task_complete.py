"""task-complete: a task has somebody who does it, a day, and somebody to ask (A11, A14)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.notice import TaskStatus
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text

_PARTS = {
    "assignee": (
        Text("没有责任人", "has no assignee"),
        Text("在 `assignee` 写上责任人的账号。", "Write the user id of whoever does it under `assignee`."),
    ),
    "due": (
        Text("没有完成时限", "has no due date"),
        Text("在 `due` 写上完成日期，例如 2027-01-31。", "Write the day under `due`, such as 2027-01-31."),
    ),
    "ask": (
        Text("没有写遇到困难找谁", "names nobody to ask for help"),
        Text("在 `ask` 写上可以求助的人的账号。", "Write the user id of the person to ask under `ask`."),
    ),
}


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """What open tasks lack; each lack is one flaw."""
    for task in facts.desired.tasks:
        if task.status is TaskStatus.DONE:
            continue
        given = {"assignee": task.assignee, "due": task.due, "ask": task.ask}
        for part, (lack, remedy) in _PARTS.items():
            if given[part] is None:
                yield Flaw(
                    task.place.at(part),
                    Text(f"任务“{task.key}”{lack.zh}。", f"The task “{task.key}” {lack.en}."),
                    task.key,
                    remedy,
                )


RULE = Rule(
    id="task-complete",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("A11", "A14"),
    title=Text("任务有人、有时限", "Tasks have an assignee and a day"),
    why=Text("没有人、没有时限的任务没人做。", "Nobody does what is nobody's, or what is for no day."),
    remedy=Text("补上 `assignee`、`due` 和 `ask`。", "Add `assignee`, `due` and `ask`."),
    good=(
        "kind: task\n"
        "key: stock-take\n"
        "title: 年终盘点\n"
        "text: 清点本组设备并登记。\n"
        "groups: [rd-release]\n"
        "assignee: lisi\n"
        "due: 2027-01-31\n"
        "ask: zhangsan"
    ),
    bad=(
        "kind: task\nkey: stock-take\ntitle: 年终盘点\ntext: 清点本组设备并登记。\ngroups: [rd-release]\nassignee: lisi"
    ),
    judge=judge,
)
