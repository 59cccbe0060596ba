"""A person presses a button of a card."""

import pytest

from reconciler.simulator import HandError, Simulator
from reconciler.simulator.callbacks.events import load_events
from tests.simulator.letters import MENU, a_card, tell_card, with_callback
from tests.simulator.scene import AGENT, CORP, Wecom


@pytest.fixture(autouse=True)
def _callback(world: Simulator) -> None:
    with_callback(world)


def queued(world: Simulator) -> list[str]:
    """The plaintext of queued events."""
    with world._store.transaction() as connection:
        return [event.xml for event in load_events(connection)]


def test_a_press_queues_an_event_with_a_fresh_code(world: Simulator, wecom: Wecom) -> None:
    sent = tell_card(wecom, "ann")

    code = world.hands.click_card("ANN", "t1", "ack", corp=CORP)

    now = int(world.now().timestamp())
    assert code != sent["response_code"]
    assert queued(world) == [
        f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><FromUserName><![CDATA[ann]]></FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        "<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[ack]]></EventKey>"
        "<TaskId><![CDATA[t1]]></TaskId><CardType><![CDATA[button_interaction]]></CardType>"
        f"<ResponseCode><![CDATA[{code}]]></ResponseCode><AgentID>{AGENT}</AgentID></xml>"
    ]


def test_the_code_of_a_press_changes_the_card(world: Simulator, wecom: Wecom) -> None:
    tell_card(wecom, "ann")
    code = world.hands.click_card("ann", "t1", "ack", corp=CORP)

    body = {"agentid": AGENT, "userids": ["ann"], "response_code": code, "button": {"replace_name": "已确认"}}
    answer = wecom.post("message/update_template_card", body)

    assert answer["errcode"] == 0
    with pytest.raises(HandError, match="no button"):
        world.hands.click_card("ann", "t1", "ack", corp=CORP)


def test_choices_are_in_the_event(world: Simulator, wecom: Wecom) -> None:
    tell_card(wecom, "ann", a_card("vote_interaction"))

    world.hands.click_card("ann", "t1", "submit", ["q=a", "q=b"], corp=CORP)

    (xml,) = queued(world)
    assert (
        "<SelectedItems><SelectedItem><QuestionKey><![CDATA[q]]></QuestionKey><OptionIds>"
        "<OptionId><![CDATA[a]]></OptionId><OptionId><![CDATA[b]]></OptionId></OptionIds></SelectedItem>"
        "</SelectedItems>"
    ) in xml


def test_a_menu_entry_makes_a_menu_event(world: Simulator, wecom: Wecom) -> None:
    tell_card(wecom, "ann", a_card("text_notice", action_menu=MENU, task_id="t9"))

    world.hands.click_card("ann", "t9", "stop", corp=CORP)

    assert "<![CDATA[template_card_menu_event]]>" in queued(world)[0]


@pytest.mark.parametrize(
    ("user", "task", "key", "choices", "words"),
    [
        pytest.param("bob", "t1", "ack", [], "no card", id="somebody-without-the-card"),
        pytest.param("ann", "t2", "ack", [], "no card", id="another-task"),
        pytest.param("ann", "t1", "nack", [], "no button", id="another-key"),
        pytest.param("ann", "t1", "ack", ["q=a"], "no option", id="an-option-that-is-not-there"),
    ],
)
def test_only_what_is_there_can_be_pressed(
    world: Simulator, wecom: Wecom, user: str, task: str, key: str, choices: list[str], words: str
) -> None:
    tell_card(wecom, "ann")

    with pytest.raises(HandError, match=words):
        world.hands.click_card(user, task, key, choices, corp=CORP)


def test_a_recalled_card_cannot_be_pressed(world: Simulator, wecom: Wecom) -> None:
    wecom.post("message/recall", {"msgid": tell_card(wecom, "ann")["msgid"]})

    with pytest.raises(HandError, match="no card"):
        world.hands.click_card("ann", "t1", "ack", corp=CORP)
