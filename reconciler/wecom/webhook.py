"""The webhook (消息推送) that a person put into a group [91770]: it can speak there and nothing else.

At most 20 messages a minute each; 45009 then.
"""

from collections.abc import Sequence

from reconciler.wecom.endpoint import WriteEndpoint
from reconciler.wecom.gateway import KeyedGateway

SEND_TO_WEBHOOK = WriteEndpoint("/cgi-bin/webhook/send", "91770")

EVERYBODY = "@all"


class Webhook:
    """Messages into the one group the key belongs to; each method is one request."""

    def __init__(self, gateway: KeyedGateway) -> None:
        self._gateway = gateway

    async def send_text(self, text: str, mentioned: Sequence[str] = ()) -> None:
        """Say something, at most 2048 bytes, and mention people by user id or `@all`.

        Raises: MissingError (93000) when the webhook was removed, RejectedError (93001, 93004, 93008),
            ThrottledError, UnknownOutcomeError, after which it must never be sent again.
        """
        mentions = {"mentioned_list": list(mentioned)} if mentioned else {}
        await self._gateway.write(SEND_TO_WEBHOOK, {"msgtype": "text", "text": {"content": text, **mentions}})

    async def send_markdown(self, text: str) -> None:
        """Say something in WeCom's markdown, at most 4096 bytes; `<@userid>` mentions. Raises: as `send_text`."""
        await self._gateway.write(SEND_TO_WEBHOOK, {"msgtype": "markdown", "markdown": {"content": text}})
