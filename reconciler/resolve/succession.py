"""Who runs a group whose owner has left the company or was revoked, until git names somebody."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from reconciler.model.directory import Directory, PersonStatus
from reconciler.model.group import GroupSpec, GroupType, SelectorKind
from reconciler.model.ids import UserId, user_id
from reconciler.model.record import Past
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Succession:
    """Who follows, None where nobody may; `passed` are those who come first and may not, each with the reason."""

    heir: UserId | None
    passed: tuple[tuple[UserId, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """What keeps people from running one group.

    Attributes:
        revoked: they stay out of every group.
        ousted: a sanction puts them out of this one.
        expired: their only lines in it have passed their end.
        contact_people: who may own customer groups [92571]; None where that was not read.
    """

    revoked: AbstractSet[UserId] = field(default_factory=frozenset)
    ousted: AbstractSet[UserId] = field(default_factory=frozenset)
    expired: AbstractSet[UserId] = field(default_factory=frozenset)
    contact_people: frozenset[UserId] | None = None


def has_left(user: UserId, directory: Directory, past: Past, now: datetime, grace: timedelta) -> bool:
    """Whether somebody has been missing from the address book for as long as it takes to count as departed."""
    return user in directory.absent and now - past.missing_since.get(user, now) >= grace


def succession_of(spec: GroupSpec, directory: Directory, bars: Bars) -> Succession:
    """The deputy, else the first admin who can run the group; whoever is not in it yet joins with the handover.

    The same in every run, so that a group is handed over once. WeCom would choose at random (wecom-api §4.1).
    """
    passed: list[tuple[UserId, Text]] = []
    for user in _in_turn(spec):
        reason = _bar(user, spec, directory, bars)
        if reason is None:
            return Succession(user, tuple(passed))
        passed.append((user, reason))
    return Succession(None, tuple(passed))


def _in_turn(spec: GroupSpec) -> Iterator[UserId]:
    """Everybody once, and never whom somebody has to follow."""
    named = [*(() if spec.deputy is None else (spec.deputy,)), *(spec.admins or ())]
    yield from (user for user in dict.fromkeys(named) if user != spec.owner)


def _bar(user: UserId, spec: GroupSpec, directory: Directory, bars: Bars) -> Text | None:
    """Why somebody may not own the group; None where they may."""
    person = directory.people.get(user)
    if person is None:
        return _UNKNOWN
    if person.status is not PersonStatus.ACTIVATED:
        return _STATUS[person.status]
    excepted = {user_id(line.value) for line in spec.excepted if line.kind is SelectorKind.USER}
    for people, reason in (
        (bars.revoked, _REVOKED),
        (bars.ousted, _OUSTED),
        (excepted, _EXCEPTED),
        (bars.expired - set(spec.admins or ()), _EXPIRED),
    ):
        if user in people:
            return reason
    needs_contact = spec.type is GroupType.CUSTOMER and bars.contact_people is not None
    return _NO_CONTACT if needs_contact and user not in (bars.contact_people or ()) else None


_UNKNOWN = Text(
    "通讯录里没有：已离职，或不在应用的可见范围内",
    "not in the address book: left, or outside the application's range",
)
_STATUS = {
    PersonStatus.DISABLED: Text("账号已停用", "the account is disabled"),
    PersonStatus.NOT_ACTIVATED: Text("账号还没有激活", "the account is not activated yet"),
    PersonStatus.LEFT: Text("已离职", "has left"),
}
_REVOKED = Text("已被紧急移出", "was revoked")
_OUSTED = Text("按处分要出群", "a sanction puts them out of the group")
_EXCEPTED = Text("写在本群的 except 里", "stands under except: in the file")
_EXPIRED = Text("在本群的期限已过", "their time in the group is over")
_NO_CONTACT = Text(
    "没有客户联系权限，当不了客户群的群主", "may not use customer contact, so cannot own a customer group"
)
