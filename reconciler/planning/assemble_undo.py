"""The plan that undoes one apply: the inverse of its calls, through the guards of any plan; the rest in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from reconciler.model.called import Called, named_people
from reconciler.model.change import Cause
from reconciler.model.group import GroupType
from reconciler.model.ids import GroupKey
from reconciler.model.live import LiveGroup, SeenGroup
from reconciler.model.plan import Blocked, GroupPlan, Impossible, Plan
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.summary import summary_of
from reconciler.model.undo import DoneGroup, Undoes, Undoing
from reconciler.planning.assemble import governance_of, group_plan, leave_to_people
from reconciler.planning.calls import calls_of
from reconciler.planning.diff import differs
from reconciler.planning.forecast import budget_of, forecast_of
from reconciler.planning.guards import GuardContext, guard_group
from reconciler.planning.inputs import Inputs
from reconciler.planning.loss_guards import guard_losses
from reconciler.planning.mentioned import names_mentioned, people_mentioned
from reconciler.planning.overrides import overrides_on
from reconciler.planning.people_guards import PEOPLE_GUARDS
from reconciler.planning.reach import Reach
from reconciler.planning.run_guards import failed_families, guard_run
from reconciler.planning.stages import stages_of
from reconciler.planning.times import frozen_at, waits_until
from reconciler.planning.transfers import Transfers
from reconciler.planning.undoing import never_back, undo_group
from reconciler.planning.work import GroupWork
from reconciler.text import Text

_DAY = timedelta(hours=24)


def assemble_undo(inputs: Inputs, undoing: Undoing) -> Plan:
    """The inverse of one apply as a plan; pure and deterministic. `inputs.causes` do not matter."""
    company, done = inputs.desired.company, undoing.done
    overrides, _ = overrides_on(inputs.desired.overrides, inputs.now.date())
    context = GuardContext(company, overrides, governance_of(inputs), inputs.directory)
    works, touched = _works(inputs, undoing, context)
    blocked = _blocked(inputs, undoing, works, touched, context)
    transfers = Transfers(inputs.past, inputs.now, inputs.directory)
    impossible = [*_never(inputs, undoing), *_by_hand(touched, Reach(inputs.capabilities), transfers)]
    actions = calls_of(touched, company.people_cap, waits_until(company, inputs.now), transfers)
    groups = tuple(shown for work in touched if (shown := _shown(work)) is not None)
    plan = Plan(
        corp_id=company.corp_id,
        agent_id=company.agent_id,
        simulated=inputs.simulated,
        now=inputs.now,
        scope=(Cause.UNDO.value,),
        groups=groups,
        actions=actions,
        blocked=tuple(sorted(blocked, key=lambda held: (held.group or "", held.guard))),
        impossible=tuple(impossible),
        budget=budget_of(actions, inputs.past, inputs.now, company.budgets),
        stages=stages_of(actions, inputs.past, inputs.now, company.budgets),
        forecast=forecast_of(touched, actions),
        summary=summary_of(groups),
        read=sum(work.group.chat_id in inputs.live.groups for work in works),
        in_line={work.group.key: work.group.baseline.digest for work in touched if _is_in_line(work)},
        unchanged=sum(not work.acted and not work.is_held for work in touched),
        failed=tuple(sorted(inputs.live.failed)),
        undoes=Undoes(done.id, done.head, undoing.whole),
    )
    return replace(
        plan,
        people=named_people(people_mentioned(plan), inputs.directory, company.visibility),
        names=names_mentioned(plan, inputs.desired),
        frozen=frozen_at(company, inputs.now),
    )


def _blocked(
    inputs: Inputs, undoing: Undoing, works: list[GroupWork], touched: list[GroupWork], context: GuardContext
) -> list[Blocked]:
    """Everything that is refused, by group or for the whole run; what it holds back is held from here on."""
    blocked = [
        *failed_families(inputs.resolved, inputs.live),
        *guard_losses(works, inputs.desired, inputs.past, context, is_behind=inputs.is_behind),
    ]
    if inputs.only is None:
        blocked += guard_run(works, context, inputs.past.removed_since(inputs.now - _DAY))
    blocked += [*_undeclared(inputs, undoing), *(refusal for work in touched for refusal in work.blocked)]
    if undoing.whole and blocked:
        blocked += _nothing_at_all(touched)
    return blocked


def _works(inputs: Inputs, undoing: Undoing, context: GuardContext) -> tuple[list[GroupWork], list[GroupWork]]:
    """All groups, which the guards of a run measure against, and those that the apply touched."""
    done = {group.key: group for group in undoing.done.groups}
    works, touched = [], []
    for group in inputs.resolved.groups:
        if inputs.only is not None and group.key not in inputs.only:
            continue
        work = _work(inputs, group, done.get(group.key))
        works.append(work)
        if group.key in done:
            guard_group(work, context, PEOPLE_GUARDS)
            touched.append(work)
    return works, touched


def _work(inputs: Inputs, group: ResolvedGroup, done: DoneGroup | None) -> GroupWork:
    seen = inputs.live.groups.get(group.chat_id)
    if done is None:
        return GroupWork(group, live=seen if isinstance(seen, LiveGroup) else None)
    work = undo_group(group, seen, done, inputs.directory, _called(inputs, done, seen))
    known = inputs.past.groups.get(group.chat_id)
    work.baseline = known.baseline if known else None
    return work


def _called(inputs: Inputs, done: DoneGroup, seen: SeenGroup | None = None) -> Called:
    """How to name everybody who is in the group, or was when the apply changed it."""
    users = {*done.joined, *done.left, *(done.members or ()), *filter(None, [done.former])}
    if done.after is not None:
        users.add(done.after.owner)
    if isinstance(seen, LiveGroup):
        users |= {seen.owner, *seen.members}
    return Called(named_people(users, inputs.directory, inputs.desired.company.visibility))


def _undeclared(inputs: Inputs, undoing: Undoing) -> Iterator[Blocked]:
    """Groups whose document is gone: nothing says whether anybody may write to them."""
    declared = {group.key for group in inputs.resolved.groups}
    for done in undoing.done.groups:
        if done.key not in declared:
            yield Blocked(
                guard="undo-undeclared",
                what=Text(
                    "git 里已没有这个群的文件，不撤销。", "Git has no document of this group, so it is not undone."
                ),
                remedy=Text(
                    "恢复文件再撤销，或由群主在客户端改。", "Restore the file first, or let its owner change it."
                ),
                group=done.key,
            )


def _nothing_at_all(touched: list[GroupWork]) -> list[Blocked]:
    """All or nothing: what could be undone is held back for the sake of what cannot."""
    held = tuple(change for work in touched for change in work.acted)
    for work in touched:
        if work.acted:
            work.hold()
    if not held:
        return []
    return [
        Blocked(
            guard="undo-all-or-nothing",
            what=Text(
                "有的群不能撤销；因为要求 --all-or-nothing，其余的也都不撤销。",
                "Some groups cannot be undone; with --all-or-nothing the others are not undone either.",
            ),
            remedy=Text("去掉 --all-or-nothing，就撤销其余的群。", "Without --all-or-nothing the others are undone."),
            changes=held,
        )
    ]


def _by_hand(touched: list[GroupWork], reach: Reach, transfers: Transfers) -> Iterator[Impossible]:
    """What WeCom lets nobody do by API, or not again for now: said, not handed over."""
    leave_to_people(touched, reach, transfers)
    for work in touched:
        for change in work.by_hand:
            words = Text(
                "客户群 90 天内只能由接口转让两次，已用完：由群主在客户端转回去。",
                "A customer group changes hands by API twice in 90 days, and both are used: its owner hands it back in "
                "the client.",
            )
            if work.group.spec.type is not GroupType.CUSTOMER:
                words = Text(
                    "接口改不回去：由群主在客户端改。", "No call puts this back: its owner does, in the client."
                )
            yield Impossible(work.group.key, change.field.value, words)
        work.by_hand = ()


def _never(inputs: Inputs, undoing: Undoing) -> Iterator[Impossible]:
    """What is done and cannot be taken back."""
    groups, done = {group.key: group for group in inputs.resolved.groups}, undoing.done
    for each in done.groups:
        if each.key in groups:
            yield from never_back(groups[each.key], each, inputs.directory, _called(inputs, each))
    for key, number in done.said:
        yield Impossible(
            key,
            "message",
            Text(f"已发到群里的 {number} 条消息收不回来。", f"{number} sent to the group: not taken back."),
        )
    if done.told:
        words = Text(f"已发给个人的 {done.told} 条通知收不回来。", f"{done.told} messages to people: not taken back.")
        yield Impossible(GroupKey("@"), "tell", words)
    for kind, name in done.around:
        words = Text(
            "群以外的设置不撤销：改 YAML（例如 git revert）再执行。",
            "Settings around groups are not undone: change the YAML, say with git revert, and apply.",
        )
        yield Impossible(GroupKey(name), kind, words)


def _shown(work: GroupWork) -> GroupPlan | None:
    """The group with its owner as it will be."""
    shown = group_plan(work)
    if shown is None or work.live is None:
        return shown
    return replace(shown, name=work.live.name, owner=work.live.owner)


def _is_in_line(work: GroupWork) -> bool:
    """Live is as git asks, though nobody tried: an undo that brings a group there."""
    return work.live is not None and not work.acted and not work.is_held and not differs(work.group, work.live)
