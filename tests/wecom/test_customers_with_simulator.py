"""Customer groups against the simulator, which shares no line with the client."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from reconciler.errors import ForbiddenError, MissingError, RejectedError
from reconciler.model.company import Connection
from reconciler.model.secret import Secret
from reconciler.simulator import Simulator, create
from reconciler.wecom.customer_groups import CustomerGroupReader, CustomerGroupWriter, MemberShape
from reconciler.wecom.customer_statistics import CustomerStatistics
from reconciler.wecom.gateway import ReadGateway, Session, WriteGateway
from tests.wecom.wire import FakeTime

VIP, SOUTH, ORPHAN, PRIVATE = "wrVipGroup00000001", "wrSouthGroup000002", "wrOrphanGroup00003", "wrPrivateGroup0004"
OWNERS = ["ann", "Carol", "gone"]
SUNDAY = 1793462400  # 2026-11-01T00:00:00+08:00
WORLD = f"""
now: 2026-11-02T09:00:00
seed: test
corps:
- corp_id: ww1
  departments: [1 总公司, 2 销售, 3 客服]
  people: [ann 安 2, bob 波 2, Carol 卡罗 3, eve 伊 3, {{id: gone, name: 走, departments: 3, departed: true}}]
  apps:
  - {{agent_id: 1000002, name: 客户群管家, secret: secret-a, areas: customer}}
  - {{agent_id: 1000004, name: 不在名单, secret: secret-b}}
  contact_people: ann bob Carol gone
  customer_groups:
  - {{chat_id: {VIP}, name: 贵宾群, owner: ann, members: bob eve, admins: bob, notice: 请友善, created: 2026-11-01,
     externals: [{{id: wmZhao, name: 赵, scene: 3, state: autumn, invitor: bob, nickname: 赵总}}]}}
  - {{chat_id: {SOUTH}, name: 华南群, owner: Carol, externals: [wmQian 钱], created: 2026-10-01}}
  - {{chat_id: {ORPHAN}, name: 无主群, owner: gone, members: Carol, externals: [wmSun 孙], created: 2026-10-01}}
  - {{chat_id: {PRIVATE}, name: 私群, owner: eve, externals: [wmWu 吴]}}
"""

Result = TypeVar("Result")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    with create(tmp_path / "world", tmp_path / "world.yaml") as simulator:
        yield simulator


def against(
    world: Simulator,
    do: Callable[[CustomerGroupReader, CustomerGroupWriter], Coroutine[Any, Any, Result]],
    secret: str = "secret-a",  # noqa: S107 - the secret of an invented app
) -> Result:
    async def run() -> Result:
        session = Session(Connection(), "ww1", Secret(secret), transport=world.transport(), timing=FakeTime().timing)
        async with session:
            return await do(CustomerGroupReader(ReadGateway(session)), CustomerGroupWriter(WriteGateway(session)))

    return asyncio.run(run())


def test_groups_of_people_who_left_are_listed_when_these_are_named(world: Simulator) -> None:
    async def do(reader: CustomerGroupReader, _: CustomerGroupWriter) -> object:
        everybody, named = await reader.listed(None), await reader.listed(OWNERS)
        return [row["status"] for row in everybody], [row["status"] for row in named]

    assert against(world, do) == ([0, 0], [0, 0, 1])


def test_groups_are_listed_by_owner_and_by_status(world: Simulator) -> None:
    async def do(reader: CustomerGroupReader, _: CustomerGroupWriter) -> object:
        return (
            len(await reader.listed(["ann"])),
            len(await reader.listed(["gone"], 1)),
            len(await reader.listed(None, 2)),
        )

    assert against(world, do) == (1, 1, 0)


def test_a_group_is_read_as_it_is(world: Simulator) -> None:
    async def do(reader: CustomerGroupReader, _: CustomerGroupWriter) -> Any:
        (row,) = await reader.listed(["ann"])
        return await reader.get(row["chat_id"])

    group = against(world, do)

    assert (group["name"], group["owner"], group["notice"], group["admin_list"]) == (
        "贵宾群",
        "ann",
        "请友善",
        ("bob",),
    )
    assert [(row["userid"], row["type"], row["name"]) for row in group["member_list"]] == [
        ("ann", 1, "安"),
        ("bob", 1, "波"),
        ("eve", 1, "伊"),
        ("wmZhao", 2, "赵"),
    ]
    assert group["member_list"][-1] == MemberShape(
        userid="wmZhao",
        type=2,
        name="赵",
        group_nickname="赵总",
        join_time=group["create_time"],
        join_scene=3,
        state="autumn",
        invitor="bob",
    )
    assert len(group["member_version"]) == 32


def test_people_with_the_right_are_those_in_range_who_work_here(world: Simulator) -> None:
    assert set(against(world, lambda reader, _: reader.contact_people())) == {"ann", "bob", "Carol"}


def test_an_application_that_is_not_on_the_list_is_told_the_page(world: Simulator) -> None:
    with pytest.raises(ForbiddenError) as raised:
        against(world, lambda reader, _: reader.listed(None), "secret-b")

    assert raised.value.remedy is not None
    assert "客户联系 → 可调用接口的应用" in raised.value.remedy.zh
    assert not raised.value.everywhere


def test_groups_are_handed_over_and_each_refusal_is_told(world: Simulator) -> None:
    async def do(reader: CustomerGroupReader, writer: CustomerGroupWriter) -> object:
        ids = [row["chat_id"] for row in await reader.listed(OWNERS)]
        refused = await writer.transfer(ids, "bob", departed=False)
        return {ids.index(chat): error.errcode for chat, error in refused.items()}, (await reader.get(ids[0]))["owner"]

    assert against(world, do) == ({2: 90502}, "bob")


def test_groups_of_people_who_left_are_handed_over_by_the_other_call(world: Simulator) -> None:
    async def do(reader: CustomerGroupReader, writer: CustomerGroupWriter) -> object:
        ids = [row["chat_id"] for row in await reader.listed(OWNERS)]
        refused = await writer.transfer(ids, "bob", departed=True)
        return {ids.index(chat): (type(error), error.errcode) for chat, error in refused.items()}

    assert against(world, do) == {0: (RejectedError, 90500), 1: (RejectedError, 90500)}


def test_a_group_that_was_dissolved_is_missing(world: Simulator) -> None:
    async def do(reader: CustomerGroupReader, _: CustomerGroupWriter) -> None:
        (row,) = await reader.listed(["ann"])
        world.hands.dissolve(VIP)
        world.clock.advance(10)
        await reader.get(row["chat_id"])

    with pytest.raises(MissingError):
        against(world, do)


def test_counts_are_read_for_owners_and_days(world: Simulator) -> None:
    async def run() -> object:
        session = Session(Connection(), "ww1", Secret("secret-a"), transport=world.transport())
        async with session:
            statistics = CustomerStatistics(ReadGateway(session))
            owners = await statistics.by_owner(["ann", "Carol"], SUNDAY, SUNDAY)
            days = await statistics.by_day(["ann", "Carol"], SUNDAY, SUNDAY)
        return {row["owner"]: row["data"]["chat_total"] for row in owners}, [row["data"]["chat_total"] for row in days]

    assert asyncio.run(run()) == ({"ann": 1, "Carol": 1}, [2])
