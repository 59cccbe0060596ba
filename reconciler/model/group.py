"""What git asks of one group, before profiles and selectors are worked out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reconciler.model.company import DriftMode
from reconciler.model.finding import Place
from reconciler.model.ids import ChatId, GroupKey, UserId, derive_chat_id, user_id


class GroupType(StrEnum):
    """Which family of WeCom groups: they share almost no API (wecom-api §1)."""

    APP = "app"
    CUSTOMER = "customer"
    INTERNAL = "internal"
    SHEET = "sheet"


class Enrolment(StrEnum):
    """How far membership is managed: `membership:` in YAML."""

    OBSERVE = "observe"
    ADDITIVE = "additive"
    STRICT = "strict"


class Lifecycle(StrEnum):
    """Where a group stands in its life."""

    ACTIVE = "active"
    FROZEN = "frozen"
    RETIRING = "retiring"
    RETIRED = "retired"


class Classification(StrEnum):
    """Public inside the company, or confidential (F3)."""

    PUBLIC = "public"
    CONFIDENTIAL = "confidential"


class ManagedBy(StrEnum):
    """Internal groups that WeCom itself fills (wecom-api-2 §9): labelled here, never managed."""

    DEPARTMENT = "department"  # 部门群
    ALL_STAFF = "all-staff"  # 全员群


class Nicknames(StrEnum):
    """What people are asked to call themselves in a group (D1.2)."""

    REAL_NAME = "real_name"


class SelectorKind(StrEnum):
    """What a line under `members:` names."""

    USER = "user"
    DEPARTMENT = "department"
    TAG = "tag"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Selector:
    """One line under `members:` or `except:`.

    `value` is as written: a user id, a department's path or id, a tag's name, a group's key.
    `until` is the last day on which the line holds; absent = no end.
    """

    kind: SelectorKind
    value: str
    sub_departments: bool = True
    until: date | None = None
    reason: str | None = None

    @property
    def words(self) -> str:
        """Canonical text, the same however the line is written; used to see whether git moved."""
        depth = "" if self.sub_departments else "/."
        value = user_id(self.value) if self.kind is SelectorKind.USER else self.value
        return f"{self.kind}:{value}{depth}"


@dataclass(frozen=True, slots=True)
class Review:
    """How often the group is looked at again, and when it last was (E6.3)."""

    every_days: int
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody of another company, in customer groups only (A6): who answers for them, and until when."""

    name: str
    company: str
    sponsor: UserId | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """Whom to turn to, and how soon they answer (B7, E4.3, H3.3)."""

    contact: UserId
    respond_within_days: int | None = None


class Scene(StrEnum):
    """What a way in shows itself as [92229]."""

    QR = "qr"
    MINI_PROGRAM = "mini_program"


@dataclass(frozen=True, slots=True)
class JoinWay:
    """A way into a customer group and up to four `also`; `auto_create_room` makes a further group when all are full."""

    key: str
    auto_create_room: bool
    scene: Scene = Scene.QR
    remark: str = ""
    room_base_name: str = ""
    room_base_id: int = 1
    state: str = ""
    also: tuple[GroupKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A page: `title` at most 128 bytes, `desc` 512."""

    title: str
    url: str
    picurl: str = ""
    desc: str = ""


@dataclass(frozen=True, slots=True)
class Welcome:
    """What somebody who comes in reads: words of at most 3000 bytes, a page, or both [92366]."""

    text: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """A `kind: group` document. `None` for a field means git does not speak about it: unmanaged.

    `members` None = people are unmanaged apart from owner and admins; `()` = nobody but them. `partners` `()` = nobody
    from outside at all.
    `permissions` holds only what is written, by name; values are as in the schema. `archive_room` is the id that an
    internal group has in the message archive, `doc` the smartsheet whose automation made a sheet group.
    """

    key: GroupKey
    type: GroupType
    name: str
    owner: UserId
    place: Place = field(compare=False)
    purpose: str | None = None
    category: str | None = None
    classification: Classification | None = None
    department: str | None = None
    admins: tuple[UserId, ...] | None = None
    deputy: UserId | None = None
    members: tuple[Selector, ...] | None = None
    excepted: tuple[Selector, ...] = ()
    membership: Enrolment | None = None
    permissions: Mapping[str, str | bool] = field(default_factory=dict)
    rulesets: tuple[str, ...] | None = None
    announcement: str | None = None
    avatar: str | None = None
    background: str | None = None
    max_members: int | None = None
    drift: DriftMode | None = None
    review: Review | None = None
    lifecycle: Lifecycle = Lifecycle.ACTIVE
    labels: Mapping[str, str] = field(default_factory=dict)
    chat_id: ChatId | None = None
    generation: int = 1
    partners: tuple[Partner, ...] | None = None
    feedback: Feedback | None = None
    webhook_env: str | None = None
    archive_room: ChatId | None = None
    doc: str | None = None
    managed_by: ManagedBy | None = None
    nicknames: Nicknames | None = None
    join: tuple[JoinWay, ...] = ()
    welcome: Welcome | None = None

    def identity(self, corp_id: str) -> ChatId:
        """What stands for the group at WeCom and in the ledger: the id it has there, or one derived from its key.

        WeCom takes the derived id only for app groups; for the others it stands until the real one is written down.
        """
        return self.chat_id or self.archive_room or derive_chat_id(corp_id, self.key, self.generation)

    @property
    def is_unseen(self) -> bool:
        """Nothing shows this group: an internal one that the archive is not asked for (wecom-api §9)."""
        return self.type is GroupType.INTERNAL and self.archive_room is None

    @property
    def is_unlinked(self) -> bool:
        """A customer or sheet group whose id at WeCom is not written down yet: to be made by hand."""
        return self.type in {GroupType.CUSTOMER, GroupType.SHEET} and self.chat_id is None
