"""What would be done, as data: sortable, printable, savable, refusable. Apply adds no decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reconciler.model.action import Action, Operation
from reconciler.model.change import Change, Meaning
from reconciler.model.finding import Finding, Place
from reconciler.model.freeze import Freeze
from reconciler.model.group import Enrolment, GroupType
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import ManualStep, StepEnd
from reconciler.model.origin import Origin, PolicyVersion
from reconciler.model.reorganisation import Reorganisation
from reconciler.model.resource import Fate, ResourceChange
from reconciler.model.undo import Undoes
from reconciler.text import Text

PLAN_FORMAT = 2


@dataclass(frozen=True, slots=True)
class Blocked:
    """Wanted, but refused by a guard or by the state of things; `changes` are what is held back.

    `group` None: the whole run is concerned. `number` and `limit` are what was counted and what is allowed, if the
    guard counts.
    """

    guard: str
    what: Text
    remedy: Text
    group: GroupKey | None = None
    number: int | None = None
    limit: int | None = None
    changes: tuple[Change, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Impossible:
    """Asked for, but WeCom has no way at all."""

    group: GroupKey
    field: str
    what: Text


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the next enrolment of a group would do besides: people who join and leave, other fields that change."""

    membership: Enrolment
    joins: int = 0
    leaves: int = 0
    fields: int = 0

    @property
    def is_idle(self) -> bool:
        """Whether it would change nothing."""
        return not (self.joins or self.leaves or self.fields)


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """Everything about one group that is worth showing.

    Attributes:
        exists: whether WeCom has the group now.
        size: people in the live group now; 0 if it does not exist.
        changes: will be done by API.
        reported: seen but not done, because the group is only observed or drift is only reported.
        undeclared: people in the live group whom nobody declared and who stay.
        waiting: changes that another command does (intent changes during drift correction).
        by_hand: differences that WeCom lets no API change: manual steps stand for them.
        next_step: what the next enrolment would do, None where there is none.
    """

    key: GroupKey
    name: str
    type: GroupType
    chat_id: ChatId
    membership: Enrolment
    exists: bool
    size: int
    owner: UserId | None
    changes: tuple[Change, ...] = ()
    reported: tuple[Change, ...] = ()
    undeclared: tuple[UserId, ...] = ()
    waiting: tuple[Change, ...] = ()
    by_hand: tuple[Change, ...] = ()
    next_step: NextStep | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """Calls of each shared quota: needed by this plan, already used by us in the window, and allowed."""

    updates: int = 0
    updates_used: int = 0
    updates_allowed: int = 0
    creations: int = 0
    creations_used: int = 0
    creations_allowed: int = 0
    messages: int = 0
    deferred: int = 0
    transfers: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """Calls that are due together, from `at` on; how many of each operation, in the order of `OPERATIONS`."""

    at: datetime
    calls: tuple[tuple[Operation, int], ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What people will notice.

    Attributes:
        lines: per group, how many join, leave, rename and owner lines its chat will print.
        receivers: per group, how many people get a message.
        quiet: actions that wait, because they fall into quiet hours.
        until: when those quiet hours end.
    """

    lines: tuple[tuple[GroupKey, int], ...] = ()
    receivers: tuple[tuple[GroupKey, int], ...] = ()
    quiet: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The first line: who and how many are touched. `largest_loss` is the group that loses most and how many."""

    groups: int = 0
    people: int = 0
    creations: int = 0
    renames: int = 0
    owners: int = 0
    joins: int = 0
    leaves: int = 0
    largest_loss: tuple[GroupKey, int] | None = None


@dataclass(frozen=True, slots=True)
class NeededApproval:
    """What somebody still has to approve before this is merged: in which roles, who could, and of what.

    `people` are ids, masked where company.yaml hides them; empty where nobody is left.
    """

    roles: tuple[str, ...]
    people: tuple[str, ...]
    words: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """The ordered whole. `fingerprint` is a digest of its meaning, not of its text or time.

    `scope` lists the causes this plan acts on. `resources` are differences around groups, whatever becomes of them.
    `people` names everyone mentioned: id as written, name, department; empty where company.yaml hides names. `names`
    are the names of all groups mentioned. `in_line` are the groups found as git asks, each with its baseline's digest.
    `ended_steps` are open manual steps that live shows as done, or that nothing asks for any more. `reorganisations`
    are departments that git looks for where they are not. `failed` are families of groups that could not be read at
    all. `waived` findings are covered by reviewed waivers; `not_run` are rules that would need more than was read.
    `ready` are observed groups for which the next step of enrolment would
    change nothing. `stages` are all the actions by when they can be made; one stage means at once or all of them later.
    `policy` is what decided, `origin` the commits and documents it was made of; `approvals` are what the changes of the
    branch need, None where nobody compared it with its base. The code host may know of some that are given.
    `undoes` is the apply whose inverse it is.
    `waiting_already` are the meanings of changes in groups that the base commit asks for as well, sorted; None where
    nobody compared.
    `snapshot_at` is the moment of the snapshot that the plan was made from: live may have moved since, and it is never
    applied. None: it was made from WeCom itself.
    """

    corp_id: str
    agent_id: str
    simulated: bool
    now: datetime
    scope: tuple[str, ...] = ()
    groups: tuple[GroupPlan, ...] = ()
    resources: tuple[ResourceChange, ...] = ()
    actions: tuple[Action, ...] = ()
    manual: tuple[ManualStep, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    findings: tuple[Finding, ...] = ()
    budget: Budget = Budget()
    stages: tuple[Stage, ...] = ()
    forecast: Forecast = Forecast()
    summary: Summary = Summary()
    read: int = 0
    unchanged: int = 0
    waived: int = 0
    not_run: tuple[str, ...] = ()
    ended_steps: tuple[tuple[str, StepEnd], ...] = ()
    failed: tuple[GroupType, ...] = ()
    reorganisations: tuple[Reorganisation, ...] = ()
    frozen: Freeze | None = None
    in_line: Mapping[GroupKey, str] = field(default_factory=dict)
    ready: tuple[GroupKey, ...] = ()
    people: Mapping[UserId, tuple[str, str, str]] = field(default_factory=dict)
    names: Mapping[GroupKey, str] = field(default_factory=dict)
    policy: PolicyVersion = field(default_factory=PolicyVersion)
    origin: Origin = field(default_factory=Origin)
    approvals: tuple[NeededApproval, ...] | None = None
    undoes: Undoes | None = None
    waiting_already: tuple[Meaning, ...] | None = None
    snapshot_at: datetime | None = None
    fingerprint: str = ""

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything that will be done by API."""
        return tuple(change for group in self.groups for change in group.changes)

    @property
    def acted_resources(self) -> tuple[ResourceChange, ...]:
        """What will be done around groups by API."""
        return tuple(change for change in self.resources if change.fate is Fate.ACTED)

    @property
    def new_manual(self) -> tuple[ManualStep, ...]:
        """Manual steps nobody has been told of yet."""
        return tuple(step for step in self.manual if step.since is None)

    @property
    def is_converged(self) -> bool:
        """Nothing to do by API and nothing held back."""
        return not self.actions and not self.blocked

    @property
    def is_empty(self) -> bool:
        """Nothing to do by API, nothing new for a person, nothing held back."""
        return self.is_converged and not self.new_manual
