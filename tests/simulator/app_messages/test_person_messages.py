"""message/send and message/recall: payloads, answers, quotas, duplicates, and what lies in the inbox."""

import hashlib

import pytest

from reconciler.simulator import Simulator
from tests.simulator.letters import a_card, tell, tell_card, with_callback
from tests.simulator.scene import AGENT, CORP, OTHER, Wecom, a_caller

ARTICLE = {"title": "t", "url": "https://example.com"}
CARD = {"title": "t", "description": "d", "url": "https://example.com"}
NOTICE = {"appid": "wx1", "title": "t", "content_item": [{"key": "k", "value": "v"}]}


@pytest.mark.parametrize(
    ("msgtype", "payload", "code"),
    [
        pytest.param("text", {"content": "x" * 3000}, 0, id="long-text-is-cut"),
        pytest.param("text", {"content": ""}, 44004, id="empty-text"),
        pytest.param("markdown", {"content": "群" * 683}, 45002, id="long-markdown"),
        pytest.param("image", {"media_id": "m"}, 0, id="image"),
        pytest.param("video", {"media_id": "m", "title": "t"}, 0, id="video"),
        pytest.param("file", {}, 40007, id="file-without-media"),
        pytest.param("textcard", CARD, 0, id="textcard"),
        pytest.param("news", {"articles": [ARTICLE] * 8}, 0, id="news"),
        pytest.param("news", {"articles": [{"title": "t", "appid": "a", "pagepath": "p"}]}, 0, id="news-to-a-program"),
        pytest.param("news", {"articles": [{"title": "t"}]}, 40058, id="news-without-target"),
        pytest.param("news", {"articles": [ARTICLE] * 9}, 45008, id="news-nine"),
        pytest.param("miniprogram_notice", NOTICE, 0, id="mini-program"),
        pytest.param("miniprogram_notice", {**NOTICE, "content_item": [{}] * 11}, 40058, id="mini-program-eleven"),
        pytest.param("sticker", {"media_id": "m"}, 40008, id="unknown-type"),
    ],
)
def test_payloads(wecom: Wecom, msgtype: str, payload: object, code: int) -> None:
    assert tell(wecom, "ann", msgtype, payload)["errcode"] == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param({"agentid": OTHER}, 301002, id="another-app"),
        pytest.param({"agentid": None}, 40056, id="no-app"),
        pytest.param({"agentid": "x"}, 40056, id="no-number"),
        pytest.param({"agentid": str(OTHER)}, 301002, id="another-app-as-text"),
        pytest.param({"touser": ""}, 82001, id="nobody-named"),
        pytest.param({"touser": "|".join(f"u{n}" for n in range(1001))}, 40032, id="too-many-users"),
        pytest.param({"toparty": "|".join(str(n) for n in range(101))}, 82002, id="too-many-departments"),
        pytest.param({"totag": "|".join(str(n) for n in range(101))}, 82003, id="too-many-tags"),
        pytest.param({"safe": 2}, 40058, id="in-company-only-for-mpnews"),
    ],
)
def test_refusals(world: Simulator, wecom: Wecom, body: dict[str, object], code: int) -> None:
    assert tell(wecom, **body)["errcode"] == code  # type: ignore[arg-type]  # any field may be replaced
    assert world.inbox("ann", CORP) == ()


def test_a_delivered_message_lies_in_the_inbox(world: Simulator, wecom: Wecom) -> None:
    answer = tell(wecom, "ANN|bob", safe=1)

    (message,) = world.inbox("ann", CORP)
    raw = "你好".encode()
    assert answer == {"errcode": 0, "errmsg": "ok", "msgid": message.msgid}
    assert (message.kind, message.text, message.safe, message.sent_at) == ("text", "你好", 1, world.now())
    assert (message.digest, message.size_bytes) == (hashlib.sha256(raw).hexdigest(), len(raw))
    assert [each.msgid for each in world.inbox("bob", CORP)] == [message.msgid]


def test_invalid_recipients_are_listed_lower_cased_and_the_rest_is_sent(world: Simulator, wecom: Wecom) -> None:
    answer = tell(wecom, "ann|Gone|NoBody|ann", toparty="99", totag="x")

    assert answer["errcode"] == 0
    assert (answer["invaliduser"], answer["invalidparty"], answer["invalidtag"]) == ("gone|nobody", "99", "x")
    assert len(world.inbox("ann", CORP)) == 1


