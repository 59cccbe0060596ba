"""Figures of customer groups as the model has them; days are those of the company's zone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from reconciler.model.figures import Figures
from reconciler.model.ids import UserId, user_id
from reconciler.wecom.batches import in_batches
from reconciler.wecom.customer_statistics import MOST_OWNERS, CountsShape, CustomerStatistics
from reconciler.wecom.gateway import ReadGateway


class WecomCounter:
    """Counts customer groups [92133]: one call for each hundred owners."""

    def __init__(self, gateway: ReadGateway, zone: ZoneInfo) -> None:
        self._statistics = CustomerStatistics(gateway)
        self._zone = zone

    async def count_by_owner(self, owners: frozenset[UserId], first: date, last: date) -> dict[UserId, Figures]:
        """Each owner's whole window; owners without groups may be missing."""
        rows = await self._statistics.by_owner(sorted(owners), self._midnight(first), self._midnight(last))
        return {user_id(row["owner"]): _figures(row["data"]) for row in rows}

    async def count_by_day(self, owners: frozenset[UserId], first: date, last: date) -> dict[date, Figures]:
        """Each day of all owners together."""
        days: dict[date, Figures] = {}
        for batch in in_batches(sorted(owners), MOST_OWNERS):
            for row in await self._statistics.by_day(batch, self._midnight(first), self._midnight(last)):
                day = datetime.fromtimestamp(row["stat_time"], self._zone).date()
                days[day] = days.get(day, Figures()) + _figures(row["data"])
        return days

    def _midnight(self, day: date) -> int:
        return int(datetime.combine(day, time(), self._zone).timestamp())


def _figures(data: CountsShape) -> Figures:
    return Figures(
        new_groups=data["new_chat_cnt"],
        groups=data["chat_total"],
        active_groups=data["chat_has_msg"],
        new_people=data["new_member_cnt"],
        people=data["member_total"],
        active_people=data["member_has_msg"],
        messages=data["msg_total"],
    )
