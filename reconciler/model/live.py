"""What WeCom showed. A group is present, absent, dissolved or unreadable; never a guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, UserId, text_digest
from reconciler.model.resource import Content, LiveKey, ResourceKind
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody in a customer group who does not work here [92122].

    Attributes:
        id: external id, never a person's name.
        is_wechat: a WeChat user; False for somebody of another company on WeCom.
        invitor: the colleague who invited them, None where WeCom does not say.
        state: of the join way they came through, empty otherwise.
    """

    id: str
    is_wechat: bool = True
    invitor: UserId | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class LiveGroup:
    """A group as WeCom shows it: `appchat/get` [98914], `groupchat/get` [92122], the archive [92951], a sheet [101028].

    Attributes:
        owner: empty where there is none, or WeCom does not show it.
        members: people of the company only, the owner among them.
        admins, announcement: None where WeCom does not show them.
        announcement_digest: of an announcement whose text was not kept.
        outsiders: customer groups only, sorted by id.
        nicknames: what people call themselves in a customer group, where they chose something.
        is_inheriting: WeCom is handing the group of a departed owner over [92127].
        is_assumed: nothing shows the group: this is what it was when somebody last vouched for it.
    """

    chat_id: ChatId
    name: str
    owner: UserId
    members: frozenset[UserId]
    type: GroupType = GroupType.APP
    admins: frozenset[UserId] | None = None
    announcement: str | None = None
    announcement_digest: str | None = None
    outsiders: tuple[Outsider, ...] = ()
    nicknames: Mapping[UserId, str] = field(default_factory=dict)
    is_inheriting: bool = False
    is_assumed: bool = False

    @property
    def announced(self) -> str | None:
        """The digest of the announcement, None where WeCom does not show it."""
        return self.announcement_digest if self.announcement is None else text_digest(self.announcement)

    @property
    def shows_owner(self) -> bool:
        """Whether WeCom says who the owner is; of an internal group the archive may not know."""
        return bool(self.owner) or self.type is not GroupType.INTERNAL


@dataclass(frozen=True, slots=True)
class AbsentGroup:
    """WeCom knows no such chat. `dissolved` when it says that the chat once was (49008)."""

    chat_id: ChatId
    dissolved: bool = False


@dataclass(frozen=True, slots=True)
class UnreadableGroup:
    """The chat could not be read: never taken for absent. `foreign` when another application made it (86008)."""

    chat_id: ChatId
    reason: Text
    foreign: bool = False
    remedy: Text | None = None


SeenGroup = LiveGroup | AbsentGroup | UnreadableGroup


@dataclass(frozen=True, slots=True)
class FailedFamily:
    """Why no group of a family could be read, and the next act."""

    what: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class LiveState:
    """Groups by chat id, as seen at `observed_at` (aware).

    Attributes:
        failed: families that could not be read at all, and why; their groups are unreadable, never absent.
        listed: families whose groups were all listed, so that what git does not declare is known too.
        resources: ours around groups, as WeCom shows them; None for one that is gone. Only what was read is in it.
        failed_resources: kinds of resources that could not be read at all, and why.
        contact_people: who may own customer groups [92571]; None where it was not read.
    """

    observed_at: datetime
    groups: Mapping[ChatId, SeenGroup] = field(default_factory=dict)
    failed: Mapping[GroupType, FailedFamily] = field(default_factory=dict)
    listed: frozenset[GroupType] = frozenset()
    contact_people: frozenset[UserId] | None = None
    resources: Mapping[LiveKey, Content | None] = field(default_factory=dict)
    failed_resources: Mapping[ResourceKind, FailedFamily] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ApplicationState:
    """What `agent/get` says of our own application [90227]."""

    name: str
    enabled: bool
    root_in_range: bool
