"""Departments, people, tags and the app itself, through the eyes of apps with different ranges."""

import pytest

from reconciler.simulator import Simulator
from tests.simulator.scene import CORP, Wecom, a_caller


def ids(answer: dict[str, object], field: str, key: str) -> list[object]:
    """The ids in a list of an answer."""
    rows = answer[field]
    assert isinstance(rows, list)
    return [row[key] for row in rows]


def test_department_list_has_the_documented_fields(wecom: Wecom) -> None:
    answer = wecom.get("department/list", id=2)

    assert answer["department"] == [
        {"id": 2, "name": "研发中心", "name_en": "", "department_leader": ["ann"], "parentid": 1, "order": 99999998},
        {"id": 3, "name": "平台组", "name_en": "", "department_leader": [], "parentid": 2, "order": 99999997},
    ]


def test_department_lists_show_the_visible_range(world: Simulator) -> None:
    wide, narrow = a_caller(world), a_caller(world, "secret-n")

    assert ids(wide.get("department/list"), "department", "id") == [1, 2, 3, 4]
    assert ids(narrow.get("department/list"), "department", "id") == [3]
    assert narrow.get("department/simplelist")["department_id"] == [{"id": 3, "parentid": 2, "order": 99999997}]


@pytest.mark.parametrize(("wanted", "code"), [("99", 60003), ("2", 60011), ("x", 40058), ("3", 0)])
def test_departments_out_of_reach(world: Simulator, wanted: str, code: int) -> None:
    narrow = a_caller(world, "secret-n")

    codes = {
        narrow.code("department/get", id=wanted),
        narrow.code("department/list", id=wanted),
        narrow.code("user/simplelist", department_id=wanted),
    }

    assert codes == {code}


def test_user_get_has_the_documented_fields(wecom: Wecom) -> None:
    assert wecom.get("user/get", userid="ANN") == {
        "errcode": 0,
        "errmsg": "ok",
        "userid": "ann",
        "name": "安",
        "department": [2],
        "order": [0],
        "position": "总监",
        "is_leader_in_dept": [1],
        "direct_leader": [],
        "extattr": {"attrs": [{"name": "员工类型", "type": 0, "text": {"value": "正式"}}]},
        "alias": "an",
        "status": 1,
        "main_department": 2,
    }


@pytest.mark.parametrize(
    ("userid", "code"), [("", 41009), ("no such id", 40003), ("nobody", 60111), ("gone", 60111), ("bob", 0)]
)
def test_user_get_errors(wecom: Wecom, userid: str, code: int) -> None:
    assert wecom.code("user/get", userid=userid) == code


def test_out_of_range_looks_like_departed(world: Simulator) -> None:
    narrow = a_caller(world, "secret-n")

    assert narrow.code("user/get", userid="ann") == 60111
    assert narrow.code("user/get", userid="dan") == 0


def test_only_visible_departments_of_a_person_are_told(world: Simulator) -> None:
    answer = a_caller(world, "secret-n").get("user/get", userid="bob")

    assert (answer["department"], answer["is_leader_in_dept"], "main_department" in answer) == ([3], [0], False)


def test_user_lists_hold_direct_members_only(wecom: Wecom) -> None:
    assert ids(wecom.get("user/list", department_id=2), "userlist", "userid") == ["ann", "bob"]
    assert ids(wecom.get("user/list", department_id=2, fetch_child=1), "userlist", "userid") == ["ann", "bob"]
    assert wecom.get("user/simplelist", department_id=3)["userlist"] == [
        {"userid": "bob", "name": "波", "department": [2, 3]},
        {"userid": "Carol", "name": "卡罗", "department": [3]},
    ]


def test_fetch_child_works_when_switched_on(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("user_list_fetch_child", "yes")

    answer = wecom.get("user/list", department_id=1, fetch_child=1)

    assert sorted(map(str, ids(answer, "userlist", "userid"))) == ["Carol", "ann", "bob", "dan", "eve"]


def test_departed_people_vanish_and_disabled_ones_stay(world: Simulator, wecom: Wecom) -> None:
    world.hands.depart("dan", corp=CORP)
    world.hands.disable_person("bob", corp=CORP)

    assert ids(wecom.get("user/simplelist", department_id=4), "userlist", "userid") == ["eve"]
    assert wecom.get("user/get", userid="bob")["status"] == 2


def test_list_id_pages_over_person_and_department(world: Simulator) -> None:
    sync = a_caller(world, "secret-s")
    first = sync.post("user/list_id", {"limit": 4})

    second = sync.post("user/list_id", {"limit": 4, "cursor": first["next_cursor"]})

    rows = [*_rows(first), *_rows(second)]
    assert rows.count({"userid": "bob", "department": 2}) == 1
    assert (len(rows), second["next_cursor"]) == (6, "")


def _rows(answer: dict[str, object]) -> list[object]:
    rows = answer["dept_user"]
    assert isinstance(rows, list)
    return rows


@pytest.mark.parametrize(("body", "code"), [({"mobile": "13800000000"}, 46004), ({}, 40063)])
def test_nobody_has_a_phone(wecom: Wecom, body: dict[str, str], code: int) -> None:
    assert wecom.post("user/getuserid", body)["errcode"] == code


def test_tag_get_shows_visible_people_and_unopened_departments(world: Simulator) -> None:
    wide, narrow = a_caller(world).get("tag/get", tagid=7), a_caller(world, "secret-n").get("tag/get", tagid=7)

    assert wide["userlist"] == [{"userid": "ann", "name": "安"}, {"userid": "dan", "name": "丹"}]
    assert (wide["tagname"], wide["partylist"]) == ("值班", [3])
    assert ids(narrow, "userlist", "userid") == ["dan"]


def test_tag_list_shows_every_tag(wecom: Wecom) -> None:
    assert wecom.get("tag/list")["taglist"] == [{"tagid": 7, "tagname": "值班"}]


@pytest.mark.parametrize(("tagid", "code"), [("", 41017), ("x", 40068), ("8", 40068)])
def test_tag_get_errors(wecom: Wecom, tagid: str, code: int) -> None:
    assert wecom.code("tag/get", tagid=tagid) == code


def test_agent_get_tells_the_configured_range(world: Simulator) -> None:
    answer = a_caller(world, "secret-n").get("agent/get", agentid=1000004)

    assert answer["allow_partys"] == {"partyid": [3]}
    assert answer["allow_userinfos"] == {"user": [{"userid": "dan"}]}
    assert (answer["allow_tags"], answer["close"]) == ({"tagid": []}, 0)


@pytest.mark.parametrize(("agentid", "code"), [("", 41011), ("x", 40056), ("1000003", 301002)])
def test_only_the_own_app_is_readable(wecom: Wecom, agentid: str, code: int) -> None:
    assert wecom.code("agent/get", agentid=agentid) == code


def test_a_disabled_app_can_still_see_that_it_is(world: Simulator, wecom: Wecom) -> None:
    world.hands.disable_app(1000002, corp=CORP)

    assert wecom.get("agent/get", agentid=1000002)["close"] == 1


@pytest.mark.parametrize("path", ["get_api_domain_ip", "getcallbackip"])
def test_address_lists(wecom: Wecom, path: str) -> None:
    assert isinstance(wecom.get(path)["ip_list"], list)
