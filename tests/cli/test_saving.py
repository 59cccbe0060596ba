"""Files are written whole or not at all, and nothing but ordinary files is ever replaced."""

import os
from pathlib import Path

import pytest

from reconciler.cli.saving import save
from reconciler.errors import SettingsError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_text("old", encoding="utf-8")

    save(target, "新的")

    assert target.read_text("utf-8") == "新的"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "plan.json")

    save(link, "words")

    assert link.is_symlink()
    assert (tmp_path / "plan.json").read_text("utf-8") == "words"


def test_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(SettingsError):
        save(pipe, "words")

    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_folder_is_refused_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        save(tmp_path, "words")

    assert list(tmp_path.iterdir()) == []
