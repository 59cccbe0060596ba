"""Events of customer groups and of visible ranges: what is queued, for whom, and how it is written."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconciler.simulator import HandError, Simulator
from reconciler.simulator.callbacks.events import Element, to_xml
from tests.simulator.customer_scene import AGENT, NARROW, ORPHAN, OUTSIDE, PRIVATE, SOUTH, SYSTEM, VIP, failures
from tests.simulator.customer_scene import a_customer_world as a_world
from tests.simulator.receiver import KEY, TOKEN
from tests.simulator.scene import Wecom

URL = "http://127.0.0.1:9/x"
HEAD = (
    "<xml><ToUserName><![CDATA[ww1]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>"
    "<CreateTime>1793581200</CreateTime><MsgType><![CDATA[event]]></MsgType>"
    "<Event><![CDATA[change_external_chat]]></Event><ChatId><![CDATA[wrVipGroup00000001]]></ChatId>"
)


@pytest.fixture
def heard(customers: Simulator) -> Simulator:
    """The world with a listening app."""
    customers.hands.set_callback(AGENT, URL, TOKEN, KEY)
    return customers


def tails(world: Simulator) -> list[str]:
    """What follows the common head, with versions left out."""
    version = world.customer_group(VIP).version
    return [each.xml.removeprefix(HEAD).replace(version, "CUR") for each in world.events()]


def test_created_and_dissolved(heard: Simulator) -> None:
    heard.hands.make_customer_group("wrNewGroup", "bob")
    heard.hands.dissolve(VIP)

    created, dismissed = heard.events()

    assert created.xml.endswith(
        "<ChatId><![CDATA[wrNewGroup]]></ChatId><ChangeType><![CDATA[create]]></ChangeType></xml>"
    )
    assert dismissed.xml == f"{HEAD}<ChangeType><![CDATA[dismiss]]></ChangeType></xml>"


@pytest.mark.parametrize(
    ("hand", "arguments", "detail"),
    [
        ("rename-chat", {"name": "新名"}, "change_name"),
        ("set-announcement", {"text": "公告"}, "change_notice"),
        ("transfer-owner", {"owner": "bob"}, "change_owner"),
    ],
)
def test_updates_without_members(heard: Simulator, hand: str, arguments: dict[str, str], detail: str) -> None:
    heard.hands.call(hand, {"chat": VIP, **arguments})

    assert tails(heard) == [
        f"<ChangeType><![CDATA[update]]></ChangeType><UpdateDetail><![CDATA[{detail}]]></UpdateDetail></xml>"
    ]


@pytest.mark.parametrize(
    ("hand", "arguments", "detail", "scene", "items"),
    [
        ("invite", {"users": "Carol dan"}, "add_member", "<JoinScene>0</JoinScene>", ["Carol", "dan"]),
        ("invite-external", {"external": "wmNew"}, "add_member", "<JoinScene>0</JoinScene>", ["wmNew"]),
        ("invite-external", {"external": "wmNew", "scene": "3"}, "add_member", "<JoinScene>3</JoinScene>", ["wmNew"]),
        ("leave", {"users": "wmWang"}, "del_member", "<QuitScene>0</QuitScene>", ["wmWang"]),
        ("kick", {"users": "wmWang eve"}, "del_member", "<QuitScene>1</QuitScene>", ["eve", "wmWang"]),
    ],
)
def test_updates_of_members(
    heard: Simulator, hand: str, arguments: dict[str, str], detail: str, scene: str, items: list[str]
) -> None:
    last = heard.customer_group(VIP).version

    heard.hands.call(hand, {"chat": VIP, **arguments})

    listed = "".join(f"<Item><![CDATA[{item}]]></Item>" for item in items)
    assert tails(heard) == [
        f"<ChangeType><![CDATA[update]]></ChangeType><UpdateDetail><![CDATA[{detail}]]></UpdateDetail>{scene}"
        f"<MemChangeCnt>{len(items)}</MemChangeCnt><MemChangeList>{listed}</MemChangeList>"
        f"<LastMemVer><![CDATA[{last}]]></LastMemVer><CurMemVer><![CDATA[CUR]]></CurMemVer></xml>"
    ]


def test_admins_and_nicknames_make_no_event(heard: Simulator) -> None:
    heard.hands.set_admins(VIP, ["eve"])
    heard.hands.set_nickname(VIP, "ann", "x")

    assert heard.events() == ()


def test_calls_make_no_event(heard: Simulator, seller: Wecom) -> None:
    failures(seller, "onjob_transfer", "bob", VIP)
    failures(seller, "transfer", "bob", ORPHAN)
    heard.clock.advance(3600)

    assert heard.events() == ()


def test_a_group_that_is_no_customer_group_makes_no_event(heard: Simulator) -> None:
    heard.hands.rename_chat(PRIVATE, "x")

    assert heard.events() == ()


def test_only_apps_that_may_know_hear_of_it_each_with_its_own_id(customers: Simulator) -> None:
    for agent in (AGENT, NARROW, OUTSIDE, SYSTEM):
        customers.hands.set_callback(agent, URL, TOKEN, KEY)

    customers.hands.rename_chat(VIP, "x")
    customers.hands.rename_chat(SOUTH, "x")

    assert [each.agent_id for each in customers.events()] == [SYSTEM, AGENT, SYSTEM, AGENT, NARROW]
    for event, chat_id in zip(customers.events(), (VIP, VIP, SOUTH, SOUTH, SOUTH), strict=True):
        assert f"<![CDATA[{customers.seen_chat_id(chat_id, event.agent_id)}]]>" in event.xml


def test_a_departed_member_who_drops_out_makes_an_event(heard: Simulator) -> None:
    heard.switches.set("departed_in_chats", "drop")

    heard.hands.depart("bob")

    assert [each.kind for each in heard.events()] == ["change_external_chat", "unsubscribe"]


def test_who_enters_or_leaves_the_range_subscribes_or_unsubscribes(customers: Simulator) -> None:
    hands = customers.hands
    hands.set_callback(NARROW, URL, TOKEN, KEY)
    hands.depart("eve")
    hands.move_person("bob", [3])
    hands.disable_person("bob")
    hands.enable_person("bob")
    hands.join("fay", departments=[3])
    hands.rename_person("ann", "x")
    hands.set_range(NARROW, departments=[3], users=["ann"])
    hands.set_callback(NARROW, "")
    hands.depart("bob")

    events = customers.events()

    found = [(each.kind, each.xml.split("<FromUserName><![CDATA[")[1].split("]]")[0]) for each in events]
    assert found == [
        ("unsubscribe", "eve"),
        ("subscribe", "bob"),
        ("unsubscribe", "bob"),
        ("subscribe", "bob"),
        ("subscribe", "fay"),
        ("subscribe", "ann"),
    ]
    assert events[0].xml == (
        "<xml><ToUserName><![CDATA[ww1]]></ToUserName><FromUserName><![CDATA[eve]]></FromUserName>"
        "<CreateTime>1793581200</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[unsubscribe]]></Event>"
        "<AgentID>1000003</AgentID></xml>"
    )


@pytest.mark.parametrize(
    ("elements", "xml"),
    [
        ([("A", "x"), ("B", 1)], "<A><![CDATA[x]]></A><B>1</B>"),
        ([("L", [("Item", "a"), ("Item", "b")])], "<L><Item><![CDATA[a]]></Item><Item><![CDATA[b]]></Item></L>"),
        ([("A", "a]]>b<c")], "<A>a]]&gt;b&lt;c</A>"),
        ([("A", "")], "<A><![CDATA[]]></A>"),
    ],
)
def test_elements_are_written_as_the_vendor_writes_them(elements: Sequence[Element], xml: str) -> None:
    assert to_xml(elements) == xml


PEOPLE = st.sampled_from(["ann", "bob", "Carol", "eve", "wmWang", "woLi", "wmNew", "woNew"])
EDITS = st.tuples(st.sampled_from(["invite", "leave", "kick", "invite_external"]), PEOPLE)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(EDITS, max_size=12))
def test_versions_are_a_chain_and_the_deltas_lead_to_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str]]
) -> None:
    with a_world(tmp_path_factory.mktemp("law")) as world:
        world.hands.set_callback(AGENT, URL, TOKEN, KEY)
        group = world.customer_group(VIP)
        version, members = group.version, {each.id for each in group.members}
        for hand, person in edits:
            try:
                getattr(world.hands, hand)(VIP, person if hand == "invite_external" else [person])
            except HandError:
                continue

        for event in world.events():
            if "MemChangeList" not in event.xml:
                continue
            last, current = (event.xml.split(f"<{name}><![CDATA[")[1][:32] for name in ("LastMemVer", "CurMemVer"))
            moved = {words.split("]]")[0] for words in event.xml.split("<Item><![CDATA[")[1:]}
            assert last == version
            version, members = current, members | moved if "add_member" in event.xml else members - moved
        assert version == world.customer_group(VIP).version
        assert members == {each.id for each in world.customer_group(VIP).members}
