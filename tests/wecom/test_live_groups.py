"""What becomes of a group's wire shape in the model."""

import pytest

from reconciler.model.ids import ChatId
from reconciler.wecom.archive import RoomMemberShape, RoomShape
from reconciler.wecom.live_groups import archived_room


@pytest.mark.parametrize(
    ("creator", "owner"),
    [
        pytest.param("Ann", "ann", id="a-creator-who-is-in-stands-for-the-owner"),
        pytest.param("gone", "", id="a-creator-who-left-certainly-owns-nothing"),
        pytest.param("", "", id="a-room-without-creator"),
    ],
)
def test_the_owner_of_a_room_is_its_creator_as_long_as_they_are_in_it(creator: str, owner: str) -> None:
    members = (RoomMemberShape(memberid="ann", jointime=1), RoomMemberShape(memberid="bob", jointime=1))

    seen = archived_room(
        ChatId("wr1"), RoomShape(roomname="午饭", creator=creator, room_create_time=1, notice="", members=members)
    )

    assert (seen.owner, seen.shows_owner) == (owner, bool(owner))
