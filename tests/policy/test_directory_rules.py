"""Rules over the address book."""

from dataclasses import replace
from datetime import date

import pytest

from reconciler.model.company import FormalEmployee, Governance
from reconciler.model.desired import DepartmentSpec, DesiredState
from reconciler.model.directory import PersonStatus
from reconciler.model.finding import Place
from reconciler.model.group import Feedback, GroupSpec, GroupType, Lifecycle, Partner
from reconciler.model.ids import GroupKey, UserId, user_id
from reconciler.model.notice import Activity, Notice, Task, TaskStatus
from reconciler.resolve import tags_named
from tests.builders import (
    NOW,
    a_chat,
    a_company,
    a_directory,
    a_line,
    a_person,
    a_profile,
    a_spec,
    a_state,
    a_tag,
)
from tests.policy.world import places, sentences, some_facts, with_people, with_status

FILE = "groups/rd-platform.yaml"
LONG_AGO = NOW.replace(year=2025)


def a_department(head: str | None = "ann", **people: object) -> DepartmentSpec:
    """The department rd."""
    plain = DepartmentSpec("rd", "研发部", "2", Place("groups/rd/department.yaml"), head=head and user_id(head))  # type: ignore[arg-type]  # None stays None.
    return replace(plain, **people)  # type: ignore[arg-type]  # The test says which.


@pytest.mark.clause("A6")
@pytest.mark.parametrize(
    ("spec", "head", "found"),
    [
        pytest.param(a_spec(department="rd", members="bob"), "ann", [], id="owner"),
        pytest.param(a_spec(department="rd", owner="cyd", members="ann bob"), "ann", [], id="member"),
        pytest.param(a_spec(department="rd", owner="cyd", members="department:研发部"), "ann", [], id="brought"),
        pytest.param(a_spec(department="rd", owner="cyd", members="bob"), "ann", [f"{FILE} members"], id="not-in"),
        pytest.param(
            a_spec(department="rd", owner="cyd", members="department:研发部", excepted="ann"),
            "ann",
            [f"{FILE} members"],
            id="excepted",
        ),
        pytest.param(a_spec(department="rd", owner="cyd", members=None), "ann", [], id="people-unmanaged"),
        pytest.param(a_spec(department="rd", owner="cyd", members="tag:none"), "ann", [], id="people-uncertain"),
        pytest.param(a_spec(department="rd", owner="cyd", members="bob"), None, [], id="department-without-head"),
        pytest.param(a_spec(department="rd", owner="cyd", members="bob"), "gone", [], id="head-unknown"),
        pytest.param(a_spec(owner="cyd", members="bob"), "ann", [], id="group-without-department"),
        pytest.param(
            a_spec(department="rd", owner="cyd", members="bob", lifecycle=Lifecycle.RETIRED), "ann", [], id="retired"
        ),
        pytest.param(
            a_spec(department="rd", owner="cyd", members="bob", category="loose"), "ann", [], id="profile-says-no"
        ),
    ],
)
def test_the_head_is_in_the_departments_groups(spec: GroupSpec, head: str | None, found: list[str]) -> None:
    facts = some_facts(
        spec,
        directory=a_directory({"ann": [2], "bob": [2], "cyd": [2]}),
        departments={"rd": a_department(head)},
        profiles={"loose": a_profile("loose", category="loose", policy={"head-is-member": {"required": False}})},
    )

    assert places("head-is-member", facts) == found


BOOK = with_people(
    a_directory({"ann": [2], "bob": [4], "cyd": [5]}, tags=[a_tag("正式", "cyd", [2])]),
    replace(a_person("ann", 2), attributes={"用工类型": "正式"}),
    replace(a_person("bob", 4), attributes={"用工类型": "外包"}),
)


