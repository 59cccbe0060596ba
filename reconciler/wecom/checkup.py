"""What `doctor` reads of WeCom: with one secret, and on the way there without any."""

import asyncio

from reconciler.errors import UnreachableError
from reconciler.model.checkup import Probed
from reconciler.model.directory import ROOT_DEPARTMENT
from reconciler.model.live import ApplicationState
from reconciler.text import Text
from reconciler.wecom.agents import Agents
from reconciler.wecom.archive import Archive
from reconciler.wecom.customer_groups import LIST_CUSTOMER_GROUPS
from reconciler.wecom.endpoint import ReadEndpoint
from reconciler.wecom.gateway import ReadGateway, Session

# Without a token it answers 41001 and does nothing; that refusal says where the request came from (wecom-api §2.3).
PROBE = ReadEndpoint("/cgi-bin/get_api_domain_ip", "90664")

_NETWORK = Text("检查这台机器的网络、DNS 和防火墙。", "Check this machine's network, DNS and firewall.")


class WecomAccess:
    """WeCom as one secret opens it: a refused secret is remembered by its session and not tried again."""

    def __init__(self, session: Session, agent_id: str) -> None:
        self._session = session
        self._gateway = ReadGateway(session)
        self._agent_id = agent_id

    async def token(self) -> None:
        """Exchange the secret for a token [91039]."""
        await self._session.open()

    async def application(self) -> ApplicationState:
        """One `agent/get` [90227]."""
        agent = await Agents(self._gateway).get(self._agent_id)
        return ApplicationState(
            name=agent["name"], enabled=agent["close"] == 0, root_in_range=ROOT_DEPARTMENT in agent["departments"]
        )

    async def customer_groups(self) -> None:
        """One page of one group [92120]; whether there is any does not matter."""
        await self._gateway.read(LIST_CUSTOMER_GROUPS, body={"status_filter": 0, "limit": 1})

    async def archive(self) -> int:
        """How many people the archive covers [91614]."""
        return len(await Archive(self._gateway).permitted_people())


class WecomLine:
    """The way to WeCom. `timeout_s` bounds each step."""

    def __init__(self, session: Session, timeout_s: float) -> None:
        self._session = session
        self._timeout_s = timeout_s

    async def resolve(self, host: str) -> int:
        """How many addresses a name has here. Raises: UnreachableError."""
        try:
            async with asyncio.timeout(self._timeout_s):
                found = await asyncio.get_running_loop().getaddrinfo(host, None)
        except (OSError, UnicodeError) as error:
            raise UnreachableError(Text(f"解析不了 {host}。", f"{host} does not resolve."), _NETWORK) from error
        return len({each[4][0] for each in found})

    async def connect(self, host: str, port: int) -> None:
        """Open a connection and close it. Raises: UnreachableError."""
        try:
            async with asyncio.timeout(self._timeout_s):
                _, writer = await asyncio.open_connection(host, port)
        except (OSError, UnicodeError) as error:
            raise UnreachableError(
                Text(f"连不上 {host}:{port}。", f"{host}:{port} takes no connection."), _NETWORK
            ) from error
        writer.close()

    async def probe(self) -> Probed:
        """One request without token, once. Raises: UnreachableError."""
        return await self._session.probe(PROBE)
