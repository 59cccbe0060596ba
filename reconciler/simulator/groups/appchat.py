"""appchat/create [90245], appchat/update [98913], appchat/get [98914]."""

import hashlib
from dataclasses import replace

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.contacts.users import USER_ID
from reconciler.simulator.groups.chats import (
    NAME_POINTS,
    Chat,
    checked_chat_id,
    find_chat,
    keep_changed,
    keep_new,
    own_chat,
    people_cap,
)
from reconciler.simulator.groups.membership import changed, distinct, known, read_wish, settled
from reconciler.simulator.world.clock import seeded
from reconciler.simulator.world.counters import CREATE_DAY, UPDATE_HOUR

STRIDES = (7919, 7927, 7933, 7937)  # Primes above the cap: stepping by one of them visits every member once.


def create_chat(call: Call) -> Answer:
    """appchat/create: all or nothing."""
    call.moment.counters.demand(CREATE_DAY, call.app.corp_id)
    body = call.body
    name, owner, chat_id = body.text("name"), body.text("owner"), body.text("chatid")
    members = distinct(body.texts("userlist"))
    if chat_id:
        checked_chat_id(chat_id)
    if not 2 <= len(members) <= people_cap(call):
        raise Refusal(86006)
    if owner and not USER_ID.fullmatch(owner):
        raise Refusal(86005)
    if owner and fold(owner) not in members:
        raise Refusal(86207)
    people = {key: known(call, key, "code_unknown_user_create") for key in members}
    if chat_id:
        _demand_free(call, chat_id)
    chat_id = chat_id or _new_chat_id(call)
    chosen = people[fold(owner)] if owner else _chance_owner(call, chat_id, list(people.values()))
    keep_new(
        call, Chat(chat_id, call.app.agent_id, name[:NAME_POINTS], chosen, tuple(people.values()), dissolved=False)
    )
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


def update_chat(call: Call) -> Answer:
    """appchat/update: name, owner, additions and removals in one step, all or nothing."""
    call.moment.counters.demand(UPDATE_HOUR, call.app.corp_id)
    chat_id, name = call.body.text("chatid"), call.body.text("name")
    checked_chat_id(chat_id)
    wish = read_wish(call, call.code("change_list_max"))
    chat = own_chat(call, chat_id)
    owner, members = changed(call, chat.owner, chat.members, settled(call, wish), people_cap(call))
    keep_changed(call, replace(chat, name=name[:NAME_POINTS] or chat.name, owner=owner, members=members))
    call.moment.counters.add(UPDATE_HOUR, call.app.corp_id)
    return {}


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
