"""Changing who is in a group by one call: the same rules for app groups [98913] and sheet groups [101029]."""

from dataclasses import dataclass, replace

from reconciler.simulator.call import Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.contacts.users import USER_ID


@dataclass(frozen=True, slots=True)
class Wish:
    """What an update asks for; the keys of both dictionaries are folded ids, `owner` is empty when it stays."""

    owner: str
    added: dict[str, str]
    removed: dict[str, str]


def read_wish(call: Call, most: int) -> Wish:
    """`owner`, `add_user_list` and `del_user_list` of the body; ids in both lists are settled by switch.

    Raises: Refusal 40058 a list longer than `most` or an id in both lists (switch), 86005 owner malformed.
    """
    body = call.body
    owner, adds, dels = body.text("owner"), body.texts("add_user_list"), body.texts("del_user_list")
    if max(len(adds), len(dels)) > most:
        raise Refusal(40058)
    if owner and not USER_ID.fullmatch(owner):
        raise Refusal(86005)
    return Wish(owner, distinct(adds), distinct(dels))


def settled(call: Call, wish: Wish) -> Wish:
    """Decide about ids that are in both lists, by switch. Raises: Refusal 40058."""
    both = wish.added.keys() & wish.removed.keys()
    if not both:
        return wish
    habit = call.switch("add_and_del")
    if habit == "refuse":
        raise Refusal(40058)
    if habit == "del-wins":
        return replace(wish, added={key: each for key, each in wish.added.items() if key not in both})
    return replace(wish, removed={key: each for key, each in wish.removed.items() if key not in both})


def changed(
    call: Call, owner: str, members: tuple[str, ...], wish: Wish, most_people: int
) -> tuple[str, tuple[str, ...]]:
    """Owner and members afterwards. Raises: Refusal 86216, 86005 (or by switch), 86207, 86006."""
    inside = {fold(member): member for member in members}
    for key in wish.removed:
        departed = key not in call.directory.people
        if key not in inside or (departed and call.switch("del_departed") == "86216"):
            raise Refusal(86216)
    for key in wish.added:
        if key in inside and call.switch("add_existing") == "86216":
            raise Refusal(86216)
    newcomers = {key: known(call, key, "code_unknown_user_update") for key in wish.added if key not in inside}
    after = {key: each for key, each in inside.items() if key not in wish.removed} | newcomers
    if wish.owner:
        if fold(wish.owner) not in after:
            raise Refusal(86207)
        owner = after[fold(wish.owner)]
    elif fold(owner) in wish.removed:
        raise Refusal(call.code("code_owner_removed"))
    is_touched = bool(wish.added or wish.removed)
    if is_touched and not call.code("min_members_after_update") <= len(after) <= most_people:
        raise Refusal(86006)
    return owner, tuple(after.values())


def distinct(user_ids: list[str]) -> dict[str, str]:
    """Folded id to id as first written; ids ignore case [90196]."""
    found: dict[str, str] = {}
    for user_id in user_ids:
        found.setdefault(fold(user_id), user_id)
    return found


def known(call: Call, key: str, switch: str) -> str:
    """The id as the address book writes it. Raises: Refusal by switch when unknown, departed or out of range."""
    person = call.directory.people.get(key)
    if person is None or key not in call.visible.people:
        raise Refusal(call.code(switch))
    if person.status == 2 and call.switch("disabled_people_join") == "no":
        raise Refusal(call.code(switch))
    return person.user_id
