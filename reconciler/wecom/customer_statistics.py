"""Numbers about customer groups, per owner or per day, never per group [92133].

Windows of at most 30 days, within the last 180, ending yesterday; moments are floored to midnight.
"""

from collections.abc import Sequence
from typing import TypedDict

from reconciler.wecom.batches import in_batches
from reconciler.wecom.endpoint import ReadEndpoint
from reconciler.wecom.gateway import ReadGateway
from reconciler.wecom.paging import every_page
from reconciler.wecom.shape import Fields

_BASE = "/cgi-bin/externalcontact/groupchat"
COUNT_BY_OWNER = ReadEndpoint(f"{_BASE}/statistic", "92133", method="POST")
COUNT_BY_DAY = ReadEndpoint(f"{_BASE}/statistic_group_by_day", "92133", method="POST")

MOST_OWNERS = 100
MOST_PER_PAGE = 1_000


class CountsShape(TypedDict):
    """`data`: groups and people, new, in total, and those that said something; and how many messages."""

    new_chat_cnt: int
    chat_total: int
    chat_has_msg: int
    new_member_cnt: int
    member_total: int
    member_has_msg: int
    msg_total: int


class OwnerCountsShape(TypedDict):
    """The whole window for one owner."""

    owner: str
    data: CountsShape


class DayCountsShape(TypedDict):
    """One day of all owners asked for; `stat_time` is its midnight in unix seconds."""

    stat_time: int
    data: CountsShape


class CustomerStatistics:
    """Reading only."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def by_owner(self, owners: Sequence[str], begins_at: int, ends_at: int) -> tuple[OwnerCountsShape, ...]:
        """Counts of each owner; owners without groups may be missing. Times are unix seconds of first and last day."""
        rows = [
            row
            for batch in in_batches(owners, MOST_OWNERS)
            for row in await self._rows(_question(batch, begins_at, ends_at))
        ]
        return tuple(OwnerCountsShape(owner=row.text("owner"), data=_counts(row)) for row in rows)

    async def by_day(self, owners: Sequence[str], begins_at: int, ends_at: int) -> tuple[DayCountsShape, ...]:
        """Counts of each day over 1 to 100 owners together. Times are unix seconds of first and last day."""
        answer = await self._gateway.read(COUNT_BY_DAY, body=_question(owners, begins_at, ends_at))
        return tuple(
            DayCountsShape(stat_time=row.number("stat_time"), data=_counts(row))
            for row in answer.objects("items", required=True)
        )

    async def _rows(self, question: dict[str, object]) -> list[Fields]:
        async def ask(offset: str) -> Fields:
            body = {**question, "offset": int(offset or 0), "limit": MOST_PER_PAGE}
            return await self._gateway.read(COUNT_BY_OWNER, body=body)

        pages = await every_page(ask, _next_offset)
        return [row for page in pages for row in page.objects("items", required=True)]


def _question(owners: Sequence[str], begins_at: int, ends_at: int) -> dict[str, object]:
    return {
        "day_begin_time": begins_at,
        "day_end_time": ends_at,
        "owner_filter": {"userid_list": list(owners)},
    }


def _next_offset(answer: Fields) -> str:
    offset = answer.number("next_offset", 0)
    return str(offset) if offset < answer.number("total") else ""


def _counts(row: Fields) -> CountsShape:
    data = row.nested("data")
    return CountsShape(
        new_chat_cnt=data.number("new_chat_cnt"),
        chat_total=data.number("chat_total"),
        chat_has_msg=data.number("chat_has_msg"),
        new_member_cnt=data.number("new_member_cnt"),
        member_total=data.number("member_total"),
        member_has_msg=data.number("member_has_msg"),
        msg_total=data.number("msg_total"),
    )
