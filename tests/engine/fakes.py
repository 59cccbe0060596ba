"""Git, WeCom, ledger and clock put together, as `cli/wiring.py` does with the real ones."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from reconciler.engine.apply import Applied, Apply, apply
from reconciler.engine.plan import Setting, make_plan
from reconciler.model.action import CreateGroup, SendMessage
from reconciler.model.change import Cause
from reconciler.model.desired import DesiredState
from reconciler.model.ids import ChatId, derive_chat_id
from reconciler.model.live import LiveGroup
from reconciler.model.outcome import Status
from reconciler.model.plan import Plan
from reconciler.planning import ALL_CAUSES
from reconciler.wecom.capabilities import CAPABILITIES
from tests.builders import NOW
from tests.engine.fake_ledger import FakeLedger
from tests.engine.fake_wecom import Crash, FakeWecom, Fault, OurMistakeError, silence

__all__ = ["Crash", "FakeLedger", "FakeWecom", "Fault", "OurMistakeError", "World", "endings", "silence"]


@dataclass(slots=True)
class World:
    """Git, WeCom, ledger and a clock that stands still."""

    desired: DesiredState
    wecom: FakeWecom
    ledger: FakeLedger = field(default_factory=FakeLedger)
    now: datetime = NOW
    stop_after: int = 10**9
    progress: list[tuple[str, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger.journal = self.wecom.journal
        if not self.ledger.entries:
            self._remember()

    def _remember(self) -> None:
        """A company under way: groups that are there were made a month ago and heard their rules then."""
        self.ledger.entries = 1
        made_at = self.now - timedelta(days=30)
        for number, spec in enumerate(self.desired.groups):
            chat_id = derive_chat_id(self.desired.company.corp_id, spec.key, spec.generation)
            if chat_id not in self.chats or spec.chat_id is not None:
                continue
            made = CreateGroup(spec.key, chat_id, spec.name, spec.owner, ())
            told = SendMessage(spec.key, chat_id, f"rules:{chat_id}:1/1", "", 0)
            self.ledger.created[chat_id] = made_at
            self.ledger.calls[-2 * number - 1] = (made, Status.APPLIED)
            self.ledger.calls[-2 * number - 2] = (told, Status.APPLIED)

    @property
    def setting(self) -> Setting:
        return Setting(self.desired, CAPABILITIES, lambda: self.now)

    @property
    def chats(self) -> dict[ChatId, LiveGroup]:
        return self.wecom.chats

    def plan(self, causes: frozenset[Cause] = ALL_CAUSES) -> Plan:
        """What would be done now."""
        plan, _ = asyncio.run(make_plan(self.setting, self.wecom, self.ledger.read(), causes=causes))
        return plan

    def apply(self, reviewed: Plan | None = None, causes: frozenset[Cause] = ALL_CAUSES) -> Applied:
        """Carry out the reviewed plan, or whatever there is to do."""
        first = self.wecom.writes
        return asyncio.run(
            apply(
                Apply(
                    setting=self.setting,
                    observer=self.wecom,
                    executor_for=lambda _: self.wecom,
                    ledger=self.ledger,
                    by="ann@ci",
                    asked_to_stop=lambda: self.wecom.writes - first >= self.stop_after,
                    progress=lambda *what: self.progress.append(what),
                    reviewed=reviewed,
                    digest="d" * 64 if reviewed else "",
                    causes=causes,
                )
            )
        )


def endings(applied: Applied) -> list[tuple[str, str]]:
    """Each action's group and how it ended."""
    return [(outcome.action.group, outcome.status.value) for outcome in applied.outcomes]
