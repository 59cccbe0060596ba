"""Which of several reviewed plans that wait are applied, and which are left to a later one."""

from dataclasses import replace

import pytest

from reconciler.cli.pending import superseded
from reconciler.model.origin import Origin
from reconciler.model.pending import Pending, ReviewedPlan
from reconciler.render.programs.plan import dump_plan
from tests.render.builders import a_plan


def merged(number: int, base: int) -> ReviewedPlan:
    """The pull request of that number became the commit of that number, and left the branch at `base`."""
    plan = replace(a_plan(), origin=Origin("t", "a" * 40, f"{base:040d}"))
    return ReviewedPlan(Pending(f"{number:040d}", number), dump_plan(plan).encode())


@pytest.mark.parametrize(
    ("bases", "by"),
    [
        pytest.param({1: 0, 2: 0}, {1: None, 2: None}, id="side-by-side"),
        pytest.param({1: 0, 2: 1}, {1: 2, 2: None}, id="the-second-was-planned-after-the-first-was-merged"),
        pytest.param({1: 0, 2: 0, 3: 1}, {1: 3, 2: None, 3: None}, id="the-third-knew-the-first-alone"),
        pytest.param({1: 0, 2: 1, 3: 2}, {1: 2, 2: 3, 3: None}, id="each-by-the-next"),
    ],
)
def test_a_plan_that_a_later_one_holds_is_left_to_it(bases: dict[int, int], by: dict[int, int | None]) -> None:
    found = superseded([merged(*each) for each in bases.items()], lambda older, newer: int(older) <= int(newer))

    assert {each.pending.number: each.pending.superseded_by for each in found} == by
    assert [bool(each.plan) for each in found] == [later is None for later in by.values()]


def test_a_commit_without_a_plan_is_no_problem_where_a_later_plan_holds_it() -> None:
    bare = replace(merged(1, 0), plan=b"")

    first, second = superseded([bare, merged(2, 1)], lambda older, newer: int(older) <= int(newer))

    assert (first.pending.superseded_by, second.pending.superseded_by) == (2, None)


def test_what_is_no_plan_holds_nothing() -> None:
    found = superseded([merged(1, 0), replace(merged(2, 1), plan=b"{}")], lambda _older, _newer: True)

    assert [each.pending.superseded_by for each in found] == [None, None]
