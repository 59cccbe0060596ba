"""Lists of people as Excel and WPS save them."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from reconciler.errors import SourceError
from reconciler.source.people_files import MOST_BYTES, read_people

HEAD = ("姓名", "部门", "账号")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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


def a_styled_book(change: Callable[[Workbook], None], *rows: Sequence[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    change(book)
    book.save(stream := io.BytesIO())
    return stream.getvalue()


def with_zeros(book: Workbook) -> None:
    book.worksheets[0]["A2"].number_format = "00000"


def with_hidden_row(book: Workbook) -> None:
    book.worksheets[0].row_dimensions[2].hidden = True


def with_a_page_of_words(book: Workbook) -> None:
    book.create_sheet("说明", 0).append(["先看这里"])


def with_a_hidden_sheet(book: Workbook) -> None:
    hidden = book.create_sheet("旧", 0)
    hidden.append(["账号"])
    hidden.append(["zoe"])
    hidden.sheet_state = "hidden"


def with_another_list(book: Workbook) -> None:
    other = book.create_sheet("二部")
    other.append(["账号"])
    other.append(["zoe"])


def with_a_merged_sheet(raw: bytes) -> bytes:
    """A range as wide as the sheet; openpyxl itself would take hours to write it."""
    with zipfile.ZipFile(io.BytesIO(raw)) as read, zipfile.ZipFile(stream := io.BytesIO(), "w") as packed:
        for name in read.namelist():
            merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            packed.writestr(name, read.read(name).replace(b"</sheetData>", merged))
    return stream.getvalue()


def with_many_cells(raw: bytes) -> bytes:
    """Empty cells that only have a style, as where somebody coloured whole columns."""
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as read,
        zipfile.ZipFile(stream := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in read.namelist():
            packed.writestr(name, read.read(name).replace(b"</sheetData>", b"<c s='1'/>" * 400_001 + b"</sheetData>"))
    return stream.getvalue()


def a_bomb() -> bytes:
    with zipfile.ZipFile(stream := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(60_000_000))
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
        pytest.param(a_book(("账号",), (123.0,)), [("123",)], id="number-with-a-fraction-of-nothing"),
        pytest.param(a_styled_book(with_zeros, ("工号",), (123,)), [("00123",)], id="number-shown-with-zeros"),
        pytest.param(a_book(("工号",), ("00123",)), [("00123",)], id="number-as-text"),
        pytest.param(b'userid\n="00123"\n', [("00123",)], id="number-as-text-through-excel"),
        pytest.param(CSV.replace(",", ";").encode(), WANTED, id="semicolons"),
        pytest.param(("sep=;\n" + CSV.replace(",", ";")).encode(), WANTED, id="separator-named-for-excel"),
        pytest.param(CSV.replace(",", "\t").encode(), WANTED, id="tabs"),
        pytest.param(CSV.replace(",", "，").encode(), WANTED, id="full-width-commas"),
        pytest.param(a_book(("序号", *HEAD), ("=ROW()-1", "王敏", "研发部")), [WANTED[0]], id="formula-elsewhere"),
        pytest.param(a_styled_book(with_a_page_of_words, HEAD, ("王敏", "研发部")), [WANTED[0]], id="words-before"),
        pytest.param(a_styled_book(with_a_hidden_sheet, HEAD, ("王敏", "研发部")), [WANTED[0]], id="hidden-sheet"),
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

    assert read_people(tmp_path / "list").rows == rows


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        pytest.param(a_book(HEAD, ("=A1", "研发部", None)), "第 2 行有公式", id="formula"),
        pytest.param("\n".join(f"u{n}" for n in range(10_000)).encode(), "10,000 人", id="too-many-people"),
        pytest.param(a_styled_book(with_hidden_row, HEAD, ("王敏",)), "第 2 行被隐藏", id="hidden-row"),
        pytest.param(a_styled_book(with_another_list, HEAD, ("王敏",)), "Sheet、二部", id="two-lists"),
        pytest.param(with_a_merged_sheet(a_book(HEAD, ("王敏",))), "合并的单元格太多", id="a-merged-sheet"),
        pytest.param(a_bomb(), "解开后太大", id="a-bomb"),
        pytest.param(OLE + bytes(600), "旧格式", id="xls"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "有密码", id="password"),
        pytest.param(b"%PDF-1.7", "是 PDF", id="pdf"),
        pytest.param(b"<html><table><tr>", "不是 CSV", id="a-web-page-named-xls"),
        pytest.param("账号\nlisi".encode("utf-16-le"), "不是 CSV", id="utf-16-without-mark"),
        pytest.param("部门,手机\n研发部,13800138000\n".encode(), "没有“姓名”或“账号”", id="no-column-of-people"),
        pytest.param(b"\n" * 60_000, "60,000 行", id="too-many-lines"),
        pytest.param(with_many_cells(a_book(HEAD, ("王敏",))), "400,000 个", id="too-many-cells"),
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


def test_columns_that_say_nothing_about_who_are_told(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes("序号,姓名,手机\n1,王敏,有\n".encode())

    assert read_people(tmp_path / "list").unused == ("序号", "手机")


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        read_people(tmp_path / "gone.csv")
