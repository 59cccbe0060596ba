"""A company that grew without git: many groups of every family in WeCom, and nothing but company.yaml in its root."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.e2e.town import AGENT, COMPANY, CORP, SECRET, Town, Tree, a_world

DEPARTMENTS = ("1 总公司", "2 研发中心", "3 平台组 2", "4 市场部", "5 客服部", "6 测试组 2")
TEAMS = (2, 3, 4, 5, 6)
STAFF = 60
GROWN: Tree = {
    **COMPANY,
    "name": "云帆科技",
    "secrets": {"app": "WECOM_APP_SECRET", "customer": "WECOM_CUSTOMER_SECRET", "archive": "WECOM_ARCHIVE_SECRET"},
    "severities": {},
    "quiet_hours": {"from": "23:30", "to": "07:30"},
    "governance": {"people": ["p0"], "membership": "not"},
}
ALL = (
    ("--type", "app", "--chats-from"),
    ("--type", "internal", "--rooms-from"),
    ("--type", "customer", "--all"),
    ("--type", "sheet", "--doc", "D1", "--doc", "D2"),
)


def team_of(number: int) -> int:
    """The department of a person: five of equal size."""
    return TEAMS[number % len(TEAMS)]


def people_of(department: int) -> list[str]:
    """Ids of everybody directly in a department."""
    return [f"p{number}" for number in range(STAFF) if team_of(number) == department]


def some_people(number: int) -> list[str]:
    """Who is in the group of that number: a whole department, or five people from here and there."""
    if number % 3 == 0:
        return people_of(TEAMS[number % len(TEAMS)])
    return [f"p{(number * 7 + step * 11) % STAFF}" for step in range(5)]


def app_group(number: int) -> dict[str, Any]:
    """An app group of the world file."""
    return {
        "chat_id": f"app{number}",
        "agent_id": AGENT,
        "name": f"应用群 {number}",
        "members": " ".join(some_people(number)),
    }


def customer_group(number: int) -> dict[str, Any]:
    """A customer group with an admin, an announcement and a customer."""
    owner, *others = some_people(number)
    return {
        "chat_id": f"wrC{number}",
        "name": f"客户群 {number}",
        "owner": owner,
        "members": " ".join(others),
        "admins": others[0],
        "notice": f"服务时间 9:00-18:00，第 {number} 群",
        "externals": [f"wmA{number} 客户"],
    }


def internal_group(number: int) -> dict[str, Any]:
    """An internal group that the archive has met."""
    return {
        "room_id": f"room{number}",
        "name": f"内部群 {number}",
        "members": " ".join(some_people(number)),
        "notice": f"第 {number} 群的公告",
    }


def sheet_group(number: int) -> dict[str, Any]:
    """A group of one of two smartsheets."""
    return {
        "chat_id": f"sheet{number}",
        "doc": f"D{number % 2 + 1}",
        "agent_id": AGENT,
        "name": f"表格群 {number}",
        "members": " ".join(some_people(number)),
    }


def grown_world(
    apps: int, customers: int, rooms: int, sheets: int, internal: Sequence[Tree] = (), **more: Any
) -> dict[str, Any]:
    """The world file; the archive keeps everybody's messages. `more` are further fields of the company."""
    people = [
        {"id": f"p{number}", "name": f"员工{number}", "departments": str(team_of(number))} for number in range(STAFF)
    ]
    tags = [{"id": 1, "name": "值班", "people": "p1 p2 p3 p4"}, {"id": 2, "name": "讲师", "people": "p7 p18 p29 p40"}]
    world: dict[str, Any] = a_world(
        people,
        departments=list(DEPARTMENTS),
        tags=tags,
        contact_people="@all",
        archive={"departments": [1]},
        apps=[
            {"agent_id": AGENT, "name": "群管家", "secret": SECRET, "areas": "customer documents"},
            {"agent_id": 3, "name": "客户联系", "secret": "Zq7customer", "kind": "customer-contact"},
            {"agent_id": 4, "name": "会话内容存档", "secret": "Zq7archive", "kind": "archive"},
            {"agent_id": 1000003, "name": "另一个", "secret": "Zq7secretOfTheOther"},
        ],
        chats=[app_group(number) for number in range(apps)],
        customer_groups=[customer_group(number) for number in range(customers)],
        internal_groups=[*(internal_group(number) for number in range(rooms)), *internal],
        sheet_groups=[sheet_group(number) for number in range(sheets)],
        **more,
    )
    return world


def grown(folder: Path, apps: int, customers: int, rooms: int, sheets: int, **more: Any) -> Town:
    """The company, with lists of what no call lists beside its root."""
    company, switches = {**GROWN, **more.pop("company", {})}, more.pop("switches", {})
    world = grown_world(apps, customers, rooms, sheets, **more)
    town = Town(folder, company=company, world=world, **switches)
    (folder / "chats.txt").write_text("".join(f"app{n}  # 应用群 {n}\n" for n in range(apps)), encoding="utf-8")
    (folder / "rooms.txt").write_text("".join(f"room{n}\n" for n in range(rooms)), encoding="utf-8")
    return town


def adopt_all(town: Town) -> None:
    """Everything, family by family."""
    for words in commands(town):
        ran = town.run("adopt", *words)
        assert ran.code == 0, ran.words


def commands(town: Town) -> tuple[Sequence[str], ...]:
    """The four commands that adopt everything."""
    files = {"--chats-from": "chats.txt", "--rooms-from": "rooms.txt"}
    return tuple((*words, *([str(town.folder / files[words[-1]])] if words[-1] in files else [])) for words in ALL)


def tree_of(town: Town) -> dict[str, str]:
    """Every file under the root with its text."""
    paths = sorted(path for path in town.root.rglob("*") if path.is_file())
    return {path.relative_to(town.root).as_posix(): path.read_text("utf-8") for path in paths}


__all__ = ["CORP", "DEPARTMENTS", "adopt_all", "commands", "grown", "people_of", "some_people", "tree_of"]
