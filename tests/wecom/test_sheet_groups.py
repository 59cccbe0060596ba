"""Smartsheet groups: `has_more` decides where the list ends; one update is one request."""

import pytest

from reconciler.errors import ProtocolError, RejectedError
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from reconciler.wecom.sheet_groups import SheetGroupReader, SheetGroupShape, SheetGroupWriter, SheetUpdateShape
from tests.wecom.wire import OK, Reply, ScriptedWecom, refusal, through

BASE = "wedoc/smartsheet/groupchat"


def listed(*pages: Reply) -> tuple[tuple[str, ...], ScriptedWecom]:
    wecom = ScriptedWecom({f"{BASE}/list": pages})
    return through(wecom, lambda session: SheetGroupReader(ReadGateway(session)).listed("d1")), wecom


def test_has_more_is_trusted_and_not_the_count() -> None:
    chats, wecom = listed(
        {**OK, "has_more": True, "next_cursor": "c1", "chat_id_list": []},
        {**OK, "has_more": False, "next_cursor": "c2", "chat_id_list": ["wr1", "wr1"]},
    )

    assert chats == ("wr1",)
    assert wecom.bodies() == [
        {"docid": "d1", "cursor": "", "limit": 200},
        {"docid": "d1", "cursor": "c1", "limit": 200},
    ]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param({**OK, "chat_id_list": ["wr1"]}, id="does-not-say-whether-there-is-more"),
        pytest.param({**OK, "has_more": True, "chat_id_list": ["wr1"]}, id="more-without-cursor"),
        pytest.param({**OK, "has_more": False}, id="no-list"),
    ],
)
def test_a_list_that_cannot_be_complete_is_an_error(page: Reply) -> None:
    with pytest.raises(ProtocolError):
        listed(page)


def test_a_group_is_read() -> None:
    wecom = ScriptedWecom({f"{BASE}/get": [{**OK, "name": "群", "owner": "Lin", "user_list": ["Lin", "Mei"]}]})

    group = through(wecom, lambda session: SheetGroupReader(ReadGateway(session)).get("d1", "wr1"))

    assert group == SheetGroupShape(name="群", owner="Lin", user_list=("Lin", "Mei"))
    assert wecom.bodies() == [{"docid": "d1", "chat_id": "wr1"}]


def test_an_update_is_one_request_with_only_what_changes() -> None:
    wecom = ScriptedWecom({f"{BASE}/update": [OK]})
    body = SheetUpdateShape(docid="d1", chat_id="wr1", owner="Mei", del_user_list=["Lin"])

    through(wecom, lambda session: SheetGroupWriter(WriteGateway(session)).update(body))

    assert wecom.bodies() == [{"docid": "d1", "chat_id": "wr1", "owner": "Mei", "del_user_list": ["Lin"]}]


def test_somebody_who_is_not_in_the_sheet_is_told() -> None:
    wecom = ScriptedWecom({f"{BASE}/update": [refusal(710800)]})
    body = SheetUpdateShape(docid="d1", chat_id="wr1", add_user_list=["Tao"])

    with pytest.raises(RejectedError) as raised:
        through(wecom, lambda session: SheetGroupWriter(WriteGateway(session)).update(body))

    assert raised.value.errcode == 710800