@pytest.mark.clause("E2.2")
@pytest.mark.parametrize(
    ("sign", "found"),
    [
        pytest.param(None, [], id="no-sign"),
        pytest.param(
            FormalEmployee(attribute="用工类型", values=("正式", "劳务派遣")), ["admins.0", "admins.1"], id="attribute"
        ),
        pytest.param(FormalEmployee(department="研发部"), ["admins.1"], id="department-and-below"),
        pytest.param(FormalEmployee(department="晨星/研发部/平台组"), ["admins.1", "owner"], id="with-company-name"),
        pytest.param(FormalEmployee(department="5"), ["admins.0", "owner"], id="department-by-id"),
        pytest.param(FormalEmployee(department="晨星"), [], id="whole-company"),
        pytest.param(FormalEmployee(tag="正式"), [], id="tag-with-departments-below"),
    ],
)
def test_owner_and_admins_are_formal_employees(sign: FormalEmployee | None, found: list[str]) -> None:
    spec = a_spec(owner="ann", admins="bob cyd", members="dan")

    facts = some_facts(spec, directory=BOOK, company=a_company(formal_employee=sign))

    assert places("admin-employment", facts) == [f"{FILE} {route}" for route in found]


@pytest.mark.clause("E2.2")
@pytest.mark.parametrize(
    ("sign", "part"),
    [
        pytest.param(FormalEmployee(tag="没有"), "tag", id="tag"),
        pytest.param(FormalEmployee(department="没有"), "department", id="department"),
        pytest.param(FormalEmployee(department="99"), "department", id="department-by-id"),
        pytest.param(FormalEmployee(attribute="没有", values=("正式",)), "attribute", id="attribute"),
    ],
)
def test_a_sign_that_leads_nowhere_is_said_once(sign: FormalEmployee, part: str) -> None:
    facts = some_facts(a_spec(), a_spec("other"), directory=BOOK, company=a_company(formal_employee=sign))

    assert places("admin-employment", facts) == [f"groups/company.yaml formal_employee.{part}"]


def test_the_tag_of_formal_employees_is_read() -> None:
    state = a_state(company=a_company(formal_employee=FormalEmployee(tag="正式")))

    assert tags_named(state) == {"正式"}


@pytest.mark.clause("C3.5")
@pytest.mark.parametrize(
    ("spec", "cap", "found"),
    [
        pytest.param(a_spec(members="bob", max_members=2), 100, [], id="just-fits"),
        pytest.param(a_spec(members="bob cyd", max_members=2), 100, ["limits.max_members"], id="over-its-own"),
        pytest.param(a_spec(members="bob"), 3, [], id="just-fits-beside-the-app"),
        pytest.param(a_spec(members="bob cyd"), 3, ["members"], id="the-app-takes-a-seat"),
        pytest.param(a_spec(members="bob cyd", max_members=50), 3, ["members"], id="own-cap-is-no-help"),
        pytest.param(a_spec(members="bob cyd", type=GroupType.CUSTOMER), 3, [], id="other-families-have-other-caps"),
        pytest.param(a_spec(members="bob cyd", max_members=2, lifecycle=Lifecycle.RETIRED), 3, [], id="retired"),
    ],
)
def test_people_fit_into_the_group(spec: GroupSpec, cap: int, found: list[str]) -> None:
    facts = some_facts(spec, directory=a_directory("ann bob cyd"), company=a_company(member_cap=cap))

    assert places("member-cap", facts) == [f"{FILE} {route}" for route in found]


def a_notice(at: int = 1, **fields: object) -> Notice:
    """A notice so many days from now."""
    plain = Notice("n", "标题", "文字", (GroupKey("rd-platform"),), NOW.replace(day=NOW.day + at), Place("n.yaml"))
    return replace(plain, **fields)  # type: ignore[arg-type]  # The test says which.


def a_task(**fields: object) -> Task:
    """A task of ann's."""
    plain = Task("t", "标题", "文字", (GroupKey("rd-platform"),), Place("t.yaml"), user_id("ann"), date(2026, 12, 31))
    return replace(plain, **fields)  # type: ignore[arg-type]  # The test says which.


def an_activity(**fields: object) -> Activity:
    """An activity to come."""
    plain = Activity("a", "标题", (GroupKey("rd-platform"),), Place("a.yaml"), organiser=user_id("gone"))
    return replace(plain, **fields)  # type: ignore[arg-type]  # The test says which.


GONE = user_id("gone")


