"""Whatever is done to the files behind our back is found, or is a clean shorter ledger."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.errors import LedgerError
from reconciler.ledger import Ledger
from reconciler.ledger.codec import encode, hash_of, stamp
from reconciler.model.ledger_report import GENESIS, LedgerReport
from tests.ledger.past_worlds import (
    CORP,
    NOW,
    MemoryStore,
    a_memory_ledger,
    a_small_world,
    all_lines,
    one_segment,
)

LINES = all_lines(a_small_world())
MANY = a_small_world(records_per_segment=3)


def test_a_whole_ledger_has_no_problem() -> None:
    report = a_memory_ledger(MANY).verify()

    assert report == LedgerReport(records=len(all_lines(MANY)), segments=9, head=hash_of(all_lines(MANY)[-1]))


def test_a_ledger_that_is_not_there_yet_has_no_problem() -> None:
    assert a_memory_ledger(MemoryStore()).verify() == LedgerReport(head=GENESIS)


@pytest.mark.parametrize(("phase", "change"), [(0, 1), (1, 0x20), (2, 0x80)], ids=["bit-0", "bit-5", "bit-7"])
def test_any_changed_byte_is_found(phase: int, change: int) -> None:
    """Every byte, in one of three bits; any byte made any other is below."""
    text = b"".join(LINES)

    unnoticed = [
        offset
        for offset in range(phase, len(text), 3)
        if is_clean(text[:offset] + bytes([text[offset] ^ change]) + text[offset + 1 :])
    ]

    assert unnoticed == []


@given(st.integers(0, sum(map(len, LINES)) - 1), st.integers(0, 255))
def test_any_byte_replaced_by_any_other_is_found(offset: int, byte: int) -> None:
    text = b"".join(LINES)
    changed = text[:offset] + bytes([byte]) + text[offset + 1 :]

    assert is_clean(changed) == (changed == text)


@pytest.mark.parametrize(("phase", "byte"), [(0, b"\n"), (1, b"x"), (2, b"}")], ids=["newline", "letter", "brace"])
def test_any_inserted_byte_is_found(phase: int, byte: bytes) -> None:
    """At every place, one of three bytes."""
    text = b"".join(LINES)

    unnoticed = [offset for offset in range(phase, len(text), 3) if is_clean(text[:offset] + byte + text[offset:])]

    assert unnoticed == []


@given(st.permutations(LINES))
def test_reordered_lines_are_found(lines: list[bytes]) -> None:
    assert is_clean(b"".join(lines)) == (lines == LINES)


@pytest.mark.parametrize("index", range(len(LINES) - 1))
def test_a_dropped_line_is_found_in_the_place_where_it_was(index: int) -> None:
    report = a_memory_ledger(one_segment(LINES[:index] + LINES[index + 1 :])).verify()

    assert report.problem is not None
    assert (report.records, report.problem.segment, report.problem.line) == (index, 1, index + 1)
    assert f"Records {index + 1} to {index + 1} are missing." in report.problem.what.en


@pytest.mark.parametrize("index", range(len(LINES)))
def test_a_doubled_line_is_found_in_its_place(index: int) -> None:
    report = a_memory_ledger(one_segment(LINES[: index + 1] + LINES[index:])).verify()

    assert report.problem is not None
    assert (report.problem.line, report.problem.what.zh) == (index + 2, f"第 {index + 1} 条记录重复或错位。")


def test_a_segment_before_the_first_one_was_put_there() -> None:
    report = a_memory_ledger(MemoryStore({0: LINES[0], 1: b"".join(LINES)})).verify()

    assert report.problem is not None
    assert (report.problem.segment, report.problem.line) == (0, 0)


@pytest.mark.parametrize("index", range(1, len(LINES)))
def test_a_forged_line_is_found_because_the_next_one_does_not_follow(index: int) -> None:
    forged = encode(stamp({"type": "found-again", "user": "ann"}, index, NOW, hash_of(LINES[index - 2])))

    report = a_memory_ledger(one_segment([*LINES[: index - 1], forged, *LINES[index:]])).verify()

    assert report.problem is not None
    assert report.problem.line in {index, index + 1}


def test_a_last_newline_made_into_another_byte_is_damage_and_no_torn_end() -> None:
    report = a_memory_ledger(one_segment([*LINES[:-1], LINES[-1][:-1] + b"x"])).verify()

    assert report.problem is not None
    assert (report.problem.line, report.torn_bytes) == (len(LINES), 0)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"type": "segment", "former": 2, "seal": hash_of(LINES[0])}, id="wrong-number"),
        pytest.param({"type": "segment", "former": 1, "seal": GENESIS}, id="wrong-seal"),
        pytest.param({"type": "found-again", "user": "ann"}, id="no-header"),
    ],
)
def test_a_segment_that_does_not_carry_the_former_on_is_found(facts: dict[str, object]) -> None:
    stamped = {**facts, "v": 1, "seq": 2, "at": NOW.isoformat(), "prev": hash_of(LINES[0])}

    report = a_memory_ledger(MemoryStore({1: LINES[0], 2: encode(stamped)})).verify()

    assert report.problem is not None
    assert (report.records, report.problem.segment, report.problem.line) == (1, 2, 1)


def drop_first(store: MemoryStore) -> None:
    del store.files[1]


def drop_middle(store: MemoryStore) -> None:
    del store.files[3]


def empty_middle(store: MemoryStore) -> None:
    store.files[3] = b""


def cut_middle(store: MemoryStore) -> None:
    store.files[3] = store.files[3][:-5]


def shorten_middle(store: MemoryStore) -> None:
    store.files[3] = store.files[3][: store.files[3].index(b"\n") + 1]


def swap(store: MemoryStore) -> None:
    store.files[2], store.files[3] = store.files[3], store.files[2]


def double(store: MemoryStore) -> None:
    store.files[6] = store.files[5]


def join(store: MemoryStore) -> None:
    last = max(store.files)
    store.files[last - 1] += store.files.pop(last)


@pytest.mark.parametrize(
    ("damage", "segment", "line"),
    [
        pytest.param(drop_first, 1, 0, id="first-missing"),
        pytest.param(drop_middle, 3, 0, id="middle-missing"),
        pytest.param(empty_middle, 3, 0, id="middle-empty"),
        pytest.param(cut_middle, 3, 3, id="middle-torn"),
        pytest.param(shorten_middle, 4, 1, id="middle-shorter"),
        pytest.param(swap, 2, 1, id="swapped"),
        pytest.param(double, 6, 1, id="doubled"),
    ],
)
def test_damaged_segments_are_named(damage: Callable[[MemoryStore], None], segment: int, line: int) -> None:
    store = MemoryStore(MANY.files)
    damage(store)

    report = a_memory_ledger(store).verify()

    assert report.problem is not None
    assert (report.problem.segment, report.problem.line) == (segment, line)


def test_two_segments_made_one_hold_the_same_records() -> None:
    store = MemoryStore(MANY.files)
    join(store)

    assert a_memory_ledger(store).read() == a_memory_ledger(MANY).read()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param(
            encode({**stamp({"type": "opened", "corp_id": CORP}, 1, NOW, GENESIS), "v": 2}), "newer version", id="newer"
        ),
        pytest.param(b'{"v":2,"sum":"of another kind"}\n', "newer version", id="newer-without-our-checksum"),
        pytest.param(encode(stamp({"type": "opened", "corp_id": "ww2"}, 1, NOW, GENESIS)), "company ww2", id="foreign"),
        pytest.param(encode(stamp({"type": "found-again", "user": "ann"}, 1, NOW, GENESIS)), "edited", id="not-opened"),
        pytest.param(
            encode({**stamp({"type": "opened", "corp_id": CORP}, 1, NOW, GENESIS), "v": "1"}), "edited", id="odd"
        ),
    ],
)
def test_a_first_line_that_is_not_ours_says_why(line: bytes, says: str) -> None:
    ledger = a_memory_ledger(one_segment([line]))

    with pytest.raises(LedgerError, match=says) as caught:
        ledger.read()

    assert "000001.jsonl" in caught.value.what.zh
    assert caught.value.remedy is not None


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        pytest.param({"type": "lease", "holder": "ci"}, "Unknown type of record: lease", id="unknown-type"),
        pytest.param({"type": "confirm", "reserve": 1}, "make no sense", id="fact-missing"),
        pytest.param({"type": "manual", "steps": [1]}, "make no sense", id="wrong-type"),
        pytest.param({"type": "settled", "group": "g", "chat_id": ["c"], "baseline": {}}, "make no sense", id="list"),
        pytest.param({"type": "missing", "user": "ann", "since": "2026-01-01"}, "make no sense", id="no-zone"),
        pytest.param({"type": "confirm", "reserve": 1, "status": "done"}, "make no sense", id="odd-status"),
        pytest.param({"type": "reserve", "op": "dissolve"}, "make no sense", id="odd-operation"),
    ],
)
def test_well_chained_nonsense_is_named_too(facts: dict[str, object], says: str) -> None:
    stamped = {**facts, "v": 1, "seq": 2, "at": NOW.isoformat(), "prev": hash_of(LINES[0])}
    ledger = a_memory_ledger(one_segment([LINES[0], encode(stamped)]))

    with pytest.raises(LedgerError, match=f"line 2: {says}|line 2: The facts of this record {says}"):
        ledger.read()


@pytest.mark.parametrize("per_segment", [100_000, 3])
def test_cutting_the_end_anywhere_loses_nothing_complete(per_segment: int) -> None:
    """Inherent without an anchor: a ledger cut between two lines is a clean shorter one."""
    whole = a_small_world(per_segment)
    last = whole.segments()[-1]
    before = sum(whole.files[number].count(b"\n") for number in whole.segments()[:-1])

    lines = whole.files[last]
    tried = range(len(lines)) if per_segment == 3 else range(0, len(lines), 5)

    found = [cut_and_reopened(whole, last, offset) for offset in tried]

    assert found == [expected_after_cut(before, lines[:offset]) for offset in tried]


def cut_and_reopened(whole: MemoryStore, number: int, offset: int) -> tuple[int, int, int, int]:
    """Records read, torn bytes reported, then bytes noted as repaired and records after opening for write."""
    store = MemoryStore({**whole.files, number: whole.files[number][:offset]})
    ledger = a_memory_ledger(store)
    read, torn = ledger.read().records, ledger.verify().torn_bytes
    with ledger.hold("ann", "apply", NOW):
        pass
    repairs = [record["bytes"] for record in store.records() if record["type"] == "repaired"]
    report = ledger.verify()
    return read, torn, sum(repairs), -1 if report.problem else report.records


def expected_after_cut(before: int, left: bytes) -> tuple[int, int, int, int]:
    whole_lines, torn = left.count(b"\n"), len(left) - (left.rfind(b"\n") + 1)
    records = before + whole_lines
    headers = 1 if torn and not whole_lines else 0
    told = records if records > 1 else 0  # a ledger that was only opened tells nothing yet
    return told, torn, torn, records + headers + (1 if torn else 0)


def is_clean(text: bytes) -> bool:
    """Whether a ledger of one segment with these bytes shows no problem and no torn end."""
    report = Ledger(MemoryStore({1: text}), CORP).verify()
    return report.problem is None and not report.torn_bytes


def test_a_whole_chain_is_not_broken_and_a_broken_one_says_where() -> None:
    whole, broken = a_memory_ledger(MANY), a_memory_ledger(one_segment(LINES[:1] + LINES[2:]))

    error = broken.broken_at()

    assert whole.broken_at() is None
    assert error is not None
    assert "000001.jsonl" in error.what.en
