"""Join ways: always written whole, read back with their QR code."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from reconciler.errors import MissingError, ProtocolError, RejectedError, UnknownOutcomeError
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from reconciler.wecom.join_ways import JoinWayReader, JoinWayShape, JoinWayWriter, MadeJoinWayShape
from tests.wecom.wire import OK, Reply, ScriptedWecom, refusal, through

BASE = "externalcontact/groupchat"
WAY = JoinWayShape(
    scene=2,
    chat_id_list=["wr1"],
    remark="大堂",
    auto_create_room=0,
    room_base_name="",
    room_base_id=0,
    state="lobby",
)


def get(answer: Reply) -> MadeJoinWayShape:
    wecom = ScriptedWecom({f"{BASE}/get_join_way": [answer]})
    return through(wecom, lambda session: JoinWayReader(ReadGateway(session)).get("c1"))


def written(wecom: ScriptedWecom, do: Callable[[JoinWayWriter], Coroutine[Any, Any, object]]) -> object:
    return through(wecom, lambda session: do(JoinWayWriter(WriteGateway(session))))


def test_a_join_way_is_read() -> None:
    way = get({**OK, "join_way": {**WAY, "config_id": "c1", "qr_code": "https://p.example/1", "mark_source": True}})

    assert way == {**WAY, "config_id": "c1", "qr_code": "https://p.example/1", "mark_source": True}


@pytest.mark.parametrize(
    "way",
    [
        pytest.param({**WAY, "config_id": "c2"}, id="another-one"),
        pytest.param({"config_id": "c1", "scene": 2, "auto_create_room": 0}, id="no-groups"),
        pytest.param({"config_id": "c1", "scene": 2, "chat_id_list": []}, id="does-not-say-whether-it-makes-groups"),
    ],
)
def test_a_join_way_of_another_shape_is_an_error(way: object) -> None:
    with pytest.raises(ProtocolError):
        get({**OK, "join_way": way})


def test_an_unknown_join_way_is_missing() -> None:
    with pytest.raises(MissingError):
        get(refusal(41044))


def test_adding_says_everything_and_gives_the_id() -> None:
    wecom = ScriptedWecom({f"{BASE}/add_join_way": [{**OK, "config_id": "c1"}]})

    assert written(wecom, lambda writer: writer.add(WAY)) == "c1"
    assert wecom.bodies() == [WAY]


def test_a_join_way_whose_id_is_not_told_is_unknown() -> None:
    wecom = ScriptedWecom({f"{BASE}/add_join_way": [OK]})

    with pytest.raises(UnknownOutcomeError):
        written(wecom, lambda writer: writer.add(WAY))


def test_updating_says_everything_again() -> None:
    wecom = ScriptedWecom({f"{BASE}/update_join_way": [OK]})

    written(wecom, lambda writer: writer.update("c1", WAY))

    assert wecom.bodies() == [{**WAY, "config_id": "c1"}]


def test_a_join_way_is_deleted() -> None:
    wecom = ScriptedWecom({f"{BASE}/del_join_way": [OK]})

    written(wecom, lambda writer: writer.delete("c1"))

    assert wecom.bodies() == [{"config_id": "c1"}]


def test_too_many_groups_are_refused() -> None:
    wecom = ScriptedWecom({f"{BASE}/add_join_way": [refusal(41091)]})

    with pytest.raises(RejectedError):
        written(wecom, lambda writer: writer.add(WAY))
