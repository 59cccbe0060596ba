"""Customer groups: pages to the end, members as they are, refusals per group."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from reconciler.errors import MissingError, ProtocolError, RejectedError, TooBroadError, UnknownOutcomeError
from reconciler.wecom.customer_groups import (
    CustomerGroupReader,
    CustomerGroupShape,
    CustomerGroupWriter,
    ListedGroupShape,
    MemberShape,
)
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from tests.wecom.wire import OK, Reply, ScriptedWecom, refusal, through

LIST, GET = "externalcontact/groupchat/list", "externalcontact/groupchat/get"
EMPLOYED, DEPARTED = "externalcontact/groupchat/onjob_transfer", "externalcontact/groupchat/transfer"

OWNER: Mapping[str, object] = {"userid": "Lin", "type": 1, "join_time": 1760000001, "join_scene": 1, "name": "林"}
CUSTOMER: Mapping[str, object] = {
    "userid": "wm1",
    "type": 2,
    "unionid": "o1",
    "join_time": 1760000050,
    "join_scene": 3,
    "state": "campaign7",
    "invitor": {"userid": "Lin"},
    "group_nickname": "小王",
    "name": "王",
}


def a_page(*chats: str, cursor: str = "") -> Reply:
    return {**OK, "group_chat_list": [{"chat_id": chat, "status": 0} for chat in chats], "next_cursor": cursor}


def a_group(**fields: object) -> Reply:
    group = {
        "chat_id": "wr1",
        "name": "群",
        "owner": "Lin",
        "create_time": 1760000000,
        "member_list": [OWNER],
        **fields,
    }
    return {**OK, "group_chat": group}


def listed(wecom: ScriptedWecom, owners: Sequence[str] | None = None, status: int = 0) -> tuple[ListedGroupShape, ...]:
    return through(wecom, lambda session: CustomerGroupReader(ReadGateway(session)).listed(owners, status))


def get(wecom: ScriptedWecom) -> CustomerGroupShape:
    return through(wecom, lambda session: CustomerGroupReader(ReadGateway(session)).get("wr1"))


def transfer(wecom: ScriptedWecom, *, departed: bool = False) -> dict[str, Any]:
    def do(session: Any) -> Any:
        return CustomerGroupWriter(WriteGateway(session)).transfer(["wr1", "wr2"], "Mei", departed=departed)

    return dict(through(wecom, do))


def test_pages_are_read_to_the_end_and_every_group_once() -> None:
    wecom = ScriptedWecom({LIST: [a_page("wr1", "wr2", cursor="c1"), a_page("wr2", "wr3")]})

    rows = listed(wecom, status=1)

    assert [row["chat_id"] for row in rows] == ["wr1", "wr2", "wr3"]
    assert wecom.bodies() == [
        {"status_filter": 1, "limit": 1000, "cursor": ""},
        {"status_filter": 1, "limit": 1000, "cursor": "c1"},
    ]


def test_owners_are_asked_for_a_hundred_at_a_time() -> None:
    wecom = ScriptedWecom({LIST: [a_page("wr1"), a_page("wr1", "wr2")]})
    owners = [f"u{number}" for number in range(130)]

    rows = listed(wecom, owners)

    asked: list[Any] = wecom.bodies()
    assert [body["owner_filter"]["userid_list"] for body in asked] == [owners[:100], owners[100:]]
    assert [row["chat_id"] for row in rows] == ["wr1", "wr2"]


def test_nobody_to_ask_for_is_no_question() -> None:
    wecom = ScriptedWecom()

    assert listed(wecom, []) == ()
    assert wecom.asked == []


def test_too_many_people_in_range_is_told_apart() -> None:
    with pytest.raises(TooBroadError):
        listed(ScriptedWecom({LIST: [refusal(81017)]}))


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([a_page("wr1", cursor="c1")], id="the-same-for-ever"),
        pytest.param([a_page("wr1", cursor="c1"), a_page("wr2", cursor="c2"), a_page(cursor="c1")], id="in-a-circle"),
        pytest.param([{**OK, "next_cursor": ""}], id="no-list"),
        pytest.param([{**OK, "group_chat_list": [{"status": 0}]}], id="no-id"),
    ],
)
def test_a_list_that_cannot_be_complete_is_an_error(pages: Sequence[Reply]) -> None:
    with pytest.raises(ProtocolError):
        listed(ScriptedWecom({LIST: pages}))


def test_a_list_that_never_ends_is_given_up() -> None:
    wecom = ScriptedWecom({LIST: [a_page(cursor=f"c{number}") for number in range(1500)]})

    with pytest.raises(ProtocolError):
        listed(wecom)

    assert wecom.count(LIST) == 1000


def test_a_group_is_read_with_everybody_in_it() -> None:
    wecom = ScriptedWecom(
        {
            GET: [
                a_group(
                    notice="公告", member_list=[OWNER, CUSTOMER], admin_list=[{"userid": "Mei"}], member_version="v1"
                )
            ]
        }
    )

    assert get(wecom) == CustomerGroupShape(
        chat_id="wr1",
        name="群",
        owner="Lin",
        create_time=1760000000,
        notice="公告",
        member_list=(
            MemberShape(
                userid="Lin",
                type=1,
                name="林",
                group_nickname="",
                join_time=1760000001,
                join_scene=1,
                state="",
                invitor="",
            ),
            MemberShape(
                userid="wm1",
                type=2,
                name="王",
                group_nickname="小王",
                join_time=1760000050,
                join_scene=3,
                state="campaign7",
                invitor="Lin",
            ),
        ),
        admin_list=("Mei",),
        member_version="v1",
    )
    assert wecom.bodies() == [{"chat_id": "wr1", "need_name": 1}]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(a_group(chat_id="wr2"), id="another-group"),
        pytest.param(a_group(member_list=None), id="no-members"),
        pytest.param(a_group(member_list=[{**OWNER, "type": 3}]), id="neither-ours-nor-outside"),
        pytest.param(a_group(member_list=[{**OWNER, "userid": ""}]), id="nobody"),
        pytest.param(a_group(admin_list={}), id="admins"),
        pytest.param(a_group(create_time="soon"), id="time"),
        pytest.param(OK, id="nothing"),
    ],
)
def test_a_group_of_another_shape_is_an_error(answer: Reply) -> None:
    with pytest.raises(ProtocolError):
        get(ScriptedWecom({GET: [answer]}))


@pytest.mark.parametrize(("code", "kind"), [(90501, RejectedError), (90509, RejectedError), (49008, MissingError)])
def test_a_group_that_is_none_of_ours_is_told(code: int, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        get(ScriptedWecom({GET: [refusal(code)]}))


def test_people_with_the_right_are_listed() -> None:
    wecom = ScriptedWecom({"externalcontact/get_follow_user_list": [{**OK, "follow_user": ["Lin", "Mei"]}]})

    people = through(wecom, lambda session: CustomerGroupReader(ReadGateway(session)).contact_people())

    assert (people, wecom.asked[-1].method) == (("Lin", "Mei"), "GET")


@pytest.mark.parametrize(("departed", "path"), [(False, EMPLOYED), (True, DEPARTED)])
def test_groups_are_handed_over_by_the_call_for_their_owners(departed: bool, path: str) -> None:
    wecom = ScriptedWecom({path: [{**OK, "failed_chat_list": []}]})

    refused = transfer(wecom, departed=departed)

    assert (refused, wecom.bodies()) == ({}, [{"chat_id_list": ["wr1", "wr2"], "new_owner": "Mei"}])


def test_refusals_of_single_groups_are_told_though_the_call_succeeds() -> None:
    row = {"chat_id": "wr2", "errcode": 90501, "errmsg": "chat is not external group chat"}
    wecom = ScriptedWecom({EMPLOYED: [{**OK, "failed_chat_list": [row]}]})

    refused = transfer(wecom)

    assert {chat: (type(error), error.errcode) for chat, error in refused.items()} == {"wr2": (RejectedError, 90501)}


@pytest.mark.parametrize(
    "row", [{"chat_id": "wr9", "errcode": 90501}, {"chat_id": "wr1"}, {"errcode": 90501}, {"chat_id": 5, "errcode": 1}]
)
def test_a_transfer_answered_in_another_shape_is_unknown(row: Mapping[str, object]) -> None:
    wecom = ScriptedWecom({EMPLOYED: [{**OK, "failed_chat_list": [row]}]})

    with pytest.raises(UnknownOutcomeError):
        transfer(wecom)

    assert wecom.count(EMPLOYED) == 1
