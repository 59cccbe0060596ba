"""App groups: create, update, get, send. There is no list, no dissolve and no event (wecom-api §4)."""

from typing import NotRequired, TypedDict

from reconciler.errors import UnknownOutcomeError
from reconciler.text import Text
from reconciler.wecom.endpoint import DAY_S, HOUR_S, ReadEndpoint, WriteEndpoint
from reconciler.wecom.gateway import ReadGateway, WriteGateway

GET_CHAT = ReadEndpoint("/cgi-bin/appchat/get", "98914")
CREATE_CHAT = WriteEndpoint("/cgi-bin/appchat/create", "90245", window_s=DAY_S, names_people=True)
UPDATE_CHAT = WriteEndpoint("/cgi-bin/appchat/update", "98913", window_s=HOUR_S, names_people=True)
SEND_TO_CHAT = WriteEndpoint("/cgi-bin/appchat/send", "90248")


class ChatShape(TypedDict):
    """`chat_info` of `appchat/get`: people only, the order of `userlist` means nothing."""

    chatid: str
    name: str
    owner: str
    userlist: tuple[str, ...]


class CreateShape(TypedDict):
    """Body of `appchat/create`: all that it knows."""

    chatid: str
    name: str
    owner: str
    userlist: list[str]


class UpdateShape(TypedDict):
    """Body of `appchat/update`: what is left out stays as it is."""

    chatid: str
    name: NotRequired[str]
    owner: NotRequired[str]
    add_user_list: NotRequired[list[str]]
    del_user_list: NotRequired[list[str]]


class ChatReader:
    """The reading half."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def get(self, chat_id: str) -> ChatShape:
        """One chat made by this application [98914].

        Raises: MissingError (86003, 40050; 49008 when dissolved), ForbiddenError (86008 for another application's).
        """
        answer = await self._gateway.read(GET_CHAT, {"chatid": chat_id})
        info = answer.nested("chat_info")
        chat = ChatShape(
            chatid=info.text("chatid"),
            name=info.text("name", ""),
            owner=info.text("owner", ""),
            userlist=info.texts("userlist", required=True),
        )
        if chat["chatid"] != chat_id:
            raise info.wrong("chatid", Text("所查询的群", "the chat that was asked for"))
        return chat


class ChatWriter:
    """The writing half; each method is one request."""

    def __init__(self, gateway: WriteGateway, *, root_in_range: bool) -> None:
        self._gateway = gateway
        self._root_in_range = root_in_range

    async def create(self, chat: CreateShape) -> None:
        """Make a chat with an id of our choice [90245].

        Raises: AlreadyExistsError (86215); RejectedError with `bad_member`; UnknownOutcomeError also when WeCom
            answers with another id than was asked for.
        """
        answer = await self._gateway.write(CREATE_CHAT, {**chat}, root_in_range=self._root_in_range)
        if answer.has("chatid") and answer.text("chatid") != chat["chatid"]:
            raise UnknownOutcomeError(
                Text(
                    "企业微信建了群，但用的不是请求的 chatid。",
                    "WeCom made a chat, but not with the chat id asked for.",
                ),
                Text("请在客户端查看新建的群。", "Look at the new chat in the client."),
                endpoint=CREATE_CHAT.path,
            )

    async def update(self, chat: UpdateShape) -> None:
        """Change name, owner and members in one call; all of it or nothing [98913]."""
        await self._gateway.write(UPDATE_CHAT, {**chat}, root_in_range=self._root_in_range)

    async def send_text(self, chat_id: str, text: str) -> None:
        """Say something in the chat, at most 2048 bytes [90248]. WeCom gives no message id back."""
        await self._gateway.write(
            SEND_TO_CHAT, {"chatid": chat_id, "msgtype": "text", "text": {"content": text}, "safe": 0}
        )
