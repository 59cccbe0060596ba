"""Messages to people that tests send, and cards with everything they need."""

from typing import Any

from reconciler.simulator import Simulator
from tests.simulator.scene import AGENT, CORP, Wecom

URL = "https://example.com"
ACTION = {"type": 1, "url": URL}
OPTION = {"id": "a", "text": "甲"}
BUTTON = {"text": "我已阅读", "style": 1, "key": "ack"}
SUBMIT = {"text": "提交", "key": "submit"}
MENU = {"desc": "更多", "action_list": [{"text": "不再提醒", "key": "stop"}]}
AES_KEY = "simulatorKeysimulatorKeysimulatorKeysimulaA"


def a_card(card_type: str = "button_interaction", **parts: object) -> dict[str, Any]:
    """A valid card of any type; parts are added, and taken away where None."""
    own: dict[str, dict[str, object]] = {
        "text_notice": {"card_action": ACTION},
        "news_notice": {"card_action": ACTION, "card_image": {"url": URL, "aspect_ratio": 1.3}},
        "button_interaction": {"task_id": "t1", "button_list": [BUTTON]},
        "vote_interaction": {
            "task_id": "t1",
            "checkbox": {"question_key": "q", "option_list": [OPTION, {"id": "b", "text": "乙"}]},
            "submit_button": SUBMIT,
        },
        "multiple_interaction": {
            "task_id": "t1",
            "select_list": [{"question_key": "q", "option_list": [OPTION]}],
            "submit_button": SUBMIT,
        },
    }
    full = {"card_type": card_type, "main_title": {"title": "请确认"}, **own.get(card_type, {}), **parts}
    return {name: part for name, part in full.items() if part is not None}


def with_callback(world: Simulator, agent: int = AGENT) -> None:
    """Give the app a callback URL, which interactive cards need."""
    world.hands.set_callback(agent, "http://127.0.0.1:9/wecom", "SimToken01", AES_KEY, corp=CORP)


def tell(wecom: Wecom, touser: str = "ann", msgtype: str = "text", payload: object = None, **body: object) -> Any:
    """The answer to message/send; without payload a short text."""
    full = {"touser": touser, "agentid": AGENT, "msgtype": msgtype, msgtype: payload or {"content": "你好"}, **body}
    return wecom.post("message/send", full)


def tell_card(wecom: Wecom, touser: str = "ann", card: object = None, **body: object) -> Any:
    """The answer to message/send of a template card; without card a button card."""
    return tell(wecom, touser, "template_card", card or a_card(), **body)
