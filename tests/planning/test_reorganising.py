"""What a reorganisation holds back, and from where to where people went."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reconciler.model.change import Cause
from reconciler.model.group import Enrolment
from reconciler.model.plan import Plan
from reconciler.model.record import Baseline
from reconciler.model.reorganisation import Reorganisation, ReorganisationKind
from reconciler.model.resolved import ResolvedGroup, ResolvedState
from reconciler.planning import assemble
from reconciler.planning.reorganising import routes
from reconciler.planning.work import GroupWork
from reconciler.text import Text
from tests.builders import (
    NO_LIMITS,
    a_chat,
    a_company,
    a_directory,
    a_group,
    a_leave,
    a_past,
    a_past_group,
    a_spec,
    a_state,
    people,
    some_inputs,
)

MERGED = Reorganisation(
    ReorganisationKind.MERGED, 3, "研发部/平台组", ("市场部",), (a_spec("a").key, a_spec("b").key), 3, is_held=True
)
TAKEN = Reorganisation(ReorganisationKind.RENAMED, 2, "研发部", ("技术部",), (a_spec("b").key,), 9, True, True)


def plan_of(
    *moved: Reorganisation, membership: Enrolment = Enrolment.STRICT, only: Sequence[str] | None = None
) -> Plan:
    """Three groups that would all gain cat and lose dan."""
    groups = [a_group(key, members="ann bob cat", membership=membership) for key in ("a", "b", "c")]
    inputs = some_inputs(groups, [a_chat("ann bob dan", key=group.key) for group in groups])
    keys = None if only is None else frozenset(group.key for group in groups if group.key in only)
    return assemble(replace(inputs, resolved=ResolvedState(tuple(groups), reorganisations=moved), only=keys))


def test_everything_that_is_held_is_one_refusal() -> None:
    plan = plan_of(MERGED, TAKEN)

    [held] = plan.blocked
    assert (held.guard, held.group, held.number) == ("directory-move", None, 2)
    assert {change.group for change in held.changes} == {"a", "b"}
    assert "limit: 2" in held.remedy.en
    assert held.what.zh.startswith(
        "部门“研发部/平台组”并入了“市场部”。部门“研发部”改名为“技术部”。现在叫“研发部”的是另一个部门。"
    )
    assert [group.key for group in plan.groups if group.changes] == ["c"]
    assert plan.reorganisations == (MERGED, TAKEN)


def test_what_is_let_through_is_planned() -> None:
    plan = plan_of(replace(MERGED, is_held=False))

    assert (plan.blocked, [group.key for group in plan.groups]) == ((), ["a", "b", "c"])


def test_nothing_is_told_of_people_in_a_group_that_is_held() -> None:
    plan = plan_of(MERGED, membership=Enrolment.ADDITIVE)

    assert [(group.key, group.undeclared) for group in plan.groups] == [("c", ("dan",))]
    assert plan.in_line == {}


def test_an_apply_of_a_reviewed_plan_holds_back_what_moved_since() -> None:
    plan = plan_of(MERGED, only=("b", "c"))

    assert [(held.guard, held.number) for held in plan.blocked] == [("directory-move", 2)]
    assert [group.key for group in plan.groups if group.changes] == ["c"]


def losing(key: str, line: str, *leaving: str, cause: Cause = Cause.DIRECTORY) -> GroupWork:
    group: ResolvedGroup = a_group(key, spec=a_spec(key, members=line))
    return GroupWork(group, a_chat(key=key), acted=tuple(a_leave(user, key, cause) for user in leaving))


BOOK = a_directory({"ann": (1,), "cat": (5,), "dan": (5,), "eve": (3,), "fay": (1,)})


@pytest.mark.parametrize(
    ("works", "told"),
    [
        pytest.param(
            [losing("a", "department:研发部", "cat", "dan", "eve")],
            Text(
                "去向：“研发部”→“市场部”2 人；“研发部”→“研发部/平台组”1 人。",
                "People went “研发部” → “市场部”: 2; “研发部” → “研发部/平台组”: 1.",
            ),
            id="by-department",
        ),
        pytest.param(
            [
                losing("a", "department:研发部/平台组 department:销售部", "cat"),
                losing("b", "department:研发部/平台组", "cat"),
            ],
            Text("去向：“研发部/平台组”→“市场部”1 人。", "People went “研发部/平台组” → “市场部”: 1."),
            id="the-department-that-most-groups-name",
        ),
        pytest.param(
            [losing("a", "department:研发部/.", "fay")],
            Text("去向：“研发部”→“晨星”1 人。", "People went “研发部” → “晨星”: 1."),
            id="to-the-top",
        ),
        pytest.param([losing("a", "department:研发部", "gone")], None, id="nobody-knows"),
        pytest.param([losing("a", "tag:值班", "cat")], None, id="no-department-named"),
        pytest.param([losing("a", "department:研发部", "cat", cause=Cause.INTENT)], None, id="git-took-them-out"),
    ],
)
def test_routes_say_from_where_to_where(works: list[GroupWork], told: Text | None) -> None:
    assert routes(works, BOOK) == told


def test_many_routes_are_counted() -> None:
    book = a_directory({f"p{n}": (n,) for n in (1, 2, 3, 4, 5)})

    told = routes([losing("a", "department:老部门", "p1", "p2", "p3", "p4", "p5")], book)

    assert told is not None
    assert told.en.endswith("; others: 2.")


def test_people_who_moved_on_while_the_department_stays_are_told_with_the_guard() -> None:
    groups, known = [], []
    for number in range(2):
        spec = a_spec(f"g{number}", members="department:研发部/平台组")
        groups.append(a_group(spec.key, spec=spec))
        asked = Baseline(spec.name, spec.owner, people("ann bob cat dan eve"), frozenset({"department:研发部/平台组"}))
        known.append(a_past_group(spec.key, asked))
    company = a_company(guards=replace(NO_LIMITS, groups_per_directory_move=1))
    desired = a_state(*(group.spec for group in groups), company=company)
    chats = [a_chat("ann bob cat dan eve", key=group.key) for group in groups]
    book = a_directory({"ann": (1,), "bob": (3,), "cat": (5,), "dan": (5,), "eve": (5,)})

    plan = assemble(replace(some_inputs(groups, chats, a_past(*known), desired=desired), directory=book))

    [held] = plan.blocked
    assert held.what.en.endswith("People went “研发部/平台组” → “市场部”: 3.")
