"""Commands that only look never write: checked around every command line that any test of the suite runs.

The simulated WeCom keeps a journal of every request. Around each command that may not write, no request that writes may
have reached any world that is open in this test, not even one that was refused; nor may the world's ledger have grown.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from reconciler.simulator.world.store import FILE

# Everything else only looks at WeCom, whatever its options are.
_WRITERS = frozenset({"apply", "attest", "listen", "revoke"})
_NEVER_IN_THE_LEDGER = frozenset({"validate", "plan", "drift", "undo"})

_worlds: set[Path] = set()


def watch(world: Path) -> None:
    """From now on no looking command may write to the world in this folder."""
    _worlds.add(world)


def let_go(world: Path) -> None:
    """That world is gone."""
    _worlds.discard(world)


def only_looks(argv: Sequence[str]) -> bool:
    """Whether this command line may not write to WeCom."""
    writes = "--correct" in argv or (argv[:1] == ("undo",) and "--yes" in argv)
    return bool(argv) and argv[0] not in _WRITERS and not writes


@contextmanager
def writeless(argv: Sequence[str]) -> Iterator[None]:
    """Fails if a command that only looks wrote. Worlds that another command writes to at the same time do not fit."""
    if not only_looks(argv):
        yield
        return
    before = {world: _seen(world) for world in _worlds}
    yield
    for world, (writes, records) in before.items():
        now_writes, now_records = _seen(world)
        assert now_writes == writes, f"{argv[0]} wrote to WeCom: {now_writes - writes} requests"
        if argv[0] in _NEVER_IN_THE_LEDGER:
            assert now_records == records, f"{argv[0]} wrote to the ledger"


def _seen(world: Path) -> tuple[int, int]:
    """Requests that would write, and bytes of the ledger."""
    with closing(sqlite3.connect(f"file:{world / FILE}?mode=ro", uri=True)) as connection:
        (writes,) = connection.execute("SELECT COUNT(*) FROM journal WHERE applied IS NOT NULL").fetchone()
    return int(writes), sum(path.stat().st_size for path in (world / "ledger").glob("*.jsonl"))
