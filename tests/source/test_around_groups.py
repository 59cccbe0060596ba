"""Texts around customer groups are counted in bytes, as WeCom counts them, and the simulator draws the same line."""

from pathlib import Path

import pytest

from reconciler.simulator.outreach import mass_calls, welcome_templates
from reconciler.source import around_groups
from tests.source.folders import a_group, load_files, told

CUSTOMER = "type: customer\nchat_id: wrX\n"
NOTICE = "kind: notice\nkey: leave\ntitle: 通知\ntext: {}\ngroups: [a]\nat: 2027-01-04 09:00\nlink: https://docs.example.com/x\n"
ROOM = around_groups.NOTICE_BYTES - len("通知\n\n\n\nhttps://docs.example.com/x".encode()) - 15


def customer(more: str = "") -> str:
    return a_group("a", more).replace("type: app\n", CUSTOMER)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"a.yaml": customer("welcome: {text: " + "好" * 1000 + "}\n")}, [], id="3000-bytes"),
        pytest.param(
            {"a.yaml": customer("welcome: {text: " + "好" * 1000 + "x}\n")}, ["too-long a.yaml:7:17"], id="3001-bytes"
        ),
        pytest.param({"a.yaml": customer(), "n.yaml": NOTICE.format("x" * ROOM)}, [], id="a-notice-of-4000-bytes"),
        pytest.param(
            {"a.yaml": customer(), "n.yaml": NOTICE.format("x" * (ROOM + 1))}, ["too-long n.yaml:4:7"], id="4001-bytes"
        ),
        pytest.param({"a.yaml": a_group("a"), "n.yaml": NOTICE.format("x" * 5000)}, [], id="to-other-groups-in-parts"),
    ],
)
def test_texts_are_counted_in_bytes(files: dict[str, str | bytes], expected: list[str], tmp_path: Path) -> None:
    loaded = load_files(tmp_path, files)

    assert told(loaded.findings) == expected


def test_the_simulator_takes_as_many_bytes() -> None:
    assert (around_groups.TEXT_BYTES, around_groups.NOTICE_BYTES) == (
        welcome_templates.TEXT_BYTES,
        mass_calls.TEXT_BYTES,
    )
