"""Groups made by a rule of a smartsheet that this application made (wecom-api §5). They cannot be renamed."""

from typing import NotRequired, TypedDict

from reconciler.wecom.endpoint import HOUR_S, ReadEndpoint, WriteEndpoint
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from reconciler.wecom.paging import cursor_while_more, every_page
from reconciler.wecom.shape import Fields

_BASE = "/cgi-bin/wedoc/smartsheet/groupchat"
LIST_SHEET_GROUPS = ReadEndpoint(f"{_BASE}/list", "100989", method="POST")
GET_SHEET_GROUP = ReadEndpoint(f"{_BASE}/get", "101028", method="POST")
UPDATE_SHEET_GROUP = WriteEndpoint(f"{_BASE}/update", "101029", window_s=HOUR_S, names_people=True)

MOST_PER_PAGE = 200
MOST_CHANGED = 500  # people in each list of one update


class SheetGroupShape(TypedDict):
    """What `get` says; `user_list` holds people of the company only."""

    name: str
    owner: str
    user_list: tuple[str, ...]


class SheetUpdateShape(TypedDict):
    """Body of `update`: what is left out stays; `owner` is needed when the owner is removed; at most 500 a list."""

    docid: str
    chat_id: str
    owner: NotRequired[str]
    add_user_list: NotRequired[list[str]]
    del_user_list: NotRequired[list[str]]


class SheetGroupReader:
    """The reading half."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def listed(self, docid: str) -> tuple[str, ...]:
        """Chat ids of every group of one smartsheet, each once [100989]."""

        async def ask(cursor: str) -> Fields:
            question = {"docid": docid, "cursor": cursor, "limit": MOST_PER_PAGE}
            return await self._gateway.read(LIST_SHEET_GROUPS, body=question)

        pages = await every_page(ask, cursor_while_more)
        return tuple(dict.fromkeys(chat for page in pages for chat in page.texts("chat_id_list", required=True)))

    async def get(self, docid: str, chat_id: str) -> SheetGroupShape:
        """One group of a smartsheet [101028]. Raises: RejectedError (710801 not internal, 301085 docid)."""
        answer = await self._gateway.read(GET_SHEET_GROUP, body={"docid": docid, "chat_id": chat_id})
        return SheetGroupShape(
            name=answer.text("name", ""),
            owner=answer.text("owner", ""),
            user_list=answer.texts("user_list", required=True),
        )


class SheetGroupWriter:
    """The writing half; each method is one request."""

    def __init__(self, gateway: WriteGateway, *, root_in_range: bool = True) -> None:
        """`root_in_range`: what `agent/get` showed; False: 60011 is about the application, not about a person."""
        self._gateway = gateway
        self._root_in_range = root_in_range

    async def update(self, chat: SheetUpdateShape) -> None:
        """Change owner and members in one call; calls for one chat must follow one another [101029].

        Raises: RejectedError (710800 when somebody is not a member of the sheet; 710802 banned), MissingError.
        """
        await self._gateway.write(UPDATE_SHEET_GROUP, {**chat}, root_in_range=self._root_in_range)
