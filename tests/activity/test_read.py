"""An export is read in one pass; only ids and times are kept."""

import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reconciler.activity import ActivityRead, read_activity
from reconciler.errors import SourceError
from reconciler.model.activity import ActivityLog
from tests.builders import NOW, ZONE

SCHEMA = Path(__file__).parents[2] / "schemas" / "activity-row.schema.json"
NINE = datetime(2026, 11, 10, 9, tzinfo=ZONE)
HEADER = "chat_id,user,at\n"


def read(folder: Path, text: str | bytes, form: str = "csv") -> ActivityRead:
    """The read of a file with this text."""
    path = folder / f"export.{form}"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_activity(path, path.name, NOW, form)


def a_log(*said: tuple[str, str, datetime], since: datetime | None = None) -> ActivityLog:
    """The log of these last words."""
    times = [at for _, _, at in said]
    first = since or min(times).astimezone(UTC).replace(hour=0, minute=0, second=0)
    people: dict[Any, datetime] = {(chat, user): at for chat, user, at in said}
    chats: dict[Any, datetime] = {chat: max(at for one, _, at in said if one == chat) for chat, _, _ in said}
    return ActivityLog(first, max(times), chats, people)


@pytest.mark.clause("A8", "C3.3", "H6.1")
@pytest.mark.parametrize(
    ("form", "text"),
    [
        pytest.param("csv", HEADER + "c1,ann,2026-11-10T09:00:00+08:00\n", id="iso-with-offset"),
        pytest.param("csv", HEADER + "c1,ann,2026-11-10T01:00:00Z\n", id="iso-in-utc"),
        pytest.param("csv", HEADER + "c1,ann,2026-11-10 09:00\n", id="iso-in-the-companys-zone"),
        pytest.param("csv", HEADER + "c1,ann,1794272400\n", id="seconds-since-1970"),
        pytest.param("csv", HEADER + "c1, Ann ,2026-11-10 09:00\n", id="ids-are-folded"),
        pytest.param("csv", "\ufeff" + HEADER + "c1,ann,2026-11-10 09:00\n", id="byte-order-mark"),
        pytest.param("csv", "chat_id,user,at\r\nc1,ann,2026-11-10 09:00\r\n\r\n", id="crlf-and-empty-lines"),
        pytest.param(
            "csv", 'User, AT ,chat_id,text\n"ann","2026-11-10 09:00","c1","a,\n""b"""\n', id="quoted-and-moved"
        ),
        pytest.param("csv", HEADER + "c1,ann,2026-11-10 09:00\nc1,ann,2026-11-09 09:00\n", id="out-of-order"),
        pytest.param("jsonl", '{"chat_id": "c1", "user": "ann", "at": "2026-11-10 09:00", "text": "x"}\n', id="json"),
        pytest.param("jsonl", '\ufeff{"chat_id": "c1", "user": "ann", "at": 1794272400.5}\r\n\r\n', id="json-seconds"),
    ],
)
def test_a_row_tells_who_was_there_when(tmp_path: Path, form: str, text: str) -> None:
    found = read(tmp_path, text, form)

    assert found.findings == ()
    assert found.log is not None
    assert found.log.last_of_person == {("c1", "ann"): NINE}
    assert (found.log.last_in_chat, found.log.until) == ({"c1": NINE}, NINE)


def test_the_last_word_counts_by_chat_and_by_person(tmp_path: Path) -> None:
    rows = "c1,ann,2026-11-10 09:00\nc1,bob,2026-11-12 09:00\nc2,ann,2026-11-11 09:00\nc1,bob,2026-11-09 09:00\n"

    found = read(tmp_path, HEADER + rows)

    days = [("c1", "ann", NINE), ("c1", "bob", NINE + timedelta(days=2)), ("c2", "ann", NINE + timedelta(days=1))]
    assert found == ActivityRead(a_log(*days, since=datetime(2026, 11, 9, tzinfo=UTC)), 4, 0)


@pytest.mark.clause("E5.1")
def test_nothing_but_ids_and_times_is_kept(tmp_path: Path) -> None:
    found = read(tmp_path, "chat_id,user,at,text,phone\nc1,ann,2026-11-10 09:00,机密内容,13800138000\n")

    assert "机密内容" not in repr(found)
    assert "13800138000" not in repr(found)


def test_the_period_begins_after_the_last_hole(tmp_path: Path) -> None:
    rows = "c1,ann,2017-01-01 09:00\nc1,ann,2026-10-24 12:00\nc1,ann,2026-11-08 12:00\nc1,ann,2026-11-17 12:00\n"

    found = read(tmp_path, HEADER + rows)

    assert found.log is not None
    assert (found.log.since, found.log.until) == (
        datetime(2026, 10, 24, tzinfo=UTC),
        datetime(2026, 11, 17, 12, tzinfo=ZONE),
    )


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("c1,ann", id="too-few-columns"),
        pytest.param(",ann,2026-11-10 09:00", id="no-chat"),
        pytest.param("c1, ,2026-11-10 09:00", id="no-user"),
        pytest.param("c1,ann,", id="no-time"),
        pytest.param("c1,ann,yesterday", id="not-a-time"),
        pytest.param("c1,ann,2026-02-30 09:00", id="not-in-the-calendar"),
        pytest.param("c1,ann,1794272400000", id="milliseconds"),
        pytest.param("c1,ann,2026-11-20 09:00", id="in-the-future"),
        pytest.param("c1,ann,2015-12-31 09:00", id="before-wecom"),
        pytest.param("c1,ann,0001-01-01T00:00:00+14:00", id="before-the-calendar"),
        pytest.param(f"{'c' * 129},ann,2026-11-10 09:00", id="id-too-long"),
        pytest.param(f'"{"x" * 200_000}",ann,2026-11-10 09:00', id="field-too-large"),
    ],
)
def test_a_bad_row_is_counted_and_told_with_its_line(tmp_path: Path, bad: str) -> None:
    good = "c1,ann,2026-11-10 09:00\n" * 200

    found = read(tmp_path, HEADER + good + bad + "\n" + "c2,bob,2026-11-10 09:00\n" + bad + "\n")

    assert (found.rows, found.bad) == (203, 2)
    assert found.log == a_log(("c1", "ann", NINE), ("c2", "bob", NINE))
    assert [(one.rule, one.place.file, one.place.line) for one in found.findings] == [
        ("activity-rows", "export.csv", 202)
    ]


