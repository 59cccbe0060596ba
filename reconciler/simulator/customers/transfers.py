"""groupchat/onjob_transfer [95703] and groupchat/transfer [92127]: another owner, refused group by group."""

from collections.abc import Callable
from dataclasses import replace

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import TEXTS, Refusal
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.customers.access import own_group, reaches
from reconciler.simulator.customers.changes import finish_inheritances, hand_over
from reconciler.simulator.customers.groups import (
    INHERITED,
    INHERITING,
    WECHAT,
    CustomerGroup,
    has_departed,
    has_right,
    is_full,
    keep_group,
)
from reconciler.simulator.world.clock import DAY_MS, midnight_ms
from reconciler.simulator.world.counters import Rule

MOST_AT_ONCE = 100
TRANSFERS_IN_WINDOW = 2
WINDOW_DAYS = 90
WECHAT_SEATS = 99
TRANSFER_DAY = Rule("transfer_day", DAY_MS)


def transfer_on_job(call: Call) -> Answer:
    """onjob_transfer: the owner works here still; the group has its new owner at once."""
    new_owner, seen_ids = _wish(call)
    return _each(call, seen_ids, lambda seen: _hand_over(call, own_group(call, seen), new_owner))


def transfer_of_departed(call: Call) -> Answer:
    """transfer: the owner has left the company; the inheritance takes `inherit_delay_s` of world time."""
    new_owner, seen_ids = _wish(call)
    answer = _each(call, seen_ids, lambda seen: _bequeath(call, own_group(call, seen), new_owner))
    finish_inheritances(call.moment.connection, call.moment.now_ms)
    return answer


def _wish(call: Call) -> tuple[str, list[str]]:
    """The new owner as the address book writes it, and the ids as the caller wrote them.

    Raises: Refusal 40058 shape, 40003 unknown, `code_owner_out_of_range`, `code_new_owner` without the right to
    customer contact, 40098 not activated or disabled (nobody without an activated account has shown a real name).
    """
    seen_ids, new_owner = call.body.texts("chat_id_list"), call.body.text("new_owner")
    if not 1 <= len(seen_ids) <= MOST_AT_ONCE or not new_owner:
        raise Refusal(40058)
    person = call.directory.person(new_owner)
    if person is None:
        raise Refusal(40003)
    if not reaches(call, new_owner):
        raise Refusal(call.code("code_owner_out_of_range"))
    if not has_right(call.moment.connection, call.app.corp_id, new_owner):
        raise Refusal(call.code("code_new_owner"))
    if person.status != 1:
        raise Refusal(40098)
    return person.user_id, seen_ids


def _each(call: Call, seen_ids: list[str], act: Callable[[str], None]) -> Answer:
    """Do it for each group; what is refused is told beside an errcode of 0."""
    failed = []
    for seen in dict.fromkeys(seen_ids):
        try:
            act(seen)
        except Refusal as refusal:
            failed.append({"chat_id": seen, "errcode": refusal.code, "errmsg": TEXTS.get(refusal.code, "error")})
        else:
            call.applied = True
    return {"failed_chat_list": failed}


def _hand_over(call: Call, group: CustomerGroup, new_owner: str) -> None:
    if has_departed(call.moment.connection, group.corp_id, group.owner):
        raise Refusal(90507 if group.status == INHERITING else 90502)
    _check(call, group, new_owner)
    now_ms, zone = call.moment.now_ms, call.moment.zone
    since_ms = midnight_ms(now_ms, zone) - (WINDOW_DAYS - 1) * DAY_MS
    recent = tuple(each for each in group.transfers if each >= since_ms)
    if len(recent) >= TRANSFERS_IN_WINDOW:
        raise Refusal(call.code("code_transfer_quota"))
    _count(call, group)
    after = hand_over(group, new_owner, now_ms, old_stays=call.switch("onjob_old_owner") == "stay")
    keep_group(call.moment.connection, replace(after, transfers=(*recent, now_ms)))


def _bequeath(call: Call, group: CustomerGroup, new_owner: str) -> None:
    if group.status == INHERITING:
        raise Refusal(90507)
    if not has_departed(call.moment.connection, group.corp_id, group.owner):
        raise Refusal(90508 if group.status == INHERITED else 90500)
    _check(call, group, new_owner)
    _count(call, group)
    due_ms = call.moment.now_ms + call.code("inherit_delay_s") * 1000
    keep_group(call.moment.connection, replace(group, status=INHERITING, heir=new_owner, due_ms=due_ms))


def _check(call: Call, group: CustomerGroup, new_owner: str) -> None:
    """Raises: Refusal 90504 the owner is the same, 90503 the group is full and 99 of it use WeChat."""
    if fold(group.owner) == fold(new_owner):
        raise Refusal(90504)
    wechat = sum(each.kind == WECHAT for each in group.members)
    if wechat >= WECHAT_SEATS and is_full(group, call.code("customer_cap"), call.code("customer_cap_wechat")):
        raise Refusal(90503)


def _count(call: Call, group: CustomerGroup) -> None:
    """Count one group of its owner. Raises: Refusal 45009 over 300 a day."""
    scope = f"{group.corp_id}/{fold(group.owner)}"
    call.moment.counters.demand(TRANSFER_DAY, scope)
    call.moment.counters.add(TRANSFER_DAY, scope)
