"""Mass messages to groups: asked for, followed, reminded, taken back."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from reconciler.errors import BusyError, MissingError, ProtocolError, RejectedError, UnknownOutcomeError
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from reconciler.wecom.mass_messages import (
    MadeMassMessageShape,
    MassMessageReader,
    MassMessageRowShape,
    MassMessageShape,
    MassMessageWriter,
    MassResultShape,
    MassTaskShape,
)
from tests.wecom.wire import OK, ScriptedWecom, refusal, through

BASE = "externalcontact"
MESSAGE = MassMessageShape(sender="Lin", chat_id_list=["wr1", "wr2"], text={"content": "周四维护"})


def asked(wecom: ScriptedWecom, do: Callable[[MassMessageReader], Coroutine[Any, Any, Any]]) -> Any:
    return through(wecom, lambda session: do(MassMessageReader(ReadGateway(session))))


def written(wecom: ScriptedWecom, do: Callable[[MassMessageWriter], Coroutine[Any, Any, Any]]) -> Any:
    return through(wecom, lambda session: do(MassMessageWriter(WriteGateway(session))))


def test_a_message_to_groups_names_its_sender_and_tells_who_cannot_get_it() -> None:
    wecom = ScriptedWecom({f"{BASE}/add_msg_template": [{**OK, "msgid": "m1", "fail_list": ["wr2"]}]})

    made = written(wecom, lambda writer: writer.add(MESSAGE))

    assert made == MadeMassMessageShape(msgid="m1", fail_list=("wr2",))
    assert wecom.bodies() == [{"chat_type": "group", **MESSAGE}]


def test_a_message_whose_id_is_not_told_is_unknown() -> None:
    wecom = ScriptedWecom({f"{BASE}/add_msg_template": [OK]})

    with pytest.raises(UnknownOutcomeError):
        written(wecom, lambda writer: writer.add(MESSAGE))

    assert wecom.count(f"{BASE}/add_msg_template") == 1


def test_messages_are_listed_to_the_end() -> None:
    row = {"msgid": "m1", "creator": "Lin", "create_time": "1600000000", "create_type": 1, "text": {"content": "维护"}}
    pages = [
        {**OK, "group_msg_list": [row], "next_cursor": "c1"},
        {**OK, "group_msg_list": [{"msgid": "m2", "create_time": 5}]},
    ]
    wecom = ScriptedWecom({f"{BASE}/get_groupmsg_list_v2": pages})

    rows = asked(wecom, lambda reader: reader.listed(1, 9, creator="Lin"))

    question = {"chat_type": "group", "start_time": 1, "end_time": 9, "filter_type": 2, "limit": 100, "creator": "Lin"}
    assert rows == (
        MassMessageRowShape(msgid="m1", creator="Lin", create_time=1600000000, create_type=1, text="维护"),
        MassMessageRowShape(msgid="m2", creator="", create_time=5, create_type=0, text=""),
    )
    assert wecom.bodies() == [{**question, "cursor": ""}, {**question, "cursor": "c1"}]


def test_a_message_that_is_being_dispatched_is_asked_for_again_a_little() -> None:
    wecom = ScriptedWecom({f"{BASE}/get_groupmsg_task": [refusal(41063)]})

    with pytest.raises(BusyError):
        asked(wecom, lambda reader: reader.tasks("m1"))

    assert wecom.count(f"{BASE}/get_groupmsg_task") == 3


def test_who_has_confirmed_is_told() -> None:
    rows = [{"userid": "Lin", "status": 2, "send_time": 7}, {"userid": "Mei", "status": 0}]
    wecom = ScriptedWecom({f"{BASE}/get_groupmsg_task": [{**OK, "task_list": rows}]})

    tasks = asked(wecom, lambda reader: reader.tasks("m1"))

    assert tasks == (
        MassTaskShape(userid="Lin", status=2, send_time=7),
        MassTaskShape(userid="Mei", status=0, send_time=0),
    )
    assert wecom.bodies() == [{"msgid": "m1", "limit": 1000, "cursor": ""}]


def test_what_became_of_the_groups_is_told() -> None:
    row = {"chat_id": "wr1", "userid": "Lin", "status": 3, "send_time": 7}
    wecom = ScriptedWecom({f"{BASE}/get_groupmsg_send_result": [{**OK, "send_list": [row]}]})

    results = asked(wecom, lambda reader: reader.results("m1", "Lin"))

    assert results == (MassResultShape(chat_id="wr1", userid="Lin", status=3, send_time=7),)
    assert wecom.bodies() == [{"msgid": "m1", "userid": "Lin", "limit": 1000, "cursor": ""}]


def test_a_result_without_a_group_is_an_error() -> None:
    wecom = ScriptedWecom({f"{BASE}/get_groupmsg_send_result": [{**OK, "send_list": [{"userid": "Lin", "status": 1}]}]})

    with pytest.raises(ProtocolError):
        asked(wecom, lambda reader: reader.results("m1", "Lin"))


def test_a_message_is_reminded_of_and_taken_back() -> None:
    wecom = ScriptedWecom({f"{BASE}/remind_groupmsg_send": [OK], f"{BASE}/cancel_groupmsg_send": [OK]})

    written(wecom, lambda writer: writer.remind("m1"))
    written(wecom, lambda writer: writer.cancel("m1"))

    assert wecom.bodies() == [{"msgid": "m1"}, {"msgid": "m1"}]


@pytest.mark.parametrize(("code", "kind"), [(41094, RejectedError), (41047, MissingError)])
def test_too_many_reminders_and_an_unknown_message_are_refused(code: int, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        written(ScriptedWecom({f"{BASE}/remind_groupmsg_send": [refusal(code)]}), lambda writer: writer.remind("m1"))
