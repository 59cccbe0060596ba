"""Many reads at once, a few at a time, with progress; the first failure stops the rest."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[str, int, int], None]  # what is read, how many are done, how many there are

Item = TypeVar("Item")
Result = TypeVar("Result")


async def side_by_side(
    what: str,
    items: Sequence[Item],
    work: Callable[[Item], Awaitable[Result]],
    *,
    width: int,
    progress: Progress | None = None,
) -> list[Result]:
    """The results of `work` in the order of `items`, at most `width` at a time.

    Raises: what `work` raised first; the others are cancelled.
    """
    results: dict[int, Result] = {}
    queue: Iterator[tuple[int, Item]] = iter(enumerate(items))

    async def worker() -> None:
        for index, item in queue:
            results[index] = await work(item)
            if progress is not None:
                progress(what, len(results), len(items))

    workers = [asyncio.ensure_future(worker()) for _ in range(min(width, len(items)))]
    try:
        await asyncio.gather(*workers)
    finally:
        for task in workers:
            task.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return [results[index] for index in range(len(items))]
