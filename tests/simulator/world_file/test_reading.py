"""World files: pleasant to write, strict to read."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reconciler.simulator import Simulator, WorldExistsError, WorldFileError, WorldMissingError, create
from tests.simulator.scene import make_world

HEAD = "now: 2026-11-02\ncorps:\n- corp_id: ww1\n"


def test_the_smallest_world(tmp_path: Path) -> None:
    with make_world(tmp_path, HEAD) as simulator:
        assert simulator.now().isoformat() == "2026-11-02T00:00:00+08:00"


@pytest.mark.parametrize(
    ("line", "name", "departments"),
    [
        ("ann", "ann", [1]),
        ("ann 安", "安", [1]),
        ("ann Ann Lee 2 3", "Ann Lee", [2, 3]),
        ("{id: ann, departments: [2]}", "ann", [2]),
        ("{id: ann, departments: 2 3, name: no}", "no", [2, 3]),
    ],
)
def test_people_in_short_and_in_full(tmp_path: Path, line: str, name: str, departments: list[int]) -> None:
    text = f"{HEAD}  departments: [2 研发, 3 平台 2]\n  people:\n  - {line}\n"

    with make_world(tmp_path, text) as simulator:
        corp = simulator.show()["corps"][0]  # type: ignore[index]  # a list of corps

    assert [(each["name"], each["departments"]) for each in corp["people"]] == [(name, departments)]


def test_ids_that_yaml_would_spoil_stay_as_written(tmp_path: Path) -> None:
    chats = "  chats: [{chat_id: 0123, members: 00123 no 1e3}]\n"
    text = f"{HEAD}  people: [00123, no, 1e3]\n  apps: [{{agent_id: 1}}]\n{chats}"

    with make_world(tmp_path, text) as simulator:
        assert simulator.chat("0123").members == ("00123", "no", "1e3")


def test_a_secret_that_is_not_given_is_made_up_and_stays_the_same(tmp_path: Path) -> None:
    text = f"{HEAD}  apps: [{{agent_id: 1}}]\n"

    with make_world(tmp_path / "a", text) as one, make_world(tmp_path / "b", text) as two:
        assert one.secret_of("ww1", 1) == two.secret_of("ww1", 1)
        assert len(one.secret_of("ww1", 1)) == 43


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("now: [", "YAML", id="no-yaml"),
        pytest.param("- x", "", id="a-list"),
        pytest.param("corps: [{corp_id: w}]", "now", id="no-time"),
        pytest.param("now: soon\ncorps: [{corp_id: w}]", "now", id="bad-time"),
        pytest.param("now: 2026-11-02\n", "corps", id="no-corp"),
        pytest.param("now: 2026-11-02\ntime_zone: Moon/Base\ncorps: [{corp_id: w}]", "time_zone", id="bad-zone"),
        pytest.param("now: 2026-11-02\nnow: 2026-11-03\n", "line 1", id="doubled-key"),
        pytest.param(f"{HEAD}switches: {{nonsense: 1}}\n", "switches.nonsense", id="no-such-switch"),
        pytest.param(f"{HEAD}colour: red\n", "colour", id="unknown-key"),
        pytest.param(f"{HEAD}  colour: red\n", "corps[0].colour", id="unknown-key-of-a-corp"),
        pytest.param(
            f"{HEAD}  people: [{{id: a, colour: red}}]\n", "corps[0].people[0].colour", id="unknown-person-key"
        ),
        pytest.param(f"{HEAD}  people: [a, A]\n", "corps[0].people[1].id", id="same-person-twice"),
        pytest.param(f"{HEAD}  people: [{{id: a, departments: 9}}]\n", "corps[0].people[0].departments", id="no-dept"),
        pytest.param(f"{HEAD}  people: [{{id: a, status: 5}}]\n", "corps[0].people[0].status", id="status"),
        pytest.param(f"{HEAD}  people: [[a]]\n", "corps[0].people[0]", id="a-person-as-a-list"),
        pytest.param(f"{HEAD}  departments: [研发]\n", "corps[0].departments[0]", id="department-without-id"),
        pytest.param(f"{HEAD}  departments: [2 a 3, 3 b 2]\n", "corps[0].departments", id="departments-in-a-ring"),
        pytest.param(f"{HEAD}  departments: [2 a 9]\n", "corps[0].departments", id="no-parent"),
        pytest.param(f"{HEAD}  tags: [{{id: 1, name: t, people: x}}]\n", "corps[0].tags[0].people", id="tag"),
        pytest.param(f"{HEAD}  apps: [{{agent_id: x}}]\n", "corps[0].apps[0].agent_id", id="agent"),
        pytest.param(
            f"{HEAD}  apps: [{{agent_id: 1, range: {{tags: 4}}}}]\n", "corps[0].apps[0].range.tags", id="range"
        ),
        pytest.param(f"{HEAD}  apps: [{{agent_id: 1, enabled: maybe}}]\n", "corps[0].apps[0].enabled", id="flag"),
        pytest.param(f"{HEAD}  chats: [{{chat_id: c}}]\n", "corps[0].chats[0].agent_id", id="chat-without-app"),
        pytest.param(
            f"{HEAD}  people: [a, b]\n  apps: [{{agent_id: 1}}]\n  chats: [{{chat_id: c, members: a, owner: b}}]\n",
            "corps[0].chats[0].owner",
            id="owner-outside",
        ),
    ],
)
def test_wrong_files_are_refused_with_the_place(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(WorldFileError) as caught:
        make_world(tmp_path, text)

    assert caught.value.place == place
    assert caught.value.zh.startswith("世界文件")
    assert not (tmp_path / "world" / "world.sqlite").exists()


def test_a_world_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(WorldFileError):
        create(tmp_path / "world", tmp_path / "nothing.yaml")


def test_a_world_of_another_version_is_refused_in_words(tmp_path: Path) -> None:
    make_world(tmp_path, HEAD).close()
    with closing(sqlite3.connect(tmp_path / "world" / "world.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 1")

    with pytest.raises(WorldMissingError, match="another version"):
        Simulator.open(tmp_path / "world")


def test_a_world_is_made_once_and_opened_after(tmp_path: Path) -> None:
    with pytest.raises(WorldMissingError):
        Simulator.open(tmp_path / "world")
    make_world(tmp_path, HEAD).close()

    with pytest.raises(WorldExistsError):
        make_world(tmp_path, HEAD)
    with Simulator.open(tmp_path / "world") as again:
        assert again.now().year == 2026
