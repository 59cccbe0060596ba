"""The access token of one application of one corp: fetched once, renewed once, never hammered for [91039].

No I/O here: how to fetch comes in from outside. WeCom bans the address after many wrong secrets, so a refusal
is final for the life of this object.
"""

import asyncio
from collections.abc import Awaitable, Callable

from reconciler.errors import CredentialError, ForbiddenError, ProviderError, ThrottledError
from reconciler.model.secret import Secret
from reconciler.text import Text

FetchToken = Callable[[], Awaitable[Secret]]

_FINAL = (CredentialError, ForbiddenError, ThrottledError)


class AccessToken:
    """Shared by all calls: however many find it missing or stale at once, one of them fetches."""

    def __init__(self, fetch: FetchToken) -> None:
        self._fetch = fetch
        self._lock = asyncio.Lock()
        self._token: Secret | None = None
        self._accepted = False
        self._renewed = False
        self._refusal: ProviderError | None = None

    async def current(self) -> Secret:
        """The token to use now, fetched on first use.

        Raises: CredentialError and whatever else fetching raises; a refusal is remembered and not tried again.
        """
        if self._token is not None and self._refusal is None:
            return self._token
        async with self._lock:
            return self._token if self._token is not None and self._refusal is None else await self._new()

    async def renew(self, stale: Secret) -> Secret:
        """A token other than `stale`, which WeCom called invalid or expired (40014, 42001).

        Raises: CredentialError when even a renewed token was never accepted: fetching more would not help.
        """
        async with self._lock:
            if self._token is not None and self._token is not stale and self._refusal is None:
                return self._token
            if self._renewed and not self._accepted and self._refusal is None:
                self._refusal = refused_again()
            self._renewed = True
            return await self._new()

    def accept(self, token: Secret) -> None:
        """WeCom took `token` in some call."""
        if token is self._token:
            self._accepted = True

    async def _new(self) -> Secret:
        if self._refusal is not None:
            raise self._refusal.with_traceback(None)
        try:
            self._token = await self._fetch()
        except _FINAL as refusal:
            self._refusal = refusal
            raise
        self._accepted = False
        return self._token


def refused_again(endpoint: str = "", errcode: int | None = None) -> CredentialError:
    """The sentence for a token that was renewed and is refused all the same."""
    return CredentialError(
        Text("企业微信连刚刚换取的 access_token 也不接受。", "WeCom refuses even the access token it has just issued."),
        Text(
            "确认没有别的程序在用同一个应用反复换取 token，并核对企业 ID 与应用 Secret 是否属于同一个应用。",
            "Make sure no other program keeps renewing the token of the same application, "
            "and that the corp id and the secret belong together.",
        ),
        endpoint=endpoint,
        errcode=errcode,
    )
