"""The only caller of the other modules: everything that is known in, one plan out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reconciler.model.action import Action
from reconciler.model.capability import CapabilityTable
from reconciler.model.change import Cause, Change, Field
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory
from reconciler.model.finding import Finding
from reconciler.model.fingerprint import fingerprint
from reconciler.model.group import Enrolment, GroupType, Lifecycle
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.live import LiveState
from reconciler.model.manual import ManualStep
from reconciler.model.plan import Blocked, GroupPlan, Impossible, Plan
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedState
from reconciler.planning.departures import departures, missing_person
from reconciler.planning.diff import Departures
from reconciler.planning.due import due_rules
from reconciler.planning.duties import duties, message_check, unsupported_type
from reconciler.planning.fold import fold_creation, fold_updates
from reconciler.planning.forecast import budget_of, forecast_of, summary_of
from reconciler.planning.guards import GuardContext, guard_group
from reconciler.planning.match import match_group
from reconciler.planning.overrides import Overrides, overrides_on
from reconciler.planning.people import named_people, people_tagged
from reconciler.planning.run_guards import guard_run, ledger_lost, vanished_documents
from reconciler.planning.scope import ALL_CAUSES
from reconciler.planning.work import GroupWork


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a plan depends on.

    Attributes:
        desired: for the company's settings, rule sets and overrides.
        resolved: groups to be planned; findings are carried into the plan.
        directory: the address book that `resolved` was made with.
        live: groups that are not in it were not read and are blocked.
        past: the ledger.
        now: aware, in the company's zone.
        capabilities: what WeCom allows.
        causes: the causes this plan may act on.
        partial: only some groups were read (an apply that re-reads what it touches): guards that look for what is
            missing from the whole are left out.
    """

    desired: DesiredState
    resolved: ResolvedState
    directory: Directory
    live: LiveState
    past: Past
    now: datetime
    capabilities: CapabilityTable
    simulated: bool = False
    causes: frozenset[Cause] = ALL_CAUSES
    findings: tuple[Finding, ...] = ()
    partial: bool = False


def assemble(inputs: Inputs) -> Plan:
    """Compare, guard, fold, order and sum up; pure and deterministic."""
    company = inputs.desired.company
    overrides, override_findings = overrides_on(inputs.desired.overrides, inputs.now.date())
    context = GuardContext(company, overrides, _governance(inputs))
    gone = departures(inputs.directory.absent, inputs.past.missing_since, inputs.now, company.departed_grace)
    works = _works(inputs, gone, context)
    blocked = _run_blocks(inputs, works, context, overrides)
    blocked += [refusal for work in works for refusal in work.blocked]
    actions = _actions(inputs, works)
    manual, impossible = _human_parts(inputs, works)
    groups = tuple(shown for work in works if (shown := _group_plan(work)) is not None)
    plan = Plan(
        corp_id=company.corp_id,
        agent_id=company.agent_id,
        simulated=inputs.simulated,
        now=inputs.now,
        scope=tuple(sorted(inputs.causes)),
        groups=groups,
        actions=actions,
        manual=manual,
        blocked=tuple(sorted(blocked, key=lambda b: (b.group or "", b.guard))),
        impossible=impossible,
        findings=(*inputs.findings, *inputs.resolved.findings, *override_findings, *_missing(works, gone, inputs)),
        budget=budget_of(actions, inputs.past, inputs.now, company.budgets),
        forecast=forecast_of(works, actions),
        summary=summary_of(groups),
        read=sum(work.group.chat_id in inputs.live.groups for work in works),
        in_line={work.group.key: work.group.baseline.digest for work in works if _is_in_line(work)},
        unchanged=len(works) - len(groups) - sum(work.is_held and not _has_changes(work) for work in works),
    )
    plan = replace(
        plan,
        people=named_people(_mentioned(plan), inputs.directory, company.visibility),
        names=_names(plan, inputs.desired),
    )
    return replace(plan, fingerprint=fingerprint(plan))


def _works(inputs: Inputs, gone: Departures, context: GuardContext) -> list[GroupWork]:
    works = []
    for group in inputs.resolved.groups:
        if group.spec.type is not GroupType.APP:
            continue
        seen = inputs.live.groups.get(group.chat_id)
        if seen is None and inputs.partial:
            continue
        work = match_group(group, seen, inputs.past, gone, inputs.causes)
        _add_rules(work, inputs)
        guard_group(work, context)
        works.append(work)
    return works


def _run_blocks(inputs: Inputs, works: list[GroupWork], context: GuardContext, overrides: Overrides) -> list[Blocked]:
    if inputs.partial:
        return []  # the reviewed plan was within them, and no more than that plan is done
    lost = ledger_lost(works, inputs.past, overrides)
    return [
        *guard_run(works, context),
        *vanished_documents(inputs.desired, inputs.past, overrides),
        *([lost] if lost else []),
    ]


