"""Published limits, counted per corp in the time of the world [90312].

The window is fixed and begins with its first call (sliding or fixed is not documented); a natural day begins at
midnight. A call over the limit is refused and begins the block: 60 s, 60 min, or the rest of the day.
"""

import sqlite3
from dataclasses import dataclass

from reconciler.simulator.codes import Refusal
from reconciler.simulator.world.clock import DAY_MS, midnight_ms


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit; its number is the switch `limit_<name>`. `window_ms` of a day means the natural day."""

    name: str
    window_ms: int


API_MINUTE = Rule("api_minute", 60_000)
API_HOUR = Rule("api_hour", 3_600_000)
CREATE_DAY = Rule("create_day", DAY_MS)
UPDATE_HOUR = Rule("update_hour", 3_600_000)
SEND_MINUTE = Rule("send_minute", 60_000)
SEND_HOUR = Rule("send_hour", 3_600_000)
BAD_SECRET_HOUR = Rule("bad_secret_hour", 3_600_000)
MESSAGE_DAY = Rule("message_day", DAY_MS)
MEMBER_MINUTE = Rule("member_minute", 60_000)
MEMBER_HOUR = Rule("member_hour", 3_600_000)
WEBHOOK_MINUTE = Rule("webhook_minute", 60_000)
ARCHIVE_ROOM_MINUTE = Rule("archive_room_minute", 60_000)
ARCHIVE_PERMIT_MINUTE = Rule("archive_permit_minute", 60_000)
SHEET_UPDATE_HOUR = Rule("sheet_update_hour", 3_600_000)


class Counters:
    """The counters of one world at one moment."""

    __slots__ = ("_connection", "_now_ms", "_switches", "_zone")

    def __init__(self, connection: sqlite3.Connection, now_ms: int, zone: str, switches: dict[str, str]) -> None:
        self._connection = connection
        self._now_ms = now_ms
        self._zone = zone
        self._switches = switches

    def demand(self, rule: Rule, scope: str, amount: int = 1, units: int = 1) -> None:
        """Refuse with 45009 while blocked, or when `amount` more would pass the limit (which begins the block).

        The limit counts for each of `units`, where the vendor gives it per account.
        """
        limit = int(self._switches[f"limit_{rule.name}"]) * units
        if not limit:
            return
        row = self._row(rule, scope)
        if row is not None and self._now_ms < row[2]:
            raise Refusal(45009)
        used = 0 if row is None or self._is_over(rule, row[0]) else row[1]
        if used + amount > limit:
            self._block(rule, scope)
            raise Refusal(45009)

    def has_room(self, rule: Rule, scope: str) -> bool:
        """Whether one more would stay within the limit; for surplus that is dropped and blocks nobody."""
        limit = int(self._switches[f"limit_{rule.name}"])
        row = self._row(rule, scope)
        used = 0 if row is None or self._is_over(rule, row[0]) else row[1]
        return not limit or used < limit

    def add(self, rule: Rule, scope: str, amount: int = 1) -> None:
        """Count something that happened."""
        row = self._row(rule, scope)
        if row is None or self._is_over(rule, row[0]):
            self._connection.execute(
                "INSERT OR REPLACE INTO counters VALUES (?, ?, ?, ?, 0)", (rule.name, scope, self._now_ms, amount)
            )
        else:
            self._connection.execute(
                "UPDATE counters SET used = used + ? WHERE name = ? AND scope = ?", (amount, rule.name, scope)
            )

    def _row(self, rule: Rule, scope: str) -> tuple[int, int, int] | None:
        found: tuple[int, int, int] | None = self._connection.execute(
            "SELECT started_ms, used, blocked_until_ms FROM counters WHERE name = ? AND scope = ?", (rule.name, scope)
        ).fetchone()
        return found

    def _is_over(self, rule: Rule, started_ms: int) -> bool:
        if rule.window_ms == DAY_MS:
            return started_ms < midnight_ms(self._now_ms, self._zone)
        return started_ms + rule.window_ms <= self._now_ms

    def _block(self, rule: Rule, scope: str) -> None:
        if rule.window_ms == DAY_MS:
            until = midnight_ms(midnight_ms(self._now_ms, self._zone) + DAY_MS + DAY_MS // 4, self._zone)
        else:
            until = self._now_ms + rule.window_ms
        self._connection.execute(
            "INSERT INTO counters VALUES (?, ?, ?, 0, ?) ON CONFLICT DO UPDATE SET blocked_until_ms = ?",
            (rule.name, scope, self._now_ms, until, until),
        )
