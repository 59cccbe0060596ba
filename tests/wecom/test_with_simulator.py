"""Observer and executor against the simulator, which shares no line with them."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from reconciler.errors import (
    AlreadyExistsError,
    CredentialError,
    ForbiddenError,
    ProviderError,
    RejectedError,
    UnknownOutcomeError,
)
from reconciler.model.action import CreateGroup, SendMessage, UpdateGroup
from reconciler.model.company import Connection
from reconciler.model.directory import Absence
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.live import AbsentGroup, LiveGroup, SeenGroup, UnreadableGroup
from reconciler.model.secret import Secret
from reconciler.simulator import Simulator, create
from reconciler.wecom.executor import WecomExecutor
from reconciler.wecom.gateway import ReadGateway, Session, WriteGateway
from reconciler.wecom.observer import WecomObserver
from tests.wecom.wire import FakeTime

WORLD = """
now: 2026-11-02T09:00:00
seed: test
corps:
- corp_id: ww1
  departments: [1 总公司, 2 研发中心, 3 平台组 2]
  people: [ann 安 2, Carol 卡罗 3, dan 丹 3, {id: gone, name: 走, departments: 3, departed: true}]
  tags: [{id: 7, name: 值班, people: [ann], departments: [3]}]
  apps:
  - {agent_id: 1000002, name: 群管家, secret: secret-a}
  - {agent_id: 1000003, name: 另一个, secret: secret-b}
  - {agent_id: 1000004, name: 窄, secret: secret-n, range: {departments: 3}}
  chats:
  - {chat_id: c1, agent_id: 1000002, name: 一号群, owner: ann, members: ann Carol}
  - {chat_id: theirs, agent_id: 1000003, name: 别人的群, members: ann dan}
