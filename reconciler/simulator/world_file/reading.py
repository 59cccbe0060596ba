"""World file (YAML) → rows of the world. The format is described in FIDELITY.md; anything unknown is refused."""

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reconciler.simulator.contacts.directory import ROOT, fold
from reconciler.simulator.contacts.users import USER_ID
from reconciler.simulator.customers.groups import COLUMNS
from reconciler.simulator.errors import SwitchError, WorldFileError
from reconciler.simulator.groups.chats import CHAT_ID, HARD_CAP
from reconciler.simulator.groups.internal import follow_address_book
from reconciler.simulator.switches.switches import checked
from reconciler.simulator.world.clock import to_ms
from reconciler.simulator.world_file.apps import read_app, read_archive
from reconciler.simulator.world_file.customers import CustomerGroupReader, read_contact_people
from reconciler.simulator.world_file.names import CorpNames, Row, demand
from reconciler.simulator.world_file.outreach import read_intercept_rule, read_join_way, read_welcome_template
from reconciler.simulator.world_file.rooms import read_internal_group, read_sheet_group, read_webhook
from reconciler.simulator.world_file.tree import Branch, read_tree

TABLES = (
    "switches",
    "corps",
    "departments",
    "people",
    "tags",
    "apps",
    "chats",
    "archives",
    "internal_chats",
    "sheets",
    "sheet_chats",
    "webhooks",
    "contact_rights",
    "developer_ids",
    "customer_groups",
    "intercept_rules",
    "join_ways",
    "welcome_templates",
)


@dataclass(slots=True)
class Rows:
    """Rows per table, ready for `executemany`."""

    now_ms: int
    zone: str
    seed: str
    switches: list[Row] = field(default_factory=list)
    corps: list[Row] = field(default_factory=list)
    departments: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    tags: list[Row] = field(default_factory=list)
    apps: list[Row] = field(default_factory=list)
    chats: list[Row] = field(default_factory=list)
    archives: list[Row] = field(default_factory=list)
    internal_chats: list[Row] = field(default_factory=list)
    sheets: list[Row] = field(default_factory=list)
    sheet_chats: list[Row] = field(default_factory=list)
    webhooks: list[Row] = field(default_factory=list)
    contact_rights: list[Row] = field(default_factory=list)
    developer_ids: list[Row] = field(default_factory=list)
    customer_groups: list[Row] = field(default_factory=list)
    intercept_rules: list[Row] = field(default_factory=list)
    join_ways: list[Row] = field(default_factory=list)
    welcome_templates: list[Row] = field(default_factory=list)


