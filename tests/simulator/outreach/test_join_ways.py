"""Ways into customer groups: whose they are, overwriting, limits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reconciler.simulator import Simulator
from tests.simulator.outreach_scene import ask, make_outreach
from tests.simulator.scene import Wecom, a_caller

FULL: dict[str, object] = {
    "scene": 2,
    "remark": "前台",
    "auto_create_room": 0,
    "room_base_name": "大厅",
    "room_base_id": 7,
    "chat_id_list": ["wrG1", "wrG2"],
    "state": "lobby",
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh world with customer groups."""
    with make_outreach(tmp_path) as simulator:
        yield simulator


@pytest.fixture
def config_id(wecom: Wecom) -> str:
    """A way in of the calling app."""
    return str(ask(wecom, "groupchat/add_join_way", **FULL)["config_id"])


def read(wecom: Wecom, config_id: str) -> dict[str, Any]:
    """The way in in the answer of get_join_way."""
    way: dict[str, Any] = ask(wecom, "groupchat/get_join_way", config_id=config_id)["join_way"]
    return way


def test_a_way_comes_back_with_a_code(wecom: Wecom, config_id: str) -> None:
    way = read(wecom, config_id)

    assert way.pop("qr_code").startswith("https://")
    assert way == {**FULL, "config_id": config_id, "mark_source": False}


def test_what_is_left_out_has_its_default(wecom: Wecom) -> None:
    made = ask(wecom, "groupchat/add_join_way", scene=1, chat_id_list=["wrG1"])

    way = read(wecom, made["config_id"])
    assert (way["auto_create_room"], way["room_base_name"], way["room_base_id"], way["remark"]) == (1, "", 1, "")


def test_an_update_overwrites_everything_but_the_code(wecom: Wecom, config_id: str) -> None:
    before = read(wecom, config_id)

    ask(wecom, "groupchat/update_join_way", config_id=config_id, scene=2, chat_id_list=["wrG3"])

    after = read(wecom, config_id)
    assert (after["auto_create_room"], after["remark"], after["state"], after["chat_id_list"]) == (1, "", "", ["wrG3"])
    assert after["qr_code"] == before["qr_code"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"scene": 3}, 40058, id="unknown-scene"),
        pytest.param({"chat_id_list": []}, 40058, id="no-groups"),
        pytest.param({"chat_id_list": [str(n) for n in range(6)]}, 41091, id="six-groups"),
        pytest.param({"chat_id_list": ["wrNone"]}, 40050, id="unknown-group"),
        pytest.param({"chat_id_list": ["wrX"]}, 90501, id="no-customer-group"),
        pytest.param({"room_base_name": "名" * 41}, 40058, id="long-base-name"),
        pytest.param({"state": "s" * 31}, 40058, id="long-state"),
    ],
)
def test_fields(wecom: Wecom, change: dict[str, object], code: int) -> None:
    assert ask(wecom, "groupchat/add_join_way", **{**FULL, **change})["errcode"] == code


def test_a_remark_is_cut(wecom: Wecom) -> None:
    made = ask(wecom, "groupchat/add_join_way", **{**FULL, "remark": "注" * 31})

    assert read(wecom, made["config_id"])["remark"] == "注" * 30


@pytest.mark.parametrize("code", [41044, 48002, 60011])
def test_ways_of_other_apps_are_hidden(world: Simulator, config_id: str, code: int) -> None:
    world.switches.set("code_foreign_config", code)
    other = a_caller(world, "secret-b")

    codes = [
        ask(other, f"groupchat/{verb}_join_way", config_id=config_id)["errcode"] for verb in ("get", "update", "del")
    ]

    assert codes == [code] * 3
    assert len(world.join_ways()) == 1


def test_groups_out_of_range_are_refused(world: Simulator) -> None:
    answer = ask(a_caller(world, "secret-n"), "groupchat/add_join_way", **{**FULL, "chat_id_list": ["wrG3"]})

    assert answer["errcode"] == 60011


def test_a_deleted_way_is_gone(world: Simulator, wecom: Wecom, config_id: str) -> None:
    codes = [ask(wecom, "groupchat/del_join_way", config_id=config_id)["errcode"] for _ in range(2)]

    assert codes == [0, 41044]
    assert world.join_ways() == ()


def test_a_corp_has_a_limit(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("join_ways_max", 1)

    codes = [ask(wecom, "groupchat/add_join_way", **FULL)["errcode"] for _ in range(2)]

    assert codes == [0, 41045]
