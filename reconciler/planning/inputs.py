"""Everything that a plan is made of."""

from dataclasses import dataclass
from datetime import datetime

from reconciler.model.capability import CapabilityTable
from reconciler.model.change import EMERGENCY, Cause
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory
from reconciler.model.finding import Finding
from reconciler.model.freeze import Freeze
from reconciler.model.ids import GroupKey
from reconciler.model.live import LiveState
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedState
from reconciler.model.resource import ResourceKey
from reconciler.planning.scope import ALL_CAUSES
from reconciler.planning.times import frozen_at, waits_until


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
        is_behind: the documents are of a version without what was applied last.
        only: these groups alone are planned (an apply that re-reads what it touches): guards that look for what is
            missing from the whole are left out. `only_resources`: as `only`, for what is around groups.
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
    is_behind: bool = False
    only: frozenset[GroupKey] | None = None
    only_resources: frozenset[ResourceKey] | None = None

    @property
    def is_emergency(self) -> bool:
        """Only revoked people are taken out, and nothing but the safety of the group holds that."""
        return self.causes == EMERGENCY

    @property
    def quiet_until(self) -> datetime | None:
        """When what may wait is done; None = now."""
        return None if self.is_emergency else waits_until(self.desired.company, self.now)

    @property
    def frozen(self) -> Freeze | None:
        """The freeze that holds this run back."""
        return None if self.is_emergency else frozen_at(self.desired.company, self.now)