"""
ANN, CAROL, DAN = UserId("ann"), UserId("carol"), UserId("dan")
C1, C2, THEIRS = ChatId("c1"), ChatId("c2"), ChatId("theirs")

Result = TypeVar("Result")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    with create(tmp_path / "world", tmp_path / "world.yaml") as simulator:
        yield simulator


def against(
    world: Simulator,
    do: Callable[[WecomObserver, WecomExecutor], Coroutine[Any, Any, Result]],
    *,
    secret: str = "secret-a",  # noqa: S107 - the secret of an invented app
    agent: str = "1000002",
) -> Result:
    async def run() -> Result:
        session = Session(Connection(), "ww1", Secret(secret), transport=world.transport(), timing=FakeTime().timing)
        async with session:
            observer = WecomObserver(ReadGateway(session), agent)
            executor = WecomExecutor(WriteGateway(session), lambda user: "Carol" if user == CAROL else user)
            return await do(observer, executor)

    return asyncio.run(run())


def seen(world: Simulator, *chats: ChatId) -> dict[ChatId, SeenGroup]:
    return against(world, lambda observer, _: observer.read_groups(chats))


def test_the_address_book_is_walked(world: Simulator) -> None:
    directory = against(world, lambda observer, _: observer.read_directory(frozenset({"值班"})))

    assert {row.path for row in directory.departments.values()} == {"", "研发中心", "研发中心/平台组"}
    assert {user: directory.written(user) for user in directory.people} == {ANN: "ann", CAROL: "Carol", DAN: "dan"}
    assert directory.tags["值班"].departments == {3}


def test_people_outside_the_walk_are_asked_for(world: Simulator) -> None:
    async def do(observer: WecomObserver, _: WecomExecutor) -> object:
        directory = await observer.read_directory()
        return (await observer.read_people(directory, frozenset({UserId("gone"), ANN}))).absent

    assert against(world, do) == {"gone": Absence.GONE}


def test_the_application_and_a_narrow_one_are_told_apart(world: Simulator) -> None:
    ours = against(world, lambda observer, _: observer.read_application())
    narrow = against(world, lambda observer, _: observer.read_application(), secret="secret-n", agent="1000004")

    assert (ours.enabled, ours.root_in_range, narrow.root_in_range) == (True, True, False)


def test_groups_are_seen_as_they_are(world: Simulator) -> None:
    groups = seen(world, C1, C2, THEIRS)

    assert groups[C1] == LiveGroup(C1, "一号群", ANN, frozenset({ANN, CAROL}))
    assert groups[C2] == AbsentGroup(C2)
    theirs = groups[THEIRS]
    assert isinstance(theirs, UnreadableGroup)
    assert theirs.foreign


def test_a_chat_dissolved_in_the_client_is_absent_and_dissolved(world: Simulator) -> None:
    world.hands.dissolve("c1")

    assert seen(world, C1) == {C1: AbsentGroup(C1, dissolved=True)}


def test_a_group_is_made_changed_and_spoken_to(world: Simulator) -> None:
    async def do(_: WecomObserver, executor: WecomExecutor) -> None:
        await executor.create(CreateGroup(GroupKey("g"), C2, "新群", ANN, (ANN, CAROL)))
        await executor.update(UpdateGroup(GroupKey("g"), C2, name="改名", owner=DAN, joins=(DAN,), leaves=(ANN,)))
        await executor.send(SendMessage(GroupKey("g"), C2, "m1", "digest", 6, text="你好"))

    against(world, do)

    assert seen(world, C2) == {C2: LiveGroup(C2, "改名", DAN, frozenset({CAROL, DAN}))}
    assert [message.text for message in world.messages("c2")] == ["你好"]


def test_making_a_chat_twice_is_told_apart(world: Simulator) -> None:
    with pytest.raises(AlreadyExistsError):
        against(world, lambda _, executor: executor.create(CreateGroup(GroupKey("g"), C1, "群", ANN, (ANN, DAN))))


@pytest.mark.parametrize("code", ["86007", "86216", "60111", "60011", "40003", "40031"])
def test_a_person_wecom_refuses_is_told_whatever_the_code(world: Simulator, code: str) -> None:
    world.switches.set("code_unknown_user_update", code)

    with pytest.raises(RejectedError) as raised:
        against(world, lambda _, executor: executor.update(UpdateGroup(GroupKey("g"), C1, joins=(UserId("gone"),))))

    assert raised.value.bad_member


def test_a_write_cut_after_its_effect_is_unknown_and_happened_once(world: Simulator) -> None:
    world.faults.add("cut-after", on="appchat/send")

    with pytest.raises(UnknownOutcomeError):
        against(world, lambda _, executor: executor.send(SendMessage(GroupKey("g"), C1, "m1", "d", 6, text="一次")))

    assert [message.text for message in world.messages("c1")] == ["一次"]


@pytest.mark.parametrize("kind", ["busy", "refuse", "token-expired", "token-revoked", "concurrency"])
def test_passing_trouble_is_outlived_without_doing_twice(world: Simulator, kind: str) -> None:
    world.faults.add(kind, on="appchat/send")

    against(world, lambda _, executor: executor.send(SendMessage(GroupKey("g"), C1, "m1", "d", 6, text="一次")))

    assert [message.text for message in world.messages("c1")] == ["一次"]


@pytest.mark.parametrize(
    ("kind", "on"),
    [("empty-list", "department/list"), ("empty-list", "user/list"), ("malformed", "user/list"), ("html", "tag/list")],
)
def test_a_walk_in_parts_is_an_error(world: Simulator, kind: str, on: str) -> None:
    world.faults.add(kind, on=on, times=-1)

    with pytest.raises(ProviderError):
        against(world, lambda observer, _: observer.read_directory())


def test_a_wrong_secret_is_tried_once(world: Simulator) -> None:
    with pytest.raises(CredentialError):
        against(world, lambda observer, _: observer.read_groups([C1, C2, THEIRS]), secret="wrong")

    assert [entry.path for entry in world.journal()] == ["/cgi-bin/gettoken"]


def test_an_address_off_the_list_is_named_with_the_address(world: Simulator) -> None:
    world.hands.set_trusted_ips(1000002, ["203.0.113.1"])

    with pytest.raises(ForbiddenError) as raised:
        against(world, lambda observer, _: observer.read_groups([C1]))

    assert "127.0.0.1" in raised.value.what.zh
