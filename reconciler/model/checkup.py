"""What `doctor` looks at, and what it found out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reconciler.text import Text


class State(StrEnum):
    """How a check ended. What could not be found out is `not-checked`, never a failure."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.

    Attributes:
        id: kebab-case, the same in every version.
        title: what was looked at.
        state: how it ended.
        detail: what was found, or why nothing was.
        remedy: the next act; None where there is nothing to do.
        page: where in the admin console that is done; None where it is done elsewhere.
    """

    id: str
    title: Text
    state: State
    detail: Text
    remedy: Text | None = None
    page: Text | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A check before it is made."""

    id: str
    title: Text

    def ok(self, detail: Text) -> Check:
        """Nothing is wrong."""
        return Check(self.id, self.title, State.OK, detail)

    def warning(self, detail: Text, remedy: Text | None, page: Text | None = None) -> Check:
        """It works today."""
        return Check(self.id, self.title, State.WARNING, detail, remedy, page)

    def failure(self, detail: Text, remedy: Text | None, page: Text | None = None) -> Check:
        """It does not work."""
        return Check(self.id, self.title, State.FAILURE, detail, remedy, page)

    def not_checked(self, why: Text, remedy: Text | None = None, page: Text | None = None) -> Check:
        """Nobody knows, and why."""
        return Check(self.id, self.title, State.NOT_CHECKED, why, remedy, page)


def has_failed(checks: Iterable[Check]) -> bool:
    """Whether one of them failed."""
    return any(check.state is State.FAILURE for check in checks)


@dataclass(frozen=True, slots=True)
class Probed:
    """What came back of one request without token.

    Attributes:
        status: HTTP status.
        is_wecom: whether the answer has WeCom's shape.
        said_at: the server's clock (aware, whole seconds); None where the answer does not say.
        seen_from: the address that the request came from, as the server saw it; empty where it does not say.
    """

    status: int
    is_wecom: bool
    said_at: datetime | None = None
    seen_from: str = ""


@dataclass(frozen=True, slots=True)
class Granted:
    """What the code host says of a token; `scopes` is None for tokens whose rights it does not list."""

    accepted: bool
    scopes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """Which parts of the product are here.

    Attributes:
        version: of the package.
        beside: folder of other schemas beside the root, which editors use; None where there is none.
        differing: files there that are not the same as the package's.
        formats: outputs whose format version is not the one their schema names.
    """

    version: str
    beside: str | None = None
    differing: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
