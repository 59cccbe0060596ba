"""Many reads at once: order kept, width kept, the first failure stops the rest."""

import asyncio

import pytest

from reconciler.wecom.side_by_side import side_by_side


def test_results_keep_the_order_of_the_items() -> None:
    async def work(number: int) -> int:
        for _ in range(10 - number):
            await asyncio.sleep(0)
        return number * 2

    found = asyncio.run(side_by_side("numbers", range(10), work, width=4))

    assert found == [number * 2 for number in range(10)]


def test_nothing_to_do_is_done_at_once() -> None:
    async def work(_: int) -> int:
        raise AssertionError

    assert asyncio.run(side_by_side("numbers", [], work, width=4)) == []


def test_the_first_failure_stops_the_rest() -> None:
    started: list[int] = []

    async def work(number: int) -> int:
        started.append(number)
        await asyncio.sleep(0)
        if number == 3:
            raise ValueError(number)
        return number

    with pytest.raises(ValueError, match="3"):
        asyncio.run(side_by_side("numbers", range(1000), work, width=4))

    assert len(started) < 20
