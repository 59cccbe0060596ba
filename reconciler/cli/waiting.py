"""How `apply --wait` waits, by the wall clock or by moving the clock of a simulated world; and how an emergency waits
for another run."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from reconciler.cli.wiring import Tenant
from reconciler.engine.rounds import Waiting
from reconciler.errors import LedgerConflictError
from reconciler.render.outlook import clock
from reconciler.text import Text

T = TypeVar("T")
_TRY_S = 5.0
OTHERS_S = 600.0  # how long an emergency waits for another run
_LOOK_S = 60.0  # a machine that slept looks at its clock again after that many seconds


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait at most, and who hears of it."""

    most: timedelta
    tell: Callable[[Text], None]


def waiting_of(tenant: Tenant, patience: Patience, stop: asyncio.Event) -> Waiting:
    """Waiting from now on; `stop` ends it at once."""
    now = tenant.setting.clock
    simulator = tenant.simulator

    async def move_the_clock(moment: datetime) -> None:
        if simulator is not None:
            simulator.clock.set(moment)

    async def sleep(moment: datetime) -> None:
        while (left_s := (moment - now()).total_seconds()) > 0 and not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), min(left_s, _LOOK_S))

    return Waiting(
        until=now() + patience.most,
        clock=now,
        sleep=sleep if simulator is None else move_the_clock,
        tell=lambda moment, left: patience.tell(_words(moment, left, now(), simulated=simulator is not None)),
        asked_to_stop=stop.is_set,
    )


def once_free(do: Callable[[], T], tell: Callable[[Text], None], sleep: Callable[[float], None] = time.sleep) -> T:
    """What `do` gives once no other run holds the ledger: tried again every few seconds, up to `OTHERS_S`.

    Raises: LedgerConflictError when the other run takes longer.
    """
    for number in range(int(OTHERS_S / _TRY_S)):
        try:
            return do()
        except LedgerConflictError:
            if number == 0:
                tell(_OTHERS)
            sleep(_TRY_S)
    return do()


_OTHERS = Text(
    "另一次运行正在进行；等它结束就接着做，最多等 10 分钟。按 Ctrl-C 结束等待。",
    "Another run is under way; this goes on as soon as it ends, within 10 minutes. Ctrl-C ends the wait.",
)


def _words(moment: datetime, left: int, now: datetime, *, simulated: bool) -> Text:
    when = clock(moment, now)
    calls = "1 call is" if left == 1 else f"{left:,} calls are"
    zh, en = f"{left:,} 次调用要等到{when.zh}再做", f"{calls} put off until {when.en}"
    if simulated:
        return Text(f"{zh}：模拟世界的时钟拨到那时。", f"{en}: the clock of the simulated world moves there.")
    return Text(f"{zh}；按 Ctrl-C 结束等待。", f"{en}. Ctrl-C ends the wait.")
