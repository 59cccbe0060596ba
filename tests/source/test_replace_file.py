"""Documents are written whole or not at all, and never over what somebody else wrote."""

import os
from pathlib import Path

import pytest

from reconciler.errors import EditError
from reconciler.source.replace_file import read_text, replace_file, save_document


def test_a_document_is_replaced_whole_and_keeps_its_mode_and_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "g.yaml"
    file.write_bytes("\ufeffa: 一\r\n".encode())
    file.chmod(0o640)

    was = read_text(tmp_path, "g.yaml")
    save_document(tmp_path, "g.yaml", was + "b: 二\r\n", was)

    assert was == "\ufeffa: 一\r\n"
    assert file.read_bytes() == "\ufeffa: 一\r\nb: 二\r\n".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["g.yaml"]


def test_a_new_document_gets_its_folders(tmp_path: Path) -> None:
    save_document(tmp_path, "rd/deep/g.yaml", "a: 1\n", None)

    assert (tmp_path / "rd" / "deep" / "g.yaml").read_text("utf-8") == "a: 1\n"


def test_an_edit_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "g.yaml"
    file.write_text("a: 1\n", encoding="utf-8")
    before = file.stat().st_ino

    save_document(tmp_path, "g.yaml", "a: 1\n", "a: 1\n")

    assert file.stat().st_ino == before


def test_what_somebody_else_wrote_meanwhile_is_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "g.yaml"
    file.write_text("a: theirs\n", encoding="utf-8")

    with pytest.raises(EditError, match="somebody else"):
        save_document(tmp_path, "g.yaml", "a: ours\n", "a: 1\n")
    with pytest.raises(EditError, match="already"):
        save_document(tmp_path, "g.yaml", "a: ours\n", None)

    assert file.read_text("utf-8") == "a: theirs\n"


@pytest.mark.parametrize(
    "file", ["link.yaml", "folder/g.yaml", "../outside.yaml", "rd/../../outside.yaml", "pipe.yaml", "rd"]
)
def test_links_devices_and_ways_out_are_refused(tmp_path: Path, file: str) -> None:
    root = tmp_path / "groups"
    (root / "rd").mkdir(parents=True)
    outside = tmp_path / "outside.yaml"
    outside.write_text("a: 1\n", encoding="utf-8")
    (root / "link.yaml").symlink_to(outside)
    (root / "folder").symlink_to(tmp_path)
    os.mkfifo(root / "pipe.yaml")

    for was in ("a: 1\n", None):
        with pytest.raises(EditError):
            save_document(root, file, "a: 2\n", was)

    assert outside.read_text("utf-8") == "a: 1\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["groups", "outside.yaml"]


def test_what_is_not_there_or_no_text_or_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_bytes(b"\xff\xfe")

    for file in ("g.yaml", "missing.yaml"):
        with pytest.raises(EditError):
            read_text(tmp_path, file)
    with pytest.raises(EditError):
        save_document(tmp_path, "g.yaml/below.yaml", "a: 1\n", None)


def test_a_failed_replacement_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(OSError, match="folder"):
        replace_file(tmp_path / "folder", b"x")

    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
