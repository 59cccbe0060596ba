"""Figures of customer groups."""

from datetime import datetime

import pytest

from reconciler.simulator import Simulator
from tests.simulator.customer_scene import CREATED, SOUTH, VIP
from tests.simulator.scene import Wecom

DAY_S = 86400
OWNERS = {"userid_list": ["ann", "Carol"]}
NAMES = ("new_chat_cnt", "chat_total", "chat_has_msg", "new_member_cnt", "member_total", "member_has_msg", "msg_total")
OCTOBER_1 = int(datetime.fromisoformat("2026-10-01T00:00:00+08:00").timestamp())


def figures(*numbers: int) -> dict[str, int]:
    """`data` with these numbers in the documented order."""
    return dict(zip(NAMES, numbers, strict=True))


@pytest.fixture
def yesterday(customers: Simulator, seller: Wecom) -> Wecom:
    """A caller for whom people talked yesterday, 2026-11-02."""
    customers.hands.talk(VIP, "ann", 3)
    customers.hands.talk(VIP, "wmWang")
    customers.hands.talk(VIP, "ann", 2)
    customers.hands.talk(SOUTH, "wmQian")
    customers.clock.advance(3600)
    customers.clock.set("2026-11-03T00:30:00")
    return seller.login()


def ask(caller: Wecom, **body: object) -> dict[str, object]:
    """The answer of groupchat/statistic."""
    whole = {"day_begin_time": CREATED + 5, "owner_filter": OWNERS, **body}
    return caller.post("externalcontact/groupchat/statistic", whole)


def test_figures_of_owners_over_a_window(yesterday: Wecom) -> None:
    answer = ask(yesterday, day_end_time=CREATED + DAY_S + 7)

    assert (answer["total"], answer["next_offset"]) == (2, 2)
    assert answer["items"] == [
        {"owner": "ann", "data": figures(1, 1, 1, 6, 6, 2, 6)},
        {"owner": "Carol", "data": figures(0, 1, 1, 0, 2, 1, 1)},
    ]


def test_pages_and_order(yesterday: Wecom) -> None:
    up = ask(yesterday, order_by=4, order_asc=1, limit=1)
    rest = ask(yesterday, order_by=4, order_asc=1, limit=1, offset=up["next_offset"])

    assert [up["next_offset"], rest["next_offset"]] == [1, 2]
    assert [str(up["items"])[:18], str(rest["items"])[:18]] == ["[{'owner': 'Carol'", "[{'owner': 'ann', "]


def test_figures_by_day(yesterday: Wecom) -> None:
    body = {"day_begin_time": CREATED + 5, "day_end_time": CREATED + DAY_S, "owner_filter": OWNERS}

    answer = yesterday.post("externalcontact/groupchat/statistic_group_by_day", body)

    assert answer["items"] == [
        {"stat_time": CREATED, "data": figures(1, 2, 0, 6, 8, 0, 0)},
        {"stat_time": CREATED + DAY_S, "data": figures(0, 2, 2, 0, 8, 3, 7)},
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 0),
        ({"day_end_time": CREATED + 2 * DAY_S}, 600018),
        ({"day_end_time": CREATED - DAY_S}, 600018),
        ({"day_begin_time": OCTOBER_1, "day_end_time": OCTOBER_1 + 29 * DAY_S}, 0),
        ({"day_begin_time": OCTOBER_1, "day_end_time": OCTOBER_1 + 30 * DAY_S}, 600018),
        ({"day_begin_time": CREATED - 181 * DAY_S}, 600018),
        ({"day_begin_time": 0}, 40058),
        ({"owner_filter": {}}, 40058),
        ({"owner_filter": {"userid_list": ["ann"] * 101}}, 40058),
        ({"owner_filter": {"userid_list": ["gone"]}}, 40003),
        ({"order_by": 5}, 40058),
        ({"limit": 1001}, 40058),
        ({"offset": -1}, 40058),
    ],
)
def test_codes(yesterday: Wecom, body: dict[str, object], code: int) -> None:
    assert ask(yesterday, **body)["errcode"] == code
