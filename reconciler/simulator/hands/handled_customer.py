"""A customer group in a person's hands: the same edits, but apps hear of them."""

import sqlite3
from dataclasses import dataclass, field, replace

from reconciler.simulator.customers.changes import INVITED, LEFT, REMOVED, SCANNED, edit_group
from reconciler.simulator.customers.groups import (
    BY_CODE,
    NORMAL,
    STAFF,
    WECHAT,
    CustomerGroup,
    CustomerMember,
    load_group,
)
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handled_chat import HandledChat
from reconciler.simulator.switches.switches import load


@dataclass(slots=True)
class HandledCustomer(HandledChat):
    """A living customer group; `newcomers` are externals on their way in, `nicknames` new ones by member."""

    group: CustomerGroup
    newcomers: dict[str, CustomerMember] = field(default_factory=dict)
    nicknames: dict[str, str] = field(default_factory=dict)

    def member(self, user_id: str) -> str:
        """The id as the group writes it; externals' ids keep their case. Raises: HandError when not inside."""
        return user_id if user_id in self.members else HandledChat.member(self, user_id)

    def candidate(self, user_id: str) -> str:
        """Owners and admins are people of the corp. Raises: HandError."""
        member = self.member(user_id)
        if member not in self._staff():
            raise HandError(f"{user_id} 不是本企业成员", f"{user_id} does not work here")
        return member

    def heir(self) -> str:
        """The first person of the corp who is left. Raises: HandError when there is none."""
        staff = self._staff()
        if not staff:
            raise HandError("群里没有本企业成员可做群主", "nobody of the corp is left to own the group")
        return staff[0]

    def cap(self) -> int:
        """One cap for groups of WeCom users, a lower one as soon as WeChat users are in; both are switches."""
        switches = load(self.connection)
        mixed = any(each.kind == WECHAT for each in (*self.group.members, *self.newcomers.values()))
        return int(switches["customer_cap_wechat" if mixed else "customer_cap"])

    def keep(self) -> None:
        """Write the group back and tell the apps what changed."""
        inside = {each.id: each for each in self.group.members}
        now_ms = self.connection.execute("SELECT now_ms FROM pulse").fetchone()[0]
        members = []
        for user_id in self.members:
            member = inside.get(user_id) or self.newcomers.get(user_id)
            member = member or CustomerMember(user_id, STAFF, now_ms, invitor=self.group.owner)
            members.append(replace(member, nickname=self.nicknames.get(user_id, member.nickname)))
        after = replace(
            self.group,
            status=self.group.status if self.owner == self.group.owner else NORMAL,
            name=self.name,
            owner=self.owner,
            members=tuple(members),
            admins=tuple(self.admins),
            notice=self.announcement,
            dissolved=self.dissolved,
        )
        scanned = any(each.scene == BY_CODE for each in self.newcomers.values())
        edit_group(
            self.connection, self.group, after, SCANNED if scanned else INVITED, REMOVED if self.kicked else LEFT
        )

    def _staff(self) -> list[str]:
        kinds = {each.id: each.kind for each in (*self.group.members, *self.newcomers.values())}
        return [each for each in self.members if kinds.get(each, STAFF) == STAFF]


def load_customer(connection: sqlite3.Connection, corp_id: str, chat_id: str) -> HandledCustomer | None:
    """The customer group with this id of the world file, dissolved or not."""
    group = load_group(connection, corp_id, chat_id)
    if group is None:
        return None
    return HandledCustomer(
        connection, corp_id, chat_id, group.name, group.owner, [each.id for each in group.members],
        list(group.admins), group.notice, group.dissolved, group,
    )  # fmt: skip
