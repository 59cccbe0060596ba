"""The front desk: order of checks, shapes of errors, what is taken from where."""

import re
from collections.abc import Callable

import pytest

from reconciler.simulator import Simulator
from tests.simulator.scene import AGENT, CORP, NARROW, Wecom, a_caller, a_client

ERRMSG = re.compile(
    r".+, hint: \[(\d+|\d+_\d+_[0-9a-f]+)\], from ip: 127\.0\.0\.1,"
    r" more info at https://open\.work\.weixin\.qq\.com/devtool/query\?e=(\d+)"
)


def test_unknown_path_is_404_with_empty_body(world: Simulator) -> None:
    response = a_client(world).request("GET", "appchat/list")

    assert (response.status_code, response.content) == (404, b"")


def test_business_errors_are_http_200_with_mirrored_headers(wecom: Wecom) -> None:
    response = wecom.request("GET", "appchat/get", query={"chatid": "nowhere"})

    assert response.status_code == 200
    assert response.headers["error-code"] == "86003"
    assert response.headers["error-msg"] == response.json()["errmsg"]


def test_success_says_ok_in_body_and_headers(wecom: Wecom) -> None:
    response = wecom.request("GET", "appchat/get", query={"chatid": "c1"})

    assert list(response.json().items())[:2] == [("errcode", 0), ("errmsg", "ok")]
    assert (response.headers["error-code"], response.headers["error-msg"]) == ("0", "ok")


@pytest.mark.parametrize("number", range(2))
def test_errmsg_has_both_documented_shapes(wecom: Wecom, number: int) -> None:
    for _ in range(number):
        wecom.code("appchat/get", chatid="c1")

    answer = wecom.get("appchat/get", chatid="nowhere")

    found = ERRMSG.fullmatch(str(answer["errmsg"]))
    assert found is not None
    assert found[2] == "86003"


def test_some_invalid_tokens_are_answered_without_hint(world: Simulator) -> None:
    client = a_client(world)

    texts = {str(client.get("user/get", access_token="x", userid="ann")["errmsg"]).count("hint") for _ in range(5)}

    assert texts == {0, 1}


@pytest.mark.parametrize(
    "headers",
    [pytest.param({"authorization": "Bearer {}"}, id="bearer"), pytest.param({"access_token": "{}"}, id="header")],
)
def test_token_is_read_from_the_query_only(world: Simulator, headers: dict[str, str]) -> None:
    token, client = a_caller(world).token, a_client(world)
    filled = {name: value.format(token) for name, value in headers.items()}

    response = client.request("POST", "appchat/get", f'{{"access_token": "{token}"}}'.encode(), headers=filled)

    assert response.json()["errcode"] == 41001


def test_token_is_checked_before_the_body(world: Simulator) -> None:
    response = a_client(world).request("POST", "appchat/create", b"", query={"access_token": "nonsense"})

    assert response.json()["errcode"] == 40014


def test_order_of_the_checks_up_to_the_rate(world: Simulator) -> None:
    caller, start = a_caller(world, "secret-n"), world.now()
    world.hands.set_trusted_ips(NARROW, ["10.0.0.9"], corp=CORP)
    world.hands.disable_app(NARROW, corp=CORP)
    world.switches.set("limit_api_minute", 1)
    world.clock.advance(7200)
    repairs: list[Callable[[], object]] = [
        lambda: world.clock.set(start),
        lambda: world.hands.set_trusted_ips(NARROW, [], corp=CORP),
        lambda: world.hands.enable_app(NARROW, corp=CORP),
        lambda: world.hands.set_range(NARROW, departments=[1], corp=CORP),
        lambda: None,
    ]

    seen = [(caller.update(), repair()) for repair in repairs]

    assert [code for code, _ in seen] == [42001, 60020, 50003, 60011, 86008]
    assert caller.update() == 45009


