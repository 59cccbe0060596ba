"""Heads of the chain are found wherever they were kept."""

import json
from pathlib import Path

import pytest

from reconciler.cli.anchors import read_anchors
from reconciler.errors import SettingsError

ONE, OTHER = "a" * 64, "b" * 64


def test_a_head_is_its_own_anchor() -> None:
    assert read_anchors(f"12:{ONE}", f"7:{OTHER}") == {12: ONE, 7: OTHER}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"链头：12:{ONE}\n", id="printed"),
        pytest.param(json.dumps({"ledger_head": f"12:{ONE}", "plan_fingerprint": OTHER}), id="json"),
        pytest.param(f"12:{ONE}\n12:{ONE}\n", id="twice"),
    ],
)
def test_a_file_may_be_anything_that_holds_one(text: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(text, encoding="utf-8")

    assert read_anchors(str(tmp_path / "file")) == {12: ONE}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("nothing", "no head of a chain", id="none"),
        pytest.param(f"12:{ONE} 12:{OTHER}", "two different heads for record 12", id="contradiction"),
        pytest.param(f"12:{ONE}f", "no head of a chain", id="too-long"),
    ],
)
def test_what_is_no_anchor_is_refused(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError, match=says):
        read_anchors(str(tmp_path / "file"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is no head and cannot be read"):
        read_anchors(str(tmp_path / "none"))


def test_nothing_given_is_no_anchor() -> None:
    assert read_anchors() == {}
