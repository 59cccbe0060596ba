"""What is said to groups, and sanctions: valid trees become exactly these values."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reconciler.model.finding import Place
from reconciler.model.group import Classification, Selector, SelectorKind
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.notice import Activity, Importance, Notice, Task, TaskStatus
from reconciler.model.sanction import Sanction, Step
from reconciler.source.batch import read_files
from reconciler.source.build_groups import GroupBuilder
from reconciler.source.build_messages import build_activity, build_notice, build_task
from reconciler.source.build_records import build_sanction

VALID = Path(__file__).parents[1] / "cases" / "schema" / "valid"
ZONE = ZoneInfo("Asia/Shanghai")
PLACE = Place("f.yaml")
LISI, ZHANGSAN = UserId("lisi"), UserId("zhangsan")


def _tree(name: str) -> dict[str, object]:
    (reading,) = read_files(VALID, (f"{name}.yaml",)).readings
    assert reading.tree is not None
    return reading.tree


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "notice-minimal",
            Notice(
                "leave",
                "年假提醒",
                "请在年底前休完。",
                (GroupKey("hr-all-hands"),),
                datetime(2026, 11, 25, 10, tzinfo=ZONE),
                PLACE,
            ),
        ),
        (
            "notice",
            Notice(
                key="leave",
                title="年假提醒",
                text="请在年底前休完。\n",
                groups=(GroupKey("hr-all-hands"), GroupKey("rd-all")),
                at=datetime(2026, 11, 25, 10, tzinfo=ZONE),
                place=PLACE,
                author=LISI,
                approver=ZHANGSAN,
                link="https://wiki.example.com/leave?year=2026#how",
                importance=Importance.HIGH,
                mentions=("wangwu", "@all"),
                classification=Classification.CONFIDENTIAL,
                quotes=True,
                source="人资中心通报",
                expires=datetime(2028, 2, 29, 23, 59, tzinfo=ZONE),
            ),
        ),
    ],
)
def test_notices_are_built_whole(name: str, expected: Notice) -> None:
    assert build_notice(_tree(name), "f.yaml", ZONE) == expected


@pytest.mark.parametrize(
    ("zone", "written", "utc"),
    [
        pytest.param("Asia/Shanghai", "2026-11-25 10:00", "2026-11-25T02:00", id="east-of-greenwich"),
        pytest.param("America/New_York", "2026-11-25 20:30", "2026-11-26T01:30", id="already-tomorrow-in-utc"),
        pytest.param("Europe/Berlin", "2026-07-01 00:00", "2026-06-30T22:00", id="summer-time"),
        pytest.param("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30", id="an-hour-that-comes-twice"),
        pytest.param("Asia/Kolkata", "2028-02-29 00:00", "2028-02-28T18:30", id="leap-day-and-half-an-hour"),
    ],
)
def test_times_are_read_in_the_companys_zone(zone: str, written: str, utc: str) -> None:
    notice = build_notice({**_tree("notice-minimal"), "at": written}, "f.yaml", ZoneInfo(zone))

    assert notice.at.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M") == utc


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("task-minimal", Task("venue", "定场地", "两家里定一家", (GroupKey("party"),), PLACE)),
        (
            "task",
            Task(
                key="venue",
                title="定场地",
                text="两家里定一家",
                groups=(GroupKey("party"),),
                place=PLACE,
                assignee=LISI,
                due=date(2026, 12, 4),
                author=ZHANGSAN,
                ask=UserId("wangwu"),
                status=TaskStatus.DONE,
            ),
        ),
    ],
)
def test_tasks_are_built_whole(name: str, expected: Task) -> None:
    assert build_task(_tree(name), "f.yaml") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("activity-minimal", Activity("training", "培训", (GroupKey("hr-all-hands"),), PLACE)),
        (
            "activity",
            Activity(
                key="training",
                title="培训",
                groups=(GroupKey("hr-all-hands"),),
                place=PLACE,
                content="怎么认钓鱼邮件",
                starts=datetime(2026, 12, 9, 14, tzinfo=ZONE),
                ends=datetime(2026, 12, 9, 15, 30, tzinfo=ZONE),
                venue="三楼培训室",
                organiser=LISI,
                announce_at=datetime(2026, 12, 1, 10, tzinfo=ZONE),
                participants=(
                    Selector(SelectorKind.USER, "wangwu"),
                    Selector(SelectorKind.DEPARTMENT, "研发部", sub_departments=False),
                    Selector(SelectorKind.TAG, "新员工"),
                    Selector(SelectorKind.GROUP, "rd-all", until=date(2026, 12, 9)),
                ),
                every=timedelta(days=365),
            ),
        ),
    ],
)
def test_activities_are_built_whole(name: str, expected: Activity) -> None:
    assert build_activity(_tree(name), "f.yaml", ZONE, GroupBuilder()) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "sanction-minimal",
            Sanction("s1", UserId("zhaoliu"), (GroupKey("rd-all"),), Step.WARN, date(2026, 11, 20), PLACE),
        ),
        (
            "sanction",
            Sanction(
                key="s1",
                person=UserId("zhaoliu"),
                groups=(GroupKey("rd-all"),),
                step=Step.WRITTEN_WARNING,
                begins=date(2026, 11, 20),
                place=PLACE,
                reason="连发广告",
                evidence="工单 HR-1",
                until=date(2027, 2, 19),
                approver=LISI,
                ruleset="standard",
            ),
        ),
    ],
)
def test_sanctions_are_built_whole(name: str, expected: Sanction) -> None:
    assert build_sanction(_tree(name), "f.yaml") == expected
