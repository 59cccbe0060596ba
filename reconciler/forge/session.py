"""One way in, one way out: the only module of this room that speaks HTTP.

The token travels in a header that httpx does not log, to the host of the base addresses and to no other.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import httpx

from reconciler.errors import ForgeProtocolError, ForgeRejectedError
from reconciler.forge.answer import Node
from reconciler.forge.endpoint import GRAPHQL, Call
from reconciler.forge.refusals import refusal
from reconciler.forge.waiting import Limited, Patience, Retries, Silent, Timing, limit_of, trouble_inside
from reconciler.model.code_host import CodeHostPlace
from reconciler.text import Text

API_VERSION = "2022-11-28"
PER_PAGE = 100
MAX_PAGES = 50

_MAX_REDIRECTS = 3
_MOVED = frozenset({301, 302, 307, 308})
_MOVED_WITH_BODY = frozenset({307, 308})
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.PoolTimeout, httpx.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Answer:
    """A success: its data, the address of the page after it, and the rights that it says the token has, if it does."""

    data: Node
    next_url: str | None
    elsewhere: str | None = None
    scopes: str | None = None


class Session:
    """One repository of a code host with one token. Closed by `async with`."""

    def __init__(
        self,
        place: CodeHostPlace,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timing: Timing | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Nothing is sent before the first call; `transport` is a test's door, closed with the session."""
        self.place = place
        self._timing = timing or Timing()
        self._patience = patience or Patience()
        self._client = httpx.AsyncClient(
            transport=transport,
            timeout=self._patience.timeout_s,
            follow_redirects=False,
            headers={"User-Agent": "wecom-reconciler"},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def call(self, call: Call) -> Node:
        """The data of one answer. Raises: ForgeError in one of its kinds; nothing of httpx."""
        return (await self._answer(call, self._url(call))).data

    async def scopes(self, call: Call) -> str | None:
        """The rights of the token as an answer lists them; None where it lists none. Raises: ForgeError."""
        return (await self._answer(call, self._url(call))).scopes

    async def pages(self, call: Call, *keys: str) -> AsyncIterator[Node]:
        """Every item of every page of a list, which lies below `keys`. Raises: ForgeError; also for too many pages."""
        url: str | None = self._url(replace(call, query={**call.query, "per_page": str(PER_PAGE)}))
        for _ in range(MAX_PAGES):
            if url is None:
                return
            answer = await self._answer(call, url)
            for item in answer.data.items(*keys):
                yield item
            url = answer.next_url
        if url is not None:
            raise too_many()

    async def graphql(self, query: str, permission: str, repeatable: bool = True, **variables: object) -> Node:
        """The data of one GraphQL answer; its errors are raised like REST's."""
        call = Call("POST", GRAPHQL, permission, {"query": query, "variables": variables}, repeatable=repeatable)
        answer = await self.call(call)
        errors = answer.at("errors").value
        if errors:
            kind = Node(errors[0] if isinstance(errors, list) else {}).at("type").value
            raise refusal(call, {"FORBIDDEN": 403, "NOT_FOUND": 404}.get(str(kind), 422), f"GraphQL {kind}")
        return answer.at("data")

    async def fetch(self, call: Call, limit_bytes: int) -> bytes:
        """Bytes that the code host keeps elsewhere: the token does not go there.

        Raises: ForgeError; ForgeProtocolError where there are more than `limit_bytes`.
        """
        elsewhere = (await self._answer(call, self._url(call), redirects=False)).elsewhere
        if elsewhere is None:
            raise Node(None, "location").refuse()
        retries = Retries(call, self._patience)
        while True:
            try:
                return await self._download(call, elsewhere, limit_bytes)
            except httpx.RequestError as fault:
                await self._timing.sleep(retries.after(Silent(arrived=not isinstance(fault, _NOT_SENT))))

    async def _download(self, call: Call, url: str, limit_bytes: int) -> bytes:
        data = bytearray()
        async with self._client.stream("GET", url, headers={"Accept-Encoding": "identity"}) as response:
            if response.status_code >= 500:
                raise httpx.ReadError("no answer", request=response.request)
            if response.status_code != 200:
                raise refusal(call, response.status_code, "")
            async for chunk in response.aiter_raw():
                data += chunk
                if len(data) > limit_bytes:
                    raise ForgeProtocolError(
                        Text("文件太大，没有下载完。", "The file is too large; it was not downloaded whole.")
                    )
        return bytes(data)

    def _url(self, call: Call) -> str:
        if call.is_graphql:
            return self.place.graphql_url
        url = self.place.api_url + call.path.replace("{repo}", f"/repos/{self.place.repository}")
        return str(httpx.URL(url).copy_merge_params(call.query)) if call.query else url

    async def _answer(self, call: Call, url: str, *, redirects: bool = True) -> Answer:
        """One answer, asked for again where `waiting.py` allows it; redirects within the same host are followed."""
        retries = Retries(call, self._patience)
        left = _MAX_REDIRECTS
        while True:
            sent = await self._send(call, url)
            trouble = sent if isinstance(sent, Silent) else self._trouble(call, sent)
            if trouble is not None:
                await self._timing.sleep(retries.after(trouble))
            elif isinstance(sent, httpx.Response) and (target := _target(call, sent)) is not None:
                if not redirects and sent.status_code == 302:
                    return Answer(Node(None), None, target)
                left -= 1
                url = self._same_host(target, left)
            elif isinstance(sent, httpx.Response):
                return self._judge(call, sent)

    async def _send(self, call: Call, url: str) -> httpx.Response | Silent:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {self.place.token.reveal()}",
            "X-GitHub-Api-Version": API_VERSION,
        }
        content = None if call.body is None else json.dumps(call.body, ensure_ascii=True).encode()
        if content is not None:
            headers["Content-Type"] = "application/json"
        try:
            return await self._client.request(call.method, url, content=content, headers=headers)
        except _NOT_SENT:
            return Silent(arrived=False)
        except httpx.RequestError:
            return Silent(arrived=True)

    def _trouble(self, call: Call, response: httpx.Response) -> Limited | Silent | None:
        if response.status_code >= 500:
            return Silent(arrived=True)
        if call.is_graphql and response.is_success:
            return trouble_inside(_errors(response), response.headers, self._timing.clock())
        return limit_of(response.status_code, response.headers, _message(response), self._timing.clock())

    def _same_host(self, target: str, left: int) -> str:
        if left < 0 or not self._is_ours(target):
            raise ForgeRejectedError(
                Text("代码托管平台要求转到别的主机，没有照办。", "The code host points to another host; not followed."),
                Text(
                    "仓库是否改名或迁移？检查 GITHUB_REPOSITORY。", "Was the repository moved? Check GITHUB_REPOSITORY."
                ),
            )
        return target

    def _is_ours(self, url: str) -> bool:
        there, here = httpx.URL(url), httpx.URL(self.place.api_url)
        return (there.scheme, there.host, there.port) == (here.scheme, here.host, here.port)

    def _judge(self, call: Call, response: httpx.Response) -> Answer:
        if not response.is_success:
            raise refusal(call, response.status_code, _message(response))
        next_url = response.links.get("next", {}).get("url")
        if next_url is not None:
            next_url = self._same_host(next_url, 0)
        return Answer(_data(response), next_url, scopes=response.headers.get("x-oauth-scopes"))


