"""What becomes of WeCom's events: a pressed button confirms a step, a changed customer group is pointed out."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from reconciler.engine.attest import Attestation, attest
from reconciler.engine.ports import Clock, Ledger
from reconciler.errors import LedgerConflictError, LedgerError, ProviderError, StepError
from reconciler.model.callback_event import CallbackEvent
from reconciler.model.ids import ChatId, GroupKey
from reconciler.model.manual import BUTTON_PREFIX
from reconciler.model.record import Past, PastStep
from reconciler.text import Text

RETRY_S = 2.0
REMEMBERED = 10_000  # events that are known when they come again


@dataclass(slots=True)
class Listener:
    """Hears events; what has to be written waits until the ledger is free.

    Attributes:
        keys: the key of every group that git declares, by chat id.
        announce: told of groups that changed, as one JSON object each: a hint to read them again.
        complain: told in words what was not taken.
        replace_buttons: put a word in place of the buttons of a card, for one person and one response code.
        retry_s: how long to wait for a ledger that somebody else holds.
    """

    ledger: Ledger
    keys: Mapping[ChatId, GroupKey]
    clock: Clock
    announce: Callable[[Mapping[str, object]], None]
    complain: Callable[[Text], None]
    replace_buttons: Callable[[str, str], Awaitable[object]]
    retry_s: float = RETRY_S
    _known: dict[tuple[str, ...], None] = field(default_factory=dict)
    _waiting: deque[CallbackEvent] = field(default_factory=deque)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _stopping: bool = False
    _has_complained: bool = False

    @property
    def unwritten(self) -> tuple[str, ...]:
        """Ids of steps that somebody confirmed and that are not in the ledger."""
        return tuple(_step_of(event) for event in self._waiting)

    def hear(self, event: CallbackEvent) -> None:
        """Take an event in, at once; one that came before is nothing new."""
        if event.identity in self._known:
            return
        self._known[event.identity] = None
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        if event.name == "template_card_event" and event.fields.get("EventKey", "").startswith(BUTTON_PREFIX):
            self._waiting.append(event)
            self._woken.set()
        elif event.name == "change_external_chat":
            chat_id = ChatId(event.fields.get("ChatId", ""))
            self.announce({"event": event.name, "chat_id": chat_id, "key": self.keys.get(chat_id)})

    def stop(self) -> None:
        """Let `work` end after it tried once more."""
        self._stopping = True
        self._woken.set()

    async def work(self) -> None:
        """Write down what was confirmed, one after another, until told to stop; a busy ledger is tried again."""
        while True:
            self._woken.clear()
            while self._waiting and await self._write(self._waiting[0]):
                self._waiting.popleft()
            if self._stopping:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self.retry_s if self._waiting else None)

    async def _write(self, event: CallbackEvent) -> bool:
        """Whether nothing more has to be done about a pressed button."""
        try:
            is_last = await asyncio.to_thread(self._attest, event, self.clock())
        except StepError as refused:
            self.complain(refused.what)
            return True
        except LedgerConflictError:
            return False
        except LedgerError as error:
            if not self._has_complained:
                self.complain(error.what)
            self._has_complained = True
            return False
        self._has_complained = False
        if is_last:
            await self._close_card(event)
        return True

    def _attest(self, event: CallbackEvent, now: datetime) -> bool:
        """Write it down; whether no other step of the same message waits."""
        by = event.sender
        before = self.ledger.read().steps.get(_step_of(event))
        step = attest(self.ledger, Attestation(_step_of(event), by, only_told=True), now)
        told_at = {at for (_, person), at in before.told.items() if person == by} if before else set()
        return not any(_was_told(other, by, told_at) for other in _others(self.ledger.read(), step))

    async def _close_card(self, event: CallbackEvent) -> None:
        """Best effort: the card is a courtesy, the ledger knows."""
        try:
            await self.replace_buttons(event.fields.get("FromUserName", ""), event.fields.get("ResponseCode", ""))
        except ProviderError as error:
            self.complain(Text("卡片没有更新：", "The card was not updated:") + error.what)


def _step_of(event: CallbackEvent) -> str:
    return event.fields["EventKey"].removeprefix(BUTTON_PREFIX)


def _others(past: Past, step: PastStep) -> list[PastStep]:
    return [other for other in past.steps.values() if other.is_waiting and other.id != step.id]


def _was_told(step: PastStep, by: str, moments: set[datetime]) -> bool:
    return any(person == by and at in moments for (_, person), at in step.told.items())
