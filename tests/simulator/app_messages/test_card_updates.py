"""message/update_template_card: one use of a code, who is changed, what they see."""

import pytest

from reconciler.simulator import Simulator
from tests.simulator.letters import a_card, tell_card, with_callback
from tests.simulator.scene import AGENT, CORP, Wecom, a_caller

DONE = {"replace_name": "已确认"}


@pytest.fixture
def code(world: Simulator, wecom: Wecom) -> str:
    """The code of a button card that ann and bob have."""
    with_callback(world)
    return str(tell_card(wecom, "ann|bob")["response_code"])


def change(wecom: Wecom, code: str, **body: object) -> dict[str, object]:
    """The answer to update_template_card; everybody's buttons unless said otherwise."""
    full = {"agentid": AGENT, "response_code": code, "button": DONE, **body}
    return wecom.post("message/update_template_card", full)


def test_buttons_give_way_to_a_text(world: Simulator, wecom: Wecom, code: str) -> None:
    answer = change(wecom, code, atall=1)

    assert answer == {"errcode": 0, "errmsg": "ok", "invaliduser": []}
    assert [(each.replaced, each.buttons) for each in world.inbox("ann", CORP)] == [("已确认", ())]


def test_only_those_named_are_changed_and_strangers_come_back(world: Simulator, wecom: Wecom, code: str) -> None:
    answer = change(wecom, code, userids=["ann", "dan", "Gone"])

    assert answer["invaliduser"] == ["gone", "dan"]
    assert world.inbox("ann", CORP)[0].replaced == "已确认"
    assert world.inbox("bob", CORP)[0].replaced == ""


def test_departments_and_tags_can_be_named(world: Simulator, wecom: Wecom, code: str) -> None:
    change(wecom, code, partyids=[3], tagids=[7])

    assert [world.inbox(user, CORP)[0].replaced for user in ("ann", "bob")] == ["已确认", "已确认"]


def test_a_card_takes_the_place_of_the_card_and_keeps_the_task(world: Simulator, wecom: Wecom, code: str) -> None:
    new = a_card("text_notice", main_title={"title": "完成"})

    change(wecom, code, atall=1, button=None, template_card=new)

    (message,) = world.inbox("ann", CORP)
    assert (message.kind, message.text, message.task_id) == ("text_notice", "完成", "t1")


def test_a_code_opens_once(wecom: Wecom, code: str) -> None:
    assert [change(wecom, code, atall=1)["errcode"] for _ in range(2)] == [0, 42022]


@pytest.mark.parametrize("bad", [40058, 42022])
def test_a_code_lives_72_hours(world: Simulator, wecom: Wecom, code: str, bad: int) -> None:
    world.switches.set("code_bad_response_code", bad)
    world.clock.advance(72 * 3600)

    wecom.login()

    assert change(wecom, code, atall=1)["errcode"] == bad


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({}, 82101, id="nobody-named"),
        pytest.param({"userids": ["dan"]}, 82102, id="nobody-who-has-it"),
        pytest.param({"atall": 1, "button": {}}, 40058, id="nothing-to-change"),
        pytest.param({"atall": 1, "agentid": 1}, 301002, id="another-app"),
    ],
)
def test_refusals_leave_the_code_unused(wecom: Wecom, code: str, body: dict[str, object], expected: int) -> None:
    refused = change(wecom, code, **body)

    assert (refused["errcode"], change(wecom, code, atall=1)["errcode"]) == (expected, 0)


def test_the_code_of_another_app_opens_nothing(world: Simulator, code: str) -> None:
    assert change(a_caller(world, "secret-b"), code, atall=1, agentid=1000003)["errcode"] == 40058
