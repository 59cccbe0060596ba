"""A made-up company of any size: files on disk, its address book, what WeCom would show. The same size gives the same
bytes, so that two runs measure the same work.

As a program: `python -m benchmarks.generate FOLDER --groups 10000 --members 100`.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from reconciler.model.directory import ROOT_DEPARTMENT, Department, Directory, Person
from reconciler.model.ids import ChatId, UserId
from reconciler.model.live import LiveGroup, LiveState, SeenGroup
from reconciler.model.record import Past, PastGroup
from reconciler.model.resolved import ResolvedGroup, ResolvedState

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

_DEPARTMENTS = 50
_EVERY = 100  # one group in so many differs from what git asks: 1 %

_COMPANY = """\
kind: company
name: 测速公司
corp_id: wwbenchmark00000000
agent_id: "1000002"
secrets: {app: WECOM_APP_SECRET}
"""
_PROFILE = """\
kind: profile
key: project
category: project
defaults:
  membership: strict
  permissions: {invite: admins}
  review: {every: 90d}
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How many groups, how many people are named in each, how many people the company has."""

    groups: int
    members: int
    people: int = 5000


def write_corpus(root: Path, size: Size) -> None:
    """Write company, departments, one profile and all groups below `root`, a hundred groups a folder."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "company.yaml").write_text(_COMPANY, encoding="utf-8")
    (root / "profile.yaml").write_text(_PROFILE, encoding="utf-8")
    for number in range(1, _DEPARTMENTS + 1):
        words = f'kind: department\nkey: d{number:02}\nname: 部门{number}\ndepartment_id: "{number + 1}"\n'
        (root / f"department-{number:02}.yaml").write_text(words, encoding="utf-8")
    for number in range(size.groups):
        folder = root / f"{number // 100:04}"
        folder.mkdir(exist_ok=True)
        (folder / f"g{number:06}.yaml").write_text("\n".join(_group(number, size)), encoding="utf-8")


def _group(number: int, size: Size) -> Iterator[str]:
    first, *rest = _people_of(number, size)
    yield "# yaml-language-server: $schema=../../schemas/group.schema.json"
    yield f"kind: group\nkey: g{number:06}\ntype: app"
    yield f"name: 部门{number % _DEPARTMENTS + 1}-第{number}组"
    yield f"purpose: 第 {number} 个项目的协调与通知\ncategory: project\nclassification: public"
    yield f"department: d{number % _DEPARTMENTS + 1:02}\nowner: {first}\nadmins: [{rest[0]}]\nmembers:"
    for position, user in enumerate(rest[1:]):
        if position % 25 == 24:
            yield f"  - user: {user}\n    until: 2027-12-31\n    reason: 借调支持"
        else:
            yield f"  - {user}"
    yield f"limits: {{max_members: {size.members + 50}}}\nlabels: {{project: p{number % 97}}}\n"


def _people_of(number: int, size: Size) -> list[str]:
    """`members` different people, spread over the company."""
    start, step = number * 37, 7
    return [f"u{(start + position * step) % size.people:05}" for position in range(size.members)]


def make_directory(size: Size) -> Directory:
    """Everybody, evenly over fifty departments below the company."""
    root = Department(ROOT_DEPARTMENT, "测速公司", 0, "")
    departments = {ROOT_DEPARTMENT: root}
    for number in range(1, _DEPARTMENTS + 1):
        departments[number + 1] = Department(number + 1, f"部门{number}", ROOT_DEPARTMENT, f"部门{number}")
    people = {}
    for number in range(size.people):
        user, home = UserId(f"u{number:05}"), number % _DEPARTMENTS + 2
        people[user] = Person(user, user, f"员工{number}", (home,), home)
    return Directory(departments, people)


def make_live(resolved: ResolvedState) -> LiveState:
    """Every group as git asks, but for one in a hundred: renamed, one person gone, a stranger come in."""
    groups: dict[ChatId, SeenGroup] = {}
    for number, group in enumerate(resolved.groups):
        seen = LiveGroup(group.chat_id, group.spec.name, group.owner, group.members)
        groups[group.chat_id] = seen if number % _EVERY else _touched(seen)
    return LiveState(NOW, groups)


def _touched(seen: LiveGroup) -> LiveGroup:
    leaving = max(seen.members - {seen.owner})
    return replace(seen, name=f"{seen.name}（改）", members=seen.members - {leaving} | {UserId("stranger")})


def make_past(resolved: ResolvedState) -> Past:
    """A ledger that knows every group from an earlier apply."""
    return Past(records=1, groups={group.chat_id: _known(group) for group in resolved.groups})


def _known(group: ResolvedGroup) -> PastGroup:
    return PastGroup(group.key, group.chat_id, NOW, group.baseline)


def main() -> None:
    """Write a corpus to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--groups", type=int, default=10_000)
    parser.add_argument("--members", type=int, default=100)
    asked = parser.parse_args()
    write_corpus(asked.folder, Size(asked.groups, asked.members))


if __name__ == "__main__":
    main()
