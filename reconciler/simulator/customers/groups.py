"""Customer groups (客户群) of the world as rows: read, changed, kept."""

import hashlib
import json
import sqlite3
from dataclasses import asdict, dataclass, replace

from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.world.apps import Visible

STAFF, WECHAT, WECOM = "staff", "wechat", "wecom"
EXTERNAL_KINDS = (WECHAT, WECOM)
NORMAL, OWNER_LEFT, INHERITING, INHERITED = 0, 1, 2, 3
DIRECT, BY_LINK, BY_CODE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class CustomerMember:
    """One member. `name` is kept for externals only; `invitor` is "" when nobody of the corp invited them."""

    id: str
    kind: str
    joined_ms: int
    name: str = ""
    scene: int = DIRECT
    invitor: str = ""
    nickname: str = ""
    state: str = ""


USUAL = {"name": "", "scene": DIRECT, "invitor": "", "nickname": "", "state": ""}


@dataclass(frozen=True, slots=True)
class CustomerGroup:
    """One group of staff and externals; it is a customer group only when `is_customer`. `transfers` are in ms."""

    corp_id: str
    chat_id: str
    name: str
    owner: str
    members: tuple[CustomerMember, ...]
    admins: tuple[str, ...]
    notice: str
    created_ms: int
    version: str
    status: int = NORMAL
    is_customer: bool = True
    dissolved: bool = False
    transfers: tuple[int, ...] = ()
    heir: str = ""
    due_ms: int = 0

    def member(self, user_id: str) -> CustomerMember | None:
        """The member with this id, whatever its case."""
        return next((each for each in self.members if fold(each.id) == fold(user_id)), None)

    def with_members(self, members: tuple[CustomerMember, ...]) -> "CustomerGroup":
        """The same group with other members, and the version that follows."""
        return replace(self, members=members, version=versions(self, members)[1])


def versions(group: CustomerGroup, members: tuple[CustomerMember, ...]) -> tuple[str, str]:
    """Member versions after those came who were not in, and after those went who were; a step only where one did."""
    old, new = {each.id for each in group.members}, {each.id for each in members}
    grown = _step(group, group.version, new - old)
    return grown, _step(group, grown, old - new)


def _step(group: CustomerGroup, version: str, moved: set[str]) -> str:
    return digest(group.chat_id, version, *sorted(moved)) if moved else version


COLUMNS = (
    "corp_id, chat_id, name, owner, members, admins, notice, created_ms, version, status, is_customer, dissolved,"
    " transfers, heir, due_ms"
)


def digest(*words: str) -> str:
    """32 hexadecimal digits, as member versions are."""
    return hashlib.sha256("/".join(words).encode()).hexdigest()[:32]


def from_row(row: tuple[object, ...]) -> CustomerGroup:
    """A row with `COLUMNS`."""
    values = dict(zip(COLUMNS.replace(" ", "").split(","), row, strict=True))
    values["members"] = tuple(CustomerMember(**each) for each in json.loads(str(values["members"])))
    values["admins"], values["transfers"] = (tuple(json.loads(str(values[key]))) for key in ("admins", "transfers"))
    values["is_customer"], values["dissolved"] = bool(values["is_customer"]), bool(values["dissolved"])
    return CustomerGroup(**values)  # type: ignore[arg-type]  # the columns have these types


def to_row(group: CustomerGroup) -> tuple[object, ...]:
    """A row with `COLUMNS`."""
    return (
        group.corp_id, group.chat_id, group.name, group.owner, _members(group), json.dumps(group.admins), group.notice,
        group.created_ms, group.version, group.status, int(group.is_customer), int(group.dissolved),
        json.dumps(group.transfers), group.heir, group.due_ms,
    )  # fmt: skip


def _members(group: CustomerGroup) -> str:
    """Without what is as usual, which halves the rows of a large world."""
    kept = [{key: value for key, value in asdict(each).items() if value != USUAL.get(key)} for each in group.members]
    return json.dumps(kept, ensure_ascii=False)


def load_group(connection: sqlite3.Connection, corp_id: str, chat_id: str) -> CustomerGroup | None:
    """The group with this id of the world file."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM customer_groups WHERE corp_id = ? AND chat_id = ?",  # noqa: S608 - our column names
        (corp_id, chat_id),
    ).fetchone()
    return None if row is None else from_row(row)


def keep_group(connection: sqlite3.Connection, group: CustomerGroup) -> None:
    """Write a new group, or a changed one over the old."""
    names = [name.strip() for name in COLUMNS.split(",")]
    marks = ",".join("?" * len(names))
    changes = ", ".join(f"{name} = excluded.{name}" for name in names[2:])
    connection.execute(
        f"INSERT INTO customer_groups ({COLUMNS}) VALUES ({marks})"  # noqa: S608 - our column names
        f" ON CONFLICT (corp_id, chat_id) DO UPDATE SET {changes}",
        to_row(group),
    )


def load_stale(connection: sqlite3.Connection, corp_id: str, chat_id: str, now_ms: int) -> CustomerGroup | None:
    """The group as it was before an edit that readers do not see yet, or None when they see it as it is."""
    row = connection.execute(
        "SELECT before FROM customer_groups WHERE corp_id = ? AND chat_id = ? AND before != '' AND fresh_ms > ?",
        (corp_id, chat_id, now_ms),
    ).fetchone()
    return None if row is None else from_row(tuple(json.loads(row[0])))


def is_in_range(connection: sqlite3.Connection, corp_id: str, visible: Visible, user_id: str) -> bool:
    """Whether somebody is in a visible range; who has departed counts where they worked last."""
    if visible.everything or fold(user_id) in visible.people:
        return True
    row = connection.execute(
        "SELECT departments FROM people WHERE corp_id = ? AND folded = ? AND departed", (corp_id, fold(user_id))
    ).fetchone()
    return row is not None and any(each in visible.departments for each in json.loads(row[0]))


def has_departed(connection: sqlite3.Connection, corp_id: str, user_id: str) -> bool:
    """Whether somebody worked here and does not any more."""
    row = connection.execute(
        "SELECT departed FROM people WHERE corp_id = ? AND folded = ?", (corp_id, fold(user_id))
    ).fetchone()
    return row is None or bool(row[0])


def status_of(group_status: int, *, owner_departed: bool) -> int:
    """The status that callers see: a departed owner shows unless the inheritance is under way [92120]."""
    return OWNER_LEFT if owner_departed and group_status != INHERITING else group_status


def is_full(group: CustomerGroup, cap: int, cap_with_wechat: int) -> bool:
    """Whether nobody more fits in: one cap for groups of WeCom users, a lower one as soon as WeChat users are in."""
    mixed = any(each.kind == WECHAT for each in group.members)
    return len(group.members) >= (cap_with_wechat if mixed else cap)


def has_right(connection: sqlite3.Connection, corp_id: str, user_id: str) -> bool:
    """Whether somebody may use customer contact (客户联系 → 权限配置) [92571]."""
    row = connection.execute(
        "SELECT 1 FROM contact_rights WHERE corp_id = ? AND folded = ?", (corp_id, fold(user_id))
    ).fetchone()
    return row is not None
