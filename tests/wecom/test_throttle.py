"""The limiter: below the limit in any window, whoever asks, without a wall clock."""

import asyncio

import pytest

from reconciler.wecom.throttle import PUBLISHED, Limiter, Window
from tests.wecom.wire import FakeTime


def moments(windows: tuple[Window, ...], calls: int, *, every_s: float = 0.0) -> list[float]:
    """When `calls` calls of one API may be made, each asked for `every_s` after the one before."""
    time = FakeTime(now=0.0)
    limiter = Limiter(time.timing, windows)

    async def run() -> list[float]:
        found = []
        for _ in range(calls):
            await limiter.take("api")
            found.append(time.now)
            time.now += every_s
        return found

    return asyncio.run(run())


def test_calls_within_the_limit_do_not_wait() -> None:
    assert moments((Window(3, 60.0),), 3) == [0.0, 0.0, 0.0]


def test_calls_beyond_the_limit_wait_for_the_window() -> None:
    assert moments((Window(3, 60.0),), 7) == [0.0, 0.0, 0.0, 60.0, 60.0, 60.0, 120.0]


def test_no_window_holds_more_calls_than_allowed() -> None:
    found = moments((Window(5, 60.0), Window(12, 600.0)), 40, every_s=7.0)

    assert max(sum(start <= moment < start + 60.0 for moment in found) for start in found) == 5
    assert max(sum(start <= moment < start + 600.0 for moment in found) for start in found) == 12


def test_each_api_has_its_own_account() -> None:
    time = FakeTime(now=0.0)
    limiter = Limiter(time.timing, (Window(1, 60.0),))

    async def run() -> None:
        await limiter.take("one")
        await limiter.take("other")

    asyncio.run(run())

    assert time.slept == []


def test_a_pause_holds_everybody_back_once() -> None:
    time = FakeTime(now=0.0)
    limiter = Limiter(time.timing)

    async def run() -> None:
        limiter.pause("api", 60.0)
        limiter.pause("api", 10.0)
        await limiter.take("api")
        await limiter.take("api")

    asyncio.run(run())

    assert time.slept == [60.0]


def test_calls_side_by_side_each_get_their_own_moment() -> None:
    time = FakeTime(now=0.0)
    limiter = Limiter(time.timing, (Window(2, 60.0),))
    waits: list[float] = []

    async def remember(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(0)

    limiter = Limiter(type(time.timing)(time.clock, remember), (Window(2, 60.0),))

    async def run() -> None:
        await asyncio.gather(*(limiter.take("api") for _ in range(6)))

    asyncio.run(run())

    assert waits == [60.0, 60.0, 120.0, 120.0]


@pytest.mark.parametrize(("period_s", "published"), [(60.0, 10_000), (3600.0, 150_000)])
def test_the_limits_stay_below_the_published_ones(period_s: float, published: int) -> None:
    assert [window.calls < published for window in PUBLISHED if window.period_s == period_s] == [True]