@pytest.mark.clause("A8", "I2.1")
@pytest.mark.parametrize(
    ("desired", "found"),
    [
        pytest.param(a_state(a_spec(deputy=user_id("bob"))), [], id="nobody-left"),
        pytest.param(a_state(a_spec(deputy=GONE)), [f"{FILE} deputy"], id="deputy"),
        pytest.param(a_state(a_spec(feedback=Feedback(GONE))), [f"{FILE} feedback.contact"], id="contact"),
        pytest.param(
            a_state(a_spec(partners=(Partner("王", "星河"), Partner("李", "星河", GONE)))),
            [f"{FILE} partners.1.sponsor"],
            id="sponsor",
        ),
        pytest.param(a_state(a_spec(excepted="bob gone")), [f"{FILE} except.1"], id="exception"),
        pytest.param(a_state(a_spec(deputy=GONE, lifecycle=Lifecycle.RETIRED)), [], id="retired-group"),
        pytest.param(a_state(a_spec(members="gone")), [], id="members-are-found-while-resolving"),
        pytest.param(
            a_state(company=a_company(governance=Governance((user_id("ann"), GONE)))),
            ["groups/company.yaml governance.people.1"],
            id="governance",
        ),
        pytest.param(
            a_state(notices=(a_notice(approver=GONE, mentions=("@all", "gone")),)),
            ["n.yaml approver", "n.yaml mentions.1"],
            id="notice-to-come",
        ),
        pytest.param(a_state(notices=(a_notice(-1, approver=GONE),)), [], id="notice-that-was-said"),
        pytest.param(a_state(tasks=(a_task(ask=GONE),)), ["t.yaml ask"], id="task"),
        pytest.param(a_state(tasks=(a_task(ask=GONE, status=TaskStatus.DONE),)), [], id="task-that-is-done"),
        pytest.param(
            a_state(activities=(an_activity(participants=(a_line("tag:值班"), a_line("Gone"))),)),
            ["a.yaml organiser", "a.yaml participants.1"],
            id="activity",
        ),
        pytest.param(a_state(activities=(an_activity(starts=LONG_AGO),)), [], id="activity-that-is-over"),
    ],
)
def test_people_who_left_are_found_wherever_they_are_counted_on(desired: DesiredState, found: list[str]) -> None:
    facts = some_facts(*desired.groups)

    assert places("departed-person", replace(facts, desired=desired)) == found


@pytest.mark.clause("A5")
def test_whoever_decides_for_a_department_is_known() -> None:
    known = a_department("ann", deputy=user_id("bob"), delegates=(user_id("ann"),))
    unknown = replace(
        a_department("gone", deputy=GONE, delegates=(user_id("ann"), GONE)), key="x", place=Place("x.yaml")
    )

    facts = some_facts(departments={"rd": known, "x": unknown})

    assert places("department-head-unknown", facts) == ["x.yaml delegates.1", "x.yaml deputy", "x.yaml head"]


@pytest.mark.clause("I2.1")
@pytest.mark.parametrize(
    ("disabled", "leaders", "members"),
    [
        pytest.param("", [], [], id="nobody"),
        pytest.param("ann", ["owner"], [], id="owner"),
        pytest.param("bob", ["admins.0"], [], id="admin"),
        pytest.param("cyd", [], ["members.0"], id="member"),
        pytest.param("ann bob cyd dan", ["admins.0", "owner"], ["members"], id="everybody-once"),
    ],
)
def test_disabled_people_are_found_by_their_part(disabled: str, leaders: list[str], members: list[str]) -> None:
    book = with_status(a_directory("ann bob cyd dan"), disabled, PersonStatus.DISABLED)

    facts = some_facts(a_spec(owner="ann", admins="bob", members="cyd dan"), directory=book)

    assert places("disabled-person", facts) == [f"{FILE} {route}" for route in leaders]
    assert places("disabled-member", facts) == [f"{FILE} {route}" for route in members]


@pytest.mark.clause("I2.1")
@pytest.mark.parametrize("rule", ["disabled-person", "disabled-member", "not-activated-person", "admin-employment"])
def test_a_retired_group_is_left_alone(rule: str) -> None:
    book = with_status(BOOK, "ann", PersonStatus.DISABLED)
    book = with_status(book, "bob", PersonStatus.NOT_ACTIVATED)
    company = a_company(formal_employee=FormalEmployee(department="5"))

    facts = some_facts(a_spec(members="bob", lifecycle=Lifecycle.RETIRED), directory=book, company=company)

    assert places(rule, facts) == []


