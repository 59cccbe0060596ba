"""Which files are read, and what is said about those that are not."""

import os
from pathlib import Path

import pytest

from reconciler.errors import SourceError
from reconciler.model.finding import Finding
from reconciler.source.decode import MAX_SIZE_BYTES
from reconciler.source.discover import discover, read_bytes
from tests.source.folders import a_folder


def test_yaml_files_are_found_sorted_and_hidden_ones_skipped(tmp_path: Path) -> None:
    names = [
        "b.yaml",
        "a/z.yml",
        "a.yaml",
        "a/b/c.yaml",
        ".x.yaml",
        ".git/y.yaml",
        "readme.md",
        "a/x.yaml.bak",
        "A.YAML",
    ]
    a_folder(tmp_path, dict.fromkeys(names, "kind: group\n"))

    found = discover(tmp_path)

    assert (found.files, found.findings) == (("a.yaml", "a/b/c.yaml", "a/z.yml", "b.yaml"), ())


def test_a_link_out_of_the_root_is_not_read(tmp_path: Path) -> None:
    a_folder(tmp_path, {"secret.yaml": "x", "root/a.yaml": "x", "root-2/b.yaml": "x"})
    (tmp_path / "root/link.yaml").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "root/near.yaml").symlink_to(tmp_path / "root-2/b.yaml")
    (tmp_path / "root/folder").symlink_to(tmp_path / "root-2")

    found = discover(tmp_path / "root")

    assert found.files == ("a.yaml",)
    assert [(one.rule, one.place.file) for one in found.findings] == [
        ("link-outside", "link.yaml"),
        ("link-outside", "near.yaml"),
    ]


def test_links_inside_are_followed_once_and_loops_are_harmless(tmp_path: Path) -> None:
    a_folder(tmp_path, {"a.yaml": "x", "d/b.yaml": "x"})
    (tmp_path / "again.yaml").symlink_to("a.yaml")
    (tmp_path / "d/loop").symlink_to(tmp_path)
    (tmp_path / "self.yaml").symlink_to("self.yaml")
    (tmp_path / "gone.yaml").symlink_to("nowhere.yaml")

    found = discover(tmp_path)

    assert found.files == ("a.yaml", "again.yaml", "d/b.yaml")
    assert sorted((one.rule, one.place.file) for one in found.findings) == [
        ("not-a-file", "gone.yaml"),
        ("not-a-file", "self.yaml"),
    ]


def test_a_root_that_is_a_link_is_read(tmp_path: Path) -> None:
    a_folder(tmp_path, {"real/a.yaml": "x"})
    (tmp_path / "root").symlink_to("real")
    (tmp_path / "real/again.yaml").symlink_to("a.yaml")

    assert discover(tmp_path / "root").files == ("a.yaml", "again.yaml")


def test_folders_and_pipes_that_look_like_documents_are_findings(tmp_path: Path) -> None:
    a_folder(tmp_path, {"x.yaml/inside.yaml": "x"})
    os.mkfifo(tmp_path / "pipe.yml")

    found = discover(tmp_path)

    assert found.files == ("x.yaml/inside.yaml",)
    assert sorted((one.rule, one.place.file) for one in found.findings) == [
        ("not-a-file", "pipe.yml"),
        ("not-a-file", "x.yaml"),
    ]


def test_a_missing_root_stops_us(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist") as raised:
        discover(tmp_path / "gone")

    assert raised.value.remedy is not None
    assert "不存在" in raised.value.what.zh


def test_a_file_as_root_stops_us(tmp_path: Path) -> None:
    a_folder(tmp_path, {"a.yaml": "x"})

    with pytest.raises(SourceError, match="not a folder"):
        discover(tmp_path / "a.yaml")


def test_an_empty_root_stops_us(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no YAML files"):
        discover(tmp_path)


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()

    found = read_bytes(tmp_path, "a.yaml")

    assert isinstance(found, Finding)
    assert found.rule == "unreadable-file"


@pytest.mark.parametrize(("more", "rule"), [(0, None), (1, "file-too-large")])
def test_a_file_may_have_a_mebibyte(tmp_path: Path, more: int, rule: str | None) -> None:
    a_folder(tmp_path, {"a.yaml": b"#" * (MAX_SIZE_BYTES + more)})

    found = read_bytes(tmp_path, "a.yaml")

    assert (found.rule if isinstance(found, Finding) else None) == rule
