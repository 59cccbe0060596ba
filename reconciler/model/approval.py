"""Who reviewed a plan's commit and let it be applied, as the code host knows them, and what that comes to."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from reconciler.model.ids import GroupKey, UserId
from reconciler.model.origin import Origin
from reconciler.text import Text


class Separation(StrEnum):
    """What happens when one person stands in two roles."""

    REFUSE = "refuse"
    REPORT = "report"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """What a saved plan needs to be applied: not older than `max_age`, approved by so many others."""

    max_age: timedelta = timedelta(days=7)
    approvals: int = 0
    separation: Separation = Separation.REPORT


class ReviewState(StrEnum):
    """What a reviewer said last."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Review:
    """One review by a login, of one commit."""

    by: str
    commit: str
    state: ReviewState
    at: datetime
    role: str = ""


@dataclass(frozen=True, slots=True)
class EnvironmentApproval:
    """Somebody let the job into its protected environment; GitHub does not say when."""

    by: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the code host says about one pull request, by login.

    `merge_commit` is what it became on the branch it went to, empty before. `writers` are others who wrote some of it:
    a commit on its branch, or the request that it came from.
    """

    head: str
    author: str
    reviews: tuple[Review, ...] = ()
    environment: tuple[EnvironmentApproval, ...] = ()
    merged_by: str = ""
    merge_commit: str = ""
    writers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SelfAdd:
    """Somebody whom the plan lets into a group, or gives it, and who wrote or approved that."""

    user: UserId
    group: GroupKey
    role: str  # member, owner or admin


@dataclass(frozen=True, slots=True)
class Approved:
    """What the evidence comes to.

    Attributes:
        approvers: login and the commit each approved, those that count.
        blocking: why nothing may be applied; empty where it may.
        remarks: what is shown and written down all the same.
        is_separate: nobody stands in two roles and nobody added herself; None where nobody looked.
    """

    author: str = ""
    approvers: tuple[tuple[str, str], ...] = ()
    environment: tuple[str, ...] = ()
    merged_by: str = ""
    merge_commit: str = ""
    self_adds: tuple[SelfAdd, ...] = ()
    is_separate: bool | None = None
    blocking: tuple[Text, ...] = field(default=())
    remarks: tuple[Text, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an apply was made of and who let it through, for the ledger; `approved` None where nobody was asked.

    `undoes` is the id of the apply whose inverse it is, empty otherwise.
    """

    origin: Origin
    policy: str
    approved: Approved | None = None
    undoes: str = ""
