"""`reconciler simulate` and what people have in front of them: inboxes, cards, tasks to confirm."""

import json
from pathlib import Path

from tests.e2e.town import in_process
from tests.simulator.letters import tell_card
from tests.simulator.outreach_scene import ask, make_outreach
from tests.simulator.scene import a_caller


def test_an_inbox_is_shown_and_its_card_is_pressed(tmp_path: Path) -> None:
    with make_outreach(tmp_path) as world:
        tell_card(a_caller(world))
        home = str(world.directory)

        shown = in_process("simulate", "show", home, "--person", "ann", "--json")
        pressed = in_process("simulate", "edit", home, "click-card", "user=ann", "task=t1", "key=ack")
        wrong = in_process("simulate", "edit", home, "click-card", "user=ann", "task=t1", "key=nack")

    (message,) = json.loads(shown.out)["inbox"]
    assert (message["kind"], message["buttons"], message["task_id"]) == ("button_interaction", ["ack"], "t1")
    assert (pressed.code, wrong.code) == (0, 2)
    assert "no button nack" in wrong.err


def test_a_mass_message_is_confirmed_from_the_command_line(tmp_path: Path) -> None:
    with make_outreach(tmp_path) as world:
        msgid = ask(a_caller(world), "add_msg_template", chat_type="group", sender="ann", text={"content": "x"})[
            "msgid"
        ]

        home = str(world.directory)
        ran = in_process("simulate", "edit", home, "confirm-mass-message", f"msgid={msgid}", "user=ann")

        (message,) = world.mass_messages()
    assert (ran.code, message.state) == (0, "confirmed")