@pytest.mark.parametrize(
    "bad",
    ["{", "[]", '"x"', "[" * 100_000, '{"chat_id": ["c1"], "user": "ann", "at": 1794272400}']
    + [f'{{"chat_id": "c1", "user": "ann", "at": {at}}}' for at in ("true", "null", "1e300", "-1", "NaN", "{}")],
    ids=str.__len__,
)
def test_a_bad_line_of_json_is_counted(tmp_path: Path, bad: str) -> None:
    good = '{"chat_id": "c1", "user": "ann", "at": 1794272400}\n' * 200

    found = read(tmp_path, f"{good}{bad}\n", "jsonl")

    assert (found.rows, found.bad, found.findings[0].place.line) == (201, 1, 201)


def test_bytes_that_are_no_text_are_bad_only_in_ids(tmp_path: Path) -> None:
    good = b"c1,ann,2026-11-10 09:00,\xd6\xd0\n" * 200

    found = read(tmp_path, b"chat_id,user,at,text\n" + good + b"c1,\xd6\xd0,2026-11-10 09:00,x\n")

    assert (found.rows, found.bad) == (201, 1)


def test_more_than_one_per_cent_of_bad_rows_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, HEADER + "c1,ann,2026-11-10 09:00\n" * 98 + "c1,ann,x\n")

    assert "line 100" in caught.value.what.en
    assert caught.value.remedy is not None


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("", "chat_id", id="empty-file"),
        pytest.param("chat_id;user;at\n", "chat_id", id="semicolons"),
        pytest.param("chat_id,user,time\nc1,ann,1\n", "at", id="another-name"),
        pytest.param("c1,ann,2026-11-10 09:00\n", "chat_id", id="no-header"),
    ],
)
def test_a_missing_column_is_an_error(tmp_path: Path, text: str, missing: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, text)

    assert f"`{missing}`" in caught.value.what.en


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        read_activity(tmp_path / "nowhere.csv", "nowhere.csv", NOW)


@pytest.mark.parametrize(("form", "text"), [("csv", HEADER), ("jsonl", "")])
def test_a_file_without_rows_tells_nothing(tmp_path: Path, form: str, text: str) -> None:
    found = read(tmp_path, text, form)

    assert (found.log, found.rows) == (None, 0)
    assert [one.rule for one in found.findings] == ["activity-rows"]


def _rows(number: int) -> Iterator[str]:
    yield "chat_id,user,at,text\n"
    for index in range(number):
        yield f'chat{index % 50},user{index % 200},{1794272400 - index},"hello, world"\n'


@pytest.mark.no_cover  # memory is traced, which is slow enough
def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    for path, number in ((small, 3_000), (large, 100_000)):
        with path.open("w", encoding="utf-8") as file:
            file.writelines(_rows(number))

    peaks = [_peak_bytes(path) for path in (small, large)]

    assert large.stat().st_size > 3_000_000
    assert peaks[1] < peaks[0] + 200_000


def _peak_bytes(path: Path) -> int:
    tracemalloc.start()
    read_activity(path, path.name, NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize(
    ("row", "valid"),
    [
        pytest.param({"chat_id": "c1", "user": "ann", "at": "2026-11-10T09:00:00+08:00"}, True, id="iso"),
        pytest.param({"chat_id": "c1", "user": "ann", "at": "2026-11-10 09:00"}, True, id="iso-with-blank"),
        pytest.param({"chat_id": "c1", "user": "ann", "at": 1794272400}, True, id="seconds"),
        pytest.param({"chat_id": "c1", "user": "ann", "at": "1794272400", "text": "x"}, True, id="seconds-and-more"),
        pytest.param({"chat_id": "c1", "user": "ann"}, False, id="no-time"),
        pytest.param({"chat_id": "", "user": "ann", "at": 1794272400}, False, id="no-chat"),
        pytest.param({"chat_id": "c1", "user": 7, "at": 1794272400}, False, id="user-as-number"),
        pytest.param({"chat_id": "c1", "user": "ann", "at": 1794272400000}, False, id="milliseconds"),
        pytest.param({"chat_id": "c1", "user": "ann", "at": True}, False, id="at-as-truth"),
    ],
)
def test_the_schema_and_the_reader_agree(tmp_path: Path, row: dict[str, object], valid: bool) -> None:
    good = '{"chat_id": "c1", "user": "ann", "at": 1794272400}\n' * 100
    schema = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))

    found = read(tmp_path, good + json.dumps(row), "jsonl")

    assert (found.bad == 0) is valid
    assert schema.is_valid(row) is valid
