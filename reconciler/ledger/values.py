"""Values of records as they are read: what no version of ours wrote is refused."""

from datetime import datetime


def moment_of(written: str) -> datetime:
    """A moment with its zone. Raises: ValueError."""
    at = datetime.fromisoformat(written)
    if at.tzinfo is None:
        raise ValueError(written)
    return at


def word(value: str) -> str:
    """A text. Raises: TypeError."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def words(values: list[str]) -> list[str]:
    """Texts. Raises: TypeError."""
    if not isinstance(values, list):
        raise TypeError(values)
    "".join(values)  # refuses what is no string, without a loop of ours: there are thousands
    return values
