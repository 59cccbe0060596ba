"""The table of errcodes: complete for our calls, bilingual, and honest about unknown ones."""

import re

import pytest

from reconciler.errors import ForbiddenError, ProviderError, RejectedError, ThrottledError
from reconciler.text import Text
from reconciler.wecom.appchat import CREATE_CHAT, GET_CHAT, SEND_TO_CHAT, UPDATE_CHAT
from reconciler.wecom.archive import GET_ROOM
from reconciler.wecom.contacts import GET_USER
from reconciler.wecom.customer_groups import GET_CUSTOMER_GROUP, LIST_CUSTOMER_GROUPS, TRANSFER_OF_EMPLOYED
from reconciler.wecom.endpoint import Endpoint
from reconciler.wecom.errcodes import (
    TABLE,
    concerns_whole_family,
    error_for,
    meaning_of,
    read_refusal,
)
from reconciler.wecom.errcodes_access import ACCESS
from reconciler.wecom.errcodes_customer import CUSTOMER
from reconciler.wecom.errcodes_groups import GROUPS
from reconciler.wecom.errcodes_messages import MESSAGES
from reconciler.wecom.errcodes_requests import REQUESTS
from reconciler.wecom.meaning import Retry
from reconciler.wecom.remedies import (
    APPLICATION,
    ARCHIVE,
    CUSTOMER_CALLERS,
    DISSOLVED,
    OWNER_RANGE,
    RANGE,
    REBUILD,
    SHEET_CALLERS,
)
from reconciler.wecom.sheet_groups import GET_SHEET_GROUP, UPDATE_SHEET_GROUP

GENERAL_CODES = """
-1 6000 40001 40003 40013 40014 40031 40032 40033 40035 40058 40063 40050 40056 40066 40068 40070 40091 40096 40125
40201 40204 40205 40206 41001 41002 41004 41009 41011 41017 42001 43012 44001 44004 45001 45002 45008 45009 45029
45033 45035 45036 46004 48001 48002 48005 48006 48009 49008 50001 50002 50003 50100 60003 60123 60011 60020 60021
60030 60031 60111 60268 81011 81013 81017 84061 85002 92000 92002 92003 301002 301007 301021 301042
"""  # wecom-api §11.1
GROUP_CODES = """
86001 86003 86004 86005 86006 86007 86008 86101 86201 86202 86203 86204 86205 86206 86207 86214 86215 86216 86217
86220 86222 86224 86225 86226 86227 60225 60226
"""  # wecom-api §11.2
CUSTOMER_CODES = """
40097 40098 40128 40165 40166 40167 40168 41035 41044 41045 41046 41047 41048 41063 41093 41094 41055 41058 41064 41065
41088 41068 41069 41070 41071 41076 41077 41083 41084 41091 84074 90500 90501 90502 90503 90504 90507 90508 90509 90510
90511 90514 701008 701099 610023 610024
"""  # wecom-api §11.3
MESSAGE_CODES = """
40008 43012 81013 82001 82002 82003 82004 82101 82102 301002 42014 42015 42016 42017 42018 42019 42020 42022 42027 42028
42029 42030 42031 42033 42035 42036 42037 42038 42039 42040 42041 42042 42043 42044 42045 42046 42047 42049 42050 42051
42052
"""  # wecom-api-2 §2.6
OTHER_CODES = """
93000 93001 93004 93006 93008 93017 93018 93019 301052 301053 301058 301059 301060 301061 301116 710800 710801 710802
"""  # wecom-api §11.4 but for bots and the data zone, which are not called


@pytest.mark.parametrize(
    "code",
    [int(code) for code in (GENERAL_CODES + GROUP_CODES + CUSTOMER_CODES + MESSAGE_CODES + OTHER_CODES).split()],
)
def test_every_published_code_has_a_row(code: int) -> None:
    assert code in TABLE


def test_no_code_has_two_rows() -> None:
    assert len(TABLE) == len(ACCESS) + len(REQUESTS) + len(GROUPS) + len(CUSTOMER) + len(MESSAGES)


