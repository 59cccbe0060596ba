"""The message archive: what it tells of an internal group, and for whom it is kept (wecom-api §9). Read only.

A room id is learned from an archived message; it is not the chat id of another family.
"""

from typing import TypedDict

from reconciler.wecom.endpoint import ReadEndpoint
from reconciler.wecom.gateway import ReadGateway

LIST_PERMITTED_PEOPLE = ReadEndpoint("/cgi-bin/msgaudit/get_permit_user_list", "91614", method="POST")
GET_ROOM = ReadEndpoint("/cgi-bin/msgaudit/groupchat/get", "92951", method="POST")


class RoomMemberShape(TypedDict):
    """Somebody in a room; `jointime` in unix seconds."""

    memberid: str
    jointime: int


class RoomShape(TypedDict):
    """An internal group as the archive has it; `room_create_time` in unix seconds.

    `creator` made the group and need not own it any more; admins and settings are not told.
    """

    roomname: str
    creator: str
    room_create_time: int
    notice: str
    members: tuple[RoomMemberShape, ...]


class Archive:
    """Calls with the archive's own secret."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def permitted_people(self) -> tuple[str, ...]:
        """User ids whose messages are kept, of every edition, departments and tags expanded [91614]."""
        return (await self._gateway.read(LIST_PERMITTED_PEOPLE, body={})).texts("ids", required=True)

    async def room(self, room_id: str) -> RoomShape:
        """One internal group [92951].

        Raises: RejectedError (301059 not an internal group), ForbiddenError (301052 expired, 301053 not enabled).
        """
        answer = await self._gateway.read(GET_ROOM, body={"roomid": room_id})
        return RoomShape(
            roomname=answer.text("roomname", ""),
            creator=answer.text("creator", ""),
            room_create_time=answer.number("room_create_time"),
            notice=answer.text("notice", ""),
            members=tuple(
                RoomMemberShape(memberid=row.text("memberid"), jointime=row.number("jointime", 0))
                for row in answer.objects("members", required=True)
            ),
        )
