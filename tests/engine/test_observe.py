"""What is read: everything once, nothing more, and nothing concluded from a part."""

import asyncio

import pytest

from reconciler.engine.observe import observe
from reconciler.errors import ForbiddenError, UnreachableError
from reconciler.model.company import Governance
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, GroupKey
from reconciler.model.live import ApplicationState
from reconciler.model.record import Past
from reconciler.text import Text
from tests.builders import (
    CORP,
    NOW,
    a_baseline,
    a_chat,
    a_company,
    a_directory,
    a_past,
    a_past_group,
    a_spec,
    a_tag,
    chat_of,
    people,
)
from tests.engine.fakes import World
from tests.engine.worlds import a_world, strict, three_joins


def look(world: World, past: Past | None = None, only: frozenset[GroupKey] | None = None) -> list[str]:
    asyncio.run(observe(world.wecom, world.desired, past or Past(), NOW, only))
    return world.wecom.reads


def test_one_application_one_walk_each_group_once_and_missing_people_once() -> None:
    world = a_world(
        [strict("a", "bob gone"), strict("b", "gone tag:值班"), a_spec("c", type=GroupType.CUSTOMER, members="lost")],
        [a_chat("ann left", key="a"), a_chat("ann left gone", key="b")],
        directory=a_directory("ann bob", tags=[a_tag("值班", "bob afar"), a_tag("别的", "x")]),
    )

    reads = look(world)

    assert reads == [
        "application",
        "directory 值班",
        f"group {chat_of('a')}",
        f"group {chat_of('b')}",
        "contact people",
        "customer groups",
        "people afar gone left lost",
    ]


def test_required_governance_people_are_asked_for_too() -> None:
    required = a_company(governance=Governance(tuple(sorted(people("hr ann"))), membership_required=True))
    world = a_world([strict("a")], company=required)

    assert look(world)[-1] == "people hr"


@pytest.mark.parametrize("only", [frozenset({GroupKey("a")}), frozenset[GroupKey]()])
def test_an_apply_reads_again_only_what_it_touches(only: frozenset[GroupKey]) -> None:
    reads = look(three_joins(), only=only)

    assert reads == ["application", "directory", *(f"group {chat_of(key)}" for key in only), "people"]


@pytest.mark.parametrize(
    ("application", "words"),
    [
        pytest.param(ApplicationState("助手", enabled=False, root_in_range=True), "switched off", id="disabled"),
        pytest.param(
            ApplicationState("助手", enabled=True, root_in_range=False), "does not see the whole company", id="not-root"
        ),
    ],
)
def test_an_application_that_cannot_see_everything_concludes_nothing(application: ApplicationState, words: str) -> None:
    world = three_joins()
    world.wecom.application = application

    with pytest.raises(ForbiddenError, match=words):
        look(world)

    assert world.wecom.reads == ["application"]


@pytest.mark.parametrize("reads", [1, 2, 4])
def test_a_read_is_complete_or_an_error(reads: int) -> None:
    world = three_joins()
    world.wecom.read_error, world.wecom.fail_reads_from = UnreachableError(Text.same("down")), reads

    with pytest.raises(UnreachableError):
        world.plan()


@pytest.mark.parametrize(
    ("live", "past", "severity"),
    [
        pytest.param("ann bob", Past(), "error", id="mistyped"),
        pytest.param("ann bob gone", Past(), "warning", id="seen-in-a-group"),
        pytest.param("ann bob", a_past(a_past_group("a", a_baseline("ann gone"))), "warning", id="asked-for-before"),
    ],
)
def test_people_who_existed_once_have_left(live: str, past: Past, severity: str) -> None:
    world = a_world([strict("a", "bob gone")], [a_chat(live, key="a")])

    observed = asyncio.run(observe(world.wecom, world.desired, past, NOW))

    assert [finding.severity.word for finding in observed.resolved.findings] == [severity]


@pytest.mark.parametrize(
    ("spec_id", "found"), [(None, chat_of("a")), (ChatId("written"), ChatId("written"))], ids=["derived", "adopted"]
)
def test_the_chat_id(spec_id: ChatId | None, found: ChatId) -> None:
    assert a_spec("a", chat_id=spec_id).identity(CORP) == found


def test_planning_writes_nothing() -> None:
    world = three_joins()

    plan = world.plan()

    assert (len(plan.actions), world.wecom.writes, world.wecom.journal, world.ledger.entries) == (3, 0, [], 1)
