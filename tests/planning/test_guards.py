"""Guards of one group: clean, tripped, lifted, and lifted in vain."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reconciler.model.change import EMERGENCY, Cause
from reconciler.model.company import Company, Governance, GuardLimits, RemovalLimit
from reconciler.model.desired import GuardName, Override
from reconciler.model.group import Enrolment, GroupType
from reconciler.model.ids import ChatId
from reconciler.model.live import AbsentGroup, LiveGroup, Outsider
from reconciler.model.plan import Plan
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning import ALL_CAUSES, assemble
from tests.builders import (
    KEY,
    NO_LIMITS,
    TODAY,
    a_baseline,
    a_chat,
    a_company,
    a_directory,
    a_group,
    a_past,
    a_past_group,
    a_spec,
    a_state,
    a_tag,
    an_override,
    people,
    some_inputs,
)

YESTERDAY = TODAY - timedelta(days=1)
CROWD = [f"u{number:02}" for number in range(40)]
STRICT_LIMITS = replace(NO_LIMITS, removals_per_group=RemovalLimit(share=34, number=10, free=1))


def plan_of(
    group: ResolvedGroup, chat: LiveGroup | None, *overrides: Override, company: Company | None = None, **fields: Any
) -> Plan:
    desired = a_state(group.spec, company=company or a_company(guards=STRICT_LIMITS), overrides=overrides)
    return assemble(some_inputs([group], [chat] if chat else [], desired=desired, **fields))


def tripped(plan: Plan) -> list[tuple[str, str | None, int | None, int | None]]:
    return [(held.guard, held.group, held.number, held.limit) for held in plan.blocked]


@pytest.mark.clause("D3.2")
@pytest.mark.parametrize(
    ("before", "leaving", "held"),
    [
        pytest.param(2 + 1, 1, None, id="one-may-always-go"),
        pytest.param(5, 2, (2, 1), id="small-group-over-its-share"),
        pytest.param(6, 2, None, id="small-group-within-its-share"),
        pytest.param(30, 10, None, id="as-many-as-the-number"),
        pytest.param(40, 11, (11, 10), id="more-than-the-number"),
    ],
)
def test_removals_per_group(before: int, leaving: int, held: tuple[int, int] | None) -> None:
    group = a_group(members=CROWD[: before - leaving], owner="u00")

    plan = plan_of(group, a_chat(CROWD[:before], owner="u00"))

    assert tripped(plan) == ([] if held is None else [("removals-per-group", KEY, *held)])
    assert len(plan.actions) == (1 if held is None else 0)
    assert sum(len(blocked.changes) for blocked in plan.blocked) == (0 if held is None else leaving)


@pytest.mark.parametrize(
    ("entry", "lifted"),
    [
        pytest.param(an_override(GuardName.REMOVALS_PER_GROUP, 4, KEY), True, id="reviewed"),
        pytest.param(an_override(GuardName.REMOVALS_PER_GROUP, 3, KEY), False, id="limit-too-small"),
        pytest.param(an_override(GuardName.REMOVALS_PER_GROUP, 4, KEY, until=YESTERDAY), False, id="has-ended"),
        pytest.param(an_override(GuardName.REMOVALS_PER_GROUP, 4, "other"), False, id="another-group"),
        pytest.param(an_override(GuardName.REMOVALS_PER_RUN, 4), False, id="another-guard"),
    ],
)
def test_an_override_lifts_the_limit_of_removals(entry: Override, lifted: bool) -> None:
    group = a_group(members="ann bob")

    plan = plan_of(group, a_chat("ann bob cat dan eve fay"), entry)

    assert (tripped(plan) == []) is lifted
    assert bool(plan.actions) is lifted


def test_what_a_guard_holds_back_is_shown_with_the_entry_that_lifts_it() -> None:
    plan = plan_of(a_group(members="ann bob"), a_chat("ann bob cat dan eve fay"))

    [blocked] = plan.blocked
    assert [change.before for change in blocked.changes] == ["cat", "dan", "eve", "fay"]
    assert "guard: removals-per-group, group: rd-platform, limit: 4" in blocked.remedy.en
    assert (plan.actions, plan.in_line) == ((), {})


@pytest.mark.clause("D3.2")
@pytest.mark.parametrize(
    ("live", "entry", "held"),
    [
        pytest.param(a_chat("ann bob"), None, None, id="nothing-to-do"),
        pytest.param(a_chat("ann bob cat"), None, 1, id="touched"),
        pytest.param(a_chat("ann cat", name="旧"), None, 3, id="touched-in-several-ways"),
        pytest.param(None, None, None, id="may-be-created"),
        pytest.param(a_chat("ann bob cat"), an_override(GuardName.PROTECTED_GROUP, 1, KEY), None, id="reviewed"),
        pytest.param(
            a_chat("ann cat", name="旧"), an_override(GuardName.PROTECTED_GROUP, 2, KEY), 3, id="limit-too-small"
        ),
        pytest.param(
            a_chat("ann bob cat"), an_override(GuardName.PROTECTED_GROUP, 1, KEY, YESTERDAY), 1, id="has-ended"
        ),
    ],
)
def test_protected_groups(live: LiveGroup | None, entry: Override | None, held: int | None) -> None:
    company = a_company(guards=replace(NO_LIMITS, protected=frozenset({KEY})))
    group = a_group(members="ann bob")
    seen = live or _absent(group)

    overrides = (entry,) if entry else ()
    plan = assemble(some_inputs([group], [seen], desired=a_state(group.spec, company=company, overrides=overrides)))

    assert tripped(plan) == ([] if held is None else [("protected-group", KEY, held, 0)])


def _absent(group: ResolvedGroup) -> AbsentGroup:
    return AbsentGroup(group.chat_id)


@pytest.mark.parametrize(
    ("members", "live", "held"),
    [
        pytest.param("ann", "ann bob", 1, id="one-would-be-left"),
        pytest.param("ann bob", "ann cat", None, id="two-are-enough"),
        pytest.param("ann", None, 1, id="a-new-group-of-one"),
        pytest.param("ann bob", None, None, id="a-new-group-of-two"),
    ],
)
def test_fewer_than_two(members: str, live: str | None, held: int | None) -> None:
    group = a_group(members=members)

    plan = assemble(some_inputs([group], [a_chat(live) if live else _absent(group)]))

    assert tripped(plan) == ([] if held is None else [("too-few-members", KEY, held, 2)])


@pytest.mark.parametrize("causes", [ALL_CAUSES, EMERGENCY], ids=["always", "emergency"])
@pytest.mark.parametrize(
    ("outsiders", "held"),
    [pytest.param(0, 1, id="colleagues-only"), pytest.param(1, None, id="a-customer-is-somebody-too")],
)
def test_customers_count_among_the_people_of_a_group(
    outsiders: int, held: int | None, causes: frozenset[Cause]
) -> None:
    spec = a_spec(members="bob", type=GroupType.CUSTOMER, chat_id=ChatId("wrX"))
    group = a_group(members="ann", spec=spec, revoked=people("bob"))
    guests = tuple(Outsider(f"wm{number}") for number in range(outsiders))
    live = replace(a_chat("ann bob"), chat_id=ChatId("wrX"), type=GroupType.CUSTOMER, outsiders=guests)

    plan = assemble(some_inputs([group], [live], causes=causes))

    assert tripped(plan) == ([] if held is None else [("too-few-members", KEY, held, 2)])


@pytest.mark.clause("C3.5")
@pytest.mark.parametrize(
    ("members", "live", "cap", "own", "held"),
    [
        pytest.param(5, 3, 6, None, None, id="grows-to-the-cap"),
        pytest.param(6, 3, 6, None, (6, 5), id="grows-over-the-companys-cap"),
        pytest.param(5, 3, 100, 4, (5, 4), id="grows-over-its-own"),
        pytest.param(6, 3, 6, 100, (6, 5), id="its-own-does-not-raise-the-companys"),
        pytest.param(7, 9, 6, None, None, id="shrinks-and-is-still-over"),
        pytest.param(8, 8, 6, None, None, id="over-but-only-renamed"),
        pytest.param(6, None, 6, None, (6, 5), id="created-over-the-cap"),
    ],
)
def test_over_the_cap_only_when_it_grows(
    members: int, live: int | None, cap: int, own: int | None, held: tuple[int, int] | None
) -> None:
    spec = a_spec(owner="u00", members=CROWD[1:members], max_members=own)
    group = a_group(members=CROWD[:members], owner="u00", spec=spec)
    chat = _absent(group) if live is None else a_chat(CROWD[:live], owner="u00", name="旧名")
    desired = a_state(spec, company=a_company(member_cap=cap))

    plan = assemble(some_inputs([group], [chat], desired=desired))

    assert tripped(plan) == ([] if held is None else [("over-cap", KEY, *held)])
    assert bool(plan.actions) is (held is None)


REQUIRED = Governance(people=tuple(people("hr")), membership_required=True)
BY_TAG = Governance(tag="治理", membership_required=True)
BOOK = a_directory(
    {"ann": (1,), "bob": (1,), "hr": (3,), "cat": (1,)}, tags=[a_tag("治理", departments=[2]), a_tag("无人")]
)


@pytest.mark.clause("D3.1")
@pytest.mark.parametrize(
    ("governance", "members", "live", "held"),
    [
        pytest.param(REQUIRED, "ann bob hr", "ann bob", False, id="comes-in"),
        pytest.param(REQUIRED, "ann bob", "ann bob hr", True, id="would-leave"),
        pytest.param(REQUIRED, "ann bob hr", "ann hr", False, id="stays"),
        pytest.param(replace(REQUIRED, membership_required=False), "ann bob", "ann bob hr", False, id="not-required"),
        pytest.param(BY_TAG, "ann bob hr", "ann hr", False, id="by-tag-of-a-department"),
        pytest.param(BY_TAG, "ann bob", "ann bob hr", True, id="by-tag-would-leave"),
        pytest.param(REQUIRED, "ann bob", "ann bob", False, id="nothing-to-do"),
    ],
)
def test_the_governance_role(governance: Governance, members: str, live: str, held: bool) -> None:
    group = a_group(members=members)
    desired = a_state(group.spec, company=a_company(governance=governance))

    plan = assemble(some_inputs([group], [a_chat(live)], desired=desired, directory=BOOK))

    assert tripped(plan) == ([("governance-role", KEY, None, None)] if held else [])


def test_guards_count_before_overrides_and_the_first_that_refuses_is_named() -> None:
    company = a_company(guards=replace(STRICT_LIMITS, protected=frozenset({KEY})))

    plan = plan_of(a_group(members="ann"), a_chat("ann bob cat dan"), company=company)

    assert [held.guard for held in plan.blocked] == ["protected-group"]


def test_a_departed_owner_never_takes_the_group_along() -> None:
    group = a_group(members="ann bob", membership=Enrolment.ADDITIVE)
    past = a_past(a_past_group(baseline=a_baseline("ann bob")))

    plan = assemble(some_inputs([group], [a_chat("ann bob cat", owner="cat")], past=past))

    causes = {change.cause for change in plan.changes}
    assert causes == {Cause.DRIFT}
    assert [action.owner for action in plan.actions if hasattr(action, "owner")] == ["ann"]


def test_the_defaults_are_careful() -> None:
    limits = GuardLimits()

    assert not limits.removals_per_group.allows(3, 6)
    assert not limits.removals_per_run.allows(101, 10_000)
    assert limits.groups_touched == 200
