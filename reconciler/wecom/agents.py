"""The application itself: `agent/get` [90227]."""

from typing import TypedDict

from reconciler.wecom.endpoint import ReadEndpoint
from reconciler.wecom.gateway import ReadGateway

GET_AGENT = ReadEndpoint("/cgi-bin/agent/get", "90227")


class AgentShape(TypedDict):
    """What is used of `agent/get`; `close` is 1 when the application is switched off."""

    name: str
    close: int
    departments: tuple[int, ...]


class Agents:
    """Calls about applications."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def get(self, agent_id: str) -> AgentShape:
        """Name, switch and range of the application; only the one that owns the token can be read [90227].

        `departments` are the ids of `allow_partys.partyid`; absent means that none is in range.
        """
        answer = await self._gateway.read(GET_AGENT, {"agentid": agent_id})
        return AgentShape(
            name=answer.text("name", ""),
            close=answer.number("close", 0),
            departments=answer.nested("allow_partys").numbers("partyid"),
        )
