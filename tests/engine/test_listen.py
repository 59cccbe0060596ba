"""Pressed buttons and changed groups: taken once, written when the ledger is free, only from who was told."""

import asyncio
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime

from reconciler.engine.listen import Listener
from reconciler.errors import ProviderError
from reconciler.model.action import TellPerson
from reconciler.model.callback_event import CallbackEvent
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import Level
from reconciler.text import Text
from tests.builders import NOW
from tests.engine.fake_ledger import FakeLedger
from tests.engine.test_attest import CHAT, ID, a_step

OTHER = "77aa00000000"


def a_click(step: str = ID, user: str = "Ann", at: int = 1) -> CallbackEvent:
    fields = {"FromUserName": user, "CreateTime": str(at), "EventKey": f"attest:{step}", "ResponseCode": "code"}
    return CallbackEvent("template_card_event", fields)


@dataclass
class Scene:
    """A listener with everything it says; ann was told of two steps in one message."""

    ledger: FakeLedger = field(default_factory=FakeLedger)
    hints: list[Mapping[str, object]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    replaced: list[tuple[str, str]] = field(default_factory=list)
    is_broken: bool = False

    def __post_init__(self) -> None:
        with self.ledger.hold("ci", "apply", NOW):
            self.ledger.open_steps([(a_step(), CHAT), (a_step(OTHER), CHAT)], NOW)
            self.ledger.reserve(TellPerson(UserId("ann"), Level.TOLD, (ID, OTHER), "tell", "", 0), "a", NOW)

    async def _replace(self, user: str, code: str) -> None:
        if self.is_broken:
            raise ProviderError(Text.same("no"))
        self.replaced.append((user, code))

    def listener(self) -> Listener:
        return Listener(
            self.ledger,
            {ChatId("wr1"): GroupKey("vip")},
            lambda: NOW,
            self.hints.append,
            lambda words: self.complaints.append(words.en),
            self._replace,
            retry_s=0.001,
        )

    def hear(self, *events: CallbackEvent) -> Listener:
        """Everything is heard, then the listener is stopped and ends."""

        async def run() -> Listener:
            listener = self.listener()
            for event in events:
                listener.hear(event)
            listener.stop()
            await listener.work()
            return listener

        return asyncio.run(run())

    @property
    def attested(self) -> dict[str, str | None]:
        return {step.id: step.attested_by for step in self.ledger.read().steps.values() if step.attested_at}


def test_a_pressed_button_confirms_the_step_in_the_name_of_who_pressed_it() -> None:
    scene = Scene()

    listener = scene.hear(a_click())

    assert scene.attested == {ID: "ann"}
    assert (listener.unwritten, scene.complaints) == ((), [])


def test_an_event_that_comes_again_is_nothing_new() -> None:
    scene = Scene()
    scene.hear(a_click(), a_click(), a_click())

    assert scene.ledger.journal.count(f"attest {ID}") == 1


def test_buttons_are_replaced_once_every_step_of_the_message_is_confirmed() -> None:
    scene = Scene()

    scene.hear(a_click())
    first = list(scene.replaced)
    scene.hear(a_click(OTHER))

    assert (first, scene.replaced) == ([], [("Ann", "code")])


def test_a_card_that_cannot_be_changed_takes_nothing_back() -> None:
    scene = Scene(is_broken=True)

    scene.hear(a_click(), a_click(OTHER))

    assert set(scene.attested) == {ID, OTHER}
    assert scene.complaints == ["The card was not updated: no"]


def test_who_was_not_told_is_ignored_and_that_is_said() -> None:
    scene = Scene()

    listener = scene.hear(a_click(user="eve"), a_click("ffffffffffff"))

    assert (scene.attested, listener.unwritten) == ({}, ())
    assert scene.complaints == [f"eve was never told of the step {ID}: not taken.", "There is no step ffffffffffff."]


def test_a_busy_ledger_is_tried_again_until_it_is_free() -> None:
    scene = Scene()

    attempts: list[int] = []
    held = ExitStack()
    held.enter_context(scene.ledger.hold("ci", "apply", NOW))

    async def run() -> None:
        listener = scene.listener()

        def clock() -> datetime:
            attempts.append(len(listener.unwritten))
            if len(attempts) == 3:
                held.close()
                listener.stop()
            return NOW

        listener.clock = clock
        listener.hear(a_click())
        await listener.work()

    asyncio.run(run())

    assert attempts == [1, 1, 1]
    assert scene.attested == {ID: "ann"}


def test_what_could_not_be_written_before_the_end_is_known() -> None:
    scene = Scene()

    with scene.ledger.hold("ci", "apply", NOW):
        listener = scene.hear(a_click(), a_click(OTHER))

    assert listener.unwritten == (ID, OTHER)
    assert scene.attested == {}


def test_a_ledger_that_cannot_be_written_is_complained_about_once() -> None:
    scene = Scene()
    scene.ledger.full_from = 0

    listener = scene.hear(a_click())

    assert (listener.unwritten, scene.complaints) == ((ID,), ["full"])


def test_a_changed_customer_group_is_pointed_out_with_its_key() -> None:
    scene = Scene()
    known, unknown = {"ChatId": "wr1", "CreateTime": "1"}, {"ChatId": "wr2", "CreateTime": "1"}

    scene.hear(CallbackEvent("change_external_chat", known), CallbackEvent("change_external_chat", unknown))

    assert scene.hints == [
        {"event": "change_external_chat", "chat_id": "wr1", "key": "vip"},
        {"event": "change_external_chat", "chat_id": "wr2", "key": None},
    ]


def test_other_events_and_other_buttons_are_let_pass() -> None:
    scene = Scene()

    scene.hear(CallbackEvent("subscribe", {}), CallbackEvent("template_card_event", {"EventKey": "ack:v3"}))

    assert (scene.hints, scene.complaints, scene.attested) == ([], [], {})