def test_sentences_are_said_in_both_languages() -> None:
    texts = [text for row in TABLE.values() for text in (row.what, row.remedy)]

    assert [text for text in texts if not re.search(r"[\u4e00-\u9fff]", text.zh) or len(text.en) < 8] == []


def test_chinese_uses_full_width_punctuation() -> None:
    texts = [text.zh for row in TABLE.values() for text in (row.what, row.remedy)]

    assert [text for text in texts if re.search(r"[\u4e00-\u9fff][,:;(]|[,:;][\u4e00-\u9fff]", text)] == []


def test_only_these_may_be_sent_again() -> None:
    again = {code: row.retry for code, row in TABLE.items() if row.retry is not Retry.NEVER}

    assert again == {
        -1: Retry.BUSY,
        6000: Retry.BUSY,
        41063: Retry.BUSY,
        45035: Retry.BUSY,
        45033: Retry.CROWDED,
        45036: Retry.CROWDED,
        45009: Retry.WINDOW,
        40014: Retry.RENEW,
        42001: Retry.RENEW,
    }


def test_an_unknown_code_is_a_refusal_that_says_where_to_look_it_up() -> None:
    error = error_for(GET_CHAT, read_refusal(987654, "whatever"))

    assert (type(error), error.errcode, error.endpoint) == (RejectedError, 987654, GET_CHAT.path)
    assert error.remedy is not None
    assert "query?e=987654" in error.remedy.zh
    assert meaning_of(987654).retry is Retry.NEVER


@pytest.mark.parametrize(
    ("endpoint", "root_in_range", "kind", "bad_member"),
    [
        pytest.param(CREATE_CHAT, True, RejectedError, True, id="create-with-root-in-range-is-about-a-person"),
        pytest.param(UPDATE_CHAT, True, RejectedError, True, id="update-with-root-in-range-is-about-a-person"),
        pytest.param(CREATE_CHAT, False, ForbiddenError, None, id="create-without-root-is-about-the-range"),
        pytest.param(SEND_TO_CHAT, True, ForbiddenError, None, id="send-names-nobody"),
        pytest.param(GET_CHAT, True, ForbiddenError, None, id="reading-names-nobody"),
    ],
)
def test_60011_is_about_people_only_where_the_range_is_known(
    endpoint: Endpoint, root_in_range: bool, kind: type[ProviderError], bad_member: bool | None
) -> None:
    error = error_for(endpoint, read_refusal(60011, ""), root_in_range=root_in_range)

    assert type(error) is kind
    assert getattr(error, "bad_member", None) is bad_member


def test_the_callers_address_is_shown_for_60020_and_nothing_else_of_errmsg() -> None:
    errmsg = "not allow to access from your ip, hint: [17], From IP: 203.0.113.9, more info at https://open.work"

    shown = error_for(GET_USER, read_refusal(60020, errmsg))
    other = error_for(GET_USER, read_refusal(60011, errmsg))

    assert "203.0.113.9" in shown.what.zh
    assert "203.0.113.9" in shown.what.en
    assert "hint" not in shown.what.en
    assert "203.0.113.9" not in f"{other.what}"


@pytest.mark.parametrize("errmsg", ["", None, 5, "from ip:", "from ip: <script>"])
def test_an_address_that_cannot_be_read_is_left_out(errmsg: object) -> None:
    assert read_refusal(60020, errmsg).from_ip == ""


def test_an_ipv6_address_is_read() -> None:
    assert read_refusal(60020, "from ip: 2001:db8::7, more").from_ip == "2001:db8::7"


@pytest.mark.parametrize(
    ("code", "whole"),
    [(40001, True), (48002, True), (50003, True), (60020, True), (60011, True), (86008, False), (86003, False)],
)
def test_some_refusals_stand_for_all_calls(code: int, whole: bool) -> None:
    assert concerns_whole_family(error_for(GET_CHAT, read_refusal(code, ""))) is whole


