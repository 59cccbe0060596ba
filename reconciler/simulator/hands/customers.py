"""Side doors into customer groups, and into who may use customer contact."""

from dataclasses import replace

from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.customers.changes import make_group
from reconciler.simulator.customers.groups import (
    BY_CODE,
    BY_LINK,
    DIRECT,
    EXTERNAL_KINDS,
    STAFF,
    WECHAT,
    WECOM,
    CustomerGroup,
    CustomerMember,
    digest,
    has_right,
)
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import Desk, hand, only_corp
from reconciler.simulator.world.clock import midnight_ms
from reconciler.simulator.world.families import is_taken
from reconciler.simulator.world_file.customers import CHAT_ID, EXTERNAL_ID


class CustomerHands(Desk):
    """Edits that only customer groups know; all others are the same as for app groups."""

    @hand("建一个客户群（或没有客户联系权限的人建的外部群）", "make a customer group, or an external group")
    def make_customer_group(
        self, chat: str, owner: str, users: list[str] | None = None, externals: list[str] | None = None,
        name: str = "", corp: str = "",
    ) -> None:  # fmt: skip
        """A customer group when the owner may use customer contact, else one that calls answer 90501 for."""
        with self._transaction() as connection:
            corp_id = only_corp(connection, corp)
            now_ms, seed = connection.execute("SELECT now_ms, seed FROM pulse").fetchone()
            first = self._written(connection, corp_id, owner)
            staff = dict.fromkeys([first, *(self._written(connection, corp_id, user) for user in users or [])])
            if is_taken(connection, corp_id, chat) or not CHAT_ID.fullmatch(chat):
                raise HandError(f"群 id {chat} 无效或已在用", f"the chat id {chat} is not valid or in use")
            members = [CustomerMember(user, STAFF, now_ms, invitor="" if user == first else first) for user in staff]
            members += [_external(each, now_ms, first) for each in dict.fromkeys(externals or [])]
            group = CustomerGroup(
                corp_id, chat, name, first, tuple(members), (), "", now_ms, digest(seed, chat),
                is_customer=has_right(connection, corp_id, first),
            )  # fmt: skip
            make_group(connection, group)

    @hand("外部联系人进客户群", "an external joins a customer group")
    def invite_external(
        self, chat: str, external: str, name: str = "", kind: str = "", scene: int = DIRECT, invitor: str = "",
        state: str = "", corp: str = "",
    ) -> None:  # fmt: skip
        """`scene`: 1 invited directly, 2 by a link, 3 by a QR code. The owner invites when nobody else does."""
        with self._customer(corp, chat) as handled:
            now_ms = handled.connection.execute("SELECT now_ms FROM pulse").fetchone()[0]
            host = handled.member(invitor) if invitor else "" if scene == BY_CODE else handled.owner
            member = _external(external, now_ms, host, name, kind)
            if external in handled.members or scene not in (DIRECT, BY_LINK, BY_CODE):
                raise HandError(f"{external} 已在群里或进群方式无效", f"{external} is in already, or no such scene")
            handled.newcomers[external] = replace(member, scene=scene, state=state)
            handled.members.append(external)
            if len(handled.members) > handled.cap():
                raise HandError("超过群成员上限", "that is more than the member cap")

    @hand("修改群昵称", "set somebody's nickname in a customer group")
    def set_nickname(self, chat: str, user: str, nickname: str, corp: str = "") -> None:
        """Everybody sets their own; no event tells of it."""
        with self._customer(corp, chat) as handled:
            handled.nicknames[handled.member(user)] = nickname

    @hand("在客户群里发言（只记条数）", "say something in a customer group (only counted)")
    def talk(self, chat: str, user: str, messages: int = 1, corp: str = "") -> None:
        """Statistics count it for the world's present day."""
        with self._customer(corp, chat) as handled:
            now_ms, zone = handled.connection.execute("SELECT now_ms, time_zone FROM pulse").fetchone()
            handled.connection.execute(
                "INSERT INTO customer_talk VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET messages = messages + excluded.messages",
                (handled.corp_id, chat, midnight_ms(now_ms, zone), handled.member(user), messages),
            )

    @hand("给成员客户联系权限", "let somebody use customer contact")
    def grant_contact(self, user: str, corp: str = "") -> None:
        """They show in get_follow_user_list, and groups they make from now on are customer groups."""
        with self._contacts(corp) as (connection, corp_id):
            key = self._person(connection, corp_id, user)
            connection.execute("INSERT OR IGNORE INTO contact_rights VALUES (?, ?)", (corp_id, key))

    @hand("收回成员的客户联系权限", "let somebody use customer contact no more")
    def revoke_contact(self, user: str, corp: str = "") -> None:
        """Their customer groups stay what they are."""
        with self._contacts(corp) as (connection, corp_id):
            connection.execute("DELETE FROM contact_rights WHERE corp_id = ? AND folded = ?", (corp_id, fold(user)))


def _external(external: str, now_ms: int, invitor: str, name: str = "", kind: str = "") -> CustomerMember:
    kind = kind or (WECOM if external.startswith("wo") else WECHAT)
    if not EXTERNAL_ID.fullmatch(external) or kind not in EXTERNAL_KINDS:
        raise HandError(f"外部联系人 {external} 无效", f"{external} is no external, or its kind is not wechat or wecom")
    return CustomerMember(external, kind, now_ms, name or external, DIRECT, invitor)
