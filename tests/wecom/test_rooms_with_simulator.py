"""Smartsheet groups, archive, webhooks and messages to people against the simulator, which shares no line with them."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from reconciler.errors import ForbiddenError, MissingError, RejectedError, ThrottledError, UnknownOutcomeError
from reconciler.model.company import Connection
from reconciler.model.ids import UserId
from reconciler.model.secret import Secret
from reconciler.simulator import Simulator, create
from reconciler.wecom.archive import Archive
from reconciler.wecom.cards import ButtonCardShape
from reconciler.wecom.gateway import KeyedGateway, ReadGateway, Session, WriteGateway
from reconciler.wecom.person_messages import PersonMessages
from reconciler.wecom.sheet_groups import SheetGroupReader, SheetGroupShape, SheetGroupWriter, SheetUpdateShape
from reconciler.wecom.webhook import Webhook
from tests.wecom.wire import FakeTime

KEY = "00000000-0000-0000-0000-0000000000aa"
WORLD = f"""
now: 2026-11-02T09:00:00
seed: test
corps:
- corp_id: ww1
  departments: [1 总公司, 2 研发中心]
  people: [ann 安 2, bob 波 2, Carol 卡罗 2, dan 丹 2, {{id: gone, name: 走, departments: 2, departed: true}}]
  archive: {{people: ann}}
  apps:
  - {{agent_id: 1000002, name: 群管家, secret: secret-a, areas: documents}}
  - {{agent_id: 1000003, name: 没有文档权限, secret: secret-b}}
  - {{agent_id: 2, name: 会话内容存档, secret: secret-z, kind: archive}}
  chats: [{{chat_id: c1, agent_id: 1000002, name: 一号群, members: ann bob}}]
  internal_groups:
  - {{room_id: wrA, name: 午饭, owner: ann, members: ann Carol, notice: 十二点, created: "2026-10-01T08:00:00"}}
  sheet_groups:
  - {{chat_id: s1, doc: D1, agent_id: 1000002, name: 项目甲, owner: ann, members: ann bob dan,
     sheet_people: ann bob dan}}
  - {{chat_id: s2, doc: D1, agent_id: 1000002, name: 项目乙, members: bob ann, dissolved: true}}
  webhooks: [{{key: {KEY}, room: wrA, name: 值班}}]
