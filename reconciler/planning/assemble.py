"""The only caller of the other modules: everything that is known in, one plan out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from reconciler.model.action import Action
from reconciler.model.called import named_people
from reconciler.model.change import SAID, Cause
from reconciler.model.finding import Finding
from reconciler.model.fingerprint import fingerprint
from reconciler.model.group import GroupType
from reconciler.model.ids import UserId
from reconciler.model.manual import ManualStep
from reconciler.model.plan import Blocked, GroupPlan, Plan
from reconciler.model.summary import summary_of
from reconciler.planning.announcing import add_messages
from reconciler.planning.assignees import Assignees
from reconciler.planning.calls import calls_of
from reconciler.planning.departures import departures, missing_person
from reconciler.planning.diff import Departures
from reconciler.planning.enrolling import next_step, ready_groups
from reconciler.planning.forecast import budget_of, forecast_of
from reconciler.planning.guards import GuardContext, guard_group, guard_size
from reconciler.planning.handing_over import HandedOver, hand_over
from reconciler.planning.inputs import Inputs
from reconciler.planning.loss_guards import guard_losses
from reconciler.planning.match import match_group
from reconciler.planning.mentioned import names_mentioned, people_mentioned
from reconciler.planning.overrides import Overrides, overrides_on
from reconciler.planning.people import people_tagged
from reconciler.planning.people_guards import PEOPLE_GUARDS
from reconciler.planning.reach import Reach
from reconciler.planning.reached import passed_over
from reconciler.planning.renamed import renamed_people
from reconciler.planning.reorganising import groups_held, reorganised
from reconciler.planning.resources import Around, unread_kinds
from reconciler.planning.run_guards import failed_families, guard_run, has_failed, ledger_lost, vanished_documents
from reconciler.planning.stages import stages_of
from reconciler.planning.steps import StepContext
from reconciler.planning.surroundings import Surroundings, plan_surroundings, sight_of
from reconciler.planning.telling import Telling
from reconciler.planning.transfers import Transfers
from reconciler.planning.work import GroupWork

_DAY = timedelta(hours=24)


def assemble(inputs: Inputs) -> Plan:
    """Compare, guard, leave to people what they have to do, fold, order and sum up; pure and deterministic."""
    company = inputs.desired.company
    overrides, override_findings = overrides_on(inputs.desired.overrides, inputs.now.date())
    context = GuardContext(company, overrides, governance_of(inputs), inputs.directory)
    gone = departures(inputs.directory.absent, inputs.past.missing_since, inputs.now, company.departed_grace)
    works = _works(inputs, gone, context)
    blocked = _blocked(inputs, works, context, overrides)
    around = plan_surroundings(_around(inputs))
    handed, actions = _parts(inputs, works, context, around)
    groups = tuple(shown for work in works if (shown := group_plan(work)) is not None)
    plan = Plan(
        corp_id=company.corp_id,
        agent_id=company.agent_id,
        simulated=inputs.simulated,
        now=inputs.now,
        scope=tuple(sorted(inputs.causes)),
        groups=groups,
        resources=around.changes,
        actions=actions,
        manual=handed.manual,
        blocked=blocked,
        impossible=handed.impossible,
        findings=_findings(inputs, override_findings, _people(works, gone, inputs, handed.manual, context)),
        budget=budget_of(actions, inputs.past, inputs.now, company.budgets),
        stages=stages_of(actions, inputs.past, inputs.now, company.budgets),
        forecast=forecast_of(works, actions),
        summary=summary_of(groups),
        read=sum(work.group.chat_id in inputs.live.groups for work in works),
        in_line={work.group.key: work.group.baseline.digest for work in works if _is_in_line(work)},
        ready=ready_groups(works),
        unchanged=len(works) - len(groups) - sum(work.is_held and not _has_changes(work) for work in works),
        ended_steps=handed.ended,
        failed=tuple(sorted(inputs.live.failed)),
        reorganisations=inputs.resolved.reorganisations,
    )
    plan = replace(
        plan,
        people=named_people(people_mentioned(plan), inputs.directory, company.visibility),
        names=names_mentioned(plan, inputs.desired),
    )
    return replace(plan, frozen=inputs.frozen, fingerprint=fingerprint(plan))


def _around(inputs: Inputs) -> Around:
    return Around(
        desired=inputs.desired,
        groups=inputs.resolved.groups,
        live=inputs.live,
        past=inputs.past,
        now=inputs.now,
        sight=sight_of(inputs.desired, inputs.resolved, inputs.directory),
        causes=inputs.causes,
        only=inputs.only_resources,
        quiet_until=inputs.quiet_until,
    )


def _parts(
    inputs: Inputs, works: list[GroupWork], context: GuardContext, around: Surroundings
) -> tuple[HandedOver, tuple[Action, ...]]:
    """What people do and what the API does, once every guard has looked."""
    company = inputs.desired.company
    reach = Reach(inputs.capabilities)
    transfers = Transfers(inputs.past, inputs.now, inputs.directory)
    leave_to_people(works, reach, transfers)
    quiet_until = inputs.quiet_until
    barred = inputs.past.revoked.keys() | inputs.past.out_of_reach(inputs.now)
    assignees = Assignees(inputs.desired, inputs.directory, context.governance, frozenset(barred))
    groups = {work.group.key: work.group for work in works}
    to_come = [work for work in works if work.live is None and work.group.spec.type is GroupType.APP]
    made = frozenset(work.group.key for work in to_come if work.acted)
    absent = frozenset(work.group.key for work in to_come if not work.acted)
    handed = hand_over(
        works,
        StepContext(
            reach,
            inputs.past,
            inputs.now,
            company.step_terms,
            assignees,
            inputs.causes,
            around.duties,
            around.confirmed,
        ),
        Telling(company, inputs.directory, groups, assignees, inputs.past, inputs.now, made, absent),
        quiet_until,
    )
    calls = calls_of(works, company.people_cap, quiet_until, transfers)
    return handed, (*calls, *around.actions, *handed.tellings)


def _works(inputs: Inputs, gone: Departures, context: GuardContext) -> list[GroupWork]:
    works = []
    held = groups_held(inputs.resolved.reorganisations)
    for group in inputs.resolved.groups:
        if inputs.only is not None and group.key not in inputs.only:
            continue
        work = match_group(
            group, inputs.live.groups.get(group.chat_id), inputs.past, gone, inputs.causes, context.called_one
        )
        if has_failed(group, inputs.live):
            work.blocked.clear()  # said once for the whole family
        if Cause.INTENT in inputs.causes:
            add_messages(work, inputs.desired, inputs.past, inputs.now)
        if inputs.is_emergency:
            guard_size(work, context)
            works.append(work)
            continue
        if group.key in held:
            work.withhold()
        guard_group(work, context, PEOPLE_GUARDS)
        works.append(work)
    return works


def leave_to_people(works: Iterable[GroupWork], reach: Reach, transfers: Transfers) -> None:
    """Once every guard has looked: what no API does, or may not do again for now, is for people."""
    for work in works:
        by_api, by_hand = reach.split(work.group.spec.type, work.acted)
        if work.group.spec.type is GroupType.CUSTOMER and transfers.is_used_up(work.group.chat_id):
            by_api, by_hand = (), work.acted
        said = tuple(change for change in work.acted if change.field in SAID)
        work.acted = (*(c for c in by_api if c.field not in SAID), *said)
        work.by_hand = tuple(change for change in by_hand if change.field not in SAID)


def _blocked(
    inputs: Inputs, works: list[GroupWork], context: GuardContext, overrides: Overrides
) -> tuple[Blocked, ...]:
    blocked = _run_blocks(inputs, works, context, overrides)
    kinds = () if inputs.is_emergency else unread_kinds(inputs.live, inputs.past)
    blocked += [*kinds, *(refusal for work in works for refusal in work.blocked)]
    return tuple(sorted(blocked, key=lambda b: (b.group or "", b.guard)))


def _run_blocks(inputs: Inputs, works: list[GroupWork], context: GuardContext, overrides: Overrides) -> list[Blocked]:
    if inputs.is_emergency:
        return [*failed_families(inputs.resolved, inputs.live)]
    moved = reorganised(works, inputs.resolved.reorganisations)
    seen = [*failed_families(inputs.resolved, inputs.live), *([moved] if moved else [])]
    seen += guard_losses(works, inputs.desired, inputs.past, context, is_behind=inputs.is_behind)
    if inputs.only is not None:
        return seen  # the reviewed plan was within the others, and no more than that plan is done
    lost = ledger_lost(works, inputs.past, overrides)
    return [
        *seen,
        *guard_run(works, context, inputs.past.removed_since(inputs.now - _DAY)),
        *vanished_documents(inputs.desired, inputs.past, overrides),
        *([lost] if lost else []),
    ]


def group_plan(work: GroupWork) -> GroupPlan | None:
    """What is shown of one group; None where there is nothing to show."""
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
        by_hand=work.by_hand,
        next_step=next_step(work),
    )


def _has_changes(work: GroupWork) -> bool:
    return bool(work.acted or work.by_hand or work.reported or work.undeclared or work.waiting)


def _is_in_line(work: GroupWork) -> bool:
    """Live is as git asks; people nobody declared, but who stay, do not count unless they may be somebody else."""
    return work.live is not None and not (
        work.is_held or work.perhaps_renamed or work.acted or work.by_hand or work.reported or work.waiting
    )


def _people(
    works: Sequence[GroupWork],
    gone: Departures,
    inputs: Inputs,
    steps: Iterable[ManualStep],
    context: GuardContext,
) -> list[Finding]:
    """About people who may have another id now, whom no message reaches, and who are missing."""
    renamed = [found for work in works if (found := renamed_people(work)) is not None]
    renamed += passed_over(steps, works, inputs, context.called_one)
    if not gone.waiting:
        return renamed
    grace = inputs.desired.company.departed_grace
    return renamed + [
        missing_person(user, work.group.key, work.group.spec.place.at("members"), grace)
        for work in works
        if work.live is not None and work.group.spec.members is not None
        for user in sorted(gone.waiting & work.live.members)
    ]


def _findings(inputs: Inputs, overrides: Iterable[Finding], people: Iterable[Finding]) -> tuple[Finding, ...]:
    if inputs.is_emergency:
        return tuple(found for found in inputs.resolved.findings if found.rule == "revoked-person")
    return (*inputs.findings, *inputs.resolved.findings, *overrides, *people)


def governance_of(inputs: Inputs) -> frozenset[UserId]:
    """The people of the governance role."""
    role = inputs.desired.company.governance
    tag = inputs.directory.tags.get(role.tag) if role.tag else None
    return frozenset(role.people) | (people_tagged(tag, inputs.directory) if tag else frozenset())
