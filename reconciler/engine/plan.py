"""Make a plan: read, resolve, compare. Writes nothing, anywhere."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from reconciler.engine.judging import judge_company
from reconciler.engine.observe import Observed, observe, people_in
from reconciler.engine.policy_version import policy_version
from reconciler.engine.ports import ActivitySource, Clock, Observer
from reconciler.model.capability import CapabilityTable
from reconciler.model.change import EMERGENCY, Cause
from reconciler.model.desired import DesiredState
from reconciler.model.finding import Finding
from reconciler.model.fingerprint import fingerprint
from reconciler.model.ids import GroupKey
from reconciler.model.live import LiveState
from reconciler.model.plan import Plan
from reconciler.model.record import Past
from reconciler.model.resource import ResourceChange
from reconciler.model.undo import Undoing
from reconciler.planning import ALL_CAUSES, Inputs, assemble, assemble_undo
from reconciler.policy import Judged
from reconciler.resolve import resolve


@dataclass(frozen=True, slots=True)
class Setting:
    """What every use case needs, whatever it then does.

    `findings` are the source's warnings and notes, carried into the plan. `activity` is None where the company exports
    nobody's activity. `lacks` tells of a commit whether the documents are certainly of a version without it.
    """

    desired: DesiredState
    capabilities: CapabilityTable
    clock: Clock
    simulated: bool = False
    findings: tuple[Finding, ...] = field(default=())
    activity: ActivitySource | None = None
    lacks: Callable[[str], bool] = lambda _commit: False


async def make_plan(
    setting: Setting,
    observer: Observer,
    past: Past,
    *,
    causes: frozenset[Cause] = ALL_CAUSES,
    only: frozenset[GroupKey] | None = None,
    resources: tuple[ResourceChange, ...] = (),
    scheduled: bool = False,
    undoing: Undoing | None = None,
) -> tuple[Plan, Observed]:
    """What would be done now.

    Args:
        causes: the causes to act on; changes of other causes are shown as waiting.
        only: plan these groups alone, for an apply that re-reads what it touches; the rules then do not run.
        resources: with `only`, the reviewed differences around groups: no others are planned.
        scheduled: a scheduled run: dates that have passed are errors.
        undoing: the inverse of that apply instead of what git asks for; the rules do not run either.

    Raises: ProviderError: the address book or the whole family could not be read.
    """
    now = setting.clock()
    observed = await observe(observer, setting.desired, past, now, only, resources)
    if undoing is not None:
        people = undoing.done.people_back() - observed.directory.people.keys()
        observed = replace(observed, directory=await observer.read_people(observed.directory, frozenset(people)))
    plan = plan_again(
        setting, observed, observed.live, past, causes=causes, only=only, resources=resources, undoing=undoing
    )
    if only is not None or undoing is not None or causes == EMERGENCY:
        return plan, observed
    return _judged(setting, plan, observed, now, scheduled=scheduled), observed


def plan_observed(
    setting: Setting, observed: Observed, past: Past, *, causes: frozenset[Cause], scheduled: bool
) -> Plan:
    """A plan of everything, from what was read, with what the rules say."""
    plan = plan_again(setting, observed, observed.live, past, causes=causes, only=None)
    return _judged(setting, plan, observed, setting.clock(), scheduled=scheduled)


def _judged(setting: Setting, plan: Plan, observed: Observed, now: datetime, *, scheduled: bool) -> Plan:
    judged = judge_observed(setting, observed, now, scheduled=scheduled, plan=plan)
    findings = (*plan.findings, *judged.findings)
    return replace(plan, findings=findings, waived=len(judged.waived), not_run=judged.not_run)


def plan_of_base(setting: Setting, base: DesiredState, observed: Observed, past: Past) -> Plan:
    """What older documents ask for at the very moment that was observed: nothing is read again.

    Only its changes mean something, beside those of the plan that the observation was made for: people whom the older
    documents alone name were not looked up.
    """
    known = people_in(observed.live.groups.values()) | past.people
    resolved = resolve(base, observed.directory, setting.clock(), known, past, observed.live.contact_people)
    other = replace(setting, desired=base, findings=())
    return plan_again(other, replace(observed, resolved=resolved), observed.live, past, causes=ALL_CAUSES, only=None)


def judge_observed(
    setting: Setting, observed: Observed, now: datetime, *, scheduled: bool, plan: Plan | None = None
) -> Judged:
    """What the rules say of everything that was read, and planned; the activity export is read here, once."""
    activity, complaints = setting.activity(now) if setting.activity else (None, ())
    judged = judge_company(setting.desired, now, observed=observed, activity=activity, scheduled=scheduled, plan=plan)
    return replace(judged, findings=(*complaints, *judged.findings))


def plan_again(
    setting: Setting,
    observed: Observed,
    live: LiveState,
    past: Past,
    *,
    causes: frozenset[Cause],
    only: frozenset[GroupKey] | None,
    resources: tuple[ResourceChange, ...] = (),
    undoing: Undoing | None = None,
) -> Plan:
    """A plan from what is known already: of everything, or of the groups in `only` and these `resources`."""
    now = setting.clock()
    inputs = Inputs(
        desired=setting.desired,
        resolved=observed.resolved,
        directory=observed.directory,
        live=live,
        past=past,
        now=now,
        capabilities=setting.capabilities,
        simulated=setting.simulated,
        causes=causes,
        findings=setting.findings,
        is_behind=bool(past.applied_commit) and setting.lacks(past.applied_commit),
        only=only,
        only_resources=None if only is None else frozenset((change.kind, change.key) for change in resources),
    )
    plan = assemble(inputs) if undoing is None else assemble_undo(inputs, undoing)
    plan = replace(plan, policy=policy_version(setting.desired, setting.capabilities, now.date()))
    return replace(plan, fingerprint=fingerprint(plan))
