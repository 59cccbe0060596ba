"""A valid `kind: group` tree → `GroupSpec`."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from reconciler.model.company import DriftMode
from reconciler.model.finding import Place
from reconciler.model.group import (
    Classification,
    Enrolment,
    Feedback,
    GroupSpec,
    GroupType,
    JoinWay,
    Lifecycle,
    Link,
    ManagedBy,
    Nicknames,
    Partner,
    Review,
    Scene,
    Selector,
    SelectorKind,
    Welcome,
)
from reconciler.model.ids import ChatId, GroupKey, UserId, user_id
from reconciler.source.build_company import days_of

_SELECTORS: Final = {kind.value: kind for kind in SelectorKind}


class GroupBuilder:
    """Builds groups; what many groups share (people, values of settings) exists once."""

    def __init__(self) -> None:
        self._users: dict[str, Selector] = {}
        self._ids: dict[str, UserId] = {}

    def build(self, tree: dict[str, Any], file: str) -> GroupSpec:
        """The group of a tree that the schema accepts."""
        get = tree.get
        members = get("members")
        return GroupSpec(
            key=GroupKey(tree["key"]),
            type=GroupType(tree["type"]),
            name=tree["name"],
            owner=self._id(tree["owner"]),
            place=Place(file),
            purpose=get("purpose"),
            category=get("category"),
            classification=_classification(get("classification")),
            department=get("department"),
            admins=None if "admins" not in tree else self._ids_of(tree["admins"]),
            deputy=self._id(tree["deputy"]) if "deputy" in tree else None,
            members=None if members is None else self.selectors(members),
            excepted=self.selectors(get("except", ())),
            membership=_enrolment(get("membership")),
            permissions=get("permissions", {}),
            rulesets=None if "rulesets" not in tree else tuple(tree["rulesets"]),
            announcement=get("announcement"),
            avatar=get("avatar"),
            background=get("background"),
            max_members=max_members_of(tree),
            drift=_drift(get("drift")),
            review=review_of(tree),
            lifecycle=Lifecycle(get("lifecycle", "active")),
            labels=get("labels", {}),
            chat_id=ChatId(tree["chat_id"]) if "chat_id" in tree else None,
            generation=int(get("generation", 1)),
            partners=tuple(self._partner(entry) for entry in tree["partners"]) if "partners" in tree else None,
            feedback=self._feedback(tree["feedback"]) if "feedback" in tree else None,
            webhook_env=get("webhook_env"),
            archive_room=ChatId(tree["archive_room"]) if "archive_room" in tree else None,
            doc=get("doc"),
            managed_by=ManagedBy(tree["managed_by"]) if "managed_by" in tree else None,
            nicknames=nicknames_of(tree),
            join=tuple(_join_way(entry) for entry in get("join", ())),
            welcome=_welcome(tree["welcome"]) if "welcome" in tree else None,
        )

    def _ids_of(self, written: Iterable[str]) -> tuple[UserId, ...]:
        return tuple(self._id(one) for one in written)

    def _id(self, written: str) -> UserId:
        known = self._ids.get(written)
        if known is None:
            known = self._ids[written] = user_id(written)
        return known

    def _partner(self, entry: dict[str, Any]) -> Partner:
        return Partner(
            name=entry["name"],
            company=entry["company"],
            sponsor=self._id(entry["sponsor"]) if "sponsor" in entry else None,
            until=date.fromisoformat(entry["until"]) if "until" in entry else None,
        )

    def _feedback(self, entry: dict[str, Any]) -> Feedback:
        within = entry.get("respond_within")
        return Feedback(self._id(entry["contact"]), None if within is None else days_of(within))

    def selectors(self, lines: Iterable[Any]) -> tuple[Selector, ...]:
        """Lines under `members:`, `except:` or `participants:`."""
        users = self._users
        built: list[Selector] = []
        for line in lines:
            if type(line) is str:
                plain = users.get(line)
                if plain is None:
                    plain = users[line] = Selector(SelectorKind.USER, line)
                built.append(plain)
            else:
                built.append(_selector(line))
        return tuple(built)


def _selector(line: dict[str, Any]) -> Selector:
    name = "user" if "user" in line else next(name for name in _SELECTORS if name in line)
    until = line.get("until")
    return Selector(
        _SELECTORS[name],
        line[name],
        sub_departments=line.get("sub_departments", True),
        until=date.fromisoformat(until) if until is not None else None,
        reason=line.get("reason"),
    )


def _join_way(tree: dict[str, Any]) -> JoinWay:
    return JoinWay(
        key=tree["key"],
        auto_create_room=tree["auto_create_room"],
        scene=Scene(tree.get("scene", "qr")),
        remark=tree.get("remark", ""),
        room_base_name=tree.get("room_base_name", ""),
        room_base_id=int(tree.get("room_base_id", 1)),
        state=tree.get("state", ""),
        also=tuple(GroupKey(key) for key in tree.get("also", ())),
    )


def _welcome(tree: dict[str, Any]) -> Welcome:
    link = tree.get("link")
    return Welcome(tree.get("text", ""), None if link is None else Link(**link))


def max_members_of(tree: dict[str, Any]) -> int | None:
    """`limits.max_members` of a group or of a profile's defaults."""
    number = tree.get("limits", {}).get("max_members")
    return None if number is None else int(number)


def review_of(tree: dict[str, Any]) -> Review | None:
    """`review` of a group, of a rule set or of a profile's defaults."""
    review = tree.get("review")
    if review is None:
        return None
    last = review.get("last")
    return Review(days_of(review["every"]), date.fromisoformat(last) if last is not None else None)


def nicknames_of(tree: dict[str, Any]) -> Nicknames | None:
    """`nicknames` of a group or of a profile's defaults."""
    return Nicknames(tree["nicknames"]) if "nicknames" in tree else None


def _classification(word: str | None) -> Classification | None:
    return None if word is None else Classification(word)


def _enrolment(word: str | None) -> Enrolment | None:
    return None if word is None else Enrolment(word)


def _drift(word: str | None) -> DriftMode | None:
    return None if word is None else DriftMode(word)
