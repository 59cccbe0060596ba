"""Messages of the application to people, and cards that change after a click [90236][94888]."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from reconciler.errors import RejectedError
from reconciler.model.ids import UserId, user_id
from reconciler.wecom.cards import ButtonCardShape, TextNoticeShape
from reconciler.wecom.endpoint import WriteEndpoint
from reconciler.wecom.errcodes import NOBODY_VALID
from reconciler.wecom.gateway import WriteGateway
from reconciler.wecom.shape import Fields

SEND_TO_PEOPLE = WriteEndpoint("/cgi-bin/message/send", "90236")
UPDATE_CARD = WriteEndpoint("/cgi-bin/message/update_template_card", "94888")

MOST_RECIPIENTS = 1_000


class SentShape(TypedDict):
    """What became of a message: `refused` did not get it, everybody else did as far as WeCom tells.

    `msgid` recalls it within 24 hours and is empty when nobody got it; `response_code` changes the card once, within
    72 hours, and is empty for what cannot be changed.
    """

    msgid: str
    response_code: str
    refused: frozenset[UserId]


class PersonMessages:
    """The writing half; each method is one request to at most 1000 people.

    Per person WeCom takes 30 a minute and 1000 an hour and silently drops the rest.
    """

    def __init__(self, gateway: WriteGateway, agent_id: str) -> None:
        self._gateway = gateway
        self._agent_id = int(agent_id)

    async def send_text(self, recipients: Sequence[str], text: str) -> SentShape:
        """Words of at most 2048 bytes, cut beyond; may hold `<a>` [90236].

        Returns: also when WeCom refuses every recipient (81013), who are all `refused` then.
        Raises: ProviderError; UnknownOutcomeError, after which it must never be sent again.
        """
        return await self._send(recipients, {"msgtype": "text", "text": {"content": text}})

    async def send_card(self, recipients: Sequence[str], card: TextNoticeShape | ButtonCardShape) -> SentShape:
        """A card to read or to answer. Returns and raises: as `send_text`; RejectedError (43012) without callback."""
        return await self._send(recipients, {"msgtype": "template_card", "template_card": card})

    async def replace_button(self, recipients: Sequence[str], response_code: str, name: str) -> frozenset[UserId]:
        """Put `name`, which cannot be pressed, in place of a card's buttons for these people [94888].

        Args: response_code: from sending or from the click; each is good for one change within 72 hours.
        Returns: those whose card stays as it is. Raises: RejectedError (42022 used already), as `send_text`.
        """
        answer = await self._gateway.write(
            UPDATE_CARD,
            {
                "userids": list(recipients),
                "agentid": self._agent_id,
                "response_code": response_code,
                "button": {"replace_name": name},
            },
        )
        return frozenset(user_id(user) for user in answer.texts("invaliduser"))

    async def _send(self, recipients: Sequence[str], content: Mapping[str, object]) -> SentShape:
        envelope = {"touser": "|".join(recipients), "agentid": self._agent_id, "safe": 0}
        try:
            answer = await self._gateway.write(SEND_TO_PEOPLE, {**envelope, **content})
        except RejectedError as refused:
            if refused.errcode != NOBODY_VALID:
                raise
            return SentShape(msgid="", response_code="", refused=frozenset(user_id(user) for user in recipients))
        return SentShape(
            msgid=answer.text("msgid", ""),
            response_code=answer.text("response_code", ""),
            refused=_refused(answer, "invaliduser") | _refused(answer, "unlicenseduser"),
        )


def _refused(answer: Fields, name: str) -> frozenset[UserId]:
    """Ids joined by `|`; WeCom writes them in lower case, however they were asked for."""
    return frozenset(user_id(user) for user in answer.text(name, "").split("|") if user)