def test_rate_is_checked_before_the_body(world: Simulator) -> None:
    caller = a_caller(world)
    world.switches.set("limit_api_minute", 1)
    caller.request("POST", "appchat/create", b"{")

    response = caller.request("POST", "appchat/create", b"{")

    assert response.json()["errcode"] == 45009


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"null"])
def test_a_body_that_is_no_json_object_is_refused(wecom: Wecom, body: bytes) -> None:
    answer = wecom.request("POST", "appchat/create", body).json()

    assert answer["errcode"] == 40058
    assert answer["errmsg"].startswith("Warning: wrong json format. ")


def test_half_a_surrogate_pair_is_an_illegal_character(wecom: Wecom) -> None:
    response = wecom.request("POST", "appchat/update", b'{"chatid": "c1", "name": "\\ud83d"}')

    assert response.json()["errcode"] == 40033


def test_a_field_of_the_wrong_type_is_lost_with_a_warning(world: Simulator, wecom: Wecom) -> None:
    answer = wecom.post("appchat/update", {"chatid": "c1", "name": 5, "add_user_list": ["dan"]})

    assert answer == {"errcode": 0, "errmsg": "Warning: wrong json format. ok"}
    assert (world.chat("c1", CORP).name, "dan" in world.chat("c1", CORP).members) == ("一号群", True)


def test_a_lost_member_list_is_86006_with_the_warning(wecom: Wecom) -> None:
    answer = wecom.post("appchat/create", {"userlist": ["ann", 5]})

    assert answer["errcode"] == 86006
    assert str(answer["errmsg"]).startswith("Warning: wrong json format. invalid chat member list size")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("appchat/create", 40058),
        ("appchat/update", 40058),
        ("appchat/send", 40063),
        ("user/getuserid", 40003),
    ],
)
def test_get_on_a_post_endpoint(wecom: Wecom, path: str, code: int) -> None:
    assert wecom.code(path) == code


def test_post_on_a_get_endpoint_reads_the_query(wecom: Wecom) -> None:
    assert wecom.post("appchat/get", {}, chatid="c1")["errcode"] == 0


@pytest.mark.parametrize("content_type", ["", "application/json", "text/plain", "application/x-www-form-urlencoded"])
def test_any_content_type_will_do(wecom: Wecom, content_type: str) -> None:
    headers = {"content-type": content_type} if content_type else {}

    response = wecom.request("POST", "appchat/update", b'{"chatid": "c1"}', headers=headers)

    assert response.json()["errcode"] == 0


@pytest.mark.parametrize(
    ("path", "lists"),
    [
        ("department/list", {"department"}),
        ("user/list", {"userlist"}),
        ("user/simplelist", {"userlist"}),
        ("tag/get", {"userlist", "partylist"}),
    ],
)
def test_error_bodies_keep_their_empty_lists(world: Simulator, path: str, lists: set[str]) -> None:
    answer = a_client(world).get(path)

    assert {name for name, value in answer.items() if value == []} == lists


def test_untrusted_address_is_60020(world: Simulator) -> None:
    world.hands.set_trusted_ips(AGENT, ["10.0.0.1"], corp=CORP)

    assert a_caller(world, ip="10.0.0.2").code("appchat/get", chatid="c1") == 60020
    assert a_caller(world, ip="10.0.0.1").code("appchat/get", chatid="c1") == 0


@pytest.mark.parametrize(("code", "switch"), [(60011, "60011"), (48002, "48002")])
def test_appchat_wants_the_root_in_range(world: Simulator, code: int, switch: str) -> None:
    world.switches.set("code_range_not_root", switch)
    narrow = a_caller(world, "secret-n")

    codes = {
        narrow.create(userlist=["ann", "bob"]),
        narrow.update(),
        narrow.say(payload={"content": "x"}),
        narrow.code("appchat/get", chatid="c1"),
    }

    assert codes == {code}


def test_the_sync_secret_may_list_ids_and_little_else(world: Simulator) -> None:
    sync, app = a_caller(world, "secret-s"), a_caller(world)

    assert sync.post("user/list_id", {})["errcode"] == 0
    assert app.post("user/list_id", {})["errcode"] == 48002
    assert sync.code("user/get", userid="ann") == 48009
    assert sync.code("department/simplelist") == 0
    assert sync.code("appchat/get", chatid="c1") == 48002
