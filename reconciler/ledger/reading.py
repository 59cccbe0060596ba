"""Walks over a whole ledger that change nothing: into a replay, for a report, or record by record."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from reconciler.errors import LedgerError
from reconciler.ledger.beginning import pointed, replay_from
from reconciler.ledger.carried import carried_facts, is_current, restored
from reconciler.ledger.carried_records import CarriedState
from reconciler.ledger.chain import RESTORE, UPGRADE, ChainReader
from reconciler.ledger.codec import DamagedLineError, decode
from reconciler.ledger.glance import Glance, Nothing
from reconciler.ledger.records import Record
from reconciler.ledger.replay import Replay
from reconciler.ledger.store import Store
from reconciler.model.ledger_report import LedgerReport, Problem
from reconciler.text import Text

NOT_THE_PUBLISHED = Text(
    "与公布过的链头对不上：这条记录或它之前的记录被重写过。",
    "Differs from a head that was published: this record, or one before it, was rewritten.",
)

NOT_UNDERSTOOD = Text("这条记录的内容无法理解。", "The facts of this record make no sense.")
NOT_THE_STATE = Text("记下的状态不是前面的记录得出的。", "The carried state is not what the records before it come to.")


def walk(reader: ChainReader, replay: Replay, records: Iterable[Record] | None = None) -> None:
    """Replay every checked record; facts that cannot be understood are a problem at their place.

    `records` are those of the reader, looked at on their way.
    """
    hear, record = replay.hear, {"type": "opened"}
    try:
        for record in reader if records is None else records:
            hear(record)
    except (KeyError, TypeError, ValueError) as error:
        if replay.knows(record):
            raise reader.refuse(NOT_UNDERSTOOD) from error
        raise reader.refuse(
            Text(f"不认识的记录类型 {record.get('type')}。", f"Unknown type of record: {record.get('type')}."), UPGRADE
        ) from error


def replayed(store: Store, corp_id: str) -> tuple[ChainReader, Replay]:
    """Everything heard: from the newest carried state on where there is one, else from the first record.

    Segments before it are compared with their seals. The reader stands at the end.
    Raises: LedgerError where the chain is broken.
    """
    found = _newest_carried(store)
    if found is None:
        reader = ChainReader(store, corp_id)
        replay = begun(reader)
        walk(reader, replay)
        return reader, replay
    number, replay = found
    glance = Glance(store, corp_id, Nothing(), line_by_line=number)
    walk(glance, replay, (record for record in glance if glance.segment >= number))
    return glance, replay


def _newest_carried(store: Store) -> tuple[int, Replay] | None:
    """The segment that the last seal names, and the state with which it begins; None where anything is amiss.

    Nothing is believed of it before the walk has come over the same line.
    """
    try:
        for number in pointed(store, store.segments()):
            record = decode(next(islice(store.lines(number), 1, None)))
            if record["type"] == "carried":
                return (number, restored(record)) if is_current(record) else None
    except (DamagedLineError, StopIteration, KeyError, TypeError, ValueError):
        return None
    return None


def begun(reader: ChainReader) -> Replay:
    """A replay that has heard everything before the first record of a reader. Raises: LedgerError."""
    try:
        return replay_from(reader.beginning)
    except (KeyError, TypeError, ValueError) as error:
        raise reader.refuse(NOT_UNDERSTOOD) from error


def records_of(store: Store, corp_id: str) -> Iterator[Record]:
    """Every record, checked, one in memory at a time. Raises: LedgerError where the chain is broken."""
    yield from ChainReader(store, corp_id)


def verify(store: Store, corp_id: str, anchors: Mapping[int, str] | None = None) -> LedgerReport:
    """Walk the whole chain and report instead of raising; only a store that cannot be read raises.

    Args:
        anchors: hashes of lines that were published outside the ledger, by the number of their record.
    """
    reader, wanted = ChainReader(store, corp_id), dict(anchors or {})
    pruned = 0 if reader.beginning is None else int(reader.beginning["last"])
    unchecked = tuple(sorted(seq for seq in wanted if seq < pruned))
    wanted = {seq: published for seq, published in wanted.items() if seq >= pruned}
    try:
        replay = begun(reader)
        if reader.beginning is not None and wanted.pop(pruned, reader.beginning["seal"]) != reader.beginning["seal"]:
            raise reader.refuse(NOT_THE_PUBLISHED)
        walk(reader, replay, _compared(reader, wanted, replay))
    except LedgerError:
        if reader.problem is None:
            raise
    problem = reader.problem or _cut_off(reader, wanted)
    covered = max((seq for seq in (anchors or {}) if seq not in wanted and seq not in unchecked), default=0)
    return LedgerReport(
        reader.seq, len(reader.numbers), reader.head, reader.torn_bytes, problem, covered, pruned, unchecked
    )


def _compared(reader: ChainReader, wanted: dict[int, str], replay: Replay) -> Iterator[Record]:
    """Records on their way, compared with published hashes, and carried states with what was heard before them.

    What agrees with `wanted` is taken off it.
    """
    before = CarriedState(type="carried", form=0, state={})
    for record in reader:
        published = wanted.get(reader.seq)
        if published is not None:
            if published != reader.head:
                raise reader.refuse(NOT_THE_PUBLISHED)
            del wanted[reader.seq]
        if record["type"] == "segment" and record.get("carry") == reader.segment:
            before = carried_facts(replay)
        elif record["type"] == "carried" and is_current(record) and record["state"] != before["state"]:
            raise reader.refuse(NOT_THE_STATE)
        yield record


def _cut_off(reader: ChainReader, wanted: Mapping[int, str]) -> Problem | None:
    """Whole records that were published and are not there."""
    if not wanted:
        return None
    last = max(wanted)
    what = Text(
        f"台账只到第 {reader.seq} 条，而公布过第 {last} 条：末尾的记录被截掉了。",
        f"The ledger ends at record {reader.seq}, but record {last} was published: records at the end were cut off.",
    )
    return Problem(max(reader.segment, 1), reader.line, what, RESTORE)