def too_many() -> ForgeRejectedError:
    """Why a list that goes on beyond the last page we read is not used at all."""
    most = MAX_PAGES * PER_PAGE
    return ForgeRejectedError(
        Text(
            f"列表超过 {most:,} 项，读不完整，没有采用。",
            f"The list has more than {most:,} items; it was not read whole and is not used.",
        )
    )


def _target(call: Call, response: httpx.Response) -> str | None:
    """Where a redirect leads; a body is sent on only where the code host says that it must be."""
    allowed = _MOVED if call.method == "GET" else _MOVED_WITH_BODY
    location = response.headers.get("location")
    return str(response.url.join(location)) if location and response.status_code in allowed else None


def _data(response: httpx.Response) -> Node:
    if not response.content:
        return Node(None)
    try:
        return Node(response.json())
    except ValueError:
        return Node(None, "JSON").refuse()


def _errors(response: httpx.Response) -> list[tuple[str, str]]:
    """Kind and message of each error in an answer of GraphQL, which comes with 200."""
    try:
        told = response.json()
    except ValueError:
        return []
    errors = told.get("errors") if isinstance(told, dict) else None
    found = [each for each in errors if isinstance(each, dict)] if isinstance(errors, list) else []
    return [(str(each.get("type", "")), str(each.get("message", ""))) for each in found]


def _message(response: httpx.Response) -> str:
    """The refusal in GitHub's own words, with what it says of single fields."""
    if response.is_success:
        return ""
    try:
        said = response.json()
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    errors = said.get("errors")
    parts = (
        [each.get("message") or each.get("code") for each in errors if isinstance(each, dict)]
        if isinstance(errors, list)
        else []
    )
    return "; ".join(str(each) for each in [said.get("message", ""), *parts] if each)
