"""Ways into customer groups that git does not know."""

from typing import Any

import pytest

from reconciler.model.group import GroupType, JoinWay
from reconciler.model.ids import ChatId, user_id
from reconciler.model.live import LiveGroup, Outsider
from tests.builders import a_directory, a_spec, people
from tests.policy.world import places, some_facts

WR = ChatId("wrVip01")
WAY = JoinWay("lobby", auto_create_room=False, state="lobby-qr")


@pytest.mark.clause("C2.5")
@pytest.mark.parametrize(
    ("join", "state", "found"),
    [
        pytest.param((WAY,), "lobby-qr", [], id="declared"),
        pytest.param((WAY,), "", [], id="no-mark"),
        pytest.param((WAY,), "campaign7", ["groups/vip.yaml join"], id="undeclared"),
        pytest.param((), "campaign7", ["groups/vip.yaml type"], id="no-way-declared"),
    ],
)
def test_marks_that_no_declared_way_has_are_found(join: tuple[JoinWay, ...], state: str, found: list[str]) -> None:
    fields: dict[str, Any] = {"type": GroupType.CUSTOMER, "chat_id": WR, "join": join}
    room = LiveGroup(
        WR, "贵宾", user_id("ann"), people("ann bob"), GroupType.CUSTOMER, outsiders=(Outsider("wm1", state=state),)
    )

    facts = some_facts(a_spec("vip", **fields), directory=a_directory(), seen=[room])

    assert places("undeclared-join-way", facts) == found
