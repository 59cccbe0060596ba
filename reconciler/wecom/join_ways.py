"""Join ways of customer groups: QR codes and buttons [92229].

An application reads and writes only its own, and there is no list: whoever loses a config id has lost the join way.
"""

from typing import NotRequired, TypedDict

from reconciler.text import Text
from reconciler.wecom.endpoint import ReadEndpoint, WriteEndpoint
from reconciler.wecom.gateway import ReadGateway, WriteGateway

_BASE = "/cgi-bin/externalcontact/groupchat"
ADD_JOIN_WAY = WriteEndpoint(f"{_BASE}/add_join_way", "92229")
GET_JOIN_WAY = ReadEndpoint(f"{_BASE}/get_join_way", "92229", method="POST")
UPDATE_JOIN_WAY = WriteEndpoint(f"{_BASE}/update_join_way", "92229")
DELETE_JOIN_WAY = WriteEndpoint(f"{_BASE}/del_join_way", "92229")

BUTTON, QR_CODE = 1, 2  # `scene`


class JoinWayShape(TypedDict):
    """What can be written: always all of it, since an update puts what is left out back to WeCom's default.

    `scene` 1 mini-program button, 2 QR code; `chat_id_list` 1 to 5; `remark` cut at 30 characters; `auto_create_room`
    1 makes a further group named `room_base_name` and a number counted from `room_base_id` when all are full (WeCom's
    default, so that it is never left unsaid); `state` at most 30 characters, told of everybody who joins this way.
    `mark_source` only for marketing applications.
    """

    scene: int
    chat_id_list: list[str]
    remark: str
    auto_create_room: int
    room_base_name: str
    room_base_id: int
    state: str
    mark_source: NotRequired[bool]


class MadeJoinWayShape(JoinWayShape):
    """A join way as WeCom has it; `qr_code` is an address it made and may make anew: no part of a comparison."""

    config_id: str
    qr_code: str


class JoinWayReader:
    """The reading half."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def get(self, config_id: str) -> MadeJoinWayShape:
        """One join way of this application. Raises: MissingError (41044) for an id it does not know."""
        answer = await self._gateway.read(GET_JOIN_WAY, body={"config_id": config_id})
        way = answer.nested("join_way")
        if way.text("config_id") != config_id:
            raise way.wrong("config_id", Text("所查询的进群方式", "the join way that was asked for"))
        made = MadeJoinWayShape(
            config_id=config_id,
            scene=way.number("scene"),
            chat_id_list=list(way.texts("chat_id_list", required=True)),
            remark=way.text("remark", ""),
            auto_create_room=way.number("auto_create_room"),
            room_base_name=way.text("room_base_name", ""),
            room_base_id=way.number("room_base_id", 0),
            state=way.text("state", ""),
            qr_code=way.text("qr_code", ""),
        )
        if way.has("mark_source"):
            made["mark_source"] = way.flag("mark_source")
        return made


class JoinWayWriter:
    """The writing half; each method is one request."""

    def __init__(self, gateway: WriteGateway) -> None:
        self._gateway = gateway

    async def add(self, way: JoinWayShape) -> str:
        """Make a join way. Returns: its config id, to be kept. Raises: RejectedError (41091 more than 5 groups)."""
        return (await self._gateway.write(ADD_JOIN_WAY, {**way})).text("config_id")

    async def update(self, config_id: str, way: JoinWayShape) -> None:
        """Overwrite the whole join way. Raises: MissingError (41044)."""
        await self._gateway.write(UPDATE_JOIN_WAY, {**way, "config_id": config_id})

    async def delete(self, config_id: str) -> None:
        """Take a join way back; people who joined stay. Raises: MissingError (41044)."""
        await self._gateway.write(DELETE_JOIN_WAY, {"config_id": config_id})
