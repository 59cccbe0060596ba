"""One way in, one way out: the only module that speaks HTTP with WeCom.

`ReadGateway` can only read, `WriteGateway` only write, `KeyedGateway` only write without a token; all go through a
`Session`, which holds the token, the limiter and the connections. Token, secret and key travel in the query string
[91039], so the query is added below httpx's client: no URL that httpx logs or keeps in an exception contains one.
"""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import httpx

from reconciler.model.checkup import Probed
from reconciler.model.company import Connection
from reconciler.model.secret import Secret
from reconciler.text import Text
from reconciler.wecom.access_token import AccessToken
from reconciler.wecom.answer import Answered, judge, read_probe
from reconciler.wecom.endpoint import GET_TOKEN, Endpoint, ReadEndpoint, WriteEndpoint
from reconciler.wecom.faults import fault_words, unusable
from reconciler.wecom.retry import Again, NoAnswer, NotArrived, Patience, Retries, Trouble, unreachable
from reconciler.wecom.shape import Fields
from reconciler.wecom.throttle import Limiter, Timing

Query = Mapping[str, str | Secret]
Body = Mapping[str, object]

_QUERY = "wecom_query"
_DEADLINE_TIMEOUTS = 12  # a server that drips bytes passes every single timeout, but not this many in a row
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class _QueryTransport(httpx.AsyncBaseTransport):
    """Adds the query below the client, where nothing logs it any more."""

    def __init__(self, below: httpx.AsyncBaseTransport) -> None:
        self._below = below

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        query: Query = request.extensions[_QUERY]
        plain = {key: value.reveal() if isinstance(value, Secret) else value for key, value in query.items()}
        return await self._below.handle_async_request(
            httpx.Request(
                request.method,
                request.url.copy_with(query=urlencode(plain).encode()) if plain else request.url,
                headers=request.headers,
                stream=request.stream,
                extensions={key: value for key, value in request.extensions.items() if key != _QUERY},
            )
        )

    async def aclose(self) -> None:
        await self._below.aclose()