@pytest.mark.parametrize(
    ("endpoint", "code", "kind"),
    [
        pytest.param(GET_CHAT, 86008, ForbiddenError, id="reading-a-foreign-chat"),
        pytest.param(UPDATE_CHAT, 86008, RejectedError, id="changing-a-foreign-chat"),
        pytest.param(SEND_TO_CHAT, 86101, RejectedError, id="only-the-owner-may"),
        pytest.param(UPDATE_CHAT, 48002, ForbiddenError, id="no-right-at-all"),
        pytest.param(SEND_TO_CHAT, 60020, ForbiddenError, id="address"),
    ],
)
def test_a_forbidden_write_stands_for_the_whole_application(
    endpoint: Endpoint, code: int, kind: type[ProviderError]
) -> None:
    assert type(error_for(endpoint, read_refusal(code, ""))) is kind


def test_being_throttled_stands_for_all_calls() -> None:
    error = error_for(GET_CHAT, read_refusal(45009, ""))

    assert isinstance(error, ThrottledError)
    assert concerns_whole_family(error)


@pytest.mark.parametrize(
    ("endpoint", "code", "remedy"),
    [
        pytest.param(GET_CHAT, 48002, RANGE + APPLICATION, id="app-groups"),
        pytest.param(GET_CUSTOMER_GROUP, 48002, CUSTOMER_CALLERS, id="customer-groups"),
        pytest.param(TRANSFER_OF_EMPLOYED, 48002, CUSTOMER_CALLERS, id="customer-groups-write"),
        pytest.param(GET_SHEET_GROUP, 48002, SHEET_CALLERS, id="smartsheet-groups"),
        pytest.param(GET_ROOM, 48002, ARCHIVE, id="archive"),
        pytest.param(GET_ROOM, 301053, ARCHIVE, id="archive-not-enabled"),
        pytest.param(GET_CUSTOMER_GROUP, 60011, OWNER_RANGE, id="owner-outside-the-range"),
        pytest.param(GET_CHAT, 49008, REBUILD, id="an-app-group-can-be-made-again"),
        pytest.param(GET_CUSTOMER_GROUP, 49008, DISSOLVED, id="a-customer-group-cannot"),
    ],
)
def test_the_remedy_names_the_console_page_of_the_family(endpoint: Endpoint, code: int, remedy: Text) -> None:
    assert error_for(endpoint, read_refusal(code, "")).remedy == remedy


@pytest.mark.parametrize(
    ("endpoint", "code", "family"),
    [
        pytest.param(GET_CUSTOMER_GROUP, 48002, True, id="not-a-caller"),
        pytest.param(GET_CUSTOMER_GROUP, 60011, False, id="owner-outside-the-range"),
        pytest.param(GET_CUSTOMER_GROUP, 90501, False, id="one-group"),
        pytest.param(GET_CUSTOMER_GROUP, 60020, True, id="address"),
        pytest.param(GET_CUSTOMER_GROUP, 50003, True, id="application-off"),
        pytest.param(GET_CUSTOMER_GROUP, 40001, True, id="credentials"),
        pytest.param(LIST_CUSTOMER_GROUPS, 45009, True, id="throttled"),
        pytest.param(UPDATE_SHEET_GROUP, 48002, True, id="sheet"),
        pytest.param(GET_ROOM, 301052, True, id="archive-expired"),
    ],
)
def test_a_refusal_is_about_its_whole_family_or_one_group(endpoint: Endpoint, code: int, family: bool) -> None:
    error = error_for(endpoint, read_refusal(code, ""))

    assert concerns_whole_family(error) is family


@pytest.mark.parametrize(
    ("endpoint", "code", "everywhere"),
    [
        pytest.param(UPDATE_CHAT, 48002, True, id="app-groups"),
        pytest.param(TRANSFER_OF_EMPLOYED, 48002, False, id="customer-groups"),
        pytest.param(TRANSFER_OF_EMPLOYED, 60020, True, id="address"),
        pytest.param(UPDATE_SHEET_GROUP, 48002, False, id="sheet"),
    ],
)
def test_a_forbidden_write_says_whether_other_families_may_go_on(
    endpoint: Endpoint, code: int, everywhere: bool
) -> None:
    error = error_for(endpoint, read_refusal(code, ""))

    assert isinstance(error, ForbiddenError)
    assert error.everywhere is everywhere
