"""Guards of the whole run, and what is missing from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.model.company import GuardLimits, RemovalLimit
from reconciler.model.desired import GuardName, Override
from reconciler.model.group import Lifecycle
from reconciler.model.ids import user_id
from reconciler.model.live import AbsentGroup, LiveGroup
from reconciler.model.plan import Plan
from reconciler.model.record import Baseline, Past, PastGroup, PastRemoval
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning import assemble
from tests.builders import (
    CORP,
    KEY,
    NO_LIMITS,
    NOW,
    TODAY,
    a_baseline,
    a_chat,
    a_company,
    a_group,
    a_past,
    a_past_group,
    a_spec,
    a_state,
    an_override,
    people,
    some_inputs,
)

Works = Sequence[tuple[ResolvedGroup, LiveGroup | AbsentGroup]]
YESTERDAY = TODAY - timedelta(days=1)


def plan_of(
    works: Works,
    limits: GuardLimits,
    *overrides: Override,
    past: Past | None = None,
) -> Plan:
    groups = [group for group, _ in works]
    desired = a_state(*(group.spec for group in groups), company=a_company(guards=limits), overrides=overrides)
    return assemble(some_inputs(groups, [seen for _, seen in works], past, desired=desired))


def tripped(plan: Plan) -> list[tuple[str, str | None, int | None, int | None]]:
    return [(held.guard, held.group, held.number, held.limit) for held in plan.blocked]


def losing(count: int) -> Works:
    """Groups that lose two people each, and one that gains somebody."""
    gaining = (a_group("gains", members="ann bob cat"), a_chat("ann bob", key="gains"))
    return [(a_group(f"g{n}"), a_chat("ann bob cat dan", key=f"g{n}")) for n in range(count)] + [gaining]


FEW = replace(NO_LIMITS, removals_per_run=RemovalLimit(share=100, number=5, free=2))


@pytest.mark.clause("D3.2")
@pytest.mark.parametrize(
    ("groups", "overrides", "held"),
    [
        pytest.param(1, (), None, id="free"),
        pytest.param(2, (), None, id="within"),
        pytest.param(3, (), (6, 5), id="over-the-number"),
        pytest.param(3, (an_override(GuardName.REMOVALS_PER_RUN, 6),), None, id="reviewed"),
        pytest.param(3, (an_override(GuardName.REMOVALS_PER_RUN, 5),), (6, 5), id="limit-too-small"),
        pytest.param(3, (an_override(GuardName.REMOVALS_PER_RUN, 6, until=YESTERDAY),), (6, 5), id="has-ended"),
        pytest.param(3, (an_override(GuardName.REMOVALS_PER_RUN, 6, "g1"),), (6, 5), id="for-one-group-only"),
    ],
)
def test_removals_per_run(groups: int, overrides: tuple[Override, ...], held: tuple[int, int] | None) -> None:
    plan = plan_of(losing(groups), FEW, *overrides)

    assert tripped(plan) == ([] if held is None else [("removals-per-run", None, *held)])
    assert len(plan.actions) == (1 if held else groups + 1)


def test_removals_per_run_by_share() -> None:
    limits = replace(NO_LIMITS, removals_per_run=RemovalLimit(share=40, number=100, free=2))

    plan = plan_of(losing(3), limits)

    assert tripped(plan) == [("removals-per-run", None, 6, 100)]


@pytest.mark.parametrize(
    ("limit", "overrides", "held"),
    [
        pytest.param(4, (), None, id="within"),
        pytest.param(3, (), (4, 3), id="over"),
        pytest.param(3, (an_override(GuardName.GROUPS_TOUCHED, 4),), None, id="reviewed"),
        pytest.param(3, (an_override(GuardName.GROUPS_TOUCHED, 3),), (4, 3), id="limit-too-small"),
        pytest.param(3, (an_override(GuardName.GROUPS_TOUCHED, 4, until=YESTERDAY),), (4, 3), id="has-ended"),
    ],
)
def test_groups_touched(limit: int, overrides: tuple[Override, ...], held: tuple[int, int] | None) -> None:
    plan = plan_of(losing(3), replace(NO_LIMITS, groups_touched=limit), *overrides)

    assert tripped(plan) == ([] if held is None else [("groups-touched", None, *held)])
    assert bool(plan.actions) is (held is None)


def test_new_groups_do_not_count_as_touched() -> None:
    fresh = [(a_group(f"n{n}"), AbsentGroup(a_group(f"n{n}").chat_id)) for n in range(3)]

    plan = plan_of([*fresh], replace(NO_LIMITS, groups_touched=0))

    assert (tripped(plan), len(plan.actions)) == ([], 3)


@pytest.mark.parametrize("limits", [FEW, replace(NO_LIMITS, groups_touched=3)])
def test_a_group_held_back_by_the_run_is_neither_in_line_nor_unchanged(limits: GuardLimits) -> None:
    plan = plan_of(losing(3), limits)

    held = {change.group for blocked in plan.blocked for change in blocked.changes}
    assert held >= {"g0", "g1", "g2"}
    assert not held & plan.in_line.keys()
    assert plan.unchanged == 0


def moved(count: int, leaving: str) -> tuple[Works, Past]:
    """Groups whose department lost the same people."""
    works: list[tuple[ResolvedGroup, LiveGroup | AbsentGroup]] = []
    known = []
    for number in range(count):
        key = f"g{number}"
        spec = a_spec(key, members="department:2")
        works.append((a_group(key, spec=spec), a_chat(f"ann bob {leaving}", key=key)))
        asked = Baseline(spec.name, spec.owner, people(f"ann bob {leaving}"), frozenset({"department:2"}))
        known.append(a_past_group(key, asked))
    return works, a_past(*known)


@pytest.mark.clause("A7")
@pytest.mark.parametrize(
    ("groups", "leaving", "overrides", "held"),
    [
        pytest.param(2, "cat dan eve", (), None, id="few-groups"),
        pytest.param(3, "cat dan", (), None, id="few-people"),
        pytest.param(3, "cat dan eve", (), (3, 2), id="a-department-moved"),
        pytest.param(3, "cat dan eve", (an_override(GuardName.DIRECTORY_MOVE, 3),), None, id="reviewed"),
        pytest.param(3, "cat dan eve", (an_override(GuardName.DIRECTORY_MOVE, 2),), (3, 2), id="limit-too-small"),
        pytest.param(
            3, "cat dan eve", (an_override(GuardName.DIRECTORY_MOVE, 3, until=YESTERDAY),), (3, 2), id="has-ended"
        ),
    ],
)
def test_a_move_in_the_address_book_is_one_cause_and_one_override(
    groups: int, leaving: str, overrides: tuple[Override, ...], held: tuple[int, int] | None
) -> None:
    works, past = moved(groups, leaving)

    plan = plan_of(works, replace(NO_LIMITS, groups_per_directory_move=2), *overrides, past=past)

    assert tripped(plan) == ([] if held is None else [("directory-move", None, *held)])
    assert len(plan.actions) == (0 if held else groups)


GONE = a_past(a_past_group("gone"))


@pytest.mark.parametrize(
    ("overrides", "broken", "held"),
    [
        pytest.param((), (), True, id="vanished"),
        pytest.param((), ("gone",), False, id="its-document-is-broken"),
        pytest.param((), ("groups/rd/x.yaml",), False, id="a-file-whose-key-cannot-be-told"),
        pytest.param((), ("groups/rd/x.yml",), False, id="a-yml-file"),
        pytest.param((), ("another",), True, id="another-document-is-broken"),
        pytest.param((an_override(GuardName.VANISHED_DOCUMENT, 1, "gone"),), (), False, id="reviewed"),
        pytest.param((an_override(GuardName.VANISHED_DOCUMENT, 1, "other"),), (), True, id="another-group"),
        pytest.param((an_override(GuardName.VANISHED_DOCUMENT, 0, "gone"),), (), True, id="limit-too-small"),
        pytest.param((an_override(GuardName.VANISHED_DOCUMENT, 1, "gone", YESTERDAY),), (), True, id="has-ended"),
    ],
)
def test_a_document_that_vanished(overrides: tuple[Override, ...], broken: tuple[str, ...], held: bool) -> None:
    group = a_group()
    desired = a_state(group.spec, overrides=overrides, broken=broken)

    plan = assemble(some_inputs([group], [a_chat()], GONE, desired=desired))

    assert tripped(plan) == ([("vanished-document", "gone", None, None)] if held else [])


@pytest.mark.parametrize("lifecycle", [Lifecycle.RETIRING, Lifecycle.RETIRED, Lifecycle.FROZEN])
def test_a_document_that_says_it_is_over_has_not_vanished(lifecycle: Lifecycle) -> None:
    group = a_group("gone", spec=a_spec("gone", lifecycle=lifecycle))

    plan = assemble(some_inputs([group], [AbsentGroup(group.chat_id)], GONE))

    assert (plan.blocked, plan.actions) == ((), ())


def test_one_vanished_group_of_two_generations_is_said_once() -> None:
    older = PastGroup(a_spec("gone").key, a_chat(key="gone").chat_id, NOW)
    newer = replace(older, chat_id=a_group("gone", spec=a_spec("gone", generation=2)).chat_id)

    plan = assemble(some_inputs([], [], a_past(older, newer), desired=a_state()))

    assert tripped(plan) == [("vanished-document", "gone", None, None)]


ASKED = a_baseline()
EXISTING = (a_group("old"), a_chat(key="old"))
NEW = (a_group("new"), AbsentGroup(a_group("new").chat_id))
ADOPTED = (
    a_group("ad", spec=a_spec("ad", chat_id=a_chat(key="x").chat_id)),
    replace(a_chat(key="x"), name="研发部-ad"),
)


@pytest.mark.parametrize(
    ("works", "past", "overrides", "held"),
    [
        pytest.param([EXISTING, NEW], Past(records=0), (), True, id="lost"),
        pytest.param([EXISTING, NEW], a_past(a_past_group("old", ASKED)), (), False, id="there"),
        pytest.param([EXISTING, NEW], a_past(a_past_group("old", ASKED, adopted=True)), (), True, id="begun-anew"),
        pytest.param([EXISTING, NEW], a_past(a_past_group("old", adopted=True)), (), False, id="perhaps-made"),
        pytest.param(
            [EXISTING, (a_group("older"), a_chat(key="older")), NEW],
            a_past(a_past_group("old", ASKED, adopted=True), a_past_group("older", ASKED)),
            (),
            False,
            id="one-of-them-was-made",
        ),
        pytest.param([NEW], Past(records=0), (), False, id="a-first-apply"),
        pytest.param([EXISTING], Past(records=0), (), False, id="nothing-to-create"),
        pytest.param([ADOPTED, NEW], Past(records=0), (), False, id="an-adopted-group-is-no-sign"),
        pytest.param([EXISTING, NEW], Past(records=0), (an_override(GuardName.LEDGER_LOST, 1),), False, id="reviewed"),
        pytest.param(
            [EXISTING, NEW], Past(records=0), (an_override(GuardName.LEDGER_LOST, 0),), True, id="limit-too-small"
        ),
        pytest.param(
            [EXISTING, NEW],
            Past(records=0),
            (an_override(GuardName.LEDGER_LOST, 1, until=YESTERDAY),),
            True,
            id="has-ended",
        ),
    ],
)
def test_a_lost_ledger_creates_nothing(works: Works, past: Past, overrides: tuple[Override, ...], held: bool) -> None:
    plan = plan_of(works, NO_LIMITS, *overrides, past=past)

    assert tripped(plan) == ([("ledger-lost", None, 1, 0)] if held else [])
    assert [action.group for action in plan.actions] == (["new"] if NEW in works and not held else [])


def test_a_lost_ledger_hands_out_no_manual_step_for_a_group_that_is_not_made() -> None:
    spec = a_spec("new", avatar="logo.png")
    fresh = a_group("new", spec=spec)

    plan = plan_of([EXISTING, (fresh, AbsentGroup(fresh.chat_id))], NO_LIMITS, past=Past(records=0))

    assert (plan.manual, plan.impossible) == ((), ())
    assert plan.blocked


def test_what_is_read_again_in_part_is_not_taken_for_the_whole() -> None:
    group = a_group()

    plan = assemble(
        replace(some_inputs([group, a_group("unread")], [a_chat("ann bob cat")], GONE), only=frozenset({KEY}))
    )

    assert (plan.blocked, [action.group for action in plan.actions]) == ((), [KEY])
    assert plan.corp_id == CORP


def test_one_person_may_leave_all_of_their_groups() -> None:
    limits = replace(NO_LIMITS, removals_per_run=RemovalLimit(share=10, number=5, free=0))

    def leaving_from(number: int) -> Plan:
        return plan_of([(a_group(f"g{n}"), a_chat("ann bob cat", key=f"g{n}")) for n in range(number)], limits)

    assert tripped(leaving_from(5)) == []
    assert tripped(leaving_from(6)) == [("removals-per-run", None, 6, 5)]


@pytest.mark.parametrize(
    ("minutes", "overrides", "held"),
    [
        pytest.param(10, (), [("removals-per-day", None, 8, 7)], id="too-many-since-yesterday"),
        pytest.param(24 * 60, (), [], id="longer-ago"),
        pytest.param(10, (an_override(GuardName.REMOVALS_PER_DAY, 8),), [], id="reviewed"),
    ],
)
def test_removals_per_day(
    minutes: int, overrides: tuple[Override, ...], held: list[tuple[str, str | None, int, int]]
) -> None:
    limits = replace(NO_LIMITS, removals_per_day=RemovalLimit(share=100, number=7, free=0))
    at = NOW - timedelta(minutes=minutes)
    past = a_past(records=1, removals=tuple(PastRemoval(user_id(f"u{n}"), at) for n in range(4)))

    plan = plan_of(losing(2), limits, *overrides, past=past)

    assert tripped(plan) == held


@pytest.mark.parametrize(
    ("groups", "leaving"), [pytest.param(1, 3, id="3-of-4"), pytest.param(3, 2, id="2-of-each"), (40, 1)]
)
def test_the_default_limits_hold_in_a_company_of_small_groups(groups: int, leaving: int) -> None:
    """Of each group of four somebody goes, another person each time; guards of one group or of the run refuse."""
    works = [
        (
            a_group(f"g{n}", members=["ann", *(f"p{n}x{each}" for each in range(leaving, 3))]),
            a_chat(["ann", *(f"p{n}x{each}" for each in range(3))], key=f"g{n}"),
        )
        for n in range(groups)
    ]
    limits = replace(GuardLimits(), people_missing=NO_LIMITS.people_missing)

    plan = plan_of(works, limits)

    assert plan.blocked
    assert plan.summary.leaves == 0
