"""An export file → `ActivityLog`, in one pass."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, TextIO

from reconciler.activity.moments import FIRST, seconds_of
from reconciler.activity.rows import READERS, RowReader
from reconciler.activity.tally import Tally
from reconciler.errors import SourceError
from reconciler.model.activity import ActivityLog
from reconciler.model.finding import Finding, Place, Severity
from reconciler.system_errors import why
from reconciler.text import Text

BAD_PER_CENT: Final = 1
_AHEAD: Final = timedelta(days=1)  # clocks differ; a row further ahead is wrong


@dataclass(frozen=True, slots=True)
class ActivityRead:
    """What a file told.

    Attributes:
        log: None where no row was usable: then nothing is known.
        rows: how many rows there were, bad ones included.
        bad: how many could not be used.
        findings: one about the bad rows, or about a file without rows; empty otherwise.
    """

    log: ActivityLog | None
    rows: int
    bad: int
    findings: tuple[Finding, ...] = ()


def read_activity(path: Path, name: str, now: datetime, form: str = "csv") -> ActivityRead:
    """Last signs of life of a whole export.

    Args:
        path: the file; UTF-8, with or without a byte order mark. It may have any size: a row is dropped once counted.
        name: how the file is called in findings (relative to the root).
        now: aware; its zone holds for times without an offset, and rows more than a day later are bad.
        form: `csv` or `jsonl`.

    Returns: ids and times alone; user ids folded. Bad rows are counted and told once, with the first line.
    Raises: SourceError when the file cannot be read, lacks a column, or more than 1 % of its rows are bad.
    Clauses: A8, B5, C3.3, H6.1.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            return _read(file, name, now, READERS[form])
    except OSError as error:
        raise SourceError(
            Text(
                f"活跃度文件 {name} 读不了：{why(error).zh}。",
                f"The activity file {name} cannot be read: {why(error).en}.",
            ),
            Text("核对 company.yaml 里的 `activity.file`。", "Check `activity.file` in company.yaml."),
        ) from error


def _read(file: TextIO, name: str, now: datetime, reader: RowReader) -> ActivityRead:
    tally = Tally()
    zone, latest = now.tzinfo, int((now + _AHEAD).timestamp())
    if zone is None:
        raise ValueError("now must be aware")
    rows = bad = first_bad = 0
    for line, row in reader(file):
        rows += 1
        if row is not None:
            chat, user, at = row
            at_s = seconds_of(at, zone)
            if at_s is not None and FIRST <= at_s <= latest and tally.add(chat, user, at_s):
                continue
        bad += 1
        first_bad = first_bad or line
    if bad * 100 > rows * BAD_PER_CENT:
        raise _too_many(name, bad, rows, first_bad)
    return ActivityRead(tally.log(), rows, bad, _complaints(name, rows, bad, first_bad))


def _complaints(name: str, rows: int, bad: int, first_bad: int) -> tuple[Finding, ...]:
    if not rows:
        return (_finding(name, 1, Text("活跃度文件里一行记录也没有。", "The activity file has no rows.")),)
    if not bad:
        return ()
    what = Text(
        f"活跃度文件有 {bad} 行用不了（共 {rows} 行），第一处在第 {first_bad} 行。",
        f"{bad} of {rows} rows of the activity file cannot be used, the first on line {first_bad}.",
    )
    return (_finding(name, first_bad, what),)


def _finding(name: str, line: int, what: Text) -> Finding:
    return Finding(
        rule="activity-rows",
        severity=Severity.WARNING,
        place=Place(name, (), line, 1),
        what=what,
        why=Text(
            "缺了的记录会让说过话的人看起来没说过。",
            "A row that is missing makes somebody look silent who was not.",
        ),
        remedy=_REMEDY,
        clauses=("A8", "H6.1"),
    )


def _too_many(name: str, bad: int, rows: int, first_bad: int) -> SourceError:
    return SourceError(
        Text(
            f"活跃度文件 {name} 的 {rows} 行里有 {bad} 行用不了，超过 {BAD_PER_CENT}%；第一处在第 {first_bad} 行。",
            f"The activity file {name} has {bad} bad rows of {rows}, more than {BAD_PER_CENT} %; the first is on line "
            f"{first_bad}.",
        ),
        _REMEDY,
    )


_REMEDY: Final = Text(
    "每行要有 `chat_id`、`user` 和 `at`；`at` 写 2026-11-20T09:30:00+08:00 这样的时间，或 1970 年以来的秒数。",
    "Every row needs `chat_id`, `user` and `at`; write `at` as 2026-11-20T09:30:00+08:00 or in seconds since 1970.",
)
