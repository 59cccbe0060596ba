"""Side doors into chats: what members do by hand in the client; the rules are the client's.

All of them take groups of every family. Only customer groups have events.
"""

import json

from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.errors import HandError
from reconciler.simulator.groups.chats import CHAT_ID
from reconciler.simulator.hands.handled_chat import HandledChat
from reconciler.simulator.hands.handles import Desk, hand, only_corp
from reconciler.simulator.world.families import is_taken

MOST_ADMINS = 3


class ChatHands(Desk):
    """Edits of chats."""

    @hand("改群名", "rename a chat")
    def rename_chat(self, chat: str, name: str, corp: str = "") -> None:
        """Rename a chat."""
        with self._chat(corp, chat) as handled:
            handled.name = name

    @hand("邀请成员进群", "invite people into a chat")
    def invite(self, chat: str, users: list[str], corp: str = "") -> None:
        """Bring present people in; those who are in already stay."""
        with self._chat(corp, chat) as handled:
            connection, corp_id = handled.connection, handled.corp_id
            inside = {fold(member) for member in handled.members}
            newcomers = dict.fromkeys(self._written(connection, corp_id, user) for user in users)
            handled.members += [user_id for user_id in newcomers if fold(user_id) not in inside]
            if len(handled.members) > handled.cap():
                raise HandError("超过群成员上限", "that is more than the member cap")

    @hand("成员自行退群", "people leave a chat")
    def leave(self, chat: str, users: list[str], corp: str = "") -> None:
        """People walk out; when the owner does, the first one left becomes owner. A chat may be left empty."""
        with self._chat(corp, chat) as handled:
            for user in users:
                _remove(handled, user)
            if handled.owner not in handled.members:
                handled.owner = handled.heir()
                handled.admins = [admin for admin in handled.admins if admin != handled.owner]

    @hand("把成员移出群", "kick people out of a chat")
    def kick(self, chat: str, users: list[str], corp: str = "") -> None:
        """The owner or an admin removes people; the owner cannot be removed."""
        with self._chat(corp, chat) as handled:
            handled.kicked = True
            for user in users:
                if fold(user) == fold(handled.owner):
                    raise HandError("不能移出群主", "the owner cannot be kicked out")
                _remove(handled, user)

    @hand("转让群主", "hand the chat over to another owner")
    def transfer_owner(self, chat: str, owner: str, corp: str = "") -> None:
        """A member becomes owner and stops being admin."""
        with self._chat(corp, chat) as handled:
            handled.owner = handled.candidate(owner)
            handled.admins = [admin for admin in handled.admins if admin != handled.owner]

    @hand("设置群管理员（最多 3 人，空为清除）", "set the admins of a chat (3 at most, empty for none)")
    def set_admins(self, chat: str, users: list[str], corp: str = "") -> None:
        """Admins are members other than the owner; calls show them for customer groups only. No event tells of it."""
        with self._chat(corp, chat) as handled:
            admins = [handled.candidate(user) for user in users]
            if len(admins) > MOST_ADMINS or handled.owner in admins:
                raise HandError("群管理员最多 3 人，且不含群主", "admins are 3 at most, and not the owner")
            handled.admins = admins

    @hand("发布群公告", "set the announcement of a chat")
    def set_announcement(self, chat: str, text: str, corp: str = "") -> None:
        """Calls show it for customer groups and, with the archive, internal ones."""
        with self._chat(corp, chat) as handled:
            handled.announcement = text

    @hand("解散群", "dissolve a chat")
    def dissolve(self, chat: str, corp: str = "") -> None:
        """The owner dissolves the chat for good."""
        with self._chat(corp, chat) as handled:
            handled.dissolved = True

    @hand("建一个应用群（如同此前经接口创建）", "make an app group, as if by an earlier call")
    def make_chat(
        self, chat: str, agent: int, users: list[str], name: str = "", owner: str = "", corp: str = ""
    ) -> None:
        """For scenes; it is not counted against any limit. The owner is the first of `users` when not given."""
        with self._transaction() as connection:
            corp_id = only_corp(connection, corp)
            members = {key: self._written(connection, corp_id, key) for key in map(fold, users)}
            if not CHAT_ID.fullmatch(chat) or len(members) < 2 or fold(owner or users[0]) not in members:
                raise HandError("群 id、成员或群主无效", "the chat id, the people or the owner is not valid")
            key = (corp_id, chat)
            if is_taken(connection, *key):
                raise HandError(f"群 {chat} 已存在", f"there is a chat {chat} already")
            connection.execute(
                "INSERT INTO chats SELECT ?, ?, ?, ?, ?, ?, 0, '[]', '', now_ms FROM pulse",
                (*key, agent, name, members[fold(owner or users[0])], json.dumps(list(members.values()))),
            )


def _remove(handled: HandledChat, user: str) -> None:
    member = handled.member(user)
    handled.members.remove(member)
    handled.admins = [admin for admin in handled.admins if admin != member]
