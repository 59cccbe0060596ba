"""What stands around customer groups in a world file, and in what is shown of a world."""

from pathlib import Path

import pytest

from reconciler.simulator import WorldFileError
from tests.simulator.outreach_scene import WORLD, ask
from tests.simulator.scene import a_caller, make_world

FULL = f"""{WORLD}
  intercept_rules:
  - {{name: 控制台的, words: 返现 加我, people: ANN}}
  - {{name: 应用的, words: 词, semantics: [1], type: 2, departments: [2], agent_id: 1000002}}
  join_ways:
  - {{config_id: lobby, agent_id: 1000002, groups: wrG1 wrG2, remark: 前台, auto_create_room: false}}
  welcome_templates:
  - {{template_id: msgHello, agent_id: 1000002, text: 欢迎}}
"""


def test_calls_find_what_the_file_says(tmp_path: Path) -> None:
    with make_world(tmp_path, FULL) as world:
        wecom = a_caller(world)
        way = ask(wecom, "groupchat/get_join_way", config_id="lobby")["join_way"]
        welcome = ask(wecom, "group_welcome_template/get", template_id="msgHello")
        codes = [ask(wecom, "del_intercept_rule", rule_id=rule.rule_id)["errcode"] for rule in world.intercept_rules()]

    assert (way["chat_id_list"], way["auto_create_room"], way["scene"]) == (["wrG1", "wrG2"], 0, 2)
    assert welcome["text"] == {"content": "欢迎"}
    assert codes == [41070, 0]


def test_the_world_shows_it(tmp_path: Path) -> None:
    with make_world(tmp_path, FULL) as world:
        sent = ask(a_caller(world), "add_msg_template", chat_type="group", sender="ann", text={"content": "x"})
        shown = world.show()["corps"]

    assert isinstance(shown, list)
    assert [shown[0][key] for key in ("intercept_rules", "join_ways", "welcome_templates", "mass_messages")] == [
        [
            {"rule_id": "1001", "name": "控制台的", "agent_id": 0, "words": 2},
            {"rule_id": "1002", "name": "应用的", "agent_id": 1000002, "words": 1},
        ],
        [{"config_id": "lobby", "agent_id": 1000002, "remark": "前台", "groups": ["wrG1", "wrG2"], "made": []}],
        [{"template_id": "msgHello", "agent_id": 1000002, "with": "", "notified": False}],
        [{"msgid": sent["msgid"], "sender": "ann", "state": "open", "groups": ["wrG1", "wrG2"], "sent": 0}],
    ]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        pytest.param("intercept_rules: [{name: 名, words: 词}]", "40058", id="rule-without-range"),
        pytest.param("intercept_rules: [{name: 名, words: 词, people: nobody}]", "nobody", id="rule-for-nobody"),
        pytest.param(
            "intercept_rules: [{name: 名, words: 词, people: ann, agent_id: 5}]", "agent_id", id="no-such-app"
        ),
        pytest.param("join_ways: [{agent_id: 1000002, groups: wrNone}]", "wrNone", id="way-into-no-group"),
        pytest.param("join_ways: [{agent_id: 1000002}]", "1 to 5", id="way-into-nothing"),
        pytest.param("welcome_templates: [{agent_id: 1000002}]", "text", id="welcome-without-text"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path: Path, entry: str, words: str) -> None:
    with pytest.raises(WorldFileError, match=words):
        make_world(tmp_path, f"{WORLD}\n  {entry}\n")
