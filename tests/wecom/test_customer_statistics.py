"""Counts of customer groups: every page of every batch of owners."""

from typing import Any

import pytest

from reconciler.errors import ProtocolError
from reconciler.wecom.customer_statistics import CountsShape, CustomerStatistics, DayCountsShape, OwnerCountsShape
from reconciler.wecom.gateway import ReadGateway
from tests.wecom.wire import OK, Reply, ScriptedWecom, through

BY_OWNER, BY_DAY = "externalcontact/groupchat/statistic", "externalcontact/groupchat/statistic_group_by_day"
COUNTS = CountsShape(
    new_chat_cnt=1,
    chat_total=2,
    chat_has_msg=3,
    new_member_cnt=4,
    member_total=5,
    member_has_msg=6,
    msg_total=7,
)


def a_page(owner: str, total: int, next_offset: int) -> Reply:
    return {**OK, "total": total, "next_offset": next_offset, "items": [{"owner": owner, "data": COUNTS}]}


def by_owner(wecom: ScriptedWecom, owners: list[str]) -> tuple[OwnerCountsShape, ...]:
    return through(wecom, lambda session: CustomerStatistics(ReadGateway(session)).by_owner(owners, 100, 200))


def test_every_owner_of_every_page_is_counted() -> None:
    wecom = ScriptedWecom({BY_OWNER: [a_page("Lin", 2, 1), a_page("Mei", 2, 2)]})

    rows = by_owner(wecom, ["Lin", "Mei"])

    window = {"day_begin_time": 100, "day_end_time": 200, "owner_filter": {"userid_list": ["Lin", "Mei"]}}
    assert rows == (OwnerCountsShape(owner="Lin", data=COUNTS), OwnerCountsShape(owner="Mei", data=COUNTS))
    assert wecom.bodies() == [{**window, "offset": 0, "limit": 1000}, {**window, "offset": 1, "limit": 1000}]


def test_owners_are_asked_for_a_hundred_at_a_time() -> None:
    wecom = ScriptedWecom({BY_OWNER: [a_page("Lin", 1, 1)]})

    by_owner(wecom, [f"u{number}" for number in range(101)])

    asked: list[Any] = wecom.bodies()
    assert [len(body["owner_filter"]["userid_list"]) for body in asked] == [100, 1]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(a_page("Lin", 5, 1), id="an-offset-that-does-not-move"),
        pytest.param({**OK, "total": 0}, id="no-items"),
        pytest.param({**OK, "total": 1, "items": [{"owner": "Lin"}]}, id="no-counts"),
        pytest.param({**OK, "items": []}, id="no-total"),
    ],
)
def test_counts_that_cannot_be_complete_are_an_error(page: Reply) -> None:
    with pytest.raises(ProtocolError):
        by_owner(ScriptedWecom({BY_OWNER: [page]}), ["Lin"])


def test_days_are_counted() -> None:
    wecom = ScriptedWecom({BY_DAY: [{**OK, "items": [{"stat_time": 100, "data": COUNTS}]}]})

    rows = through(wecom, lambda session: CustomerStatistics(ReadGateway(session)).by_day(["Lin"], 100, 200))

    assert rows == (DayCountsShape(stat_time=100, data=COUNTS),)
