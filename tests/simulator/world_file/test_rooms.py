"""Internal groups, sheet groups and webhooks of world files."""

from pathlib import Path

import pytest

from reconciler.simulator import WorldFileError
from tests.simulator.scene import make_world

HEAD = "now: 2026-11-02\ncorps:\n- corp_id: ww1\n  people: [a, b]\n  apps: [{agent_id: 1}, {agent_id: 2}]\n"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        pytest.param("internal_groups: [{room_id: r}]", "internal_groups[0].members", id="nobody"),
        pytest.param("internal_groups: [{room_id: a b, members: a}]", "internal_groups[0].room_id", id="room-id"),
        pytest.param("internal_groups: [{room_id: r, members: x}]", "internal_groups[0].members", id="unknown-member"),
        pytest.param("internal_groups: [{room_id: r, members: a, owner: b}]", "internal_groups[0].owner", id="owner"),
        pytest.param("internal_groups: [{room_id: r, members: a, admins: b}]", "internal_groups[0].admins", id="admin"),
        pytest.param(
            "internal_groups: [{room_id: r, members: a, creator: x}]", "internal_groups[0].creator", id="creator"
        ),
        pytest.param("internal_groups: [{room_id: r, managed: team}]", "internal_groups[0].managed", id="managed"),
        pytest.param(
            "internal_groups: [{room_id: r, managed: department}]", "internal_groups[0].department", id="no-department"
        ),
        pytest.param(
            "internal_groups: [{room_id: r, members: a, created: soon}]", "internal_groups[0].created", id="created"
        ),
        pytest.param("sheet_groups: [{chat_id: s, doc: D, members: a}]", "sheet_groups[0].agent_id", id="agent"),
        pytest.param(
            "sheet_groups: [{chat_id: s, doc: D, agent_id: 1, members: a},"
            " {chat_id: t, doc: D, agent_id: 2, members: a}]",
            "sheet_groups[1].agent_id",
            id="one-sheet-two-apps",
        ),
        pytest.param(
            "sheet_groups: [{chat_id: s, doc: D, agent_id: 1, members: a, sheet_people: x}]",
            "sheet_groups[0].sheet_people",
            id="sheet-people",
        ),
        pytest.param("webhooks: [{room: r}]", "webhooks[0].room", id="webhook-without-room"),
        pytest.param(
            "internal_groups: [{room_id: r, members: a}]\n  webhooks: [{room: r, state: x}]",
            "webhooks[0].state",
            id="state",
        ),
        pytest.param(
            "internal_groups: [{room_id: r, members: a}]\n  webhooks: [{room: r}, {room: r}]",
            "webhooks[1].key",
            id="key",
        ),
    ],
)
def test_wrong_files_are_refused_with_the_place(tmp_path: Path, line: str, place: str) -> None:
    with pytest.raises(WorldFileError) as caught:
        make_world(tmp_path, f"{HEAD}  {line}\n")

    assert caught.value.place == f"corps[0].{place}"


def test_a_group_may_begin_empty_only_when_wecom_keeps_it(tmp_path: Path) -> None:
    with make_world(tmp_path, f"{HEAD}  internal_groups: [{{room_id: all, managed: all-staff}}]\n") as world:
        assert world.chat("all").members == ("a", "b")


def test_a_webhook_without_a_key_gets_the_same_one_every_time(tmp_path: Path) -> None:
    text = f"{HEAD}  internal_groups: [{{room_id: r, members: a}}]\n  webhooks: [{{room: r}}]\n"

    with make_world(tmp_path / "a", text) as one, make_world(tmp_path / "b", text) as two:
        assert one.webhook_key("r") == two.webhook_key("r")
