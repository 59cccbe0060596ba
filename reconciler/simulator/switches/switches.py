"""Switches: one for every behaviour the vendor does not document, and for every published limit.

Defaults are the documented behaviour where there is one and the nastier reading where there is none.
"""

import sqlite3
from collections.abc import Mapping

from reconciler.simulator.errors import SwitchError
from reconciler.simulator.switches.customers import CUSTOMER_SWITCHES
from reconciler.simulator.switches.outreach import OUTREACH_SWITCHES
from reconciler.simulator.switches.rooms import ROOM_SWITCHES
from reconciler.simulator.switches.switch import YES_NO, Switch
from reconciler.simulator.world.store import Transaction

USER_CODES = ("86007", "86216", "60111", "60011", "40003", "40031")

SWITCHES: tuple[Switch, ...] = (
    Switch(
        "code_range_not_root",
        "60011",
        ("60011", "48002"),
        "可见范围不含根部门时 appchat 的错误码",
        "appchat, root not in range",
    ),
    Switch("code_unknown_chat", "86003", ("86003", "40050"), "chatid 不存在的错误码", "code for an unknown chatid"),
    Switch("code_unknown_user_create", "86007", USER_CODES, "建群时成员不存在的错误码", "create: unknown member"),
    Switch(
        "code_unknown_user_update", "86216", USER_CODES, "改群时新增成员不存在的错误码", "update: unknown member added"
    ),
    Switch("code_dissolved", "49008", ("49008", "86003"), "群已解散的错误码", "code for a dissolved chat"),
    Switch(
        "code_owner_removed", "86005", ("86005", "86203", "86225"), "移除群主而未给新群主", "owner removed, none given"
    ),
    Switch(
        "code_unknown_department", "60003", ("60003", "60123"), "部门不存在的错误码", "code for an unknown department"
    ),
    Switch(
        "code_bad_json", "40058", ("40058", "40063"), "请求体不是 JSON 的错误码", "code for a body that is not JSON"
    ),
    Switch("add_existing", "ok", ("ok", "86216"), "新增已在群内的成员", "adding someone already in"),
    Switch("del_departed", "ok", ("ok", "86216"), "移除仍在群内的离职成员", "removing a departed person still in"),
    Switch("add_and_del", "refuse", ("refuse", "del-wins", "add-wins"), "同一人又增又删", "same id in both lists"),
    Switch(
        "change_list_max",
        "2000",
        (),
        "一次 add/del 列表的最大人数（超出为 40058）",
        "longest add or del list, else 40058",
    ),
    Switch("min_members_after_update", "2", (), "改群后最少人数", "fewest members after an update"),
    Switch(
        "dissolved_id", "taken", ("taken", "free"), "用已解散群的 chatid 建群", "create with the id of a dissolved chat"
    ),
    Switch("shuffle_members", "yes", YES_NO, "appchat/get 打乱 userlist 顺序", "appchat/get disorders userlist"),
    Switch(
        "departed_in_chats",
        "stay",
        ("stay", "drop", "delay"),
        "离职成员何时退群",
        "when departed people drop out of chats",
    ),
    Switch("departed_delay_s", "3600", (), "departed_in_chats=delay 时的秒数", "seconds, for departed_in_chats=delay"),
    Switch(
        "departed_owner",
        "successor",
        ("successor", "vacant"),
        "离职群主退群后的群主",
        "owner after the owner dropped out",
    ),
    Switch("repeated_gettoken", "same", ("same", "new", "replace"), "重复 gettoken", "gettoken while a token lives"),
    Switch(
        "user_list_fetch_child", "no", YES_NO, "user/list 接受旧参数 fetch_child", "user/list obeys the old fetch_child"
    ),
    Switch("disabled_people_join", "yes", YES_NO, "已禁用成员可被加进群", "disabled people can be added to chats"),
    Switch("tick_ms", "0", (), "每次请求世界时钟前进的毫秒数", "milliseconds the world moves at each request"),
    Switch(
        "limit_api_minute", "10000", (), "每企业每接口每分钟（0 为不限）", "calls per corp and API, minute (0: none)"
    ),
    Switch("limit_api_hour", "150000", (), "每企业每接口每小时", "calls per corp and API, hour"),
    Switch("limit_create_day", "1000", (), "每企业每自然日建群数", "chats created per corp and natural day"),
    Switch("limit_update_hour", "1000", (), "每企业每小时改群数", "chat updates per corp and hour"),
    Switch(
        "limit_send_minute", "20000", (), "每企业每分钟群消息人次", "chat messages, person-times per corp and minute"
    ),
    Switch("limit_send_hour", "300000", (), "每企业每小时群消息人次", "chat messages, person-times per corp and hour"),
    Switch("limit_bad_secret_hour", "2000", (), "每 IP 每小时 secret 错误数", "wrong secrets per IP and hour"),
    *CUSTOMER_SWITCHES,
    *ROOM_SWITCHES,
    *OUTREACH_SWITCHES,
)
BY_NAME: Mapping[str, Switch] = {switch.name: switch for switch in SWITCHES}


def checked(name: str, value: str) -> str:
    """The value as stored. Raises: SwitchError when the switch or the value does not exist."""
    switch = BY_NAME.get(name)
    if switch is None:
        raise SwitchError(f"没有开关 {name}", f"no switch {name}; there are: {', '.join(BY_NAME)}")
    if switch.choices:
        value = {"true": "yes", "false": "no"}.get(value.lower(), value) if switch.choices == YES_NO else value
        if value not in switch.choices:
            choices = ", ".join(switch.choices)
            raise SwitchError(f"开关 {name} 只接受：{choices}", f"switch {name} takes: {choices}; not {value!r}")
    elif not (value.isascii() and value.isdigit()):
        raise SwitchError(f"开关 {name} 需要非负整数", f"switch {name} takes a whole number, not {value!r}")
    return value


class Switches:
    """The switches of one world, as a person at the console reads and sets them."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def all(self) -> dict[str, str]:
        """Every switch with the value in force."""
        with self._transaction() as connection:
            return load(connection)

    def get(self, name: str) -> str:
        """The value in force. Raises: SwitchError."""
        value = self.all().get(name)
        return checked(name, "") if value is None else value

    def set(self, name: str, value: str | int | bool) -> None:
        """Set one switch. Raises: SwitchError."""
        words = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        stored = checked(name, words)
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO switches VALUES (?, ?)", (name, stored))
            connection.execute("UPDATE pulse SET settings = settings + 1")


def load(connection: sqlite3.Connection) -> dict[str, str]:
    """Defaults overlaid with what the world has set."""
    values = {switch.name: switch.default for switch in SWITCHES}
    values.update(dict(connection.execute("SELECT name, value FROM switches")))
    return values
