"""An address book or a checkout that lost too much: nothing is done with groups that exist."""

from dataclasses import replace
from typing import Any

import pytest

from reconciler.model.company import GuardLimits, RemovalLimit
from reconciler.model.desired import GuardName, Override
from reconciler.model.plan import Plan
from reconciler.planning import assemble
from tests.builders import (
    NO_LIMITS,
    a_baseline,
    a_chat,
    a_company,
    a_directory,
    a_group,
    a_past,
    a_past_group,
    a_state,
    an_override,
    some_inputs,
)

CROWD = "ann bob cat dan eve fay gus hal ida jon"
FIFTH = replace(
    NO_LIMITS, people_missing=GuardLimits().people_missing, documents_missing=GuardLimits().documents_missing
)


def plan_of(known: str, *overrides: Override, **fields: Any) -> Plan:
    """Ten people in a group of which somebody leaves; `known` is the address book."""
    group = a_group(members=CROWD.removesuffix(" jon"))
    desired = a_state(group.spec, company=a_company(guards=FIFTH), overrides=overrides)
    return assemble(
        some_inputs([group], [a_chat(CROWD)], desired=desired, directory=a_directory(known), **fields),
    )


def tripped(plan: Plan) -> list[tuple[str, int | None]]:
    return [(held.guard, held.number) for held in plan.blocked if held.group is None]


@pytest.mark.parametrize(
    ("known", "overrides", "held"),
    [
        pytest.param(CROWD, (), [], id="all-there"),
        pytest.param("ann bob cat dan eve fay gus hal", (), [], id="two-left"),
        pytest.param("ann bob cat dan eve fay gus", (), [("directory-shrunk", 3)], id="three-of-ten"),
        pytest.param("ann", (an_override(GuardName.DIRECTORY_SHRUNK, 9),), [], id="reviewed"),
        pytest.param("ann", (an_override(GuardName.DIRECTORY_SHRUNK, 8),), [("directory-shrunk", 9)], id="too-small"),
    ],
)
def test_people_missing_from_the_address_book(
    known: str, overrides: tuple[Override, ...], held: list[tuple[str, int]]
) -> None:
    plan = plan_of(known, *overrides)

    assert tripped(plan) == held
    assert bool(plan.actions) is (not held)


@pytest.mark.parametrize(("seen", "held"), [(7, []), (8, [("directory-shrunk", 3)])])
def test_departments_missing_from_the_address_book(seen: int, held: list[tuple[str, int]]) -> None:
    past = a_past(records=1, departments={number: f"部门{number}" for number in range(1, seen + 1)})

    assert tripped(plan_of(CROWD, past=past)) == held


def test_people_of_groups_that_are_not_read_again_count_too() -> None:
    group = a_group(members="ann bob")
    desired = a_state(group.spec, company=a_company(guards=FIFTH))
    past = a_past(a_past_group(baseline=a_baseline(CROWD)))

    plan = assemble(some_inputs([group], [], past, desired=desired, directory=a_directory("ann"), only=frozenset()))

    assert tripped(plan) == [("directory-shrunk", 9)]


@pytest.mark.parametrize(
    ("known", "overrides", "held"),
    [
        pytest.param(2, (), [], id="one-of-two"),
        pytest.param(3, (), [("documents-missing", 2)], id="two-of-three"),
        pytest.param(10, (), [("documents-missing", 9)], id="nine-of-ten"),
        pytest.param(3, (an_override(GuardName.DOCUMENTS_MISSING, 2),), [], id="reviewed"),
        pytest.param(3, (an_override(GuardName.VANISHED_DOCUMENT, 1, "g2"),), [], id="one-of-them-reviewed"),
    ],
)
def test_documents_missing(known: int, overrides: tuple[Override, ...], held: list[tuple[str, int]]) -> None:
    past = a_past(*(a_past_group(key) for key in ["rd-platform", *(f"g{n}" for n in range(2, known + 1))]))

    plan = plan_of(CROWD, *overrides, past=past)

    assert tripped(plan) == held
    assert bool(plan.actions) is (not held)


def test_a_group_that_is_still_to_be_made_is_made() -> None:
    group = a_group(members="ann bob")
    limits = replace(FIFTH, documents_missing=RemovalLimit(share=0, number=0, free=0))
    desired = a_state(group.spec, company=a_company(guards=limits))

    plan = assemble(some_inputs([group], [], a_past(a_past_group("gone")), desired=desired))

    assert tripped(plan) == [("documents-missing", 1)]
