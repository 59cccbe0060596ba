"""Making something once although answers get lost."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from reconciler.errors import ForgeUnknownError

T = TypeVar("T")


async def make_once(look: Callable[[], Awaitable[T | None]], make: Callable[[], Awaitable[T]]) -> T:
    """Make it; where no answer came look for it, and make it once more only if it is not there.

    Raises: ForgeError; ForgeUnknownError if the second answer is lost as well and it is still not to be seen.
    """
    try:
        return await make()
    except ForgeUnknownError:
        found = await look()
    if found is not None:
        return found
    try:
        return await make()
    except ForgeUnknownError:
        found = await look()
        if found is None:
            raise
        return found
