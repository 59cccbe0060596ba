"""Mass messages to customer groups: tasks, confirmation, results, reminders, the month's quota."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reconciler.simulator import HandError, Simulator
from tests.simulator.outreach_scene import ask, make_outreach
from tests.simulator.scene import Wecom, a_caller

LINK = {"msgtype": "link", "link": {"title": "群规", "picurl": "", "desc": "", "url": "https://example.com"}}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh world with customer groups, where a new task can be asked about at once."""
    with make_outreach(tmp_path) as simulator:
        simulator.switches.set("unready_questions", 0)
        yield simulator


def announce(wecom: Wecom, **body: object) -> Any:
    """The answer to add_msg_template; ann writes to her two groups unless said otherwise."""
    full = {"chat_type": "group", "sender": "ann", "text": {"content": "你好"}, **body}
    return ask(wecom, "add_msg_template", **full)


@pytest.fixture
def msgid(wecom: Wecom) -> str:
    """A task of ann's."""
    return str(announce(wecom)["msgid"])


def results(wecom: Wecom, msgid: str) -> list[dict[str, object]]:
    """Rows of get_groupmsg_send_result for ann."""
    rows: list[dict[str, object]] = ask(wecom, "get_groupmsg_send_result", msgid=msgid, userid="ANN")["send_list"]
    return rows


def test_nothing_is_sent_before_the_sender_confirms(world: Simulator, wecom: Wecom, msgid: str) -> None:
    tasks = ask(wecom, "get_groupmsg_task", msgid=msgid)

    assert tasks["task_list"] == [{"userid": "ann", "status": 0}]
    assert (tasks["next_cursor"], results(wecom, msgid)) == ("", [])
    assert world.mass_messages()[0].groups == ("wrG1", "wrG2")


def test_a_confirmed_message_is_sent_to_every_group(world: Simulator, wecom: Wecom, msgid: str) -> None:
    sent = world.hands.confirm_mass_message(msgid, "ann")

    at = int(world.now().timestamp())
    row = {"userid": "ann", "status": 1, "send_time": at}
    assert sent == {"wrG1": 1, "wrG2": 1}
    assert results(wecom, msgid) == [{"chat_id": "wrG1", **row}, {"chat_id": "wrG2", **row}]
    assert ask(wecom, "get_groupmsg_task", msgid=msgid)["task_list"] == [
        {"userid": "ann", "status": 2, "send_time": at}
    ]


def test_the_sender_may_leave_groups_out(world: Simulator, wecom: Wecom, msgid: str) -> None:
    world.hands.confirm_mass_message(msgid, "ann", ["wrG2"])

    assert [row["chat_id"] for row in results(wecom, msgid)] == ["wrG2"]


def test_a_group_that_changed_hands_gets_nothing(world: Simulator, wecom: Wecom) -> None:
    msgid = announce(wecom, chat_id_list=["wrG1"])["msgid"]
    with world._store.transaction() as connection:
        connection.execute("UPDATE customer_groups SET owner = 'bob' WHERE chat_id = 'wrG1'")

    assert world.hands.confirm_mass_message(msgid, "ann") == {}


def test_a_task_follows_its_renamed_sender(world: Simulator, wecom: Wecom, msgid: str) -> None:
    world.hands.rename_user_id("ann", "anna")

    assert ask(wecom, "get_groupmsg_task", msgid=msgid)["task_list"] == [{"userid": "anna", "status": 0}]


def test_a_message_waved_away_stays_unsent(world: Simulator, wecom: Wecom, msgid: str) -> None:
    world.hands.decline_mass_message(msgid, "ann")

    assert ask(wecom, "get_groupmsg_task", msgid=msgid)["task_list"] == [{"userid": "ann", "status": 0}]
    with pytest.raises(HandError, match="done with"):
        world.hands.confirm_mass_message(msgid, "ann")


@pytest.mark.parametrize(
    ("user", "chats", "words"),
    [
        pytest.param("bob", None, "no mass message", id="somebody-else"),
        pytest.param("ann", ["wrG3"], "not part", id="a-group-that-is-not-in-it"),
    ],
)
def test_confirmations_that_cannot_be(
    world: Simulator, msgid: str, user: str, chats: list[str] | None, words: str
) -> None:
    with pytest.raises(HandError, match=words):
        world.hands.confirm_mass_message(msgid, user, chats)


def test_groups_that_cannot_have_it_are_listed(wecom: Wecom) -> None:
    answer = announce(wecom, chat_id_list=["wrG1", "wrG3", "wrNone", "wrX"])

    assert (answer["errcode"], answer["fail_list"]) == (0, ["wrG3", "wrNone", "wrX"])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param({"chat_type": "single"}, 40058, id="to-single-customers"),
        pytest.param({"sender": ""}, 40063, id="no-sender"),
        pytest.param({"sender": "nobody"}, 40003, id="nobody"),
        pytest.param({"sender": "dan"}, 84074, id="sender-without-the-right"),
        pytest.param({"sender": "bob"}, 41048, id="sender-without-groups"),
        pytest.param({"chat_id_list": ["wrG3"]}, 41048, id="no-group-left"),
        pytest.param({"chat_id_list": [str(n) for n in range(2001)]}, 40058, id="2001-groups"),
        pytest.param({"text": {"content": "x" * 4001}}, 45002, id="long-text"),
        pytest.param({"text": {"content": ""}}, 41088, id="nothing-to-send"),
        pytest.param({"text": {}, "attachments": [LINK] * 9}, 0, id="nine-attachments-without-text"),
        pytest.param({"attachments": [LINK] * 10}, 41064, id="ten-attachments"),
        pytest.param({"attachments": [{"msgtype": "sticker"}]}, 41065, id="unknown-attachment"),
        pytest.param({"attachments": [{"msgtype": "image", "image": {}}]}, 40007, id="picture-without-media"),
    ],
)
def test_fields(wecom: Wecom, body: dict[str, object], code: int) -> None:
    assert announce(wecom, **body)["errcode"] == code


