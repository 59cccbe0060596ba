"""Which parts of a resource differ between git and WeCom, as far as WeCom shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from reconciler.model.ids import ChatId, UserId
from reconciler.model.resource import Content, ResourceKind

MOST_GROUPS = 5  # of one way in [92229]


@dataclass(frozen=True, slots=True)
class Sight:
    """What tells a difference from something that WeCom does not show.

    Attributes:
        declared: chats of every group in git: others in a way in are those that it made itself when all were full.
        people, departments: whom customer contact sees; None where another application's secret is used, so that
            somebody who does not show up may only be out of its sight [95097].
    """

    declared: frozenset[ChatId]
    people: frozenset[UserId] | None = None
    departments: frozenset[int] | None = None


def differing(kind: ResourceKind, wanted: Content, shown: Content, sight: Sight) -> tuple[str, ...]:
    """Names of the parts that differ, sorted; () for equal."""
    match kind:
        case ResourceKind.JOIN_WAY:
            parts = [name for name in wanted if not _is_same_way(name, wanted, shown, sight)]
        case ResourceKind.WORDS:
            parts = [name for name in wanted if not _is_same_rule(name, wanted, shown, sight)]
        case _:
            parts = [name for name in wanted if not _is_same_page(wanted[name], shown.get(name))]
    return tuple(sorted(parts))


def to_write(kind: ResourceKind, wanted: Content, shown: Content, sight: Sight) -> Content:
    """What an overwriting call has to say so that nothing is lost that WeCom added by itself.

    Groups that a full way in made stay in it as far as its five places go, and it goes on counting where it stands.
    """
    if kind is not ResourceKind.JOIN_WAY:
        return wanted
    ours = texts(wanted, "groups")
    made = [chat for chat in texts(shown, "groups") if chat not in sight.declared]
    number = max(number_of(wanted, "room_base_id"), number_of(shown, "room_base_id"))
    return {**wanted, "groups": [*ours, *made[: MOST_GROUPS - len(ours)]], "room_base_id": number}


def _is_same_way(name: str, wanted: Content, shown: Content, sight: Sight) -> bool:
    if name == "groups":
        ours, there = set(texts(wanted, name)), set(texts(shown, name))
        return ours <= there and not (there - ours) & sight.declared
    if name == "room_base_id" and wanted.get("auto_create_room"):
        return number_of(shown, name) >= number_of(wanted, name)  # it counts up as it makes groups
    if name in {"room_base_id", "room_base_name"} and not wanted.get("auto_create_room"):
        return True  # without effect, and WeCom need not keep it
    return wanted[name] == shown.get(name)


def _is_same_rule(name: str, wanted: Content, shown: Content, sight: Sight) -> bool:
    visible: Mapping[str, frozenset[UserId] | frozenset[int] | None] = {
        "users": sight.people,
        "departments": sight.departments,
    }
    if name not in visible:
        return wanted[name] == shown.get(name)
    ours, there, seen = set(_list(wanted, name)), set(_list(shown, name)), visible[name]
    missing = ours - there
    return there <= ours and (seen is None or missing.isdisjoint(seen))


def _is_same_page(wanted: object, shown: object) -> bool:
    """A picture is told by an address that WeCom may choose anew: no part of a comparison [92366]."""
    if not isinstance(wanted, Mapping) or not isinstance(shown, Mapping):
        return wanted == shown
    return all(wanted[name] == shown.get(name) for name in wanted if name != "picurl")


def _list(content: Content, name: str) -> list[object]:
    value = content.get(name)
    return value if isinstance(value, list) else []


def texts(content: Content, name: str) -> list[str]:
    """A part that is a list of texts."""
    return [str(each) for each in _list(content, name)]


def number_of(content: Content, name: str) -> int:
    """A part that is a number."""
    value = content.get(name, 0)
    return value if isinstance(value, int) else 0
