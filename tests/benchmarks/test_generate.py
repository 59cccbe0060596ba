"""The made-up company is sound and always the same; otherwise its figures would mean nothing."""

from pathlib import Path

from benchmarks.generate import NOW, Size, make_directory, make_live, make_past, write_corpus
from reconciler.model.change import Cause
from reconciler.planning import Inputs, assemble
from reconciler.resolve import resolve
from reconciler.source.load import load
from reconciler.wecom.capabilities import CAPABILITIES

SMALL = Size(groups=101, members=30, people=400)


def test_the_same_size_gives_the_same_files(tmp_path: Path) -> None:
    write_corpus(tmp_path / "one", SMALL)
    write_corpus(tmp_path / "two", SMALL)

    assert _texts(tmp_path / "one") == _texts(tmp_path / "two")


def test_the_company_has_no_findings_and_the_intended_size(tmp_path: Path) -> None:
    write_corpus(tmp_path, SMALL)

    loaded = load(tmp_path)

    assert loaded.findings == ()
    assert loaded.desired is not None
    assert [len(resolved.members) for resolved in resolve(loaded.desired, make_directory(SMALL), NOW).groups] == [
        30
    ] * 101


def test_one_group_in_a_hundred_differs(tmp_path: Path) -> None:
    write_corpus(tmp_path, SMALL)
    desired = load(tmp_path).desired
    assert desired is not None
    directory = make_directory(SMALL)
    resolved = resolve(desired, directory, NOW)

    plan = assemble(Inputs(desired, resolved, directory, make_live(resolved), make_past(resolved), NOW, CAPABILITIES))

    assert [group.key for group in plan.groups] == ["g000000", "g000100"]
    assert {change.cause for change in plan.changes} == {Cause.DRIFT}


def _texts(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.yaml")}
