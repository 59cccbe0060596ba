"""One row of the table of errcodes."""

from dataclasses import dataclass
from enum import StrEnum

from reconciler.errors import ProviderError
from reconciler.text import Text


class Retry(StrEnum):
    """Whether the same call may be sent again. All of these mean that WeCom did not carry it out."""

    NEVER = "never"
    RENEW = "renew"  # once, with a renewed token
    BUSY = "busy"  # three tries with back-off, writes too
    CROWDED = "crowded"  # writes as BUSY; reads back off for longer
    WINDOW = "window"  # reads wait for the window to pass; writes are left to the caller


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number means.

    Attributes:
        code: the number.
        error: the class it becomes.
        what: one clause without a full stop; the number is added to it.
        remedy: the next act.
        retry: see `Retry`.
        whole: it is about the application, the address or the corp, not about the one thing asked for.
        bad_member: in a request that names people it is about one of them.
        source: page number.
    """

    code: int
    error: type[ProviderError]
    what: Text
    remedy: Text
    retry: Retry = Retry.NEVER
    whole: bool = False
    bad_member: bool = False
    source: str = "90313"


def row(
    code: int,
    error: type[ProviderError],
    zh: str,
    en: str,
    remedy: Text,
    *,
    retry: Retry = Retry.NEVER,
    whole: bool = False,
    bad_member: bool = False,
    source: str = "90313",
) -> Meaning:
    """A row, with both sentences side by side."""
    return Meaning(code, error, Text(zh, en), remedy, retry, whole, bad_member, source)
