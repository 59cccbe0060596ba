"""Valid trees become exactly these values."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from reconciler.model.company import (
    ActivitySource,
    Budgets,
    Company,
    Connection,
    DriftMode,
    FormalEmployee,
    Governance,
    GuardLimits,
    LedgerHome,
    RemovalLimit,
    Visibility,
)
from reconciler.model.desired import DepartmentSpec, GuardName, Override, Profile, Ruleset, Waiver
from reconciler.model.finding import Place
from reconciler.model.group import (
    Classification,
    Enrolment,
    Feedback,
    GroupSpec,
    GroupType,
    Lifecycle,
    Partner,
    Review,
    Selector,
    SelectorKind,
)
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.quiet_hours import QuietHours
from reconciler.model.retention import Retention
from reconciler.model.sanction import Step
from reconciler.source.batch import read_files
from reconciler.source.build_company import build_company
from reconciler.source.build_groups import GroupBuilder
from reconciler.source.build_records import (
    build_department,
    build_overrides,
    build_profile,
    build_ruleset,
    build_waivers,
)

VALID = Path(__file__).parents[1] / "cases" / "schema" / "valid"


def _tree(name: str) -> dict[str, object]:
    (reading,) = read_files(VALID, (f"{name}.yaml",)).readings
    assert reading.tree is not None
    return reading.tree


def test_a_minimal_company_has_the_models_defaults() -> None:
    company, findings = build_company(_tree("company-minimal"), "company.yaml")

    assert findings == ()
    assert company == Company(
        name="示例公司",
        corp_id="ww0123456789abcdef",
        agent_id="1000002",
        secret_env="WECOM_APP_SECRET",
        zone=ZoneInfo("Asia/Shanghai"),
        place=Place("company.yaml"),
    )


@pytest.mark.parametrize(
    ("budgets", "expected"),
    [
        pytest.param({}, Budgets(900, 900), id="nothing-said"),
        pytest.param(
            {"other_apps": {"updates_per_hour": 400, "creations_per_day": 50}}, Budgets(600, 900), id="less-remains"
        ),
        pytest.param(
            {"updates_per_hour": 300, "other_apps": {"updates_per_hour": 400}}, Budgets(300, 900), id="enough-remains"
        ),
        pytest.param({"other_apps": {"creations_per_day": 999}}, Budgets(900, 1), id="one-remains"),
    ],
)
def test_what_other_applications_use_is_taken_off_the_limits_of_wecom(
    budgets: dict[str, object], expected: Budgets
) -> None:
    company, _ = build_company(_tree("company-minimal") | {"budgets": budgets}, "company.yaml")

    assert company is not None
    assert company.budgets == expected


def test_a_full_company_is_built_whole() -> None:
    company, _ = build_company(_tree("company-full"), "company.yaml")

    assert company == Company(
        name="示例公司",
        corp_id="ww0123456789abcdef",
        agent_id="1000002",
        secret_env="WECOM_APP_SECRET",
        zone=ZoneInfo("Asia/Shanghai"),
        place=Place("company.yaml"),
        language="zh",
        visibility=Visibility.PRIVATE,
        quiet_hours=QuietHours(time(22), time(8)),
        governance=Governance((UserId("lisi"),), "治理", membership_required=False),
        member_cap=500,
        departed_grace=timedelta(0),
        drift=DriftMode.REPORT,
        guards=GuardLimits(
            removals_per_group=RemovalLimit(20, 10, 1),
            removals_per_run=RemovalLimit(10, 100, 5),
            groups_touched=100,
            groups_per_directory_move=3,
            protected=frozenset({GroupKey("exec-decision")}),
        ),
        budgets=Budgets(800, 500),
        connection=Connection("https://qyapi.weixin.qq.com", "http://proxy.example.com:3128", 7.5, 8),
        ledger=LedgerHome("../.ledger"),
        unreviewed_apply=False,
    )


@pytest.mark.parametrize(
    ("written", "built"),
    [
        pytest.param({"directory": "past"}, LedgerHome("past"), id="directory"),
        pytest.param({"retain": "3y"}, LedgerHome(retain=Retention("3y")), id="kept-for-three-years"),
        pytest.param({"branch": "past"}, LedgerHome(branch="past", remote="origin"), id="branch"),
        pytest.param({"branch": "past", "remote": "."}, LedgerHome(branch="past", remote="."), id="own-repository"),
    ],
)
def test_a_ledger_is_a_directory_or_a_branch(written: dict[str, str], built: LedgerHome) -> None:
    company, _ = build_company({**_tree("company-secrets"), "ledger": written}, "company.yaml")

    assert company is not None
    assert company.ledger == built


def test_other_secrets_and_their_age_are_built() -> None:
    company, _ = build_company(_tree("company-secrets"), "company.yaml")

    assert company is not None
    assert (company.customer_secret_env, company.archive_secret_env, company.secrets_rotated) == (
        "WECOM_CUSTOMER_SECRET",
        "WECOM_ARCHIVE_SECRET",
        date(2026, 10, 1),
    )


@pytest.mark.parametrize("zone", ["Asia/Nowhere", "Asia", "x"])
def test_a_time_zone_that_does_not_exist_is_a_finding(zone: str) -> None:
    company, findings = build_company({**_tree("company-minimal"), "time_zone": zone}, "company.yaml")

    assert company is None
    assert [(one.rule, one.place.path) for one in findings] == [("unknown-time-zone", ("time_zone",))]


def test_quiet_hours_without_length_are_a_warning() -> None:
    tree = {**_tree("company-minimal"), "quiet_hours": {"from": "08:00", "to": "08:00"}}

    company, findings = build_company(tree, "company.yaml")

    assert company is not None
    assert [one.rule for one in findings] == ["empty-quiet-hours"]


_MEMBERS = (
    Selector(SelectorKind.USER, "wangwu"),
    Selector(SelectorKind.USER, "zhaoliu", until=date(2026, 12, 31), reason="借调支持"),
    Selector(SelectorKind.DEPARTMENT, "研发部/平台组"),
    Selector(SelectorKind.TAG, "值班"),
    Selector(SelectorKind.GROUP, "rd-platform"),
)


def test_the_group_of_the_design_is_built_whole() -> None:
    group = GroupBuilder().build(_tree("group-everything"), "rd/g.yaml")

    assert group == GroupSpec(
        key=GroupKey("rd-platform-release"),
        type=GroupType.APP,
        name="研发部-平台发布",
        owner=UserId("zhangsan"),
        place=Place("rd/g.yaml"),
        purpose="平台每周发布的协调与通知",
        category="project",
        classification=Classification.PUBLIC,
        department="rd",
        admins=(UserId("lisi"),),
        deputy=UserId("lisi"),
        members=_MEMBERS,
        excepted=(Selector(SelectorKind.USER, "sunqi"),),
        membership=Enrolment.STRICT,
        permissions={
            **dict.fromkeys(("invite", "rename", "mention_all", "announce"), "admins"),
            "history_for_new_members": "hidden",
            "invite_confirmation": True,
        },
        rulesets=("standard", "quiet-hours"),
        announcement="发布窗口:每周四 20:00\n",
        avatar="images/rd.png",
        background="images/rd-bg.png",
        max_members=200,
        drift=DriftMode.CORRECT,
        review=Review(90, date(2026, 10, 1)),
        lifecycle=Lifecycle.ACTIVE,
        labels={"project": "platform"},
        chat_id=ChatId("wr0123456789ABCDEF"),
        generation=2,
        feedback=Feedback(UserId("lisi"), 3),
    )


def test_partners_feedback_and_webhook_are_built() -> None:
    group = GroupBuilder().build(_tree("group-customer"), "g.yaml")

    assert group.partners == (
        Partner("周工", "星河集团"),
        Partner("吴工", "星河集团", UserId("lisi"), date(2027, 3, 31)),
    )
    assert (group.feedback, group.webhook_env) == (Feedback(UserId("lisi")), "SALES_WEBHOOK")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("company-minimal", None),
        ("company-formal-tag", FormalEmployee(tag="正式")),
        ("company-policy", FormalEmployee(attribute="用工类型", values=("正式", "1"))),
    ],
)
def test_a_formal_employee_is_told_as_the_company_says(name: str, expected: FormalEmployee | None) -> None:
    company, _ = build_company(_tree(name), "company.yaml")

    assert company is not None
    assert company.formal_employee == expected


def test_options_severities_and_the_activity_source_are_built() -> None:
    tree = _tree("company-policy")

    company, _ = build_company(tree, "company.yaml")
    standard, _ = build_company(_tree("company-formal-tag"), "company.yaml")
    profile = build_profile(_tree("profile-policy"), "p.yaml")

    assert company is not None
    assert standard is not None
    assert company.activity == ActivitySource("../archive/activity.jsonl", "jsonl")
    assert standard.activity == ActivitySource("activity.csv", "csv")
    assert company.severities == {"name-length": "warning", "idle-group": "note"}
    assert company.policy == profile.policy == tree["policy"]
    assert company.policy["idle-member"] == {"days": 60, "remove": True}


def test_absent_is_unmanaged_and_an_empty_list_must_be_empty() -> None:
    builder = GroupBuilder()

    absent, empty = builder.build(_tree("group-minimal"), "g.yaml"), builder.build(_tree("group-empty-lists"), "g.yaml")

    assert (absent.admins, absent.members, absent.rulesets) == (None, None, None)
    assert empty == replace(absent, admins=(), members=(), rulesets=())


def test_people_who_are_in_many_groups_exist_once() -> None:
    builder = GroupBuilder()
    tree = yaml.safe_load("{kind: group, key: a, type: app, name: a, owner: x, members: [lisi]}")

    one, two = builder.build(tree, "a.yaml"), builder.build({**tree, "key": "b"}, "b.yaml")

    assert one.members is not None
    assert two.members is not None
    assert one.members[0] is two.members[0]


def test_smaller_kinds_are_built_whole() -> None:
    until = date(2026, 12, 31)
    lisi, place = UserId("lisi"), Place("f.yaml")

    assert build_department(_tree("department"), "f.yaml") == DepartmentSpec(
        "rd", "研发部", "2", place, UserId("zhangsan"), lisi, (UserId("wangwu"),)
    )
    assert build_profile(_tree("profile"), "f.yaml") == Profile(
        key="project",
        place=place,
        extends="standard",
        category="project",
        membership=Enrolment.STRICT,
        drift=DriftMode.CORRECT,
        permissions={"invite": "admins"},
        rulesets=("standard",),
        max_members=200,
        review=Review(90),
        default_classification=Classification.PUBLIC,
    )
    assert build_ruleset(_tree("ruleset"), "f.yaml") == Ruleset(
        key="standard",
        version="1.0",
        title="群规",
        text="一、请实名。\n",
        effective_from=date(2026, 1, 1),
        place=place,
        issued_by="行政部",
        approver=lisi,
        supersedes="old",
        extends="base",
        clauses=("A4", "D2.9"),
    )
    with_ladder = build_ruleset(_tree("ruleset-ladder"), "f.yaml")
    assert (with_ladder.acknowledgement, with_ladder.ladder) == (True, tuple(Step))
    assert with_ladder.review == Review(180, date(2026, 7, 1))
    assert build_overrides(_tree("overrides"), "f.yaml") == (
        Override(GuardName.REMOVALS_PER_GROUP, 40, "组织调整", lisi, until, place, GroupKey("rd-platform")),
        Override(GuardName.GROUPS_TOUCHED, 400, "组织调整", lisi, until, place),
    )
    assert build_waivers(_tree("waivers"), "f.yaml") == (
        Waiver("member-cap", "临时项目", lisi, until, place, GroupKey("rd-platform")),
    )
