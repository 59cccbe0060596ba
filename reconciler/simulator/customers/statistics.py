"""groupchat/statistic and groupchat/statistic_group_by_day [92133]: figures per owner or per day, never per group."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import TypedDict

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.customers.access import reaches
from reconciler.simulator.world.clock import DAY_MS, midnight_ms

MOST_OWNERS = 100
KEPT_DAYS = 180
WINDOW_DAYS = 30
PAGE, LARGEST_PAGE = 500, 1000
HALF_A_DAY_MS = DAY_MS // 2


class Figures(TypedDict):
    """`data` of one owner or one day."""

    new_chat_cnt: int
    chat_total: int
    chat_has_msg: int
    new_member_cnt: int
    member_total: int
    member_has_msg: int
    msg_total: int


ORDERS = ("new_chat_cnt", "chat_total", "new_member_cnt", "member_total")


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the figures need of one group; talk is by the midnight its day began with."""

    owner: str
    created_ms: int
    joined_ms: tuple[int, ...]
    talk: tuple[tuple[int, str, int], ...]


def statistic(call: Call) -> Answer:
    """Figures of each owner over the whole window, a page of them."""
    begin, end = _window(call)
    order, offset, limit = (call.body.number(*each) for each in (("order_by", 1), ("offset", 0), ("limit", PAGE)))
    if not 1 <= order <= len(ORDERS) or offset < 0 or not 1 <= limit <= LARGEST_PAGE:
        raise Refusal(40058)
    owners = _owners(call)
    groups = _groups(call, owners)
    rows = [(owner, _figures([each for each in groups if each.owner == key], begin, end)) for key, owner in owners]
    key = ORDERS[order - 1]
    rows.sort(key=lambda row: row[1][key], reverse=call.body.number("order_asc", 0) != 1)  # type: ignore[literal-required]  # one of ORDERS
    end_of_page = min(offset + limit, len(rows))
    return {
        "total": len(rows),
        "next_offset": end_of_page,
        "items": [{"owner": owner, "data": data} for owner, data in rows[offset:end_of_page]],
    }


def statistic_by_day(call: Call) -> Answer:
    """Figures of all owners together, one row per day of the window."""
    begin, end = _window(call)
    groups = _groups(call, _owners(call))
    items = []
    while begin < end:
        tomorrow = _next_midnight(call, begin)
        items.append({"stat_time": begin // 1000, "data": _figures(groups, begin, tomorrow)})
        begin = tomorrow
    return {"items": items}


def _window(call: Call) -> tuple[int, int]:
    """First midnight and the one behind the last day, in milliseconds; times are floored.

    Raises: Refusal 40058 no beginning, 600018 backwards, over 30 days, older than 180 days or not before today.
    """
    begin_s = call.body.number("day_begin_time", 0)
    if begin_s <= 0:
        raise Refusal(40058)
    begin = midnight_ms(begin_s * 1000, call.moment.zone)
    last = midnight_ms(call.body.number("day_end_time", begin_s) * 1000, call.moment.zone)
    today = midnight_ms(call.moment.now_ms, call.moment.zone)
    days = round((last - begin) / DAY_MS) + 1
    if not 1 <= days <= WINDOW_DAYS or last >= today or begin < today - KEPT_DAYS * DAY_MS:
        raise Refusal(600018)
    return begin, _next_midnight(call, last)


def _next_midnight(call: Call, midnight: int) -> int:
    return midnight_ms(midnight + DAY_MS + HALF_A_DAY_MS, call.moment.zone)


def _owners(call: Call) -> list[tuple[str, str]]:
    """Folded id and id of those asked for. Raises: Refusal 40058 none or over 100, 40003, out of range."""
    wanted = call.body.inner("owner_filter")
    names = wanted.texts("userid_list")
    call.body.adopt(wanted)
    if not 1 <= len(names) <= MOST_OWNERS:
        raise Refusal(40058)
    for name in names:
        if call.directory.person(name) is None:
            raise Refusal(40003)
        if not reaches(call, name):
            raise Refusal(call.code("code_owner_out_of_range"))
    return list({fold(name): (fold(name), call.directory.people[fold(name)].user_id) for name in names}.values())


def _groups(call: Call, owners: list[tuple[str, str]]) -> list[_Counted]:
    connection, corp_id = call.moment.connection, call.app.corp_id
    talk: dict[str, list[tuple[int, str, int]]] = {}
    for chat_id, day_ms, user_id, messages in connection.execute(
        "SELECT chat_id, day_ms, user_id, messages FROM customer_talk WHERE corp_id = ?", (corp_id,)
    ):
        talk.setdefault(chat_id, []).append((day_ms, user_id, messages))
    wanted = {key for key, _ in owners}
    rows = connection.execute(
        "SELECT chat_id, owner, created_ms, members FROM customer_groups"
        " WHERE corp_id = ? AND is_customer AND NOT dissolved",
        (corp_id,),
    )
    return [
        _Counted(
            fold(owner), created_ms, tuple(each["joined_ms"] for each in json.loads(members)),
            tuple(talk.get(chat_id, ())),
        )
        for chat_id, owner, created_ms, members in rows
        if fold(owner) in wanted
    ]  # fmt: skip


def _figures(groups: list[_Counted], begin: int, end: int) -> Figures:
    existing = [each for each in groups if each.created_ms < end]
    joined = Counter(begin <= at for each in existing for at in each.joined_ms if at < end)
    talks = [[row for row in each.talk if begin <= row[0] < end] for each in existing]
    return Figures(
        new_chat_cnt=sum(each.created_ms >= begin for each in existing),
        chat_total=len(existing),
        chat_has_msg=sum(bool(rows) for rows in talks),
        new_member_cnt=joined[True],
        member_total=joined.total(),
        member_has_msg=sum(len({row[1] for row in rows}) for rows in talks),
        msg_total=sum(row[2] for rows in talks for row in rows),
    )
