"""From wire shapes to groups of the model, one function for each family. Pure."""

from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, UserId, user_id
from reconciler.model.live import LiveGroup, Outsider
from reconciler.wecom.appchat import ChatShape
from reconciler.wecom.archive import RoomShape
from reconciler.wecom.customer_groups import OUTSIDER, OWN_PERSON, CustomerGroupShape, MemberShape
from reconciler.wecom.sheet_groups import SheetGroupShape

_WECOM_OUTSIDER = "wo"  # external ids begin with wm for WeChat users, with wo for other companies' people [92122]


def app_group(chat_id: ChatId, chat: ChatShape) -> LiveGroup:
    """An app group: people, name and owner are all that is shown [98914]."""
    return LiveGroup(
        chat_id, chat["name"], user_id(chat["owner"]), frozenset(user_id(user) for user in chat["userlist"])
    )


def customer_group(chat_id: ChatId, chat: CustomerGroupShape) -> LiveGroup:
    """A customer group with admins, announcement, nicknames and outsiders [92122]."""
    own = [member for member in chat["member_list"] if member["type"] == OWN_PERSON]
    outsiders = [_outsider(member) for member in chat["member_list"] if member["type"] == OUTSIDER]
    return LiveGroup(
        chat_id=chat_id,
        name=chat["name"],
        owner=user_id(chat["owner"]),
        members=frozenset(user_id(member["userid"]) for member in own),
        type=GroupType.CUSTOMER,
        admins=frozenset(user_id(admin) for admin in chat["admin_list"]),
        announcement=chat["notice"],
        outsiders=tuple(sorted(outsiders, key=lambda outsider: outsider.id)),
        nicknames={user_id(member["userid"]): member["group_nickname"] for member in own if member["group_nickname"]},
    )


def archived_room(chat_id: ChatId, room: RoomShape) -> LiveGroup:
    """An internal group; its creator stands for the owner, who need not be the same person [92951].

    A creator who is not in the room any more certainly does not own it: then nothing is known of the owner. Outsiders
    of an internal room do not exist: whoever is in it works here.
    """
    creator, members = user_id(room["creator"]), frozenset(user_id(member["memberid"]) for member in room["members"])
    return LiveGroup(
        chat_id=chat_id,
        name=room["roomname"],
        owner=creator if creator in members else UserId(""),
        members=members,
        type=GroupType.INTERNAL,
        announcement=room["notice"],
    )


def sheet_group(chat_id: ChatId, chat: SheetGroupShape) -> LiveGroup:
    """A smartsheet's group [101028]."""
    members = frozenset(user_id(user) for user in chat["user_list"])
    return LiveGroup(chat_id, chat["name"], user_id(chat["owner"]), members, GroupType.SHEET)


def _outsider(member: MemberShape) -> Outsider:
    return Outsider(
        id=member["userid"],
        is_wechat=not member["userid"].startswith(_WECOM_OUTSIDER),
        invitor=user_id(member["invitor"]) if member["invitor"] else None,
        state=member["state"],
    )
