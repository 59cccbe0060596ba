"""Laws: whatever is sent, the world keeps the vendor's invariants."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.simulator.customer_scene import CREATED, VIP, a_customer_world
from tests.simulator.rooms import KEY, ROOMS
from tests.simulator.scene import CORP, a_caller, make_world

PEOPLE = st.sampled_from(["ann", "BOB", "bob", "Carol", "carol", "dan", "eve", "gone", "nobody", "a b", ""])
LISTS = st.lists(PEOPLE, max_size=5)
UPDATES = st.fixed_dictionaries(
    {},
    optional={"name": st.text(max_size=60), "owner": PEOPLE, "add_user_list": LISTS, "del_user_list": LISTS},
)
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner))
FIELDS = st.sampled_from(["chatid", "name", "owner", "userlist", "add_user_list", "msgtype", "text", "safe", "news"])
BOTH = st.sampled_from(["refuse", "del-wins", "add-wins"])
HABITS = st.fixed_dictionaries({"add_and_del": BOTH, "add_existing": st.sampled_from(["ok", "86216"])})
SHEETS = "wedoc/smartsheet/groupchat"
ROOM_FIELDS = st.sampled_from(
    [
        "docid",
        "chat_id",
        "cursor",
        "limit",
        "owner",
        "add_user_list",
        "del_user_list",
        "msgtype",
        "text",
        "image",
        "news",
    ]
)
ROOM_JSON = JSON | st.sampled_from(["D1", "s1", "text", "image", "news", "99999999999"]) | LISTS
SLOW = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(updates=st.lists(UPDATES, max_size=8), cap=st.integers(4, 6), habits=HABITS)
def test_owner_is_a_member_and_sizes_hold_after_any_updates(
    updates: list[dict[str, object]], cap: int, habits: dict[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as folder, make_world(Path(folder), **habits) as world:
        world.hands.set_member_cap(cap, corp=CORP)
        caller = a_caller(world)
        for update in updates:
            before = world.chat("c1", CORP)

            code = caller.update(**update)

            chat = world.chat("c1", CORP)
            assert code == 0 or chat == before
            assert chat.owner in chat.members
            assert 2 <= len(chat.members) <= cap - 1
            assert len({member.lower() for member in chat.members}) == len(chat.members)
            assert len(chat.name) <= 50


@SLOW
@given(
    path=st.sampled_from(["create", "update", "send"]),
    bodies=st.lists(st.dictionaries(FIELDS, JSON, max_size=5), min_size=1, max_size=10),
)
def test_no_body_breaks_the_desk(path: str, bodies: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder, make_world(Path(folder)) as world:
        caller = a_caller(world)

        codes = [caller.post(f"appchat/{path}", body)["errcode"] for body in bodies]

        assert all(isinstance(code, int) for code in codes)
        assert [entry.errcode for entry in world.journal()[1:]] == codes


@SLOW
@given(
    path=st.sampled_from(
        ["webhook/send", "webhook/upload_media", f"{SHEETS}/list", f"{SHEETS}/get", f"{SHEETS}/update"]
    ),
    bodies=st.lists(st.dictionaries(ROOM_FIELDS, ROOM_JSON, max_size=6), min_size=1, max_size=10),
)
def test_no_body_breaks_webhooks_and_sheets(path: str, bodies: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder, make_world(Path(folder), ROOMS) as world:
        caller = a_caller(world)

        codes = [caller.post(path, body, key=KEY, type="file")["errcode"] for body in bodies]

        chat = world.chat("s1")
        assert all(isinstance(code, int) for code in codes)
        assert chat.owner in chat.members
        assert chat.name == "项目甲"


CUSTOMER_FIELDS = st.sampled_from(
    ["chat_id", "limit", "cursor", "status_filter", "owner_filter", "need_name", "chat_id_list", "new_owner", "opengid",
     "day_begin_time", "day_end_time", "order_by", "offset"]
)  # fmt: skip
CALLS = st.sampled_from(
    ["groupchat/list", "groupchat/get", "groupchat/transfer", "groupchat/onjob_transfer", "groupchat/statistic",
     "groupchat/statistic_group_by_day", "opengid_to_chatid"]
)  # fmt: skip
WORDS = JSON | st.sampled_from([VIP, [VIP], "ann", 10, CREATED, {"userid_list": ["ann"]}])


@SLOW
@given(calls=st.lists(st.tuples(CALLS, st.dictionaries(CUSTOMER_FIELDS, WORDS, max_size=6)), min_size=1, max_size=10))
def test_no_body_breaks_the_calls_of_customer_groups(calls: list[tuple[str, dict[str, object]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, a_customer_world(Path(folder)) as world:
        caller = a_caller(world, "s-wide")

        codes = [caller.post(f"externalcontact/{path}", body)["errcode"] for path, body in calls]

        assert all(isinstance(code, int) for code in codes)
        assert [entry.errcode for entry in world.journal()[1:]] == codes