class _Clients:
    """As many single-connection clients as calls may run side by side: faster than one shared pool."""

    def __init__(self, connection: Connection, transport: httpx.AsyncBaseTransport | None) -> None:
        self._connection = connection
        self._seats = asyncio.Semaphore(connection.concurrency)
        self._ssl: ssl.SSLContext | None = None
        self._shared = self._client(transport) if transport is not None else None
        self._all: list[httpx.AsyncClient] = [self._shared] if self._shared else []
        self._free: list[httpx.AsyncClient] = []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[httpx.AsyncClient]:
        """A client nobody else is using; waits for a seat."""
        async with self._seats:
            client = self._shared or (self._free.pop() if self._free else self._new())
            try:
                yield client
            finally:
                self._free.append(client)

    async def aclose(self) -> None:
        """Close every connection."""
        for client in self._all:
            await client.aclose()

    def _new(self) -> httpx.AsyncClient:
        self._ssl = self._ssl or httpx.create_ssl_context(trust_env=False)
        limits = httpx.Limits(max_connections=1, max_keepalive_connections=1)
        try:
            transport = httpx.AsyncHTTPTransport(
                verify=self._ssl, trust_env=False, limits=limits, proxy=self._connection.proxy
            )
        except (ValueError, ImportError, httpx.InvalidURL):
            raise unusable("wecom.proxy") from None  # its words would show a proxy's password
        client = self._client(transport)
        self._all.append(client)
        return client

    def _client(self, transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
        try:
            base_url = httpx.URL(self._connection.base_url)
        except httpx.InvalidURL:
            raise unusable("wecom.base_url") from None
        return httpx.AsyncClient(
            base_url=base_url,
            transport=_QueryTransport(transport),
            timeout=self._connection.timeout_s,
            trust_env=False,  # HTTP_PROXY and its like are for other programs; ours is `connection.proxy`
            follow_redirects=False,
            headers={"User-Agent": "wecom-reconciler", "Accept": "application/json"},
        )


class Session:
    """One application of one corp at WeCom: token, limiter, connections. Closed by `async with` or `aclose`."""

    def __init__(
        self,
        connection: Connection,
        corp_id: str,
        secret: Secret,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timing: Timing | None = None,
        patience: Patience | None = None,
        limiter: Limiter | None = None,
    ) -> None:
        """Nothing is sent before the first call.

        Args:
            connection: where and how; `proxy` and `concurrency` do not apply to a given `transport`'s connections.
            corp_id: the company's id.
            secret: the application's secret.
            transport: the simulator's door, in process; closed with the session.
            timing: clock and sleep; the machine's by default.
            patience: how long trouble is borne.
            limiter: shared by sessions of the same corp; an own one by default.
        """
        self._timing = timing or Timing()
        self._patience = patience or Patience()
        self._limiter = limiter or Limiter(self._timing)
        self._clients = _Clients(connection, transport)
        self._deadline_s = connection.timeout_s * _DEADLINE_TIMEOUTS
        self._credentials: Query = {"corpid": corp_id, "corpsecret": secret}
        self._token = AccessToken(self._fetch_token)
        self.width = connection.concurrency

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._clients.aclose()

    async def open(self) -> None:
        """Exchange the secret for a token, unless there is one. Raises: ProviderError; a refusal is remembered."""
        await self._token.current()

    async def probe(self, endpoint: ReadEndpoint) -> Probed:
        """One request without token, once: who answered, when, and the address it saw. Raises: UnreachableError."""
        sent = await self._send(endpoint, {}, None)
        if isinstance(sent, httpx.Response):
            return read_probe(sent.status_code, sent.headers.get("date", ""), sent.content)
        raise unreachable(sent, endpoint.path)

    async def call(
        self, endpoint: Endpoint, query: Query, body: Body | None = None, *, root_in_range: bool = True
    ) -> Fields:
        """One call with a token, repeated where `retry.py` allows it.

        Returns: the answer's fields, errcode being 0.
        Raises: ProviderError in one of its kinds; nothing of httpx, nothing with token or secret.
        """
        retries = Retries(endpoint, self._patience, root_in_range=root_in_range)
        token = await self._token.current()
        while True:
            result = await self._try(endpoint, {"access_token": token, **query}, body)
            if isinstance(result, Answered):
                self._token.accept(token)
                return _fields(endpoint, result)
            again = retries.after(result)
            await self._wait(endpoint, again)
            token = await (self._token.renew(token) if again.renew else self._token.current())

    async def call_without_token(self, endpoint: Endpoint, query: Query, body: Body | None = None) -> Fields:
        """One call that proves itself by its query alone, repeated where `retry.py` allows it.

        Returns: the answer's fields, errcode being 0.
        Raises: ProviderError in one of its kinds; nothing of httpx, nothing with what the query holds.
        """
        retries = Retries(endpoint, self._patience)
        while True:
            result = await self._try(endpoint, query, body)
            if isinstance(result, Answered):
                return _fields(endpoint, result)
            await self._wait(endpoint, retries.after(result))

    async def _wait(self, endpoint: Endpoint, again: Again) -> None:
        if again.pause_s:
            self._limiter.pause(endpoint.path, again.pause_s)
        if again.wait_s:
            await self._timing.sleep(again.wait_s)

    async def _fetch_token(self) -> Secret:
        return Secret((await self.call_without_token(GET_TOKEN, self._credentials)).text("access_token"))

    async def _try(self, endpoint: Endpoint, query: Query, body: Body | None) -> Answered | Trouble:
        sent = await self._send(endpoint, query, body)
        return judge(sent.status_code, sent.content) if isinstance(sent, httpx.Response) else sent

    async def _send(
        self, endpoint: Endpoint, query: Query, body: Body | None
    ) -> httpx.Response | NotArrived | NoAnswer:
        await self._limiter.take(endpoint.path)
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()  # \uxxxx gives 40033
        headers = None if content is None else {"Content-Type": "application/json; charset=utf-8"}
        async with self._clients.one() as client:
            try:
                async with asyncio.timeout(self._deadline_s):
                    return await client.request(
                        endpoint.method, endpoint.path, content=content, headers=headers, extensions={_QUERY: query}
                    )
            except _NOT_SENT as fault:
                return NotArrived(fault_words(type(fault).__name__))
            except (httpx.TimeoutException, TimeoutError):
                return NoAnswer(Text("等待超时", "the wait timed out"))
            except httpx.RequestError as fault:
                return NoAnswer(fault_words(type(fault).__name__))


def _fields(endpoint: Endpoint, answered: Answered) -> Fields:
    return Fields(endpoint.path, answered.fields, of_write=isinstance(endpoint, WriteEndpoint))


class ReadGateway:
    """The half that cannot write: it takes nothing but a `ReadEndpoint`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def width(self) -> int:
        """How many calls are worth running side by side."""
        return self._session.width

    async def read(
        self, endpoint: ReadEndpoint, query: Mapping[str, str] | None = None, body: Body | None = None
    ) -> Fields:
        """The fields of one answer; `body` is the question of an endpoint whose method is POST.

        Raises: ProviderError, never UnknownOutcomeError.
        """
        return await self._session.call(endpoint, query or {}, body)


class WriteGateway:
    """The half that writes: it takes nothing but a `WriteEndpoint`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def write(self, endpoint: WriteEndpoint, body: Body, *, root_in_range: bool = True) -> Fields:
        """Carry one write out, at most once.

        Returns: the fields of the answer.
        Raises: ProviderError; UnknownOutcomeError when it may have been carried out and no answer told so.
        """
        return await self._session.call(endpoint, {}, body, root_in_range=root_in_range)


class KeyedGateway:
    """The half that writes with a key in place of a token: it reaches what the key belongs to and nothing else."""

    def __init__(self, session: Session, key: Secret) -> None:
        self._session = session
        self._key = key

    async def write(self, endpoint: WriteEndpoint, body: Body) -> Fields:
        """Carry one write out, at most once. Returns and raises: as `WriteGateway.write`."""
        return await self._session.call_without_token(endpoint, {"key": self._key}, body)
