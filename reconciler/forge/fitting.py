"""Which of several bodies fits where the code host shows it."""

from collections.abc import Callable

from reconciler.errors import ForgeRejectedError
from reconciler.model.length import characters
from reconciler.text import Text

BODY_LIMIT = 65_536  # characters of a comment's or issue's body
OUTPUT_LIMIT_BYTES = 65_535  # of a check's summary, and of its text, whatever the description says of characters
SUMMARY_LIMIT_BYTES = 1_048_576  # of one step's job summary; a larger one is dropped whole


def first_that_fits(bodies: tuple[str, ...], limit: int, measure: Callable[[str], int] = characters) -> str:
    """The first of several bodies, best first, within a limit.

    Raises: ForgeRejectedError if none is; a body is never cut, for the cut could fall on what must be seen.
    """
    for body in bodies:
        if measure(body) <= limit:
            return body
    raise ForgeRejectedError(
        Text(
            f"没有一种写法在 {limit} 以内，无法发布。",
            f"No version of the text is within {limit}; it cannot be posted.",
        )
    )
