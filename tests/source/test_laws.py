"""Laws of the loader, whatever is written."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconciler.source.batch import Reading, read_files
from reconciler.source.build_groups import GroupBuilder
from reconciler.source.collection import Collection
from reconciler.source.consistency import check_together
from reconciler.source.document import read_document
from reconciler.source.explain import judge
from reconciler.source.places import Positions
from tests.source.folders import a_group

_MARKS = [
    "\n",
    "  ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    ",",
    ": ",
    "'",
    '"',
    "|",
    "&a ",
    "*a",
    "<<",
    "!!str ",
    "---",
    "...",
    "#",
    "? ",
]
_ODD = ["%", "\\", "\t", "\r", "\r\n", "\ufeff", "\u2028", "\x07", "\x85", "🎉", "：", "\ufffe"]
_PLAIN = ["kind: ", "group", "key: ", "members:", "研发", "no", "00123", "12:30", "~", "2026-12-31"]
_PIECES = st.sampled_from(_MARKS + _ODD + _PLAIN)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map("".join))
_QUICK = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_QUICK
@given(_TEXTS)
def test_any_text_gives_a_tree_or_findings_with_a_place(text: str) -> None:
    document = read_document("f.yaml", text.encode("utf-8", "surrogatepass"))

    _, findings = judge(document)

    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert document.tree is not None or findings
    for finding in findings:
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1


@_QUICK
@given(st.binary(max_size=200))
def test_any_bytes_give_a_tree_or_findings(raw: bytes) -> None:
    document = read_document("f.yaml", raw)

    assert document.tree is not None or judge(document)[1]


@_QUICK
@given(_TEXTS)
def test_any_text_can_be_asked_for_any_place(text: str) -> None:
    line, column = Positions(text).of(("members", 0, "user"))

    assert line >= 1
    assert column >= 1


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=10)


@_QUICK
@given(
    st.recursive(
        _WORDS | st.booleans() | st.integers(-999, 999),
        lambda below: st.lists(below, max_size=4) | st.dictionaries(_WORDS, below, max_size=4),
    )
)
def test_what_a_writer_of_yaml_writes_is_read_back_or_doubted(value: object) -> None:
    text = yaml.safe_dump({"x": value}, allow_unicode=True)

    document = read_document("f.yaml", text.encode())

    if not document.findings and not document.ambiguous:
        assert document.tree == {"x": value}


_WRONG = "members:\n  - lisi\n  - {user: 00123, reason: 🎉研发}\nlabels: {名: 值, 🎉: no}\ndrift: of\n"


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_places_are_the_same_however_lines_end(bom: str, end: str) -> None:
    text = bom + a_group("a", _WRONG).replace("\n", end)

    _, findings = judge(read_document("f.yaml", text.encode()))

    assert sorted((one.place.line, one.place.column) for one in findings) == [(8, 12), (9, 19), (10, 8)]


@_QUICK
@given(st.randoms(use_true_random=False))
def test_order_of_files_does_not_matter(tmp_path_factory: pytest.TempPathFactory, chance: random.Random) -> None:
    root = tmp_path_factory.getbasetemp() / "order"
    files = {f"{key}.yaml": a_group(key, f"members: [{{group: {other}}}]\n") for key, other in ("ab", "bc", "ca", "dx")}
    root.mkdir(exist_ok=True)
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    shuffled = list(files)
    chance.shuffle(shuffled)

    assert _findings(root, shuffled) == _findings(root, sorted(files))


def _findings(root: Path, files: Sequence[str]) -> list[str]:
    collection, builder = Collection(), GroupBuilder()
    readings: list[Reading] = read_files(root, tuple(files)).readings
    collection.groups = [builder.build(reading.tree, reading.file) for reading in readings if reading.tree is not None]
    return sorted(f"{finding.rule} {finding.place} {finding.what}" for finding in check_together(collection))
