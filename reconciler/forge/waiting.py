"""When one request is sent again: decided here without I/O, carried out in `session.py`.

Source: docs.github.com/en/rest/using-the-rest-api: best practices, rate limits.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from reconciler.errors import ForgeError, ForgeThrottledError, ForgeUnknownError, ForgeUnreachableError
from reconciler.forge.endpoint import Call
from reconciler.text import Text

_SECONDARY_S = 60.0  # "wait for at least one minute before retrying" where no header says how long


@dataclass(frozen=True, slots=True)
class Timing:
    """Where time comes from: `clock` in seconds since 1970, `sleep` that lets that many seconds pass."""

    clock: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one call may take.

    Attributes:
        backoff_s: wait before the second try, doubled before each further one; `tries` in all.
        limit_wait_s: longest wait in total for limits.
        timeout_s: of one try.
    """

    backoff_s: float = 1.0
    limit_wait_s: float = 300.0
    tries: int = 4
    timeout_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Limited:
    """Refused for a rate limit and not carried out; `wait_s` as the headers say, None where they are silent."""

    wait_s: float | None


@dataclass(frozen=True, slots=True)
class Silent:
    """No usable answer; `arrived` False: the code host certainly saw nothing."""

    arrived: bool


def limit_of(status: int, headers: Mapping[str, str], message: str, now: float) -> Limited | None:
    """The limit that an answer tells of, primary or secondary; None for any other refusal."""
    if status not in {403, 429}:
        return None
    if "retry-after" in headers:
        return Limited(_seconds(headers["retry-after"]))  # a date, as proxies write it, says nothing to us
    if headers.get("x-ratelimit-remaining") == "0":
        reset = _seconds(headers.get("x-ratelimit-reset"))
        return Limited(None if reset is None else max(reset - now, 0.0) + 1.0)
    if status == 429 or _tells_of_a_limit(message):
        return Limited(None)
    return None


def trouble_inside(errors: list[tuple[str, str]], headers: Mapping[str, str], now: float) -> Limited | Silent | None:
    """The same for errors (kind, message) that GraphQL tells within a success: a limit, or work broken off half-way.

    Source: docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
    """
    for kind, message in errors:
        if kind == "RATE_LIMITED" or _tells_of_a_limit(message):
            return limit_of(429, headers, message, now)
        if message.startswith("Something went wrong"):  # the query took too long; GitHub says to try again
            return Silent(arrived=True)
    return None


def _tells_of_a_limit(message: str) -> bool:
    words = message.lower()
    return "rate limit" in words or "abuse detection" in words  # so older Enterprise servers call it


def _seconds(word: str | None) -> float | None:
    return float(word) if word is not None and word.isascii() and word.isdecimal() and len(word) < 12 else None


class Retries:
    """The story of one call: what went wrong so far, and whether to go on."""

    def __init__(self, call: Call, patience: Patience) -> None:
        self._call = call
        self._patience = patience
        self._tries = 0
        self._waited_s = 0.0

    def after(self, trouble: Limited | Silent) -> float:
        """Seconds to wait before sending again. Raises: ForgeError where that would be wrong or for too long."""
        self._tries += 1
        if isinstance(trouble, Limited):
            return self._after_limit(trouble)
        if trouble.arrived and not self._call.repeatable:
            raise ForgeUnknownError(
                Text(
                    "请求已发给代码托管平台，但没有收到应答，不知道有没有生效。",
                    "The request went to the code host and no answer came; it may or may not have taken effect.",
                ),
                Text("再运行一次即可：重复之前会先查看。", "Just run it again: it looks before it repeats anything."),
            )
        if self._tries >= self._patience.tries:
            raise _unreachable()
        return self._patience.backoff_s * 2.0 ** (self._tries - 1)

    def _after_limit(self, limit: Limited) -> float:
        wait_s = _SECONDARY_S * 2.0 ** (self._tries - 1) if limit.wait_s is None else limit.wait_s
        if self._waited_s + wait_s > self._patience.limit_wait_s or self._tries > self._patience.tries:
            minutes = max(1, round(wait_s / 60))
            raise ForgeThrottledError(
                Text(
                    f"代码托管平台限制了请求频率，约 {minutes} 分钟后才能再试。",
                    f"The code host limits the rate of requests; try again in about {minutes} minute(s).",
                ),
                retry_after_s=wait_s,
            )
        self._waited_s += wait_s
        return wait_s


def _unreachable() -> ForgeError:
    return ForgeUnreachableError(
        Text("连不上代码托管平台，或它没有正常应答。", "The code host cannot be reached or gives no proper answer."),
        Text(
            "稍后再运行一次；GitHub 的状态见 githubstatus.com。",
            "Run it again later; githubstatus.com tells how GitHub is.",
        ),
    )
