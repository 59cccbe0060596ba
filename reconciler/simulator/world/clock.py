"""Time in the world: it stands still until somebody moves it."""

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from reconciler.simulator.errors import HandError
from reconciler.simulator.switches.switches import load
from reconciler.simulator.world.due import carry_out_due
from reconciler.simulator.world.store import Transaction

DAY_MS = 24 * 3600 * 1000


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware time."""
    return round(moment.timestamp() * 1000)


def from_ms(value: int, zone: str) -> datetime:
    """The aware time in the zone of the world. Raises: HandError outside the calendar."""
    try:
        return (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=value)).astimezone(ZoneInfo(zone))
    except OverflowError as error:
        raise HandError("这个时刻超出了日历", "that time is outside the calendar") from error


def midnight_ms(now_ms: int, zone: str) -> int:
    """When the natural day of `now_ms` began."""
    return to_ms(from_ms(now_ms, zone).replace(hour=0, minute=0, second=0, microsecond=0))


def parse_time(words: str, zone: str) -> datetime:
    """An ISO time; without an offset it is in the zone of the world. Raises: HandError."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError as error:
        raise HandError(f"不是 ISO 时间：{words}", f"not an ISO time: {words}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


class WorldClock:
    """The clock of one world."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def now(self) -> datetime:
        """World time, aware, in the zone of the world."""
        with self._transaction() as connection:
            now_ms, zone = connection.execute("SELECT now_ms, time_zone FROM pulse").fetchone()
        return from_ms(now_ms, zone)

    def set(self, moment: datetime | str) -> datetime:
        """Move the world to a time (aware, or ISO text), backwards too. Raises: HandError."""
        with self._transaction() as connection:
            zone = connection.execute("SELECT time_zone FROM pulse").fetchone()[0]
            wanted = parse_time(moment, zone) if isinstance(moment, str) else moment
            if wanted.tzinfo is None:
                raise HandError("时间缺少时区", "the time has no zone")
            return self._move(connection, to_ms(wanted), zone)

    def advance(self, seconds: float) -> datetime:
        """Move the world forward. Raises: HandError when negative."""
        if seconds < 0:
            raise HandError("时钟只能向前拨；要后退请用设定", "advance goes forward only; set the time to go back")
        with self._transaction() as connection:
            now_ms, zone = connection.execute("SELECT now_ms, time_zone FROM pulse").fetchone()
            return self._move(connection, now_ms + round(seconds * 1000), zone)

    @staticmethod
    def _move(connection: sqlite3.Connection, now_ms: int, zone: str) -> datetime:
        connection.execute("UPDATE pulse SET now_ms = ?", (now_ms,))
        carry_out_due(connection, now_ms, load(connection)["departed_owner"])
        return from_ms(now_ms, zone)


def seeded(seed: str, *words: object) -> random.Random:
    """Chance that is the same for the same world and the same words."""
    return random.Random("/".join(str(word) for word in (seed, *words)))  # noqa: S311 - a game, not a secret
