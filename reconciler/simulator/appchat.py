"""appchat/create [90245], appchat/update [98913], appchat/get [98914]."""

import hashlib
from dataclasses import dataclass, replace

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.chats import (
    NAME_POINTS,
    Chat,
    checked_chat_id,
    find_chat,
    keep_changed,
    keep_new,
    own_chat,
    people_cap,
)
from reconciler.simulator.clock import seeded
from reconciler.simulator.codes import Refusal
from reconciler.simulator.counters import CREATE_DAY, UPDATE_HOUR
from reconciler.simulator.directory import fold
from reconciler.simulator.users import USER_ID

STRIDES = (7919, 7927, 7933, 7937)  # Primes above the cap: stepping by one of them visits every member once.


def create_chat(call: Call) -> Answer:
    """appchat/create: all or nothing."""
    call.moment.counters.demand(CREATE_DAY, call.app.corp_id)
    body = call.body
    name, owner, chat_id = body.text("name"), body.text("owner"), body.text("chatid")
    members = _distinct(body.texts("userlist"))
    if chat_id:
        checked_chat_id(chat_id)
    if not 2 <= len(members) <= people_cap(call):
        raise Refusal(86006)
    if owner and not USER_ID.fullmatch(owner):
        raise Refusal(86005)
    if owner and fold(owner) not in members:
        raise Refusal(86207)
    known = {key: _known(call, key, "code_unknown_user_create") for key in members}
    if chat_id:
        _demand_free(call, chat_id)
    chat_id = chat_id or _new_chat_id(call)
    chosen = known[fold(owner)] if owner else _chance_owner(call, chat_id, list(known.values()))
    keep_new(call, Chat(chat_id, call.app.agent_id, name[:NAME_POINTS], chosen, tuple(known.values()), dissolved=False))
    call.moment.counters.add(CREATE_DAY, call.app.corp_id)
    return {"chatid": chat_id}


def get_chat(call: Call) -> Answer:
    """appchat/get: no admins, no announcement, and no promise about the order of `userlist`."""
    chat = own_chat(call, call.query.get("chatid", ""))
    info = {
        "chatid": chat.chat_id,
        "name": chat.name,
        "owner": chat.owner,
        "userlist": _disordered(call, chat.members),
        "chat_type": 0,
    }
    return {"chat_info": info}


@dataclass(frozen=True, slots=True)
class _Wish:
    """What an update asks for; the keys of both dictionaries are folded ids."""

    name: str
    owner: str
    added: dict[str, str]
    removed: dict[str, str]


def update_chat(call: Call) -> Answer:
    """appchat/update: name, owner, additions and removals in one step, all or nothing."""
    call.moment.counters.demand(UPDATE_HOUR, call.app.corp_id)
    body = call.body
    chat_id, adds, dels = body.text("chatid"), body.texts("add_user_list"), body.texts("del_user_list")
    name, owner = body.text("name"), body.text("owner")
    checked_chat_id(chat_id)
    if max(len(adds), len(dels)) > call.code("change_list_max"):
        raise Refusal(40058)
    if owner and not USER_ID.fullmatch(owner):
        raise Refusal(86005)
    chat = own_chat(call, chat_id)
    wish = _settled(call, _Wish(name, owner, _distinct(adds), _distinct(dels)))
    keep_changed(call, _changed(call, chat, wish))
    call.moment.counters.add(UPDATE_HOUR, call.app.corp_id)
    return {}


def _settled(call: Call, wish: _Wish) -> _Wish:
    """Decide about ids that are in both lists, by switch."""
    both = wish.added.keys() & wish.removed.keys()
    if not both:
        return wish
    habit = call.switch("add_and_del")
    if habit == "refuse":
        raise Refusal(40058)
    if habit == "del-wins":
        return replace(wish, added={key: each for key, each in wish.added.items() if key not in both})
    return replace(wish, removed={key: each for key, each in wish.removed.items() if key not in both})


def _changed(call: Call, chat: Chat, wish: _Wish) -> Chat:
    """The chat after the update. Raises: Refusal 86216, 86005 (or by switch), 86207, 86006."""
    members = {fold(member): member for member in chat.members}
    for key in wish.removed:
        departed = key not in call.directory.people
        if key not in members or (departed and call.switch("del_departed") == "86216"):
            raise Refusal(86216)
    for key in wish.added:
        if key in members and call.switch("add_existing") == "86216":
            raise Refusal(86216)
    known = {key: _known(call, key, "code_unknown_user_update") for key in wish.added if key not in members}
    after = {key: each for key, each in members.items() if key not in wish.removed} | known
    owner = chat.owner
    if wish.owner:
        if fold(wish.owner) not in after:
            raise Refusal(86207)
        owner = after[fold(wish.owner)]
    elif fold(owner) in wish.removed:
        raise Refusal(call.code("code_owner_removed"))
    is_touched = bool(wish.added or wish.removed)
    if is_touched and not call.code("min_members_after_update") <= len(after) <= people_cap(call):
        raise Refusal(86006)
    return replace(chat, name=wish.name[:NAME_POINTS] or chat.name, owner=owner, members=tuple(after.values()))


def _distinct(user_ids: list[str]) -> dict[str, str]:
    """Folded id to id as first written; ids ignore case [90196]."""
    found: dict[str, str] = {}
    for user_id in user_ids:
        found.setdefault(fold(user_id), user_id)
    return found


def _known(call: Call, key: str, switch: str) -> str:
    """The id as the address book writes it. Raises: Refusal by switch when unknown, departed or out of range."""
    person = call.directory.people.get(key)
    if person is None or key not in call.visible.people:
        raise Refusal(call.code(switch))
    if person.status == 2 and call.switch("disabled_people_join") == "no":
        raise Refusal(call.code(switch))
    return person.user_id


def _demand_free(call: Call, chat_id: str) -> None:
    chat = find_chat(call, chat_id)
    if chat is not None and not (chat.dissolved and call.switch("dissolved_id") == "free"):
        raise Refusal(86215)


def _new_chat_id(call: Call) -> str:
    digest = hashlib.sha256(f"{call.moment.seed}/{call.app.corp_id}/{call.moment.seq}".encode()).digest()
    return str(10**19 + int.from_bytes(digest[:7], "big"))


def _chance_owner(call: Call, chat_id: str, members: list[str]) -> str:
    return seeded(call.moment.seed, chat_id, call.moment.seq).choice(members)


def _disordered(call: Call, members: tuple[str, ...]) -> list[str]:
    if call.switch("shuffle_members") == "no" or not members:
        return list(members)
    seq, size = call.moment.seq, len(members)
    stride = STRIDES[seq % len(STRIDES)]
    return [members[(seq + place * stride) % size] for place in range(size)]