def _add_rules(work: GroupWork, inputs: Inputs) -> None:
    """The rule sets are due when the group is created, or when it was and nobody has said them yet."""
    group = work.group
    created = any(change.field is Field.GROUP for change in work.acted)
    known = inputs.past.groups.get(group.chat_id)
    ours = work.live is not None and known is not None and (known.created_at or known.hoped_at) is not None
    active = group.membership is not Enrolment.OBSERVE and group.spec.lifecycle is Lifecycle.ACTIVE
    if work.blocked or not (created or (ours and active)) or Cause.INTENT not in inputs.causes:
        return
    company = inputs.desired.company
    messages = due_rules(group, inputs.desired.rulesets, inputs.past, inputs.now.date(), company.language)
    place = group.spec.place.at("rulesets")
    work.messages = messages
    work.acted += tuple(
        Change(group.key, Field.RULES, "", message.message_id, Cause.INTENT, ("rulesets",), place)
        for message in messages
    )


def _actions(inputs: Inputs, works: Iterable[GroupWork]) -> tuple[Action, ...]:
    """All calls, in the order in which they are made: by rank, group, and their order within the group."""
    company = inputs.desired.company
    quiet = company.quiet_hours
    quiet_until = quiet.next_end(inputs.now) if quiet and quiet.contains(inputs.now) else None
    batches: list[tuple[int, str, list[Action]]] = []
    for work in works:
        calls = _calls(work, company.people_cap, quiet_until)
        if calls:
            batches.append((min(call.rank for call in calls), work.group.key, calls))
    return tuple(call for _, _, calls in sorted(batches, key=lambda batch: batch[:2]) for call in calls)


def _calls(work: GroupWork, cap: int, quiet_until: datetime | None) -> list[Action]:
    changes = tuple(change for change in work.acted if change.field is not Field.RULES)
    calls: list[Action] = []
    if work.live is None and changes:
        calls.append(fold_creation(work.group, changes, quiet_until))
    elif work.live is not None:
        calls.extend(fold_updates(work.live, changes, cap, quiet_until))
    if work.acted:
        rank = calls[0].rank if calls else 5
        calls.extend(replace(message, rank=rank, not_before=quiet_until) for message in work.messages)
    return calls


def _human_parts(inputs: Inputs, works: Iterable[GroupWork]) -> tuple[tuple[ManualStep, ...], tuple[Impossible, ...]]:
    steps: list[ManualStep] = []
    impossible = [unsupported_type(group) for group in inputs.resolved.groups if group.spec.type is not GroupType.APP]
    for work in works:
        if work.is_held and work.live is None:
            continue  # a group that is not there and will not be made has nothing to press
        owed, never = duties(work.group, inputs.capabilities, inputs.past)
        steps.extend(owed)
        impossible.extend(never)
        prefix = f"rules:{work.group.chat_id}:"
        unsure = sorted(mid for mid in inputs.past.unknown_sends if mid.startswith(prefix))
        steps.extend(message_check(mid, work.group.chat_id, work.group, inputs.past) for mid in unsure)
    return tuple(steps), tuple(impossible)


def _group_plan(work: GroupWork) -> GroupPlan | None:
    if not _has_changes(work):
        return None
    group = work.group
    return GroupPlan(
        key=group.key,
        name=group.spec.name,
        type=group.spec.type,
        chat_id=group.chat_id,
        membership=group.membership,
        exists=work.live is not None,
        size=len(work.live.members) if work.live else 0,
        owner=group.owner,
        changes=work.acted,
        reported=work.reported,
        undeclared=work.undeclared,
        waiting=work.waiting,
    )


def _has_changes(work: GroupWork) -> bool:
    return bool(work.acted or work.reported or work.undeclared or work.waiting)


def _is_in_line(work: GroupWork) -> bool:
    """Live is as git asks; people nobody declared, but who stay, do not count."""
    return work.live is not None and not (work.is_held or work.acted or work.reported or work.waiting)


def _missing(works: Iterable[GroupWork], gone: Departures, inputs: Inputs) -> list[Finding]:
    if not gone.waiting:
        return []
    grace = inputs.desired.company.departed_grace
    return [
        missing_person(user, work.group.key, work.group.spec.place.at("members"), grace)
        for work in works
        if work.live is not None and work.group.spec.members is not None
        for user in sorted(gone.waiting & work.live.members)
    ]


def _governance(inputs: Inputs) -> frozenset[UserId]:
    role = inputs.desired.company.governance
    tag = inputs.directory.tags.get(role.tag) if role.tag else None
    return frozenset(role.people) | (people_tagged(tag, inputs.directory) if tag else frozenset())


def _mentioned(plan: Plan) -> set[UserId]:
    people = {step.assignee for step in plan.manual if step.assignee}
    people.update(user for step in plan.manual for user in step.people)
    for group in plan.groups:
        if group.owner:
            people.add(group.owner)
        people.update(group.undeclared)
        people.update(_people_of((*group.changes, *group.reported, *group.waiting)))
    for blocked in plan.blocked:
        people.update(_people_of(blocked.changes))
    return people


def _names(plan: Plan, desired: DesiredState) -> dict[GroupKey, str]:
    parts: list[GroupKey | None] = [group.key for group in plan.groups]
    parts += [step.group for step in plan.manual] + [blocked.group for blocked in plan.blocked]
    parts += [each.group for each in plan.impossible]
    parts += [change.group for blocked in plan.blocked for change in blocked.changes]
    mentioned = set(parts)
    return {spec.key: spec.name for spec in desired.groups if spec.key in mentioned}


def _people_of(changes: Sequence[Change]) -> set[UserId]:
    fields = {Field.MEMBER, Field.OWNER}
    return {UserId(user) for c in changes if c.field in fields for user in (c.before, c.after) if user}
