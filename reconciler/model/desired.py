"""Everything git asks for, as written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from reconciler.model.company import Company, DriftMode
from reconciler.model.finding import Place
from reconciler.model.group import Classification, Enrolment, GroupSpec, Nicknames, Review
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.notice import Activity, Notice, Task
from reconciler.model.sanction import Sanction, Step
from reconciler.model.words import WordRule


@dataclass(frozen=True, slots=True)
class DepartmentSpec:
    """`department.yaml`: a department's people who may decide. `department_id` is its id in the address book."""

    key: str
    name: str
    department_id: str
    place: Place = field(compare=False)
    head: UserId | None = None
    deputy: UserId | None = None
    delegates: tuple[UserId, ...] = ()
    sensitive_words: tuple[WordRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """Defaults that a category or a classification brings. Absent values are left to the next profile."""

    key: str
    place: Place = field(compare=False)
    extends: str | None = None
    category: str | None = None
    classification: Classification | None = None
    membership: Enrolment | None = None
    drift: DriftMode | None = None
    permissions: Mapping[str, str | bool] = field(default_factory=dict)
    rulesets: tuple[str, ...] | None = None
    max_members: int | None = None
    review: Review | None = None
    policy: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    default_classification: Classification | None = None
    nicknames: Nicknames | None = None


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A version of rules (群规). `text` is what the group reads; `clauses` are the document's clause ids.

    `acknowledgement` asks every member to say that they have read it (F8.1); `ladder` are its sanctions, in order.
    """

    key: str
    version: str
    title: str
    text: str
    effective_from: date
    place: Place = field(compare=False)
    issued_by: str | None = None
    approver: UserId | None = None
    supersedes: str | None = None
    extends: str | None = None
    clauses: tuple[str, ...] = ()
    acknowledgement: bool = False
    ladder: tuple[Step, ...] = ()
    review: Review | None = None


class GuardName(StrEnum):
    """The guards an override can lift (design §6)."""

    REMOVALS_PER_GROUP = "removals-per-group"
    REMOVALS_PER_RUN = "removals-per-run"
    REMOVALS_PER_DAY = "removals-per-day"
    GROUPS_TOUCHED = "groups-touched"
    DIRECTORY_MOVE = "directory-move"
    PROTECTED_GROUP = "protected-group"
    PROTECTED_PERSON = "protected-person"
    LAST_ADMIN = "last-admin"
    EMPTY_SELECTOR = "empty-selector"
    DIRECTORY_SHRUNK = "directory-shrunk"
    DOCUMENTS_MISSING = "documents-missing"
    OLDER_CHECKOUT = "older-checkout"
    VANISHED_DOCUMENT = "vanished-document"
    LEDGER_LOST = "ledger-lost"


@dataclass(frozen=True, slots=True)
class Override:
    """A guard's limit lifted by review: up to `limit`, until the end of `until`.

    `group` is None for guards that look at the whole run.
    """

    guard: GuardName
    limit: int
    reason: str
    approver: UserId
    until: date
    place: Place = field(compare=False)
    group: GroupKey | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule set aside by review for one group, department or profile, until the end of `until`."""

    rule: str
    reason: str
    approver: UserId
    until: date
    place: Place = field(compare=False)
    group: GroupKey | None = None
    department: str | None = None
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class DesiredState:
    """All valid documents under the root, each kind sorted by key.

    `broken` are the keys and files of documents that exist but could not be used: they are never taken for absent.
    """

    company: Company
    groups: tuple[GroupSpec, ...] = ()
    departments: Mapping[str, DepartmentSpec] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    rulesets: Mapping[str, Ruleset] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    notices: tuple[Notice, ...] = ()
    tasks: tuple[Task, ...] = ()
    activities: tuple[Activity, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    broken: tuple[str, ...] = ()
