"""Side doors for those who come in by a code: into the first group with room, or into a new one [92229]."""

import sqlite3
from dataclasses import replace

from reconciler.simulator.customers.changes import SCANNED, edit_group, make_group
from reconciler.simulator.customers.groups import (
    BY_CODE,
    STAFF,
    WECHAT,
    WECOM,
    CustomerGroup,
    CustomerMember,
    digest,
    load_group,
)
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import Desk, hand, only_corp
from reconciler.simulator.outreach.join_ways import JoinWay, keep_join_way, load_join_way
from reconciler.simulator.switches.switches import load
from reconciler.simulator.world_file.customers import EXTERNAL_ID


class JoiningHands(Desk):
    """Scans of a group's code."""

    @hand("客户扫码进群", "a customer joins a group by its code")
    def join_by_qr(self, config: str, external: str, name: str = "", corp: str = "") -> str:
        """`external` begins with wm (WeChat) or wo (WeCom); returns the group, which may be one made just now."""
        if not EXTERNAL_ID.fullmatch(external):
            raise HandError("客户 id 须以 wm 或 wo 开头", "the id of a customer begins with wm or wo")
        with self._transaction() as connection:
            way = load_join_way(connection, only_corp(connection, corp), config)
            if way is None:
                raise HandError(f"没有进群方式 {config}", f"there is no way in {config}")
            now_ms = connection.execute("SELECT now_ms FROM pulse").fetchone()[0]
            kind = WECOM if external.startswith("wo") else WECHAT
            newcomer = CustomerMember(external, kind, now_ms, name or external, BY_CODE, state=way.state)
            living = _living(connection, way)
            if any(group.member(external) for group in living):
                raise HandError(f"{external} 已在群里", f"{external} is in already")
            for group in living:
                if _fits(connection, group, newcomer):
                    return _let_in(connection, group, newcomer)
            made = _next_group(way, living, now_ms)
            make_group(connection, made)
            keep_join_way(connection, replace(way, made=(*way.made, made.chat_id), next_number=way.next_number + 1))
            return _let_in(connection, made, newcomer)


def _living(connection: sqlite3.Connection, way: JoinWay) -> list[CustomerGroup]:
    groups = (load_group(connection, way.corp_id, chat_id) for chat_id in (*way.groups, *way.made))
    return [group for group in groups if group is not None and not group.dissolved]


def _fits(connection: sqlite3.Connection, group: CustomerGroup, newcomer: CustomerMember) -> bool:
    """One cap for groups of WeCom users, a lower one as soon as WeChat users are in."""
    members = (*group.members, newcomer)
    cap = "customer_cap_wechat" if any(each.kind == WECHAT for each in members) else "customer_cap"
    return len(members) <= int(load(connection)[cap])


def _let_in(connection: sqlite3.Connection, group: CustomerGroup, newcomer: CustomerMember) -> str:
    edit_group(connection, group, replace(group, members=(*group.members, newcomer)), SCANNED)
    return group.chat_id


def _next_group(way: JoinWay, living: list[CustomerGroup], now_ms: int) -> CustomerGroup:
    """The next group of the series, owned like the first one. Raises: HandError when none may be made."""
    if not way.makes_groups or not living:
        raise HandError("群已满，且不自动建群", "the groups are full, and no more are made")
    owner, number = living[0].owner, str(way.next_number)
    chat_id = f"wr{digest(way.config_id, number, str(len(way.made)), str(now_ms))[:30]}"
    return CustomerGroup(
        way.corp_id, chat_id, way.base_name + number, owner, (CustomerMember(owner, STAFF, now_ms),), (), "", now_ms,
        digest(chat_id),
    )  # fmt: skip
