"""Company-wide settings: who we are at WeCom and how much one run may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from reconciler.model.approval import ReviewTerms
from reconciler.model.finding import Place
from reconciler.model.freeze import Freeze
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.quiet_hours import QuietHours
from reconciler.model.retention import Retention
from reconciler.model.windows import Windows
from reconciler.model.words import WordRule
from reconciler.model.working_calendar import WorkingCalendar
from reconciler.text import Language

APP_SEAT = 1  # the application counts among the members of its group [90245]
HARD_CAP = 2000  # seats in any app group [90245]


class DriftMode(StrEnum):
    """What is done when live moved although git did not."""

    CORRECT = "correct"
    REPORT = "report"
    ADOPT = "adopt"


class Visibility(StrEnum):
    """Whether names may be shown: only where the repository is private."""

    PRIVATE = "private"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class RemovalLimit:
    """How many people may leave at once: refused when more than `number`, or more than `share` percent.

    `free` people may always leave, so that the share does not forbid every change of a small group.
    """

    share: int
    number: int
    free: int

    def allows(self, leaving: int, of: int) -> bool:
        """Whether `leaving` of `of` people may leave."""
        if leaving <= self.free:
            return True
        return leaving <= self.number and leaving * 100 <= self.share * of


@dataclass(frozen=True, slots=True)
class GuardLimits:
    """Limits of one plan (design §6). All counted before overrides.

    `people_missing` and `documents_missing` are what an address book or a checkout may have lost before nothing at all
    is done; `failures_in_a_row` ends a run under way.
    """

    removals_per_group: RemovalLimit = RemovalLimit(share=34, number=20, free=1)
    removals_per_run: RemovalLimit = RemovalLimit(share=10, number=100, free=2)
    removals_per_day: RemovalLimit = RemovalLimit(share=20, number=200, free=4)
    people_missing: RemovalLimit = RemovalLimit(share=20, number=500, free=2)
    documents_missing: RemovalLimit = RemovalLimit(share=20, number=100, free=1)
    groups_touched: int = 200
    groups_per_directory_move: int = 5
    protected: frozenset[GroupKey] = frozenset()
    protected_people: frozenset[UserId] = frozenset()
    failures_in_a_row: int = 5


@dataclass(frozen=True, slots=True)
class Budgets:
    """Calls we may use of quotas that all applications of the corp share [90312]; what others need is taken off."""

    updates_per_hour: int = 900
    creations_per_day: int = 900


@dataclass(frozen=True, slots=True)
class Governance:
    """Who approves everywhere (D3.1) and whether one of them must sit in every group."""

    people: tuple[UserId, ...] = ()
    tag: str | None = None
    membership_required: bool = False


@dataclass(frozen=True, slots=True)
class Connection:
    """How WeCom is reached; companies often go through a proxy with a fixed address (60020)."""

    base_url: str = "https://qyapi.weixin.qq.com"
    proxy: str | None = None
    timeout_s: float = 10.0
    concurrency: int = 8


@dataclass(frozen=True, slots=True)
class FormalEmployee:
    """How a formal employee is told in the address book (E2.2); WeCom has no built-in field for it (wecom-api-2 §4).

    One of them is set: people with a tag, people below a department (path or id), or people whose extended attribute
    has one of these values.
    """

    tag: str | None = None
    department: str | None = None
    attribute: str | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivitySource:
    """The archive system's export: a CSV or JSON Lines file, relative to the root."""

    file: str
    format: str = "csv"


@dataclass(frozen=True, slots=True)
class LedgerHome:
    """Where the past is kept: in a directory, relative to the root, or in a branch at a remote of its repository.

    `retain` says for how long; None is for ever.
    """

    directory: str = "../.ledger"
    branch: str | None = None
    remote: str = "origin"
    retain: Retention | None = None


@dataclass(frozen=True, slots=True)
class Callback:
    """Where WeCom sends events, and the names of the variables with token and key (wecom-api §10)."""

    url: str
    token_env: str
    key_env: str


@dataclass(frozen=True, slots=True)
class StepTerms:
    """When a manual step is due, and who hears of it again; all counted from when its person was told.

    The person is reminded at `due`; then the head of the department hears of it, then the governance role.
    """

    due: timedelta = timedelta(days=3)
    escalate: timedelta = timedelta(days=7)
    govern: timedelta = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Company:
    """`company.yaml`. `secret_env` names the environment variable with the application's secret.

    `customer_secret_env` and `archive_secret_env` name those of other secrets, where customer contact is another
    application's and where the message archive is on. `secrets_rotated` is when they were last renewed.
    `watch_customers`: list customer groups though git declares none.

    `people` are user ids by folded login of the code host.

    `policy` are options of rules by rule id; `severities` lowers rules to `warning` or `note`.
    """

    name: str
    corp_id: str
    agent_id: str
    secret_env: str
    zone: ZoneInfo
    place: Place = field(compare=False)
    language: Language = "zh"
    visibility: Visibility = Visibility.PRIVATE
    quiet_hours: QuietHours | None = None
    windows: Windows | None = None
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    freeze: Freeze | None = None
    governance: Governance = Governance()
    member_cap: int = HARD_CAP
    departed_grace: timedelta = timedelta(days=1)
    drift: DriftMode = DriftMode.CORRECT
    guards: GuardLimits = GuardLimits()
    budgets: Budgets = Budgets()
    connection: Connection = Connection()
    secrets_rotated: date | None = None
    ledger: LedgerHome = LedgerHome()
    unreviewed_apply: bool = False
    review: ReviewTerms = field(default_factory=ReviewTerms)
    people: Mapping[str, UserId] = field(default_factory=dict)
    formal_employee: FormalEmployee | None = None
    activity: ActivitySource | None = None
    customer_secret_env: str | None = None
    archive_secret_env: str | None = None
    watch_customers: bool = False
    console_admins: tuple[UserId, ...] = ()
    step_terms: StepTerms = StepTerms()
    callback: Callback | None = None
    sensitive_words: tuple[WordRule, ...] = ()
    policy: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)

    @property
    def people_cap(self) -> int:
        """Most people one app group can hold: the application itself takes a seat."""
        return min(self.member_cap, HARD_CAP) - APP_SEAT