def test_nobody_left_is_refused_with_the_lists(wecom: Wecom) -> None:
    answer = tell(wecom, "Gone")

    assert (answer["errcode"], answer["invaliduser"]) == (81013, "gone")


def test_lists_without_entries_may_be_empty_texts(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("no_invalid_recipients", "empty")

    answer = tell(wecom)

    assert (answer["invaliduser"], answer["invalidparty"], answer["invalidtag"]) == ("", "", "")


def test_equal_requests_are_dropped_within_the_window(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("duplicate_msgid", "first")
    check = {"enable_duplicate_check": 1, "duplicate_check_interval": 60}

    first = tell(wecom, **check)  # type: ignore[arg-type]  # any field may be given
    second = tell(wecom, **check)  # type: ignore[arg-type]  # any field may be given
    world.clock.advance(60)
    tell(wecom, **check)  # type: ignore[arg-type]  # any field may be given

    assert second == first
    assert len(world.inbox("ann", CORP)) == 2


def test_equal_requests_arrive_twice_without_the_check(world: Simulator, wecom: Wecom) -> None:
    tell(wecom)
    tell(wecom)

    assert len(world.inbox("ann", CORP)) == 2


def test_surplus_for_one_person_is_dropped_in_silence(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("limit_member_minute", 2)

    codes = [tell(wecom, "ann|bob")["errcode"] for _ in range(3)]

    assert codes == [0, 0, 0]
    assert len(world.inbox("ann", CORP)) == 2
    assert [each.dropped for each in world.inbox("ann", CORP, with_dropped=True)] == [False, False, True]


def test_the_daily_quota_counts_person_times(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("limit_member_minute", 0)
    world.switches.set("limit_message_day", 1)

    codes = [tell(wecom, "@all")["errcode"] for _ in range(41)]

    assert codes == [0] * 40 + [45009]


def test_interactive_cards_bring_a_response_code(world: Simulator, wecom: Wecom) -> None:
    with_callback(world)

    interactive = tell_card(wecom)
    notice = tell_card(wecom, card=a_card("text_notice"))

    assert len(str(interactive["response_code"])) == 64
    assert "response_code" not in notice


@pytest.mark.parametrize(
    ("habit", "codes"), [pytest.param("42014", [0, 42014], id="refused"), pytest.param("ok", [0, 0], id="accepted")]
)
def test_a_task_id_is_unique_in_the_app(world: Simulator, wecom: Wecom, habit: str, codes: list[int]) -> None:
    with_callback(world)
    world.switches.set("repeated_task_id", habit)

    assert [tell_card(wecom)["errcode"] for _ in range(2)] == codes


def test_a_message_is_recalled_within_a_day(world: Simulator, wecom: Wecom) -> None:
    msgid = tell(wecom)["msgid"]
    world.clock.advance(24 * 3600)
    wecom.login()

    in_time = wecom.post("message/recall", {"msgid": msgid})
    world.clock.advance(1)
    late = wecom.post("message/recall", {"msgid": msgid})
    foreign = a_caller(world, "secret-b").post("message/recall", {"msgid": msgid})

    assert (in_time["errcode"], late["errcode"], foreign["errcode"]) == (0, 42052, 40058)
    assert world.inbox("ann", CORP)[0].recalled


def test_the_inbox_follows_a_renamed_person(world: Simulator, wecom: Wecom) -> None:
    tell(wecom)
    world.hands.rename_user_id("ann", "anna", corp=CORP)

    assert len(world.inbox("anna", CORP)) == 1


def test_the_address_book_secret_may_not_send(world: Simulator) -> None:
    assert tell(a_caller(world, "secret-s"), agentid=AGENT)["errcode"] == 48002


def test_an_agent_id_may_be_text(world: Simulator, wecom: Wecom) -> None:
    answers = [tell(wecom, agentid=str(AGENT))]
    world.switches.set("agentid_as_text", "refuse")

    answers.append(tell(wecom, agentid=str(AGENT)))

    assert [answer["errcode"] for answer in answers] == [0, 40056]
    assert answers[0]["errmsg"] == "ok"
