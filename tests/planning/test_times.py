"""Why an action waits, in words."""

from datetime import time, timedelta
from typing import Any

import pytest

from reconciler.model.action import Action, TransferOwner, UpdateGroup
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.windows import Windows
from reconciler.planning.times import why_waiting
from tests.builders import NIGHT as QUIET
from tests.builders import NOW, a_company, chat_of

LATER = NOW + timedelta(hours=3)
UPDATE = UpdateGroup(GroupKey("g"), chat_of("g"), name="新", not_before=LATER)
HANDOVER = TransferOwner(GroupKey("g"), chat_of("g"), UserId("ann"), UserId("bob"), not_before=LATER)
AFTERNOON = Windows(time(13), time(18))


@pytest.mark.parametrize(
    ("settings", "hour", "action", "zh", "en"),
    [
        pytest.param({"quiet_hours": QUIET}, 2, UPDATE, "免打扰时段", "Quiet hours", id="quiet-hours"),
        pytest.param({"windows": AFTERNOON}, 10, UPDATE, "同步时段", "Outside the windows", id="windows"),
        pytest.param({"quiet_hours": QUIET, "windows": AFTERNOON}, 10, UPDATE, "同步时段", "windows", id="both-kinds"),
        pytest.param({"windows": AFTERNOON}, 14, HANDOVER, "客户群已满", "used up", id="handovers-of-one-day"),
        pytest.param({}, 10, HANDOVER, "客户群已满", "used up", id="handovers-without-any-hours"),
        pytest.param({}, 10, UPDATE, "计划定在", "The plan puts it off", id="hours-that-changed-since-the-review"),
    ],
)
def test_what_waits_says_for_what(settings: dict[str, Any], hour: int, action: Action, zh: str, en: str) -> None:
    words = why_waiting(a_company(**settings), action, NOW.replace(hour=hour))

    assert (zh in words.zh, en in words.en, "13:30" in words.zh, "13:30" in words.en) == (True,) * 4
