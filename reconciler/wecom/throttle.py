"""A limiter that stays below WeCom's published frequency limits [90312]; time comes in from outside."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from reconciler.wecom.endpoint import HOUR_S, MINUTE_S


@dataclass(frozen=True, slots=True)
class Timing:
    """Where time comes from: `clock` in seconds that only grow, `sleep` that lets that many seconds pass."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Window:
    """At most `calls` in any stretch of `period_s` seconds."""

    calls: int
    period_s: float


# 10,000 a minute and 150,000 an hour for one API of one corp [90312]; a tenth is left to the corp's other applications.
PUBLISHED = (Window(9_000, MINUTE_S), Window(135_000, HOUR_S))


class Limiter:
    """Hands out moments at which an API may be called; each API (path) has its own account.

    A moment is reserved before waiting for it, so that callers never wake up together and race.
    """

    def __init__(self, timing: Timing, windows: tuple[Window, ...] = PUBLISHED) -> None:
        self._timing = timing
        self._windows = windows
        self._moments: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=max(w.calls for w in windows)))
        self._paused_until: dict[str, float] = {}

    async def take(self, api: str) -> None:
        """Wait until `api` may be called once more."""
        now = self._timing.clock()
        moment = self._reserve(api, now)
        if moment > now:
            await self._timing.sleep(moment - now)

    def pause(self, api: str, for_s: float) -> None:
        """WeCom blocks `api`: nobody calls it for `for_s` seconds."""
        until = self._timing.clock() + for_s
        self._paused_until[api] = max(until, self._paused_until.get(api, until))

    def _reserve(self, api: str, now: float) -> float:
        moments = self._moments[api]
        moment = max(now, self._paused_until.get(api, now))
        if moments:
            moment = max(moment, moments[-1])
        for window in self._windows:
            if len(moments) >= window.calls:
                moment = max(moment, moments[-window.calls] + window.period_s)
        moments.append(moment)
        return moment