def test_a_sender_out_of_range_is_refused(world: Simulator) -> None:
    assert announce(a_caller(world, "secret-n"), sender="Carol")["errcode"] == 60011


def test_a_new_task_cannot_be_asked_about_at_once(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("unready_questions", 2)
    msgid = announce(wecom)["msgid"]

    assert [ask(wecom, "get_groupmsg_task", msgid=msgid)["errcode"] for _ in range(3)] == [41063, 41063, 0]


def test_reminders_are_three_a_day(world: Simulator, wecom: Wecom, msgid: str) -> None:
    codes = [ask(wecom, "remind_groupmsg_send", msgid=msgid)["errcode"] for _ in range(4)]
    world.clock.advance(24 * 3600)
    wecom.login()

    assert codes == [0, 0, 0, 41094]
    assert ask(wecom, "remind_groupmsg_send", msgid=msgid)["errcode"] == 0


def test_a_cancelled_task_is_over(world: Simulator, wecom: Wecom, msgid: str) -> None:
    cancelled = ask(wecom, "cancel_groupmsg_send", msgid=msgid)

    assert cancelled["errcode"] == 0
    assert ask(wecom, "get_groupmsg_task", msgid=msgid)["errcode"] == 41093
    with pytest.raises(HandError, match="cancelled"):
        world.hands.confirm_mass_message(msgid, "ann")


@pytest.mark.parametrize(("msgid", "code"), [pytest.param("", 41046, id="missing"), ("msgNone", 41047)])
def test_unknown_ids(wecom: Wecom, msgid: str, code: int) -> None:
    assert ask(wecom, "get_groupmsg_task", msgid=msgid)["errcode"] == code


def test_results_are_asked_for_by_sender(wecom: Wecom, msgid: str) -> None:
    assert ask(wecom, "get_groupmsg_send_result", msgid=msgid, userid="bob")["errcode"] == 40003


def test_a_group_gets_as_many_a_month_as_the_month_has_days(world: Simulator, wecom: Wecom) -> None:
    late = announce(wecom, chat_id_list=["wrG1"])["msgid"]
    for _ in range(30):
        msgid = announce(wecom, chat_id_list=["wrG1"])["msgid"]
        world.hands.confirm_mass_message(msgid, "ann")

    over = world.hands.confirm_mass_message(late, "ann")

    assert over == {"wrG1": 3}
    assert results(wecom, late) == []
    assert announce(wecom, chat_id_list=["wrG1"])["errcode"] == 41048
    world.clock.set("2026-12-01T09:00:00")
    assert announce(wecom.login(), chat_id_list=["wrG1"])["errcode"] == 0


def listed(wecom: Wecom, world: Simulator, **body: object) -> Any:
    """The answer to get_groupmsg_list_v2 about today."""
    now = int(world.now().timestamp())
    full = {"chat_type": "group", "start_time": now - 3600, "end_time": now + 3600, **body}
    return ask(wecom, "get_groupmsg_list_v2", **full)


@pytest.mark.parametrize("kind", ["number", "string"])
def test_the_list_shows_what_was_asked_for(world: Simulator, wecom: Wecom, kind: str) -> None:
    world.switches.set("mass_create_time", kind)
    msgid = announce(wecom, attachments=[LINK])["msgid"]

    answer = listed(wecom, world)

    created = int(world.now().timestamp())
    assert answer["group_msg_list"] == [
        {
            "msgid": msgid,
            "create_time": created if kind == "number" else str(created),
            "create_type": 0,
            "text": {"content": "你好"},
            "attachments": [LINK],
        }
    ]


def test_the_list_comes_in_pages(world: Simulator, wecom: Wecom) -> None:
    made = [announce(wecom)["msgid"] for _ in range(3)]

    first = listed(wecom, world, limit=2)
    second = listed(wecom, world, limit=2, cursor=first["next_cursor"])
    bad = listed(wecom, world, cursor="nonsense")

    assert [row["msgid"] for row in first["group_msg_list"] + second["group_msg_list"]] == made
    assert (second["next_cursor"], bad["errcode"]) == ("", 50100)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"chat_type": "single"}, id="single-customers"),
        pytest.param({"creator": "ann"}, id="made-by-a-person"),
        pytest.param({"filter_type": 1}, id="personal-ones"),
        pytest.param({"start_time": 1, "end_time": 2}, id="another-time"),
    ],
)
def test_what_the_list_leaves_out(world: Simulator, wecom: Wecom, msgid: str, body: dict[str, object]) -> None:
    assert (msgid.startswith("msg"), listed(wecom, world, **body)["group_msg_list"]) == (True, [])


def test_the_list_leaves_out_senders_out_of_range(world: Simulator, wecom: Wecom) -> None:
    announce(wecom, sender="Carol")

    assert listed(a_caller(world, "secret-n"), world)["group_msg_list"] == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"start_time": 0}, id="no-start"),
        pytest.param({"end_time": 1}, id="turned-round"),
        pytest.param({"start_time": 1}, id="over-a-month"),
    ],
)
def test_times_of_the_list(world: Simulator, wecom: Wecom, body: dict[str, object]) -> None:
    assert listed(wecom, world, **body)["errcode"] == 600018
