"""What the message archive tells of internal groups."""

import pytest

from reconciler.errors import ForbiddenError, ProtocolError
from reconciler.wecom.archive import Archive, RoomMemberShape, RoomShape
from reconciler.wecom.gateway import ReadGateway
from tests.wecom.wire import OK, Reply, ScriptedWecom, refusal, through

ROOM: Reply = {
    **OK,
    "roomname": "运维",
    "creator": "Lin",
    "room_create_time": 1750000000,
    "notice": "",
    "members": [{"memberid": "Lin", "jointime": 1750000001}],
}


def room(answer: Reply) -> RoomShape:
    wecom = ScriptedWecom({"msgaudit/groupchat/get": [answer]})
    return through(wecom, lambda session: Archive(ReadGateway(session)).room("wr1"))


def test_a_room_is_read() -> None:
    assert room(ROOM) == RoomShape(
        roomname="运维",
        creator="Lin",
        room_create_time=1750000000,
        notice="",
        members=(RoomMemberShape(memberid="Lin", jointime=1750000001),),
    )


def test_a_room_without_members_is_an_error() -> None:
    with pytest.raises(ProtocolError):
        room({**OK, "room_create_time": 1})


def test_an_archive_that_is_off_is_told_with_its_page() -> None:
    with pytest.raises(ForbiddenError) as raised:
        room(refusal(301053))

    assert raised.value.remedy is not None
    assert "会话内容存档" in raised.value.remedy.zh


def test_people_whose_messages_are_kept_are_listed() -> None:
    wecom = ScriptedWecom({"msgaudit/get_permit_user_list": [{**OK, "ids": ["Lin", "Mei"]}]})

    people = through(wecom, lambda session: Archive(ReadGateway(session)).permitted_people())

    assert (people, wecom.asked[-1].method, wecom.bodies()) == (("Lin", "Mei"), "POST", [{}])
