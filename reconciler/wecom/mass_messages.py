"""Mass messages to customer groups: tasks that a person confirms in the client [92135][93338][97610][97611].

Nothing is sent before; a group takes as many a month as the month has days.
"""

from typing import NotRequired, TypedDict

from reconciler.wecom.attachments import AttachmentShape, TextShape
from reconciler.wecom.endpoint import ReadEndpoint, WriteEndpoint
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from reconciler.wecom.paging import every_page
from reconciler.wecom.shape import Fields

_BASE = "/cgi-bin/externalcontact"
ADD_MASS_MESSAGE = WriteEndpoint(f"{_BASE}/add_msg_template", "92135", names_people=True)
LIST_MASS_MESSAGES = ReadEndpoint(f"{_BASE}/get_groupmsg_list_v2", "93338", method="POST")
LIST_MASS_TASKS = ReadEndpoint(f"{_BASE}/get_groupmsg_task", "93338", method="POST")
LIST_MASS_RESULTS = ReadEndpoint(f"{_BASE}/get_groupmsg_send_result", "93338", method="POST")
REMIND_MASS_MESSAGE = WriteEndpoint(f"{_BASE}/remind_groupmsg_send", "97610")
CANCEL_MASS_MESSAGE = WriteEndpoint(f"{_BASE}/cancel_groupmsg_send", "97611")

TO_GROUPS = "group"  # `chat_type`
BY_COMPANY, BY_PERSON, BY_ANYBODY = range(3)  # `filter_type`
PENDING, SENT, NO_FRIEND, OVER_QUOTA = range(4)  # `status` of a result
CONFIRMED = 2  # `status` of a task; 0 is waiting for its person
MOST_LISTED, MOST_PER_PAGE = 100, 1_000


class MassMessageShape(TypedDict):
    """What is to be sent: `sender` has to confirm and owns the groups, at most 2000; words of at most 4000 bytes.

    At most 9 attachments. Without `chat_id_list` WeCom would send to every group of the sender: it is never left out.
    """

    sender: str
    chat_id_list: list[str]
    text: NotRequired[TextShape]
    attachments: NotRequired[list[AttachmentShape]]


class MadeMassMessageShape(TypedDict):
    """`msgid` to follow it by, and the groups that it cannot be sent to."""

    msgid: str
    fail_list: tuple[str, ...]


class MassMessageRowShape(TypedDict):
    """A row of the list; `create_time` in unix seconds; `create_type` 0 by the company, 1 by a person."""

    msgid: str
    creator: str
    create_time: int
    create_type: int
    text: str


class MassTaskShape(TypedDict):
    """Who has to confirm: `status` 0 not yet, 2 done; `send_time` in unix seconds, 0 before."""

    userid: str
    status: int
    send_time: int


class MassResultShape(TypedDict):
    """What became of one group: `status` 0 pending, 1 sent, 2 no friend, 3 over its quota; `send_time` as above."""

    chat_id: str
    userid: str
    status: int
    send_time: int


class MassMessageReader:
    """The reading half."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def listed(
        self, begins_at: int, ends_at: int, *, creator: str = "", filter_type: int = BY_ANYBODY
    ) -> tuple[MassMessageRowShape, ...]:
        """Mass messages to groups made within a month at most; times in unix seconds [93338].

        Raises: BusyError (41063) while a message is being dispatched, after the permitted tries: ask again later.
        """
        question: dict[str, object] = {
            "chat_type": TO_GROUPS,
            "start_time": begins_at,
            "end_time": ends_at,
            "filter_type": filter_type,
            "limit": MOST_LISTED,
        }
        if creator:
            question["creator"] = creator
        return tuple(
            MassMessageRowShape(
                msgid=row.text("msgid"),
                creator=row.text("creator", ""),
                create_time=row.number("create_time"),
                create_type=row.number("create_type", BY_COMPANY),
                text=row.nested("text").text("content", ""),
            )
            for row in await self._rows(LIST_MASS_MESSAGES, question, "group_msg_list")
        )

    async def tasks(self, msgid: str) -> tuple[MassTaskShape, ...]:
        """Who has confirmed one message and who has not [93338].

        Raises: MissingError (41047) for an unknown message, BusyError (41063) while it is being dispatched.
        """
        rows = await self._rows(LIST_MASS_TASKS, {"msgid": msgid, "limit": MOST_PER_PAGE}, "task_list")
        return tuple(
            MassTaskShape(userid=row.text("userid"), status=row.number("status"), send_time=row.number("send_time", 0))
            for row in rows
        )

    async def results(self, msgid: str, sender: str) -> tuple[MassResultShape, ...]:
        """What became of one sender's groups; WeCom lists only those that it was sent to [93338]."""
        question = {"msgid": msgid, "userid": sender, "limit": MOST_PER_PAGE}
        return tuple(
            MassResultShape(
                chat_id=row.text("chat_id"),
                userid=row.text("userid", ""),
                status=row.number("status"),
                send_time=row.number("send_time", 0),
            )
            for row in await self._rows(LIST_MASS_RESULTS, question, "send_list")
        )

    async def _rows(self, endpoint: ReadEndpoint, question: dict[str, object], name: str) -> list[Fields]:
        async def ask(cursor: str) -> Fields:
            return await self._gateway.read(endpoint, body={**question, "cursor": cursor})

        return [row for page in await every_page(ask) for row in page.objects(name, required=True)]


class MassMessageWriter:
    """The writing half; each method is one request."""

    def __init__(self, gateway: WriteGateway) -> None:
        self._gateway = gateway

    async def add(self, message: MassMessageShape) -> MadeMassMessageShape:
        """Ask the sender to confirm a message to groups [92135]. Raises: RejectedError (41048 nobody to send to)."""
        answer = await self._gateway.write(ADD_MASS_MESSAGE, {"chat_type": TO_GROUPS, **message})
        return MadeMassMessageShape(msgid=answer.text("msgid"), fail_list=answer.texts("fail_list"))

    async def remind(self, msgid: str) -> None:
        """Remind whoever has not confirmed, at most three times in 24 hours [97610]. Raises: RejectedError (41094)."""
        await self._gateway.write(REMIND_MASS_MESSAGE, {"msgid": msgid})

    async def cancel(self, msgid: str) -> None:
        """Take the question back; what was sent stays [97611]. Raises: RejectedError (41093 cancelled already)."""
        await self._gateway.write(CANCEL_MASS_MESSAGE, {"msgid": msgid})
