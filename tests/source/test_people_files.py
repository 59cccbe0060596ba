"""Lists of people as Excel and WPS save them."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from reconciler.errors import SourceError
from reconciler.source.people_files import MOST_BYTES, read_people

HEAD = ("姓名", "部门", "账号")
WANTED = [("王敏（研发部）",), ("lisi",)]
CSV = "姓名,部门,账号\r\n王敏,研发部,\r\n李洋,研发部,lisi\r\n王敏,研发部,\r\n"


def a_book(*rows: Sequence[object], merged: str = "") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    book.save(stream := io.BytesIO())
    return stream.getvalue()


def a_zip(words: str) -> bytes:
    with zipfile.ZipFile(stream := io.BytesIO(), "w") as packed:
        packed.writestr("[Content_Types].xml" if words == "no xml" else "a.txt", words)
    return stream.getvalue()


def a_far_cell() -> bytes:
    book = Workbook()
    book.worksheets[0].cell(1_048_576, 16_384, "x")
    book.save(stream := io.BytesIO())
    return stream.getvalue()


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        pytest.param(CSV.encode(), WANTED, id="utf-8"),
        pytest.param(CSV.encode("utf-8-sig"), WANTED, id="byte-order-mark"),
        pytest.param(CSV.encode("gb18030"), WANTED, id="gb18030"),
        pytest.param(CSV.replace(",", "\t").encode("utf-16"), WANTED, id="unicode-text-of-excel"),
        pytest.param(a_book(HEAD, ("王敏", "研发部", None), ("李洋", "研发部", "lisi")), WANTED, id="workbook"),
        pytest.param(
            a_book(HEAD, ("王敏", "研发部"), ("李洋", None), merged="B2:B3"),
            [WANTED[0], ("李洋（研发部）",)],
            id="merged",
        ),
        pytest.param(a_book(("账号",), (10086,)), [("10086",)], id="number"),
        pytest.param("王敏".encode(), [("王敏",)], id="one-name"),
        pytest.param(
            "\n".join(f"u{n % 1500}" for n in range(10_000)).encode(),
            [(f"u{n}",) for n in range(1500)],
            id="10000-rows-with-doubles",
        ),
    ],
)
def test_a_list_is_read(tmp_path: Path, raw: bytes, rows: list[tuple[str, ...]]) -> None:
    (tmp_path / "list").write_bytes(raw)

    assert read_people(tmp_path / "list") == rows


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        pytest.param(a_book(HEAD, ("=A1", "研发部", None)), "第 2 行有公式", id="formula"),
        pytest.param("\n".join(f"u{n}" for n in range(10_000)).encode(), "10,000 人", id="too-many-people"),
        pytest.param(b"", "没有人", id="empty"),
        pytest.param("姓名,部门\n".encode(), "没有人", id="a-header-alone"),
        pytest.param(b"PK\x03\x04nonsense", "读不出来", id="broken-workbook"),
        pytest.param(a_zip("hello"), "读不出来", id="another-archive"),
        pytest.param(a_zip("no xml"), "读不出来", id="workbook-of-no-xml"),
        pytest.param(a_far_cell(), "第 16,384 列", id="a-cell-in-the-last-corner"),
        pytest.param("年会名单,,\n姓名,部门,账号\n王敏,研发部,\n".encode(), "第 2 行才是列名", id="a-title-above"),
        pytest.param(a_book(("年会名单",), (None,), HEAD), "第 3 行才是列名", id="a-title-above-a-sheet"),
        pytest.param(b"\x81\xff\xff\x00", "不是 CSV", id="no-text"),
        pytest.param(b"x" * (MOST_BYTES + 1), "5 MB", id="too-large"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, raw: bytes, words: str) -> None:
    (tmp_path / "list").write_bytes(raw)

    with pytest.raises(SourceError) as caught:
        read_people(tmp_path / "list")

    assert words in caught.value.what.zh


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        read_people(tmp_path / "gone.csv")
