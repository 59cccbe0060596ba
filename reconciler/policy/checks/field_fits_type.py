"""field-fits-type: a group says only what its family of groups can have (H2; wecom-api §1)."""

import re
from collections.abc import Callable, Iterator

from reconciler.model.finding import Severity
from reconciler.model.group import GroupSpec, GroupType
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text

_APP, _CUSTOMER, _INTERNAL, _SHEET = GroupType.APP, GroupType.CUSTOMER, GroupType.INTERNAL, GroupType.SHEET
_NAMES = {
    _APP: Text("应用群聊", "an app group"),
    _CUSTOMER: Text("客户群", "a customer group"),
    _INTERNAL: Text("内部群", "an internal group"),
    _SHEET: Text("智能表格群", "a sheet group"),
}

# Fields that only some families can have. Partners are judged by partners-allowed.
_FITS: dict[str, frozenset[GroupType]] = {
    "doc": frozenset({_SHEET}),
    "archive_room": frozenset({_INTERNAL}),
    "managed_by": frozenset({_INTERNAL}),
    "nicknames": frozenset({_CUSTOMER}),
    "join": frozenset({_CUSTOMER}),
    "welcome": frozenset({_CUSTOMER}),
    "chat_id": frozenset({_APP, _CUSTOMER, _SHEET}),
    "webhook_env": frozenset({_CUSTOMER, _INTERNAL, _SHEET}),
}
_INSTEAD = {
    "doc": Text("删掉 `doc`，或者改成 `type: sheet`。", "Take `doc` out, or write `type: sheet`."),
    "archive_room": Text(
        "删掉 `archive_room`；只有客户端里建的内部群（`type: internal`）从存档读取。",
        "Take `archive_room` out: only groups of `type: internal` are read from the archive.",
    ),
    "managed_by": Text(
        "删掉 `managed_by`；部门群和全员群写 `type: internal`。",
        "Take `managed_by` out; department and all-staff groups have `type: internal`.",
    ),
    "nicknames": Text(
        "删掉 `nicknames`；别的群读不到昵称，实名要求写进群规。",
        "Take `nicknames` out: no other group shows them, so ask for real names in the rules.",
    ),
    "join": Text(
        "删掉 `join`；只有客户群能建二维码或小程序按钮让人进来。",
        "Take `join` out: only customer groups have codes and buttons to come in by.",
    ),
    "welcome": Text(
        "删掉 `welcome`；别的群把话写进群规或群公告。",
        "Take `welcome` out: say it in the rules or the announcement of the group.",
    ),
    "chat_id": Text(
        "删掉 `chat_id`；开通了会话内容存档的，写 `archive_room`。",
        "Take `chat_id` out; with the message archive write `archive_room`.",
    ),
    "webhook_env": Text(
        "删掉 `webhook_env`；应用群由应用自己发消息。",
        "Take `webhook_env` out: the application itself sends to its groups.",
    ),
}
_FILLED_BY_WECOM = ("members", "admins", "permissions")
_APP_CHAT_ID = re.compile(r"[0-9A-Za-z]{1,32}")


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Fields, as written in the group's own file, that its type cannot have, or lacks; profiles fit by themselves."""
    for spec in facts.desired.groups:
        yield from _unfit(spec)
        if spec.type is _SHEET:
            yield from _sheet(spec)
        if spec.managed_by is not None:
            yield from _managed(spec)
        if spec.type is _APP and spec.chat_id is not None and not _APP_CHAT_ID.fullmatch(spec.chat_id):
            yield Flaw(
                spec.place.at("chat_id"),
                Text(
                    "应用群的 `chat_id` 只能是最多 32 个字母和数字。",
                    "The `chat_id` of an app group is at most 32 letters and digits.",
                ),
                spec.key,
                Text(
                    "照抄原群的 ID；新建群就删掉 `chat_id`；wr 开头的是客户群，写 `type: customer`。",
                    "Copy the id of the chat; for a new group take `chat_id` out; one that begins with wr is of "
                    "`type: customer`.",
                ),
            )


def _unfit(spec: GroupSpec) -> Iterator[Flaw]:
    name = _NAMES[spec.type]
    for field, types in _FITS.items():
        if _WRITTEN[field](spec) and spec.type not in types:
            yield Flaw(
                spec.place.at(field),
                Text(f"{name.zh}不能有 `{field}`。", f"`{field}` has no place in {name.en}."),
                spec.key,
                _INSTEAD[field],
            )


def _sheet(spec: GroupSpec) -> Iterator[Flaw]:
    if spec.chat_id is not None and spec.doc is None:
        yield Flaw(
            spec.place.at("chat_id"),
            Text("智能表格群写了 `chat_id`，没有写 `doc`。", "The sheet group has a `chat_id` and no `doc`."),
            spec.key,
            Text(
                "写上 `doc`：建这个群的智能表格的 docid；没有它读不到群。",
                "Write `doc`, the docid of the smartsheet that made the group: it is not read without.",
            ),
        )


def _managed(spec: GroupSpec) -> Iterator[Flaw]:
    for field in _FILLED_BY_WECOM:
        if _WRITTEN[field](spec):
            yield Flaw(
                spec.place.at(field),
                Text(
                    f"企业微信自己管理的群（`managed_by`）不能写 `{field}`。",
                    f"A group that WeCom itself fills (`managed_by`) cannot have `{field}`.",
                ),
                spec.key,
                Text(
                    f"删掉 `{field}`；要自己管人，就另建一个群。",
                    f"Take `{field}` out; to decide yourselves who is in, make another group.",
                ),
            )


_WRITTEN: dict[str, Callable[[GroupSpec], bool]] = {
    "doc": lambda spec: spec.doc is not None,
    "archive_room": lambda spec: spec.archive_room is not None,
    "managed_by": lambda spec: spec.managed_by is not None,
    "nicknames": lambda spec: spec.nicknames is not None,
    "join": lambda spec: bool(spec.join),
    "welcome": lambda spec: spec.welcome is not None,
    "chat_id": lambda spec: spec.chat_id is not None,
    "webhook_env": lambda spec: spec.webhook_env is not None,
    "members": lambda spec: spec.members is not None,
    "admins": lambda spec: spec.admins is not None,
    "permissions": lambda spec: bool(spec.permissions),
}

RULE = Rule(
    id="field-fits-type",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("H2",),
    title=Text("字段与群的类型相符", "Fields fit the type of group"),
    why=Text(
        "企业微信的四类群能做的事不同，写了做不到的字段，看着管了，其实没有。",
        "WeCom's four families of groups can do different things; a field that one cannot have only looks managed.",
    ),
    remedy=Text(
        "删掉这个字段，或者改正 `type`；各类群能做什么，见 `reconciler capabilities`。",
        "Take the field out or correct `type`; `reconciler capabilities` shows what each family can do.",
    ),
    good="type: internal\narchive_room: wrRoomOfTheArchive01",
    bad="type: app\narchive_room: wrRoomOfTheArchive01",
    judge=judge,
)
