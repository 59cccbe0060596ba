"""task-assignee-in-group: whoever has to do a task reads it (A11, A12)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.group import GroupSpec
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.live import LiveGroup
from reconciler.model.notice import TaskStatus
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Groups of an open task that its assignee is not in.

    A group whose people git does not manage, or whose membership is uncertain, is judged by what is seen of it, or not.
    """
    if facts.directory is None or facts.resolved is None:
        return
    groups: dict[GroupKey, ResolvedGroup] = {group.key: group for group in facts.resolved.groups}
    for task in facts.desired.tasks:
        if task.status is TaskStatus.DONE or task.assignee is None:
            continue
        for index, key in enumerate(task.groups):
            group = groups.get(key)
            if group is not None and _is_out(task.assignee, group, facts):
                who = facts.directory.written(task.assignee)
                yield Flaw(
                    task.place.at("groups", index),
                    Text(
                        f"任务“{task.key}”的责任人 {who} 不在群“{key}”里。",
                        f"{who}, who has to do the task “{task.key}”, is not in the group “{key}”.",
                    ),
                    task.key,
                )


def _is_out(user: UserId, group: ResolvedGroup, facts: Facts) -> bool:
    seen = _seen(group.chat_id, facts)
    if user in group.members or user in seen:
        return False
    return bool(seen) or _is_managed(group.spec, group)


def _is_managed(spec: GroupSpec, group: ResolvedGroup) -> bool:
    return spec.members is not None and not group.unusable


def _seen(chat_id: ChatId, facts: Facts) -> frozenset[UserId]:
    live = facts.live.groups.get(chat_id) if facts.live is not None else None
    return live.members if isinstance(live, LiveGroup) else frozenset()


RULE = Rule(
    id="task-assignee-in-group",
    severity=Severity.ERROR,
    needs=Needs.DIRECTORY,
    clauses=("A11", "A12"),
    title=Text("责任人在群里", "Assignees are in the group"),
    why=Text(
        "不在群里的人看不到任务，也没法在群里反馈。", "Whoever is not in the group neither sees the task nor reports."
    ),
    remedy=Text(
        "把责任人加进这个群的 `members`，或者换一个群、换一位责任人。",
        "Add the assignee to the group's `members`, or choose another group or another assignee.",
    ),
    good="assignee: lisi        # 群 rd-platform 的成员\ngroups: [rd-platform]",
    bad="assignee: wangwu      # 不在群 rd-platform 里\ngroups: [rd-platform]",
    judge=judge,
)
