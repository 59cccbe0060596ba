"""Guards about who leaves: clean, tripped and lifted."""

from dataclasses import replace
from typing import Any

import pytest

from reconciler.model.desired import GuardName, Override
from reconciler.model.live import LiveGroup
from reconciler.model.plan import Plan
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning import assemble
from tests.builders import (
    KEY,
    NO_LIMITS,
    a_baseline,
    a_chat,
    a_company,
    a_directory,
    a_group,
    a_past,
    a_past_group,
    a_spec,
    a_state,
    an_override,
    people,
    some_inputs,
)


def plan_of(group: ResolvedGroup, chat: LiveGroup, *overrides: Override, **fields: Any) -> Plan:
    company = a_company(guards=replace(NO_LIMITS, protected_people=people("bot")))
    desired = a_state(group.spec, company=company, overrides=overrides)
    everybody = a_directory("ann bob cat dan eve bot")
    return assemble(some_inputs([group], [chat], desired=desired, directory=everybody, **fields))


def tripped(plan: Plan) -> list[tuple[str, int | None]]:
    return [(held.guard, held.number) for held in plan.blocked]


@pytest.mark.parametrize(
    ("live", "owner", "overrides", "held"),
    [
        pytest.param("ann bob cat", "ann", (), [], id="somebody-else-leaves"),
        pytest.param("ann bob bot", "ann", (), [("protected-person", 1)], id="leaves"),
        pytest.param("ann bob bot", "bot", (), [("protected-person", 1)], id="hands-over"),
        pytest.param("ann bob bot", "ann", (an_override(GuardName.PROTECTED_PERSON, 1, KEY),), [], id="reviewed"),
    ],
)
def test_protected_people(live: str, owner: str, overrides: tuple[Override, ...], held: list[tuple[str, int]]) -> None:
    plan = plan_of(a_group(members="ann bob"), a_chat(live, owner=owner), *overrides)

    assert tripped(plan) == held
    assert bool(plan.actions) is (not held)


@pytest.mark.parametrize(
    ("members", "owner", "admins", "overrides", "held"),
    [
        pytest.param("ann bob cat dan", "ann", "bob", (), [], id="an-admin-stays"),
        pytest.param("ann cat dan", "ann", None, (), [("last-admin", 1)], id="the-last-one-goes"),
        pytest.param("ann cat dan", "ann", "cat", (), [], id="another-follows"),
        pytest.param("cat dan", "cat", "dan", (), [("last-admin", 2)], id="owner-and-admin-go"),
        pytest.param("bob cat dan", "bob", None, (), [], id="the-admin-becomes-the-owner"),
        pytest.param(
            "cat dan", "cat", "dan", (an_override(GuardName.LAST_ADMIN, 2, KEY),), [], id="both-go-and-it-is-reviewed"
        ),
    ],
)
def test_owner_and_last_admin(  # One column each.
    members: str,
    owner: str,
    admins: str | None,
    overrides: tuple[Override, ...],
    held: list[tuple[str, int]],
) -> None:
    spec = a_spec(owner=owner, members=sorted(people(members) - people(owner)), admins=admins)
    group = a_group(members=members, owner=owner, spec=spec)
    asked = a_baseline("ann bob cat dan", selectors="admin:bob user:cat user:dan")

    plan = plan_of(group, a_chat("ann bob cat dan"), *overrides, past=a_past(a_past_group(baseline=asked)))

    assert tripped(plan) == held


@pytest.mark.parametrize(
    ("selectors", "brought", "overrides", "held"),
    [
        pytest.param("tag:值班", "", (), [("empty-selector", 2)], id="a-tag-is-empty"),
        pytest.param("department:2", "", (), [("empty-selector", 2)], id="a-department-is-empty"),
        pytest.param("tag:值班", "eve", (), [], id="somebody-is-left"),
        pytest.param("tag:值班", "", (an_override(GuardName.EMPTY_SELECTOR, 2, KEY),), [], id="reviewed"),
        pytest.param("department:2", "", (an_override(GuardName.DIRECTORY_MOVE, 1),), [], id="the-move-was-reviewed"),
        pytest.param(
            "tag:值班", "", (an_override(GuardName.DIRECTORY_MOVE, 1),), [("empty-selector", 2)], id="no-move"
        ),
    ],
)
@pytest.mark.parametrize("is_known", [True, False], ids=["in-line-before", "never-in-line"])
def test_a_line_that_brings_nobody(
    selectors: str, brought: str, overrides: tuple[Override, ...], held: list[tuple[str, int]], is_known: bool
) -> None:
    group = replace(
        a_group(members=f"ann bob {brought}", spec=a_spec(members=f"bob {selectors}")),
        selected=((1, selectors, people(brought)),),
    )
    asked = a_baseline("ann bob cat dan", selectors=f"user:bob {selectors}")
    past = a_past(a_past_group(baseline=asked if is_known else None))

    plan = plan_of(group, a_chat("ann bob cat dan"), *overrides, past=past)

    assert tripped(plan) == held
