"""Webhooks: no token, only a key."""

from pathlib import Path

import pytest

from reconciler.simulator import Simulator, SimulatorError
from tests.simulator.rooms import KEY, ROOMS, a_webhook
from tests.simulator.scene import Wecom, in_process, make_world

HELLO = {"content": "值班提醒", "mentioned_list": ["ann", "@all"]}


@pytest.fixture
def rooms(tmp_path: Path) -> Simulator:
    """The world of rooms."""
    return make_world(tmp_path, ROOMS)


def test_a_message_arrives_in_the_group(rooms: Simulator) -> None:
    code = a_webhook(rooms).push("text", HELLO)

    (message,) = rooms.messages("wrA")
    assert (code, message.text, message.mentioned, message.readers) == (0, "值班提醒", ("ann", "@all"), 3)
    assert message.agent_id == 0


def test_the_key_and_the_text_are_not_written_down(rooms: Simulator) -> None:
    a_webhook(rooms).push("text", HELLO)

    entry = rooms.journal()[-1]

    assert (entry.query, entry.corp_id, entry.applied) == ({"key": "***"}, "ww1", True)
    assert not [secret for secret in (KEY, "值班提醒") if secret in str(rooms.journal()) + str(rooms.show())]


def test_keys_that_do_not_work(rooms: Simulator) -> None:
    made = rooms.hands.create_webhook("s1", "新")
    codes = [a_webhook(rooms, key).push("text", HELLO) for key in ("", "x", "no", made)]
    rooms.hands.enable_webhook("no")
    rooms.hands.remove_webhook(made)
    rooms.hands.forbid_webhooks("wrA")

    later = [a_webhook(rooms, key).push("text", HELLO) for key in ("no", made, KEY)]

    assert (codes, later) == ([93000, 93000, 93004, 0], [0, 93000, 93001])


def test_a_dissolved_group_has_no_webhook(rooms: Simulator) -> None:
    rooms.hands.dissolve("wrA")

    assert a_webhook(rooms).push("text", HELLO) == 93008


def test_twenty_messages_a_minute(rooms: Simulator) -> None:
    hook = a_webhook(rooms)
    codes = [hook.push("text", HELLO) for _ in range(21)]
    rooms.clock.advance(60)

    assert (codes, hook.push("text", HELLO)) == ([0] * 20 + [45009], 0)


def test_bodies_that_are_none(rooms: Simulator) -> None:
    caller = Wecom(in_process(rooms))

    codes = [
        caller.request("POST", "webhook/send", body, query={"key": KEY}).json()["errcode"]
        for body in (b"", b"no json", b"{}")
    ]

    assert (codes, caller.code("webhook/send", key=KEY)) == ([93017, 40058, 40008], 40058)


def test_a_file_is_uploaded_and_sent_within_three_days(rooms: Simulator) -> None:
    hook = a_webhook(rooms)
    answer = hook.upload(b"content")
    sent = {"media_id": answer["media_id"]}
    rooms.hands.enable_webhook("no")

    codes = [hook.push("file", sent), a_webhook(rooms, "no").push("file", sent)]
    rooms.clock.advance(3 * 24 * 3600)

    assert (answer["errcode"], answer["type"], answer["created_at"]) == (0, "file", str(1793581200))
    assert [*codes, hook.push("file", sent)] == [0, 40007, 40007]


def test_uploads_that_are_refused(rooms: Simulator) -> None:
    hook, stranger = a_webhook(rooms), a_webhook(rooms, "x")
    rooms.switches.set("upload_part", "named")

    codes = [
        stranger.upload(b"")["errcode"],
        stranger.upload(b"content")["errcode"],
        hook.upload(b"content", name="file")["errcode"],
        hook.upload(b"content", kind="image")["errcode"],
        hook.upload(b"tiny")["errcode"],
        hook.upload(b"#" * (2 * 1024 * 1024 + 1), kind="voice")["errcode"],
    ]

    assert codes == [44001, 93000, 44001, 40004, 40006, 45001]


def test_the_key_of_a_group_can_be_looked_up(rooms: Simulator) -> None:
    assert rooms.webhook_key("wrA", "值班") == KEY
    with pytest.raises(SimulatorError):
        rooms.webhook_key("wrB")


def test_every_sort_of_webhook_is_shown_without_its_key(rooms: Simulator) -> None:
    corp = rooms.show()["corps"][0]  # type: ignore[index]  # a list of corps

    assert corp["webhooks"] == [
        {"room": "c1", "name": "", "state": "disabled"},
        {"room": "wrA", "name": "值班", "state": "live"},
    ]
