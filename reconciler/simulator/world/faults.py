"""Scripted trouble, kept in the world so that it outlives processes."""

import fnmatch
import sqlite3
from dataclasses import dataclass

from reconciler.simulator.errors import FaultError
from reconciler.simulator.world.store import Transaction

FOREVER = -1

KINDS: dict[str, tuple[str, str]] = {
    "busy": ("系统繁忙（-1）", "system busy (-1)"),
    "throttled": ("频率超限（45009）", "frequency limit (45009)"),
    "concurrency": ("并发超限（45033）", "concurrency limit (45033)"),
    "code": ("回答指定错误码（code=）", "any error code (code=)"),
    "token-revoked": ("token 被提前作废（40014）", "the token is revoked early (40014)"),
    "token-expired": ("token 提前过期（42001）", "the token expires early (42001)"),
    "bad-secret": ("secret 错误（40001）", "bad secret (40001)"),
    "slow": ("延迟回答（seconds=）", "the answer comes late (seconds=)"),
    "refuse": ("无法连接（回环时等同 cut-before）", "no connection (over loopback the same as cut-before)"),
    "cut-before": ("连接断开，写入未生效", "connection cut, the write is not effective"),
    "cut-after": ("写入已生效，没有回答", "the write is effective, no answer comes"),
    "malformed": ("写入已生效，JSON 被截断", "the write is effective, the JSON is cut short"),
    "html": ("网关错误页（502 HTML），未生效", "gateway error page (502, HTML), not effective"),
    "empty-list": ("列表为空，errcode 0", "lists come back empty, errcode 0"),
    "partial": ("列表不完整，errcode 0", "lists come back half, errcode 0"),
    "cursor-lost": ("只有前半，后面的页不见了，errcode 0", "the first half and no further page, errcode 0"),
    "kill-before": ("生效前杀死本进程", "SIGKILL to this process before the effect"),
    "kill-after": ("生效后杀死本进程", "SIGKILL to this process after the effect"),
}
_ENDS: tuple[tuple[str, object], ...] = (("next_cursor", ""), ("has_more", False))
CODES = {
    "busy": -1, "throttled": 45009, "concurrency": 45033, "token-revoked": 40014, "token-expired": 42001,
    "bad-secret": 40001,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `times` of -1 is forever; `seen` calls matched so far, `fired` of them met trouble."""

    id: int
    on: str
    kind: str
    after: int
    times: int
    code: int
    delay_s: float
    seen: int
    fired: int


class Faults:
    """The faults of one world."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(
        self, kind: str, *, on: str = "*", after: int = 0, times: int = 1, code: int = 0, delay_s: float = 0.0
    ) -> int:
        """Script a fault and return its id.

        Args:
            kind: one of `KINDS`.
            on: pattern of paths, like `/cgi-bin/appchat/*`, or only its end: `appchat/update`.
            after: matching calls that pass unharmed first.
            times: calls that meet the fault; -1 for ever.
            code: for kind `code`.
            delay_s: seconds, for kind `slow`.

        Raises: FaultError.
        """
        if kind not in KINDS:
            raise FaultError(f"没有故障 {kind}", f"no fault {kind}; there are: {', '.join(KINDS)}")
        if after < 0 or times < FOREVER or times == 0 or delay_s < 0:
            raise FaultError("after、times 或 seconds 的值无效", "after, times or seconds is out of range")
        if kind == "code" and code == 0:
            raise FaultError("故障 code 需要错误码", "the fault `code` needs a code")
        if kind == "slow" and delay_s == 0:
            raise FaultError("故障 slow 需要秒数", "the fault `slow` needs seconds")
        pattern = on if on.startswith(("/", "*")) else f"*/{on}"
        with self._transaction() as connection:
            connection.execute("UPDATE pulse SET settings = settings + 1")
            cursor = connection.execute(
                "INSERT INTO faults (path, kind, skip, times, code, delay_s, seen, fired) VALUES (?,?,?,?,?,?,0,0)",
                (pattern, kind, after, times, CODES.get(kind, code), delay_s),
            )
            return int(cursor.lastrowid or 0)

    def list(self) -> tuple[Fault, ...]:
        """Every fault, spent ones too."""
        with self._transaction() as connection:
            return load_faults(connection)

    def clear(self) -> None:
        """Take all trouble away."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM faults")
            connection.execute("UPDATE pulse SET settings = settings + 1")


def load_faults(connection: sqlite3.Connection) -> tuple[Fault, ...]:
    """Every fault of the world, oldest first."""
    rows = connection.execute("SELECT id, path, kind, skip, times, code, delay_s, seen, fired FROM faults ORDER BY id")
    return tuple(Fault(*row) for row in rows)


def is_due(fault: Fault) -> bool:
    """Whether the next matching call meets this fault."""
    return fault.seen >= fault.after and (fault.times == FOREVER or fault.fired < fault.times)


def next_fault(connection: sqlite3.Connection, path: str) -> Fault | None:
    """The fault this call meets, if any; every matching fault counts the call, the first due one fires."""
    hit: Fault | None = None
    for fault in load_faults(connection):
        if not fnmatch.fnmatchcase(path, fault.on):
            continue
        fires = hit is None and is_due(fault)
        hit = fault if fires else hit
        connection.execute("UPDATE faults SET seen = seen + 1, fired = fired + ? WHERE id = ?", (int(fires), fault.id))
    return hit


def thin(tree: object, kind: str) -> object:
    """A copy of an answer with every list emptied (`empty-list`) or without its later half (`partial`).

    `cursor-lost` takes the later half away too, and says that nothing follows.
    """
    if isinstance(tree, list):
        return [] if kind == "empty-list" else tree[: len(tree) // 2]
    if isinstance(tree, dict):
        whole = {key: thin(value, kind) for key, value in tree.items()}
        return {**whole, **{key: end for key, end in _ENDS if key in tree and kind == "cursor-lost"}}
    return tree
