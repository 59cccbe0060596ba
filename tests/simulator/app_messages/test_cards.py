"""Template cards: the parts each type must have, counts, and the codes of what is wrong."""

import pytest

from reconciler.simulator import Simulator
from tests.simulator.letters import ACTION, BUTTON, MENU, OPTION, SUBMIT, URL, a_card, tell_card, with_callback
from tests.simulator.scene import CORP, Wecom

ROW = {"keyname": "k", "value": "v"}
OPTIONS_21 = [{"id": str(n), "text": "x"} for n in range(21)]
BUTTONS = "button_interaction"
VOTE = "vote_interaction"
MANY = "multiple_interaction"
TEXT = "text_notice"
NEWS = "news_notice"


@pytest.mark.parametrize("card_type", [TEXT, NEWS, BUTTONS, VOTE, MANY])
def test_every_type_arrives(world: Simulator, wecom: Wecom, card_type: str) -> None:
    with_callback(world)

    answer = tell_card(wecom, card=a_card(card_type))

    assert answer["errcode"] == 0
    assert [message.kind for message in world.inbox("ann", CORP)] == [card_type]


@pytest.mark.parametrize(
    ("card", "code"),
    [
        pytest.param(a_card("postcard"), 42031, id="unknown-type"),
        pytest.param(a_card(TEXT, main_title=None), 42033, id="no-title"),
        pytest.param(a_card(TEXT, main_title=None, sub_title_text="x"), 0, id="a-sub-title-will-do"),
        pytest.param(a_card(NEWS, main_title=None, sub_title_text="x"), 42033, id="but-not-in-a-news-notice"),
        pytest.param(a_card(TEXT, card_action=None), 42045, id="no-action"),
        pytest.param(a_card(TEXT, card_action={"type": 1}), 42028, id="action-without-url"),
        pytest.param(a_card(TEXT, card_action={"type": 2}), 42030, id="action-without-appid"),
        pytest.param(a_card(BUTTONS, card_action=ACTION), 0, id="an-action-on-buttons-is-welcome"),
        pytest.param(a_card(TEXT, horizontal_content_list=[ROW] * 7), 42035, id="seven-rows"),
        pytest.param(a_card(TEXT, horizontal_content_list=[{"value": "v"}]), 42027, id="row-without-key"),
        pytest.param(a_card(TEXT, horizontal_content_list=[{**ROW, "type": 1}]), 42028, id="row-without-url"),
        pytest.param(a_card(TEXT, horizontal_content_list=[{**ROW, "type": 2}]), 42029, id="row-without-media"),
        pytest.param(a_card(TEXT, horizontal_content_list=[{**ROW, "type": 3}]), 42050, id="row-without-person"),
        pytest.param(a_card(TEXT, jump_list=[{"title": "t"}] * 4), 42042, id="four-jumps"),
        pytest.param(a_card(NEWS, card_image=None), 42044, id="no-picture"),
        pytest.param(a_card(NEWS, card_image={"url": URL, "aspect_ratio": 3}), 42044, id="too-wide"),
        pytest.param(a_card(NEWS, card_image=None, image_text_area={"image_url": URL}), 0, id="picture-beside-text"),
        pytest.param(a_card(NEWS, vertical_content_list=[{"title": "t"}] * 5), 42036, id="five-vertical-rows"),
        pytest.param(a_card(BUTTONS, button_list=[]), 40058, id="no-button"),
        pytest.param(a_card(BUTTONS, button_list=[{"key": "k"}]), 42038, id="button-without-text"),
        pytest.param(a_card(BUTTONS, button_list=[BUTTON, BUTTON]), 42039, id="buttons-alike"),
        pytest.param(a_card(BUTTONS, button_list=[{"text": "t", "type": 1}]), 42028, id="page-without-url"),
        pytest.param(a_card(BUTTONS, button_selection={"question_key": "q"}), 42037, id="question-without-options"),
        pytest.param(a_card(BUTTONS, task_id=None), 42014, id="no-task-id"),
        pytest.param(a_card(BUTTONS, task_id="两个字"), 42014, id="task-id-of-other-characters"),
        pytest.param(a_card(VOTE, checkbox={"option_list": [OPTION]}), 42043, id="vote-without-key"),
        pytest.param(a_card(VOTE, checkbox={"question_key": "q", "option_list": OPTIONS_21}), 42037, id="21-options"),
        pytest.param(a_card(VOTE, checkbox={"question_key": "q", "option_list": [{"id": "a"}]}), 42041, id="no-text"),
        pytest.param(a_card(VOTE, submit_button={"text": "t"}), 42046, id="submit-without-key"),
        pytest.param(a_card(VOTE, submit_button={"key": "k"}), 42049, id="submit-without-text"),
        pytest.param(a_card(MANY, select_list=[]), 42047, id="no-question"),
        pytest.param(a_card(MANY, select_list=[{"question_key": "q", "option_list": [{}]}]), 42040, id="option-no-id"),
        pytest.param(a_card(MANY, submit_button={**SUBMIT, "key": "x" * 1025}), 42046, id="long-key"),
        pytest.param(a_card(TEXT, action_menu=MENU, task_id="t9"), 0, id="menu"),
        pytest.param(a_card(TEXT, action_menu=MENU), 42014, id="menu-without-task-id"),
        pytest.param(a_card(TEXT, action_menu={"action_list": []}, task_id="t9"), 40058, id="empty-menu"),
    ],
)
def test_parts(world: Simulator, wecom: Wecom, card: dict[str, object], code: int) -> None:
    with_callback(world)

    assert tell_card(wecom, card=card)["errcode"] == code


@pytest.mark.parametrize(
    ("card", "code"),
    [
        pytest.param(a_card(BUTTONS), 43012, id="interactive"),
        pytest.param(a_card(TEXT, action_menu=MENU, task_id="t9"), 43012, id="notice-with-menu"),
        pytest.param(a_card(TEXT), 0, id="plain-notice"),
    ],
)
def test_what_calls_back_needs_a_callback_url(wecom: Wecom, card: dict[str, object], code: int) -> None:
    assert tell_card(wecom, card=card)["errcode"] == code


def test_a_person_reads_every_text_of_a_card(world: Simulator, wecom: Wecom) -> None:
    with_callback(world)
    card = a_card(sub_title_text="请在周五前", horizontal_content_list=[{"keyname": "版本", "value": "v3"}])

    tell_card(wecom, card=card)

    (message,) = world.inbox("ann", CORP)
    assert message.text.splitlines() == ["请确认", "请在周五前", "版本 v3", "我已阅读"]
    assert (message.task_id, message.buttons) == ("t1", ("ack",))