"""
QUESTION = ButtonCardShape(
    card_type="button_interaction",
    task_id="ack-v3",
    main_title={"title": "群规 v3 请确认"},
    button_list=[{"text": "我已阅读", "style": 1, "key": "ack:v3"}],
)

Result = TypeVar("Result")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    with create(tmp_path / "world", tmp_path / "world.yaml") as simulator:
        yield simulator


def against(
    world: Simulator,
    do: Callable[[Session], Coroutine[Any, Any, Result]],
    secret: str = "secret-a",  # noqa: S107 - the secret of an invented app
) -> Result:
    async def run() -> Result:
        session = Session(Connection(), "ww1", Secret(secret), transport=world.transport(), timing=FakeTime().timing)
        async with session:
            return await do(session)

    return asyncio.run(run())


def sheet(world: Simulator, chat: str = "s1") -> SheetGroupShape:
    return against(world, lambda session: SheetGroupReader(ReadGateway(session)).get("D1", chat))


def change(world: Simulator, update: SheetUpdateShape) -> None:
    against(world, lambda session: SheetGroupWriter(WriteGateway(session)).update(update))


def speak(world: Simulator, do: Callable[[Webhook], Coroutine[Any, Any, None]], key: str = KEY) -> None:
    against(world, lambda session: do(Webhook(KeyedGateway(session, Secret(key)))))


def tell(world: Simulator, do: Callable[[PersonMessages], Coroutine[Any, Any, Result]]) -> Result:
    return against(world, lambda session: do(PersonMessages(WriteGateway(session), "1000002")))


def test_every_group_of_a_sheet_is_listed_whatever_its_pages(world: Simulator) -> None:
    for number in range(450):
        world.hands.make_sheet_group(f"t{number}", "D1", 1000002, ["ann"])

    chats = against(world, lambda session: SheetGroupReader(ReadGateway(session)).listed("D1"))

    assert set(chats) == {"s1", *(f"t{number}" for number in range(450))}


def test_a_sheet_group_changes_its_owner_and_people_in_one_call(world: Simulator) -> None:
    change(world, SheetUpdateShape(docid="D1", chat_id="s1", owner="bob", del_user_list=["ann"]))

    assert sheet(world) == SheetGroupShape(name="项目甲", owner="bob", user_list=("bob", "dan"))


def test_somebody_outside_the_sheet_is_refused(world: Simulator) -> None:
    with pytest.raises(RejectedError) as raised:
        change(world, SheetUpdateShape(docid="D1", chat_id="s1", add_user_list=["Carol"]))

    assert raised.value.errcode == 710800


def test_a_dissolved_sheet_group_is_missing(world: Simulator) -> None:
    with pytest.raises(MissingError):
        sheet(world, "s2")


def test_an_application_that_may_not_use_documents_is_told_the_page(world: Simulator) -> None:
    with pytest.raises(ForbiddenError) as raised:
        against(world, lambda session: SheetGroupReader(ReadGateway(session)).listed("D1"), "secret-b")

    assert raised.value.remedy is not None
    assert "文档 → 可调用接口的应用" in raised.value.remedy.zh
    assert not raised.value.everywhere


def test_the_archive_tells_of_a_room_and_of_people(world: Simulator) -> None:
    async def do(session: Session) -> object:
        archive = Archive(ReadGateway(session))
        room = await archive.room("wrA")
        return (
            room["roomname"],
            room["notice"],
            [row["memberid"] for row in room["members"]],
            await archive.permitted_people(),
        )

    assert against(world, do, "secret-z") == ("午饭", "十二点", ["ann", "Carol"], ("ann",))


def test_the_archive_tells_nothing_of_other_rooms_and_to_other_secrets(world: Simulator) -> None:
    with pytest.raises(RejectedError):
        against(world, lambda session: Archive(ReadGateway(session)).room("c1"), "secret-z")
    with pytest.raises(ForbiddenError) as raised:
        against(world, lambda session: Archive(ReadGateway(session)).room("wrA"))

    assert raised.value.remedy is not None
    assert "会话内容存档" in raised.value.remedy.zh


def test_a_webhook_speaks_without_a_token(world: Simulator) -> None:
    speak(world, lambda webhook: webhook.send_text("午饭了", ["ann"]))
    speak(world, lambda webhook: webhook.send_markdown("**午饭**"))

    assert [message.text for message in world.messages("wrA")] == ["午饭了", "**午饭**"]
    assert {entry.path for entry in world.journal()} == {"/cgi-bin/webhook/send"}


def test_a_webhook_that_was_removed_is_missing(world: Simulator) -> None:
    world.hands.remove_webhook(KEY)

    with pytest.raises(MissingError):
        speak(world, lambda webhook: webhook.send_text("午饭了"))


def test_a_webhook_that_speaks_too_often_is_throttled(world: Simulator) -> None:
    async def do(webhook: Webhook) -> None:
        for number in range(21):
            await webhook.send_text(f"第 {number} 条")

    with pytest.raises(ThrottledError):
        speak(world, do)

    assert len(world.messages("wrA")) == 20


def test_a_webhook_that_is_cut_has_spoken_once(world: Simulator) -> None:
    world.faults.add("cut-after", on="webhook/send")

    with pytest.raises(UnknownOutcomeError):
        speak(world, lambda webhook: webhook.send_text("午饭了"))

    assert len(world.messages("wrA")) == 1


def test_people_who_cannot_be_reached_are_told_by_the_lists(world: Simulator) -> None:
    sent = tell(world, lambda messages: messages.send_text(["ann", "Gone", "nobody"], "你好"))

    assert sent["refused"] == frozenset({UserId("gone"), UserId("nobody")})
    assert sent["msgid"]
    assert [message.text for message in world.inbox("ann")] == ["你好"]


def test_when_nobody_can_be_reached_everybody_is_refused(world: Simulator) -> None:
    sent = tell(world, lambda messages: messages.send_text(["Gone", "nobody"], "你好"))

    assert sent == {"msgid": "", "response_code": "", "refused": frozenset({UserId("gone"), UserId("nobody")})}


def test_a_card_without_callback_is_refused_with_the_page(world: Simulator) -> None:
    with pytest.raises(RejectedError) as raised:
        tell(world, lambda messages: messages.send_card(["ann"], QUESTION))

    assert raised.value.errcode == 43012


def test_the_button_of_a_card_is_replaced_once(world: Simulator) -> None:
    world.hands.set_callback(
        1000002, "http://127.0.0.1:9/wecom", "SimToken01", "simulatorKeysimulatorKeysimulatorKeysimulaA"
    )

    async def do(messages: PersonMessages) -> object:
        sent = await messages.send_card(["ann", "bob"], QUESTION)
        refused = await messages.replace_button(["ann", "Carol"], sent["response_code"], "已确认")
        with pytest.raises(RejectedError) as raised:
            await messages.replace_button(["bob"], sent["response_code"], "已确认")
        return refused, raised.value.errcode

    assert tell(world, do) == (frozenset({"carol"}), 42022)
    assert [world.inbox(user)[0].replaced for user in ("ann", "bob")] == ["已确认", ""]
