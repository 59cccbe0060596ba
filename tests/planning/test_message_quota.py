"""Messages wait for room in every window of WeCom's limits, and are never refused for them."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.action import Action, SendMessage, TellPerson, UpdateGroup
from reconciler.model.ids import GroupKey, user_id
from reconciler.model.manual import Level
from reconciler.model.message_scope import CHATS, scope_of
from reconciler.model.record import Past, PastMessage
from reconciler.planning.message_quota import HOUR, LIMITS, MINUTE, MessageQuota
from reconciler.planning.stages import stages_of
from reconciler.simulator.switches.switches import BY_NAME
from tests.builders import NOW, a_company, chat_of

BUDGETS = a_company().budgets


def message(readers: int = 1, webhook: str | None = None, key: str = "g") -> SendMessage:
    return SendMessage(GroupKey(key), chat_of(key), f"rules:{key}", "", 1, webhook=webhook, readers=readers)


def tell(user: str = "ann") -> TellPerson:
    return TellPerson(user_id(user), Level.TOLD, (), "tell", "", 1)


def sent(scope: str, people: int, *minutes_ago: float) -> Past:
    return Past(
        messages=tuple(PastMessage(scope, people, NOW - timedelta(minutes=m)) for m in sorted(minutes_ago)[::-1])
    )


@pytest.mark.parametrize(
    ("past", "action", "room"),
    [
        pytest.param(Past(), message(2_000), None, id="nothing-sent-yet"),
        pytest.param(sent(CHATS, 19_000, 0.5), message(1_000), None, id="just-fits-the-minute"),
        pytest.param(sent(CHATS, 19_000, 0.5), message(1_001), NOW + MINUTE / 2, id="over-the-minute"),
        pytest.param(sent(CHATS, 19_000, 1), message(1_001), None, id="the-minute-is-over"),
        pytest.param(sent(CHATS, 15_000, *range(5, 51, 5)), message(1), NOW + 10 * MINUTE, id="over-the-hour"),
        pytest.param(sent("webhook:A", 1, *[0.25] * 20), message(9, "A"), NOW + MINUTE * 3 / 4, id="a-webhook"),
        pytest.param(sent("webhook:A", 1, *[0.25] * 20), message(9, "B"), None, id="another-webhook"),
        pytest.param(sent("person:ann", 1, *[0] * 30), tell(), NOW + MINUTE, id="a-person"),
        pytest.param(sent("person:ann", 1, *[30] * 1_000), tell(), NOW + 30 * MINUTE, id="a-person-in-an-hour"),
        pytest.param(sent("person:ann", 1, *[0] * 30), tell("bob"), None, id="another-person"),
        pytest.param(sent(CHATS, 20_000, 0), UpdateGroup(GroupKey("g"), chat_of("g"), name="x"), None, id="no-message"),
    ],
)
def test_when_a_message_may_be_sent(past: Past, action: Action, room: datetime | None) -> None:
    quota = MessageQuota(past)

    assert (quota.has_room(action, NOW), quota.next_room([action], NOW)) == (room is None, room)


def test_a_plan_says_which_messages_wait_until_when() -> None:
    actions = [message(9_000, key=key) for key in "abcde"]

    stages = stages_of(actions, Past(), NOW, BUDGETS)

    assert [(stage.at, dict(stage.calls)["send"]) for stage in stages] == [
        (NOW, 2),
        (NOW + MINUTE, 2),
        (NOW + 2 * MINUTE, 1),
    ]


@given(
    st.lists(st.integers(2, 1_999).map(message) | st.sampled_from("AB").map(lambda hook: message(1, hook)), max_size=90)
)
def test_no_window_of_any_stage_is_over_a_limit(actions: list[SendMessage]) -> None:
    quota, at, waiting, told = MessageQuota(Past()), NOW, list(actions), list[tuple[datetime, str, int]]()

    while waiting:
        action = waiting[0]
        if quota.has_room(action, at):
            quota.count(action, at)
            told.append((at, *(scope_of(waiting.pop(0)) or ("", 0))))
        else:
            at = quota.next_room([action], at) or at

    assert len(told) == len(actions)
    for end, scope, _ in told:
        for length, most in LIMITS[scope.partition(":")[0]]:
            assert sum(n for at, other, n in told if other == scope and end - length < at <= end) <= most


def test_the_simulator_enforces_no_less_than_is_counted() -> None:
    published = {
        (CHATS, MINUTE): "limit_send_minute",
        (CHATS, HOUR): "limit_send_hour",
        ("webhook", MINUTE): "limit_webhook_minute",
        ("person", MINUTE): "limit_member_minute",
        ("person", HOUR): "limit_member_hour",
    }
    counted = Counter({(scope, length): most for scope, limits in LIMITS.items() for length, most in limits})

    assert counted.keys() == published.keys()
    assert {key: most for key, most in counted.items() if most > int(BY_NAME[published[key]].default)} == {}
    assert {key: most for key, most in counted.items() if key != (CHATS, HOUR)} == {
        key: int(BY_NAME[name].default) for key, name in published.items() if key != (CHATS, HOUR)
    }