@pytest.mark.clause("I2.1")
def test_people_who_never_opened_wecom_are_named_once_a_group() -> None:
    many = [f"p{number:02}" for number in range(12)]
    book = with_status(a_directory({name: [1] for name in ("ann", "bob", *many)}), "bob", PersonStatus.NOT_ACTIVATED)
    crowded = with_status(book, " ".join(many), PersonStatus.NOT_ACTIVATED)
    spec = a_spec(members=("bob", *many))

    few, all_of_them = some_facts(spec, directory=book), some_facts(spec, directory=crowded)

    assert places("not-activated-person", few) == [f"{FILE} members.0"]
    assert sentences("not-activated-person", few) == [
        "The group “rd-platform” has people who have not activated WeCom: Bob."
    ]
    assert sentences("not-activated-person", all_of_them)[0].endswith("P08 and 3 more.")
    assert places("not-activated-person", some_facts(a_spec())) == []


@pytest.mark.clause("A7", "I2.1")
@pytest.mark.parametrize(
    ("members", "found"),
    [
        pytest.param("bob cyd", [], id="only-lines"),
        pytest.param("department:研发部 cyd", [], id="somebody-else"),
        pytest.param("department:研发部 Bob", ["members.1"], id="line-and-department"),
        pytest.param("tag:值班 cyd", ["members.1"], id="line-and-tag"),
    ],
)
def test_a_line_of_ones_own_beside_a_selector_is_found(members: str, found: list[str]) -> None:
    book = a_directory({"ann": [1], "bob": [2], "cyd": [5]}, tags=[a_tag("值班", "cyd")])

    facts = some_facts(a_spec(members=members), directory=book)

    assert places("duplicate-person", facts) == [f"{FILE} {route}" for route in found]


@pytest.mark.clause("A7", "I2.1")
def test_a_line_with_an_end_is_there_on_purpose() -> None:
    line = a_line("bob", until=date(2026, 12, 31))

    facts = some_facts(a_spec(members=("department:研发部", line)), directory=a_directory({"ann": [1], "bob": [2]}))

    assert places("duplicate-person", facts) == []


@pytest.mark.clause("A7", "I2.1")
def test_accounts_that_look_like_one_person_are_told_once() -> None:
    book = a_directory({"ann": [1], "bob": [2], "bob2": [2], "bob3": [5]})
    book = with_people(book, *(replace(book.people[UserId(word)], name="鲍勃") for word in ("bob", "bob2", "bob3")))
    apart, together = a_spec("aa", members="bob bob3"), a_spec("bb", members="bob bob2 bob3")

    facts = some_facts(apart, together, a_spec("cc", members="bob bob2"), directory=book)

    assert places("duplicate-person", facts) == ["groups/bb.yaml members"]
    assert "Bob, Bob2." in sentences("duplicate-person", facts)[0]


@pytest.mark.clause("A11", "A12")
@pytest.mark.parametrize(
    ("assignee", "status", "found"),
    [
        pytest.param("bob", TaskStatus.OPEN, [], id="member"),
        pytest.param("ann", TaskStatus.OPEN, [], id="owner"),
        pytest.param("cyd", TaskStatus.OPEN, ["t.yaml groups.0"], id="not-in"),
        pytest.param("cyd", TaskStatus.DONE, [], id="done"),
        pytest.param(None, TaskStatus.OPEN, [], id="no-assignee"),
    ],
)
def test_the_assignee_is_in_the_tasks_groups(assignee: str | None, status: TaskStatus, found: list[str]) -> None:
    task = a_task(assignee=assignee and user_id(assignee), status=status, groups=("rd-platform", "open", "lost"))

    facts = some_facts(a_spec(), a_spec("open", members=None), directory=a_directory("ann bob cyd"), tasks=(task,))

    assert places("task-assignee-in-group", facts) == found


@pytest.mark.clause("A11", "A12")
def test_whoever_is_seen_in_the_chat_counts_as_in() -> None:
    task = a_task(assignee=user_id("cyd"), groups=("rd-platform", "open"))
    seen = [a_chat("ann bob cyd"), a_chat("ann bob", key="open")]

    facts = some_facts(
        a_spec(), a_spec("open", members=None), directory=a_directory("ann bob cyd"), seen=seen, tasks=(task,)
    )

    assert places("task-assignee-in-group", facts) == ["t.yaml groups.1"]
