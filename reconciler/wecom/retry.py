"""When one call is sent again: decided here without I/O, carried out in `gateway.py`.

Three tries at most for what WeCom or the network did not do; a write that may have been carried out is never resent.
"""

from dataclasses import dataclass

from reconciler.errors import ProtocolError, ProviderError, UnknownOutcomeError, UnreachableError
from reconciler.text import Text
from reconciler.wecom.access_token import refused_again
from reconciler.wecom.endpoint import Endpoint, WriteEndpoint
from reconciler.wecom.errcodes import Refusal, error_for, meaning_of
from reconciler.wecom.meaning import Retry

MAX_TRIES = 3  # published for −1: "at most 3 times" [90313]


@dataclass(frozen=True, slots=True)
class NotArrived:
    """No connection: WeCom certainly saw nothing. `why` is a clause without a full stop."""

    why: Text


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The request may have been sent and no answer came."""

    why: Text


@dataclass(frozen=True, slots=True)
class Malformed:
    """An answer that is not WeCom's. `processed` False: whoever gave it certainly did not carry the call out."""

    why: Text
    processed: bool


Trouble = NotArrived | NoAnswer | Malformed | Refusal


@dataclass(frozen=True, slots=True)
class Patience:
    """How long trouble is borne.

    Attributes:
        backoff_s: wait before the second try; doubled before each further one.
        throttle_wait_s: longest wait, in total, of one read for a frequency or concurrency limit.
    """

    backoff_s: float = 0.5
    throttle_wait_s: float = 180.0


@dataclass(frozen=True, slots=True)
class Again:
    """Send once more: after `wait_s`, with a renewed token, or when the API's pause is over."""

    wait_s: float = 0.0
    renew: bool = False
    pause_s: float = 0.0


class Retries:
    """The story of one call: what went wrong so far, and whether to go on."""

    def __init__(self, endpoint: Endpoint, patience: Patience, *, root_in_range: bool = True) -> None:
        self._endpoint = endpoint
        self._patience = patience
        self._root_in_range = root_in_range
        self._tries = 0
        self._waited_s = 0.0
        self._renewed = False

    @property
    def _is_write(self) -> bool:
        return isinstance(self._endpoint, WriteEndpoint)

    def after(self, trouble: Trouble) -> Again:
        """What to do after `trouble`.

        Raises: the error that ends the call, a subclass of ProviderError.
        """
        self._tries += 1
        if isinstance(trouble, Refusal):
            return self._after_refusal(trouble)
        may_repeat = isinstance(trouble, NotArrived) or (
            not self._is_write and not (isinstance(trouble, Malformed) and not trouble.processed)
        )
        if may_repeat and self._tries < MAX_TRIES:
            return Again(wait_s=self._backoff())
        raise self._fault(trouble)

    def _after_refusal(self, refusal: Refusal) -> Again:
        rule = meaning_of(refusal.errcode).retry
        if rule is Retry.RENEW:
            if self._renewed:
                raise refused_again(self._endpoint.path, refusal.errcode)
            self._renewed = True
            self._tries -= 1
            return Again(renew=True)
        if rule is Retry.WINDOW and not self._is_write and self._may_wait(self._endpoint.window_s):
            return Again(pause_s=self._endpoint.window_s)
        if rule is Retry.CROWDED and not self._is_write and self._may_wait(self._backoff()):
            return Again(wait_s=self._backoff())
        if (rule is Retry.BUSY or (rule is Retry.CROWDED and self._is_write)) and self._tries < MAX_TRIES:
            return Again(wait_s=self._backoff())
        raise error_for(self._endpoint, refusal, root_in_range=self._root_in_range)

    def _backoff(self) -> float:
        return float(self._patience.backoff_s * 2 ** (self._tries - 1))

    def _may_wait(self, wait_s: float) -> bool:
        if self._waited_s + wait_s > self._patience.throttle_wait_s:
            return False
        self._waited_s += wait_s
        return True

    def _fault(self, trouble: NotArrived | NoAnswer | Malformed) -> ProviderError:
        path = self._endpoint.path
        if isinstance(trouble, NotArrived):
            return unreachable(trouble, path)
        if self._is_write and not (isinstance(trouble, Malformed) and not trouble.processed):
            return UnknownOutcomeError(
                Text(
                    f"写请求已发出，但没有得到可用的回答：{trouble.why.zh}；它可能已生效，也可能没有。",
                    f"A write was sent and no usable answer came: {trouble.why.en}; it may have taken effect.",
                ),
                LOOK_AGAIN,
                endpoint=path,
            )
        if isinstance(trouble, NoAnswer):
            return unreachable(trouble, path)
        return ProtocolError(
            Text(
                f"{path} 的回答不是企业微信文档中的格式：{trouble.why.zh}。",
                f"The answer of {path} is not in the documented shape: {trouble.why.en}.",
            ),
            NOT_WECOM,
            endpoint=path,
        )


def unreachable(trouble: NotArrived | NoAnswer, path: str) -> UnreachableError:
    """The error for a read that nobody answered."""
    what = Text(f"企业微信没有回答：{trouble.why.zh}。", f"WeCom does not answer: {trouble.why.en}.")
    if isinstance(trouble, NotArrived):
        what = Text(f"连不上企业微信：{trouble.why.zh}。", f"WeCom cannot be reached: {trouble.why.en}.")
    return UnreachableError(what, CONNECT, endpoint=path)


CONNECT = Text(
    "检查网络、wecom.base_url 与 wecom.proxy，然后重新运行。",
    "Check the network, wecom.base_url and wecom.proxy, then run again.",
)
LOOK_AGAIN = Text(
    "不要手工重发：先重新读取；看不到效果的（例如消息）请到群里确认。",
    "Do not send it again by hand: read first; where the effect cannot be read (a message), look in the chat.",
)
NOT_WECOM = Text(
    "检查 wecom.base_url（须为 https）以及中间的代理或网关。",
    "Check wecom.base_url (https) and any proxy or gateway in between.",
)
