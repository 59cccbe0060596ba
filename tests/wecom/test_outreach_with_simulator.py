"""Join ways, welcome templates, sensitive words and mass messages against the simulator."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from reconciler.errors import MissingError, RejectedError
from reconciler.model.company import Connection
from reconciler.model.secret import Secret
from reconciler.simulator import Simulator, create
from reconciler.wecom.gateway import ReadGateway, Session, WriteGateway
from reconciler.wecom.join_ways import JoinWayReader, JoinWayShape, JoinWayWriter
from reconciler.wecom.mass_messages import MassMessageReader, MassMessageShape, MassMessageWriter
from reconciler.wecom.sensitive_words import (
    RangeShape,
    WordRuleReader,
    WordRuleShape,
    WordRuleUpdateShape,
    WordRuleWriter,
)
from reconciler.wecom.welcome_templates import WelcomeShape, WelcomeTemplateReader, WelcomeTemplateWriter
from tests.wecom.wire import FakeTime

VIP = "wrVipGroup00000001"
MONDAY = 1793577600  # 2026-11-02T08:00:00+08:00
WORLD = f"""
now: 2026-11-02T09:00:00
seed: test
corps:
- corp_id: ww1
  departments: [1 总公司, 2 销售]
  people: [ann 安 2, bob 波 2]
  apps: [{{agent_id: 1000002, name: 客户群管家, secret: secret-a, areas: customer}}]
  contact_people: ann bob
  customer_groups:
  - {{chat_id: {VIP}, name: 贵宾群, owner: ann, members: bob, externals: [wmWang 王], created: 2026-11-01}}
"""
RULE = WordRuleShape(
    rule_name="价格",
    word_list=["内部价"],
    semantics_list=[1, 3],
    intercept_type=1,
    applicable_range=RangeShape(user_list=["ann"], department_list=[2]),
)

Result = TypeVar("Result")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    with create(tmp_path / "world", tmp_path / "world.yaml") as simulator:
        yield simulator


def against(
    world: Simulator,
    do: Callable[[ReadGateway, WriteGateway], Coroutine[Any, Any, Result]],
    time: FakeTime | None = None,
) -> Result:
    async def run() -> Result:
        timing = (time or FakeTime()).timing
        session = Session(Connection(), "ww1", Secret("secret-a"), transport=world.transport(), timing=timing)
        async with session:
            return await do(ReadGateway(session), WriteGateway(session))

    return asyncio.run(run())


def a_way(**changes: Any) -> JoinWayShape:
    way = JoinWayShape(
        scene=2,
        chat_id_list=[VIP],
        remark="大堂",
        auto_create_room=0,
        room_base_name="",
        room_base_id=0,
        state="lobby",
    )
    way.update(changes)  # type: ignore[typeddict-item]  # Any of its fields.
    return way


def test_a_join_way_is_made_changed_and_taken_back(world: Simulator) -> None:
    async def do(reading: ReadGateway, writing: WriteGateway) -> object:
        reader, writer = JoinWayReader(reading), JoinWayWriter(writing)
        config_id = await writer.add(a_way())
        first = await reader.get(config_id)
        await writer.update(config_id, a_way(remark="", auto_create_room=1, room_base_name="大堂群", room_base_id=3))
        second = await reader.get(config_id)
        await writer.delete(config_id)
        with pytest.raises(MissingError):
            await reader.get(config_id)
        keys = ("remark", "auto_create_room", "room_base_name", "room_base_id", "state")
        return [[way[key] for key in keys] for way in (first, second)], first["qr_code"] == second["qr_code"]  # type: ignore[literal-required]  # keys of the shape

    assert against(world, do) == ([["大堂", 0, "", 0, "lobby"], ["", 1, "大堂群", 3, "lobby"]], True)


def test_a_welcome_template_is_added_edited_and_deleted(world: Simulator) -> None:
    words = WelcomeShape(text={"content": "欢迎 %NICKNAME%"}, link={"title": "群规", "url": "https://example.com"})

    async def do(reading: ReadGateway, writing: WriteGateway) -> object:
        reader, writer = WelcomeTemplateReader(reading), WelcomeTemplateWriter(writing)
        template_id = await writer.add(words)
        first = await reader.get(template_id)
        await writer.edit(template_id, WelcomeShape(text={"content": "你好"}))
        second = await reader.get(template_id)
        await writer.delete(template_id)
        with pytest.raises((MissingError, RejectedError)):
            await reader.get(template_id)
        return first, second

    first = {**words, "link": {"title": "群规", "url": "https://example.com", "picurl": "", "desc": ""}}
    assert against(world, do) == (first, {"text": {"content": "你好"}})


@pytest.mark.parametrize("placement", ["top", "extra", "both"])
@pytest.mark.parametrize("id_type", ["number", "string"])
def test_a_word_rule_is_the_same_in_every_shape(world: Simulator, placement: str, id_type: str) -> None:
    world.switches.set("semantics_placement", placement)
    world.switches.set("rule_id_type", id_type)

    async def do(reading: ReadGateway, writing: WriteGateway) -> object:
        rule_id = await WordRuleWriter(writing).add(RULE)
        rows = await WordRuleReader(reading).listed()
        return await WordRuleReader(reading).get(rule_id), [row["rule_id"] == rule_id for row in rows]

    assert against(world, do) == (RULE, [True])


def test_a_word_rule_is_changed_by_differences_and_deleted(world: Simulator) -> None:
    async def do(reading: ReadGateway, writing: WriteGateway) -> object:
        reader, writer = WordRuleReader(reading), WordRuleWriter(writing)
        rule_id = await writer.add(RULE)
        await writer.update(
            WordRuleUpdateShape(
                rule_id=rule_id,
                extra_rule={"semantics_list": []},
                add_applicable_range=RangeShape(user_list=["bob"], department_list=[]),
                remove_applicable_range=RangeShape(user_list=["ann"], department_list=[2]),
            )
        )
        changed = await reader.get(rule_id)
        await writer.delete(rule_id)
        with pytest.raises(MissingError):
            await reader.get(rule_id)
        return changed

    applicable_range = RangeShape(user_list=["bob"], department_list=[])
    assert against(world, do) == {**RULE, "semantics_list": [], "applicable_range": applicable_range}


def test_a_mass_message_waits_for_its_sender(world: Simulator) -> None:
    async def do(reading: ReadGateway, writing: WriteGateway) -> object:
        reader, writer = MassMessageReader(reading), MassMessageWriter(writing)
        made = await writer.add(
            MassMessageShape(sender="ann", chat_id_list=[VIP, "wrNobody"], text={"content": "周四维护"})
        )
        listed = await reader.listed(MONDAY, MONDAY + 7200)
        tasks, results = await reader.tasks(made["msgid"]), await reader.results(made["msgid"], "ann")
        await writer.remind(made["msgid"])
        await writer.cancel(made["msgid"])
        with pytest.raises(RejectedError) as raised:
            await writer.remind(made["msgid"])
        texts = [(row["msgid"] == made["msgid"], row["text"]) for row in listed]
        return (
            made["fail_list"],
            texts,
            [(row["userid"], row["status"]) for row in tasks],
            results,
            raised.value.errcode,
        )

    assert against(world, do) == (("wrNobody",), [(True, "周四维护")], [("ann", 0)], (), 41093)
