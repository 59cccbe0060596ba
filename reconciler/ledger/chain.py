"""The walk through a ledger: every line checked against the one before it."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property

from reconciler.errors import LedgerError
from reconciler.ledger.beginning import beginning_of
from reconciler.ledger.codec import FORMAT_VERSION, DamagedLineError, decode, hash_of, version_of
from reconciler.ledger.records import Record
from reconciler.ledger.store import Store
from reconciler.model.ledger_report import GENESIS, Problem
from reconciler.text import Text

NEWLINE = 10

RESTORE = Text(
    "请从备份或上一次执行的产物恢复整个台账目录；不要手工修改台账文件。",
    "Restore the whole ledger directory from a backup or from the artifact of the last apply; never edit its files.",
)
UPGRADE = Text("请升级 reconciler 后重试。", "Upgrade reconciler and try again.")
ANOTHER_DIRECTORY = Text(
    "请检查 company.yaml 的 corp_id 和台账目录；每个企业使用自己的台账。",
    "Check corp_id and the ledger directory in company.yaml; every company has its own ledger.",
)


class ChainReader:
    """Iterates over the checked records of a ledger, once, holding one line at a time.

    An unfinished last line of the last segment is left out and counted in `torn_bytes`.

    Attributes, valid during and after the walk:
        seq, head: sequence number and hash of the last good line.
        segment, line, size_bytes: where that line is; size is counted to its end, within its segment.
        content: SHA-256 of the whole segment before.
        carry: number of the segment that begins with the newest carried state; 0 where there is none.
        problem: the first problem, set before LedgerError is raised.
    """

    def __init__(self, store: Store, corp_id: str) -> None:
        self._store = store
        self._corp_id = corp_id
        self.numbers: tuple[int, ...] = ()
        self.seq = 0
        self.head = GENESIS
        self.segment = 0
        self.line = 0
        self.size_bytes = 0
        self.torn_bytes = 0
        self.content = ""
        self.carry = 0
        self.problem: Problem | None = None

    def __iter__(self) -> Iterator[Record]:
        for position, number in enumerate(self.kept(), start=self.first):
            self.require(number, position)
            yield from self.records(number, self._store.lines(number), is_last=number == self.numbers[-1])

    @cached_property
    def beginning(self) -> Record | None:
        """The record that stands for what was pruned; None where everything is kept."""
        return beginning_of(self._store)

    @property
    def first(self) -> int:
        """Number of the first segment that is kept."""
        return 1 if self.beginning is None else int(self.beginning["segment"]) + 1

    def kept(self) -> tuple[int, ...]:
        """The segments to walk; the chain goes on from what was pruned, leftovers of which do not count."""
        stored = self._store.segments()
        if 0 in stored:  # segments are counted from 1 on; one before the first would be passed over below
            raise self.refuse(
                Text("台账里没有这一段：有人放进来的。", "The ledger has no such segment: it was put there.")
            )
        self.numbers = tuple(number for number in stored if number >= self.first)
        if self.beginning is not None:
            self.seq, self.head = self.beginning["last"], self.beginning["seal"]
            if self.beginning["corp_id"] != self._corp_id:
                self.segment = self.first
                raise self._foreign(self.beginning["corp_id"])
        return self.numbers

    def require(self, number: int, position: int) -> None:
        """Refuse a gap between segments."""
        if number != position:
            self.segment, self.line = position, 0
            raise self.refuse(Text("这一段不见了。", "This segment is missing."))

    def refuse(self, what: Text, remedy: Text = RESTORE) -> LedgerError:
        """Remember the problem at the current place and return the error to raise."""
        self.problem = Problem(self.segment, self.line, what, remedy)
        return self.problem.as_error()

    def records(self, number: int, lines: Iterable[bytes], *, is_last: bool) -> Iterator[Record]:
        """Those of one segment, each checked. Hot loop: about a million turns in a few seconds."""
        self.segment, self.line, self.size_bytes = number, 0, 0
        content = hashlib.sha256()
        for line in lines:
            self.line += 1
            if line[-1] != NEWLINE:
                self._leave_out(line, is_last=is_last)
                return
            try:
                record = decode(line)
                follows = record["prev"] == self.head and record["seq"] == self.seq + 1
                if not follows or record["v"] != FORMAT_VERSION or self.line == 1:
                    self._examine(record, line)
            except (DamagedLineError, KeyError, TypeError) as error:
                raise self.damaged(line) from error
            content.update(line)
            self.head = hash_of(line)
            self.seq += 1
            self.size_bytes += len(line)
            yield record
        if not self.line and not is_last:
            raise self.refuse(Text("这一段是空的。", "This segment is empty."))
        self.content = content.hexdigest()

    def _leave_out(self, tail: bytes, *, is_last: bool) -> None:
        """An unfinished last line; anything but the beginning of a line was not left there by a dying writer."""
        if not is_last:
            raise self.refuse(Text("这一段在中间断开了。", "This segment breaks off."))
        try:
            decode(tail[:-1] + b"\n")
        except DamagedLineError:
            self.line -= 1
            self.torn_bytes = len(tail)
        else:
            raise self.damaged(tail)

    def damaged(self, line: bytes) -> LedgerError:
        """That line is not as it was written."""
        version = version_of(line)
        if isinstance(version, int) and version > FORMAT_VERSION:
            return self._newer(version)
        return self.refuse(Text("这一行被改动或损坏了。", "This line was edited or damaged."))

    def _newer(self, version: int) -> LedgerError:
        return self.refuse(
            Text(
                f"由更新的版本写成（格式 {version}，本程序只认识 {FORMAT_VERSION}）。",
                f"Written by a newer version (format {version}; this program knows {FORMAT_VERSION}).",
            ),
            UPGRADE,
        )

    def _examine(self, record: Record, line: bytes) -> None:
        """Say what is wrong with a line that does not simply follow, or check the first one of a segment."""
        version, seq, expected = record["v"], record["seq"], self.seq + 1
        if version != FORMAT_VERSION:
            raise self._newer(version) if version > FORMAT_VERSION else self.damaged(line)
        if seq > expected:
            raise self.refuse(
                Text(f"缺少第 {expected} 至 {seq - 1} 条记录。", f"Records {expected} to {seq - 1} are missing.")
            )
        if seq < expected:
            raise self.refuse(Text(f"第 {seq} 条记录重复或错位。", f"Record {seq} is repeated or out of place."))
        if record["prev"] != self.head:
            raise self.refuse(
                Text("与上一行接不上：其中一行被替换过。", "Does not follow the line before: one of them was replaced.")
            )
        if self.segment == 1:
            self._examine_opening(record, line)
            return
        if record["type"] != "segment" or record["former"] != self.segment - 1 or record["seal"] != self.head:
            raise self.damaged(line)
        if self.content and record.get("content", self.content) != self.content:
            raise self.refuse(
                Text("与上一段封存时的内容对不上。", "The segment before is not what it was when it was sealed.")
            )
        self.carry = record.get("carry", 0)

    def _examine_opening(self, record: Record, line: bytes) -> None:
        if record["type"] != "opened":
            raise self.damaged(line)
        if record["corp_id"] != self._corp_id:
            raise self._foreign(record["corp_id"])

    def _foreign(self, corp_id: str) -> LedgerError:
        return self.refuse(
            Text(
                f"这是企业 {corp_id} 的台账，不是 {self._corp_id} 的。",
                f"This is the ledger of company {corp_id}, not of {self._corp_id}.",
            ),
            ANOTHER_DIRECTORY,
        )
