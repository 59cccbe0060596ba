"""Groups that a mass message does not reach: whoever asked hears of it, and a person posts it."""

from dataclasses import replace

import pytest

from reconciler.model.finding import Place
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.live import LiveState
from reconciler.model.notice import Notice
from reconciler.model.record import Past
from reconciler.model.resource import Content, PastResource, ResourceKind
from reconciler.planning.mass_tasks import MassTasks
from tests.builders import NOW, a_state

TASK = ResourceKind.MASS_MESSAGE
FIRST, SECOND = ChatId("wr1"), ChatId("wr2")
NOTICE = Notice("holiday", "放假安排", "周五休息。", (GroupKey("vip"),), NOW, Place("notices/holiday.yaml"))
ASKED = PastResource(TASK, "holiday/ann", "m1", sender=UserId("ann"), chats=frozenset({FIRST, SECOND}))
REMEMBERED = replace(ASKED, settled=frozenset({FIRST, SECOND}), refused=frozenset({SECOND}))


@pytest.mark.parametrize(
    ("known", "shown", "expected"),
    [
        pytest.param(ASKED, {"sent": ["wr1", "wr2"], "refused": []}, [], id="it-went-to-all"),
        pytest.param(ASKED, {"sent": ["wr1"], "refused": ["wr2"]}, ["refused:holiday/ann"], id="wecom-shows-it"),
        pytest.param(REMEMBERED, None, ["refused:holiday/ann"], id="the-ledger-remembers"),
    ],
)
def test_groups_that_it_is_refused_in_are_left_to_a_person(
    known: PastResource, shown: Content | None, expected: list[str]
) -> None:
    live = LiveState(NOW, resources={(TASK, "m1"): shown})
    past = Past(resources={(TASK, known.key): known})

    owed = MassTasks(a_state(notices=(NOTICE,)), (), live, past, NOW).to_confirm(())

    assert [duty.wanted for duties in owed.values() for duty in duties] == expected