def read_world_file(path: Path) -> Rows:
    """Read a world file. Raises: WorldFileError, with the place."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WorldFileError(str(path), "读不了，或者不是 UTF-8 文本", "cannot be read, or is no UTF-8 text") from error
    top = Branch(read_tree(text), "")
    zone = top.text("time_zone", "Asia/Shanghai")
    rows = Rows(_now_ms(top, zone), zone, top.text("seed", "0"))
    for name, value in top.pairs("switches").items():
        try:
            rows.switches.append((name, checked(name, value)))
        except SwitchError as error:
            raise WorldFileError(f"switches.{name}", error.zh, error.en) from error
    for branch in top.branches("corps"):
        _read_corp(branch, rows)
    top.close()
    if not rows.corps:
        raise WorldFileError("corps", "至少需要一个企业", "wants at least one corp")
    return rows


def insert(connection: sqlite3.Connection, rows: Rows) -> None:
    """Fill a fresh world."""
    connection.execute("INSERT INTO pulse VALUES (1, ?, 0, 0, 0, ?, ?)", (rows.now_ms, rows.zone, rows.seed))
    for table in TABLES:
        found: list[Row] = getattr(rows, table)
        if found:
            marks = ",".join("?" * len(found[0]))
            into = f"{table} ({COLUMNS})" if table == "customer_groups" else table
            connection.executemany(f"INSERT INTO {into} VALUES ({marks})", found)  # noqa: S608 - our own table names
    for row in rows.corps:
        follow_address_book(connection, str(row[0]))


def _now_ms(top: Branch, zone: str) -> int:
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise top.wrong("time_zone", f"没有时区 {zone}", f"there is no zone {zone}") from error
    try:
        moment = datetime.fromisoformat(top.text("now"))
    except ValueError as error:
        if isinstance(error, WorldFileError):
            raise
        raise top.wrong("now", "需要 ISO 时间", "wants an ISO time, like 2026-11-02T09:00:00+08:00") from error
    return to_ms(moment if moment.tzinfo else moment.replace(tzinfo=place))


def _read_corp(branch: Branch, rows: Rows) -> None:
    corp = CorpNames(branch.text("corp_id"))
    if any(row[0] == corp.corp_id for row in rows.corps):
        raise branch.wrong("corp_id", "重复", "is used twice")
    member_cap = branch.number("member_cap", HARD_CAP)
    rows.corps.append((corp.corp_id, member_cap))
    for each in branch.branches("departments", _short_department):
        rows.departments.append(_department(each, corp))
    if ROOT not in corp.departments:
        rows.departments.append((corp.corp_id, ROOT, corp.corp_id, 0, 100000000, "[]"))
        corp.departments.add(ROOT)
    _check_parents(branch, corp, rows)
    for each in branch.branches("people", _short_person):
        rows.people.append(_person(each, corp))
    for each in branch.branches("tags"):
        rows.tags.append(_tag(each, corp))
    for each in branch.branches("apps"):
        rows.apps.append(read_app(each, corp, rows.seed))
    seen: set[str] = set()
    for each in branch.branches("chats"):
        rows.chats.append(_chat(each, corp, seen, rows.now_ms))
    if branch.has("archive"):
        rows.archives.append(read_archive(branch.branch("archive"), corp))
    _read_rooms(branch, corp, seen, rows)
    _read_customers(branch, corp, rows)
    branch.close()


def _read_rooms(branch: Branch, corp: CorpNames, seen: set[str], rows: Rows) -> None:
    """Groups that no app has made, and webhooks in groups of any family."""
    sheets: dict[str, Row] = {}
    keys = {str(row[0]) for row in rows.webhooks}
    for each in branch.branches("internal_groups"):
        rows.internal_chats.append(read_internal_group(each, corp, seen, rows.now_ms, rows.zone))
    for each in branch.branches("sheet_groups"):
        rows.sheet_chats.append(read_sheet_group(each, corp, seen, sheets, rows.now_ms, rows.zone))
    rows.sheets.extend(sheets.values())
    for each in branch.branches("webhooks"):
        rows.webhooks.append(read_webhook(each, corp, seen, keys, rows.seed))


def _read_customers(branch: Branch, corp: CorpNames, rows: Rows) -> None:
    rights = read_contact_people(branch, corp)
    rows.contact_rights += [(corp.corp_id, key) for key in sorted(rights)]
    if branch.flag("wechat_developer", False):
        rows.developer_ids.append((corp.corp_id,))
    reader = CustomerGroupReader(corp, rights, rows.seed, rows.zone, rows.now_ms)
    rows.customer_groups += [reader.read(each) for each in branch.branches("customer_groups")]
    groups = {str(row[1]) for row in rows.customer_groups if row[0] == corp.corp_id}
    for each in branch.branches("intercept_rules"):
        rows.intercept_rules.append(read_intercept_rule(each, corp, len(rows.intercept_rules), rows.now_ms))
    for each in branch.branches("join_ways"):
        rows.join_ways.append(read_join_way(each, corp, groups, rows.seed, len(rows.join_ways)))
    for each in branch.branches("welcome_templates"):
        rows.welcome_templates.append(read_welcome_template(each, corp, rows.seed, len(rows.welcome_templates)))


def _short_department(line: str) -> dict[str, object] | None:
    """`2 研发中心` or `3 平台组 2`: id, name, parent (the root when absent)."""
    first, *rest = line.split()
    if not first.isdigit() or not rest:
        return None
    if len(rest) > 1 and rest[-1].isdigit():
        return {"id": first, "name": " ".join(rest[:-1]), "parent": rest[-1]}
    return {"id": first, "name": " ".join(rest)}


def _short_person(line: str) -> dict[str, object] | None:
    """`ann 安 2 3`: id, name (the id when absent), departments (the root when absent)."""
    first, *rest = line.split()
    departments: list[str] = []
    while rest and rest[-1].isdigit():
        departments.insert(0, rest.pop())
    return {"id": first, "name": " ".join(rest) or first, "departments": departments or [str(ROOT)]}


def _department(branch: Branch, corp: CorpNames) -> Row:
    key = branch.number("id")
    if key < 1 or key in corp.departments:
        raise branch.wrong("id", "部门 id 无效或重复", "is not positive or is used twice")
    corp.departments.add(key)
    parent = branch.number("parent", 0 if key == ROOT else ROOT)
    row = (
        corp.corp_id, key, branch.text("name"), parent, branch.number("order", 100000000 - key),
        json.dumps(branch.words("leaders")),
    )  # fmt: skip
    branch.close()
    return row


def _check_parents(branch: Branch, corp: CorpNames, rows: Rows) -> None:
    parents = {row[1]: row[3] for row in rows.departments if row[0] == corp.corp_id}
    for key in parents:
        seen, each = set(), key
        while each != ROOT:
            seen.add(each)
            each = parents.get(each)
            if each not in parents or each in seen:
                raise branch.wrong("departments", f"部门 {key} 不在根部门之下", f"{key} does not hang below the root")


def _person(branch: Branch, corp: CorpNames) -> Row:
    user_id = branch.text("id")
    if not USER_ID.fullmatch(user_id):
        raise branch.wrong("id", f"不是合法的 userid：{user_id}", f"is not a user id: {user_id}")
    if fold(user_id) in corp.people:
        raise branch.wrong("id", f"userid 重复（不分大小写）：{user_id}", f"is used twice, case ignored: {user_id}")
    corp.people[fold(user_id)] = user_id
    departments = branch.numbers("departments") or (ROOT,)
    leader_of = branch.numbers("leader_of")
    demand(branch, "departments", departments, corp.departments)
    demand(branch, "leader_of", leader_of, set(departments))
    status = branch.number("status", 1)
    if status not in (1, 2, 4):
        raise branch.wrong("status", "只能是 1、2 或 4；离职请写 departed", "is 1, 2 or 4; write departed: true")
    row = (
        corp.corp_id, fold(user_id), user_id, branch.text("name", user_id), json.dumps(departments),
        json.dumps(leader_of), branch.number("main_department", departments[0]), branch.text("position", ""),
        branch.text("alias", ""), status, json.dumps(branch.words("direct_leader")),
        json.dumps(branch.pairs("extattr"), ensure_ascii=False), int(branch.flag("departed", False)),
    )  # fmt: skip
    branch.close()
    return row


def _tag(branch: Branch, corp: CorpNames) -> Row:
    key, people, departments = branch.number("id"), branch.words("people"), branch.numbers("departments")
    if key in corp.tags:
        raise branch.wrong("id", "标签 id 重复", "is used twice")
    corp.tags.add(key)
    demand(branch, "people", map(fold, people), corp.people)
    demand(branch, "departments", departments, corp.departments)
    row = (corp.corp_id, key, branch.text("name"), json.dumps(people), json.dumps(departments))
    branch.close()
    return row


def _chat(branch: Branch, corp: CorpNames, seen: set[str], now_ms: int) -> Row:
    chat_id, members = branch.text("chat_id"), branch.words("members")
    if not CHAT_ID.fullmatch(chat_id) or chat_id in seen:
        raise branch.wrong("chat_id", "不合法或重复", "is not 1 to 32 letters and digits, or is used twice")
    seen.add(chat_id)
    agent_id = branch.number("agent_id", corp.apps[0] if len(corp.apps) == 1 else None)
    if agent_id not in corp.apps:
        raise branch.wrong("agent_id", "没有这个应用", "is no app of this corp")
    keys = list(dict.fromkeys(map(fold, members)))
    demand(branch, "members", keys, corp.people)
    owner = fold(branch.text("owner", members[0] if members else ""))
    if owner not in keys:
        raise branch.wrong("owner", "群主不在成员之中", "is not among the members")
    row = (
        corp.corp_id, chat_id, agent_id, branch.text("name", ""), corp.people[owner],
        json.dumps([corp.people[key] for key in keys]), int(branch.flag("dissolved", False)),
        json.dumps(branch.words("admins")), branch.text("announcement", ""), now_ms,
    )  # fmt: skip
    branch.close()
    return row
