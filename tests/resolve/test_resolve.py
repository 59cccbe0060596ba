"""Selectors, expiry, owner and admins, unknown people."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reconciler.model.directory import Department
from reconciler.model.finding import Severity
from reconciler.model.group import Enrolment, GroupSpec
from reconciler.model.ids import ChatId
from reconciler.model.resolved import ResolvedGroup, ResolvedState
from reconciler.resolve import resolve
from tests.builders import (
    KEY,
    NOW,
    TODAY,
    ZONE,
    a_company,
    a_directory,
    a_line,
    a_profile,
    a_spec,
    a_state,
    a_tag,
    chat_of,
    people,
)

BOOK = a_directory(
    {"ann": (1,), "bob": (2,), "cat": (3,), "dan": (4,), "eve": (5,), "fay": (2, 5)},
    tags=[a_tag("值班", "bob eve"), a_tag("研发", "ann", departments=[3]), a_tag("空的")],
)


def only_group(spec: GroupSpec, **fields: object) -> ResolvedGroup:
    """The one group of a state."""
    return resolve(a_state(spec, **fields), BOOK, NOW).groups[0]


def rules_of(state: ResolvedState) -> list[str]:
    return [finding.rule for finding in state.findings]


@pytest.mark.clause("A7", "G1.1")
@pytest.mark.parametrize(
    ("members", "brought"),
    [
        pytest.param("", "", id="empty-list-is-nobody-else"),
        pytest.param(None, "", id="absent-list"),
        pytest.param("bob cat", "bob cat", id="people"),
        pytest.param("BOB bob", "bob", id="letter-case-and-doubles"),
        pytest.param("department:研发部", "bob cat dan fay", id="path-with-those-below"),
        pytest.param("department:研发部/.", "bob fay", id="path-without-those-below"),
        pytest.param("department:研发部/平台组", "cat dan", id="longer-path"),
        pytest.param("department:研发部/平台组/发布组", "dan", id="leaf"),
        pytest.param("department:晨星/研发部", "bob cat dan fay", id="path-with-the-company"),
        pytest.param("department:晨星", "ann bob cat dan eve fay", id="the-company-itself"),
        pytest.param("department:晨星/.", "ann", id="the-company-without-those-below"),
        pytest.param("department:/研发部/", "bob cat dan fay", id="slashes-around"),
        pytest.param("department:3", "cat dan", id="id"),
        pytest.param("department:3/.", "cat", id="id-without-those-below"),
        pytest.param("department:1", "ann bob cat dan eve fay", id="root-id"),
        pytest.param("tag:值班", "bob eve", id="tag"),
        pytest.param("tag:研发", "cat dan", id="tag-with-a-department-brings-those-below"),
        pytest.param("tag:空的", "", id="empty-tag"),
        pytest.param("tag:值班 department:市场部 cat", "bob eve fay cat", id="several-lines"),
    ],
)
def test_lines_bring(members: str | None, brought: str) -> None:
    group = only_group(a_spec(members=members))

    assert (group.members, group.unusable) == (people("ann") | people(brought), ())


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        pytest.param("department:财务部", "unknown-department", id="no-such-path"),
        pytest.param("department:平台组", "unknown-department", id="a-path-starts-at-the-top"),
        pytest.param("department:99", "unknown-department", id="no-such-id"),
        pytest.param("tag:不存在", "unknown-tag", id="no-such-tag"),
        pytest.param("group:nowhere", "unknown-group", id="no-such-group"),
    ],
)
def test_an_unknown_line_makes_the_membership_uncertain(line: str, rule: str) -> None:
    state = resolve(a_state(a_spec(members=["bob", line])), BOOK, NOW)

    assert rules_of(state) == [rule]
    assert state.groups[0].unusable == state.findings
    assert state.findings[0].severity is Severity.ERROR
    assert state.findings[0].place.path == ("members", 1)


@pytest.mark.parametrize(
    ("departments", "line"),
    [
        pytest.param({1: ("晨星", 0), 2: ("研发部", 1), 3: ("研发部", 1)}, "department:研发部", id="twins"),
        pytest.param({1: ("晨星", 0), 2: ("晨星", 1)}, "department:晨星", id="named-as-the-company"),
        pytest.param(
            {1: ("晨星", 0), 2: ("晨星", 1), 3: ("组", 2), 4: ("组", 1)},
            "department:晨星/组",
            id="company-or-department",
        ),
    ],
)
def test_an_ambiguous_path_is_never_guessed(departments: dict[int, tuple[str, int]], line: str) -> None:
    book = a_directory("ann bob", departments=departments)

    state = resolve(a_state(a_spec(members=[line])), book, NOW)

    assert rules_of(state) == ["ambiguous-department"]
    assert state.groups[0].unusable == state.findings


def test_departments_in_a_circle_do_not_hang() -> None:
    circle = {1: Department(1, "晨星", 1, ""), 2: Department(2, "甲", 3, "甲"), 3: Department(3, "乙", 2, "乙")}
    book = replace(a_directory({"ann": (1,), "bob": (2,), "cat": (3,)}), departments=circle)

    group = resolve(a_state(a_spec(members="department:2")), book, NOW).groups[0]

    assert group.members == people("ann bob cat")


@pytest.mark.parametrize(
    ("now", "still_in"),
    [
        pytest.param(datetime(2026, 11, 18, 23, 59, 59, tzinfo=ZONE), True, id="last-second-of-the-last-day"),
        pytest.param(datetime(2026, 11, 19, 0, 0, 0, tzinfo=ZONE), False, id="midnight-in-the-companys-zone"),
        pytest.param(datetime(2026, 11, 18, 15, 59, 59, tzinfo=ZoneInfo("UTC")), True, id="utc-before-that-midnight"),
        pytest.param(datetime(2026, 11, 18, 16, 0, 0, tzinfo=ZoneInfo("UTC")), False, id="utc-at-that-midnight"),
    ],
)
@pytest.mark.parametrize("words", ["bob", "department:研发部/.", "tag:值班"])
def test_a_line_holds_to_the_end_of_its_last_day(now: datetime, still_in: bool, words: str) -> None:
    spec = a_spec(members=[a_line(words, until=date(2026, 11, 18))])

    group = resolve(a_state(spec), BOOK, now).groups[0]

    assert ("bob" in group.members) is still_in
    assert ("bob" in group.expired) is not still_in


def test_somebody_another_line_brings_has_not_expired() -> None:
    spec = a_spec(members=[a_line("bob", until=TODAY - timedelta(days=1)), "department:研发部/."])

    group = only_group(spec)

    assert (group.members, group.expired) == (people("ann bob fay"), frozenset())


@pytest.mark.parametrize("line", ["department:已撤销", "tag:不存在", "group:nowhere", "nobody"])
def test_a_line_that_has_ended_is_not_complained_about(line: str) -> None:
    spec = a_spec(members=["bob", a_line(line, until=TODAY - timedelta(days=1))])

    state = resolve(a_state(spec), BOOK, NOW)

    assert (state.findings, state.groups[0].unusable) == ((), ())
    assert state.groups[0].members == people("ann bob")


@pytest.mark.parametrize(
    ("spec", "members"),
    [
        pytest.param(a_spec(members="department:研发部", excepted="cat"), "ann bob dan fay", id="taken-out"),
        pytest.param(a_spec(members="bob", excepted="BOB"), "ann", id="letter-case"),
        pytest.param(a_spec(members="bob", excepted="ann"), "ann bob", id="the-owner-stays"),
        pytest.param(a_spec(members="bob", admins="cat", excepted="cat"), "ann bob cat", id="admins-stay"),
        pytest.param(
            a_spec(members="bob", excepted=[a_line("bob", until=TODAY)]), "ann", id="exception-holds-on-its-last-day"
        ),
        pytest.param(
            a_spec(members="bob", excepted=[a_line("bob", until=TODAY - timedelta(days=1))]),
            "ann bob",
            id="exception-has-ended",
        ),
        pytest.param(a_spec(members="bob", excepted="nobody"), "ann bob", id="exception-for-a-stranger"),
        pytest.param(a_spec(members=None, admins="cat"), "ann cat", id="owner-and-admins-without-members"),
        pytest.param(a_spec(members="", owner="ann"), "ann", id="the-owner-alone"),
    ],
)
def test_exceptions_owner_and_admins(spec: GroupSpec, members: str) -> None:
    assert only_group(spec).members == people(members)


@pytest.mark.clause("A8")
@pytest.mark.parametrize(
    ("known", "severity", "words"),
    [
        pytest.param(people("gone"), Severity.WARNING, "probably left", id="was-there-once"),
        pytest.param(people(""), Severity.ERROR, "no “gone”", id="mistyped"),
    ],
)
@pytest.mark.parametrize(
    ("spec", "route"),
    [
        pytest.param(a_spec(members="bob Gone"), ("members", 1), id="member"),
        pytest.param(a_spec(members="bob", admins="cat gone"), ("admins", 1), id="admin"),
    ],
)
def test_unknown_people(
    spec: GroupSpec, route: tuple[str | int, ...], known: frozenset[str], severity: Severity, words: str
) -> None:
    state = resolve(a_state(spec), BOOK, NOW, known=people(known))

    group, finding = state.groups[0], state.findings[0]
    assert (finding.rule, finding.severity, finding.place.path) == ("unknown-person", severity, route)
    assert words in finding.what.en
    assert (group.unknown, group.unusable) == (people("gone"), ())
    assert "gone" not in group.members


@pytest.mark.clause("A5")
@pytest.mark.parametrize("known", [people("gone"), people("")])
def test_a_group_whose_owner_is_unknown_waits(known: frozenset[str]) -> None:
    state = resolve(a_state(a_spec(owner="gone", members="bob cat")), BOOK, NOW, known=people(known))

    assert rules_of(state) == ["unknown-owner"]
    assert state.groups[0].unusable == state.findings
    assert state.findings[0].place.path == ("owner",)


def test_the_nearest_profile_wins() -> None:
    profiles = {
        "base": a_profile("base", max_members=50, rulesets=("standard",), permissions={"invite": "owner", "a": "x"}),
        "project": a_profile(
            "project", category="project", extends="base", membership=Enrolment.STRICT, permissions={"invite": "admins"}
        ),
    }
    spec = a_spec(category="project", permissions={"rename": "owner"})

    group = only_group(spec, profiles=profiles)

    assert group.membership is Enrolment.STRICT
    assert (group.spec.max_members, group.spec.rulesets) == (50, ("standard",))
    assert group.spec.permissions == {"invite": "admins", "a": "x", "rename": "owner"}


@pytest.mark.parametrize(
    ("spec", "chat_id"),
    [
        pytest.param(a_spec(), chat_of(), id="derived"),
        pytest.param(a_spec(generation=2), chat_of(generation=2), id="next-generation"),
        pytest.param(a_spec(chat_id=ChatId("written")), "written", id="adopted"),
    ],
)
def test_a_group_has_a_chat_id(spec: GroupSpec, chat_id: str) -> None:
    assert only_group(spec).chat_id == chat_id


def test_without_a_profile_a_group_is_additive_and_drift_is_the_companys() -> None:
    group = only_group(a_spec(), company=a_company(drift="report"))

    assert (group.key, group.membership, group.drift) == (KEY, Enrolment.ADDITIVE, "report")
