"""The order of what comes in changes no byte of what goes out."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.model.action import TellPerson
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory
from reconciler.model.live import LiveState
from reconciler.model.plan import Plan
from reconciler.model.record import Past
from reconciler.planning import Inputs, assemble
from reconciler.render.programs.plan import dump_plan
from reconciler.resolve import resolve
from tests.builders import NOW, people
from tests.engine.fakes import World
from tests.laws.drafts import GONE, LOST, Company, companies

K = TypeVar("K")
V = TypeVar("V")


def turned(mapping: Mapping[K, V], chance: Random) -> dict[K, V]:
    items = list(mapping.items())
    chance.shuffle(items)
    return dict(items)


def shuffled(world: World, chance: Random) -> tuple[DesiredState, Directory, LiveState, Past]:
    """The same world, everything in another order."""
    groups = [
        replace(spec, members=None if spec.members is None else tuple(chance.sample(spec.members, len(spec.members))))
        for spec in world.desired.groups
    ]
    chance.shuffle(groups)
    past = world.ledger.read()
    book = world.wecom.directory
    absent = dict.fromkeys(people(f"{GONE} {LOST}"), "gone")
    return (
        replace(world.desired, groups=tuple(groups)),
        replace(
            book,
            people=turned(book.people, chance),
            departments=turned(book.departments, chance),
            absent=turned(absent, chance),  # type: ignore[arg-type]  # Parameters of one type.
        ),
        LiveState(NOW, turned(world.chats, chance)),
        replace(past, groups=turned(past.groups, chance), missing_since=turned(past.missing_since, chance)),
    )


def plan_of(desired: DesiredState, directory: Directory, live: LiveState, past: Past) -> Plan:
    resolved = resolve(desired, directory, NOW)
    return assemble(Inputs(desired, resolved, directory, live, past, NOW, capabilities=()))


@settings(max_examples=40)
@given(companies(), st.randoms(use_true_random=False))
def test_order_changes_no_byte(company: Company, chance: Random) -> None:
    first, second = (shuffled(company.world(), chance) for _ in range(2))

    one, other = plan_of(*first), plan_of(*second)

    assert replace(one, findings=()) == replace(other, findings=())
    assert sorted(finding.sort_key() for finding in one.findings) == sorted(f.sort_key() for f in other.findings)
    assert one.fingerprint == other.fingerprint
    assert dump_plan(one) == dump_plan(other)


@settings(max_examples=30)
@given(companies())
def test_planning_twice_gives_the_same_and_changes_nothing(company: Company) -> None:
    world = company.world()

    one, other = world.plan(), world.plan()

    assert one == other
    assert dump_plan(one) == dump_plan(other)
    assert world.wecom.writes == 0


@settings(max_examples=40)
@given(companies())
def test_a_plan_never_puts_anybody_at_risk(company: Company) -> None:
    plan = company.world().plan()

    joins = {(change.group, change.after) for change in plan.changes if change.is_join}
    leaves = {(change.group, change.before) for change in plan.changes if change.is_leave}
    assert not joins & leaves
    assert not {user for _, user in leaves} & {LOST}
    assert "unlisted" not in {group.key for group in plan.groups}
    calls = [action for action in plan.actions if not isinstance(action, TellPerson)]
    assert len(calls) <= len({change.group for change in plan.changes}) * 2
    told = [(a.to, a.level, step) for a in plan.actions if isinstance(a, TellPerson) for step in a.steps]
    assert len(told) == len(set(told))
