"""Tampering is found: by the chain alone where the end is left, by a published head where everything is made to fit."""

import random
from collections.abc import Callable, Sequence

import pytest

from reconciler.ledger.codec import decode, encode, hash_of
from reconciler.ledger.records import Record
from reconciler.model.ledger_report import GENESIS, LedgerReport
from tests.ledger.past_worlds import MemoryStore, a_memory_ledger, a_small_world, all_lines, one_segment

LINES = all_lines(a_small_world())
RECORDS = [decode(line) for line in LINES]
LAST = len(LINES)
HEAD = {LAST: hash_of(LINES[-1])}

Tamper = Callable[[random.Random], Sequence[bytes]]


def verified(lines: Sequence[bytes], anchors: dict[int, str] | None = None) -> LedgerReport:
    return a_memory_ledger(one_segment(lines)).verify(anchors)


def chained(records: Sequence[Record]) -> list[bytes]:
    """Records made to fit: numbers, hashes and checksums computed anew."""
    lines, before = list[bytes](), GENESIS
    for number, record in enumerate(records, start=1):
        lines.append(encode({**record, "seq": number, "prev": before}))
        before = hash_of(lines[-1])
    return lines


def edit(record: Record, chance: random.Random) -> Record:
    """Another time, another person, another end: whatever the record has."""
    return {**record, "at": f"2026-03-02T09:{chance.randrange(1, 60):02d}:00+00:00"}


def changed(chance: random.Random) -> Sequence[bytes]:
    index = chance.randrange(LAST)
    return [*LINES[:index], encode(edit(RECORDS[index], chance)), *LINES[index + 1 :]]


def damaged(chance: random.Random) -> Sequence[bytes]:
    index = chance.randrange(LAST)
    line, offset = LINES[index], chance.randrange(len(LINES[index]) - 1)
    return [*LINES[:index], line[:offset] + bytes([line[offset] ^ 1]) + line[offset + 1 :], *LINES[index + 1 :]]


def dropped(chance: random.Random) -> Sequence[bytes]:
    index = chance.randrange(LAST - 1)
    return [*LINES[:index], *LINES[index + 1 :]]


def reordered(chance: random.Random) -> Sequence[bytes]:
    one, other = sorted(chance.sample(range(LAST), 2))
    lines = list(LINES)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def inserted(chance: random.Random) -> Sequence[bytes]:
    index = chance.randrange(1, LAST)
    forged = {"v": 1, "type": "missing", "user": "eve", "since": RECORDS[0]["at"], "at": RECORDS[0]["at"]}
    line = encode({**forged, "seq": index + 1, "prev": hash_of(LINES[index - 1])})
    return [*LINES[:index], line, *LINES[index:]]


def rewritten(chance: random.Random) -> Sequence[bytes]:
    index = chance.randrange(LAST)
    return chained([*RECORDS[:index], edit(RECORDS[index], chance), *RECORDS[index + 1 :]])


def left_out(chance: random.Random) -> Sequence[bytes]:
    """A call that nobody is to know of, with its end; the rest made to fit."""
    index = chance.choice([2, 4, 8])
    return chained([*RECORDS[:index], *RECORDS[index + 2 :]])


def cut_off(chance: random.Random) -> Sequence[bytes]:
    return LINES[: chance.randrange(1, LAST)]


def cut_and_grown_again(chance: random.Random) -> Sequence[bytes]:
    kept = chance.randrange(1, LAST)
    return chained(
        [
            *RECORDS[:kept],
            *(edit(RECORDS[0] | {"type": "repaired", "segment": 1, "bytes": 1}, chance) for _ in range(LAST)),
        ]
    )


@pytest.mark.parametrize("tamper", [changed, damaged, dropped, reordered, inserted])
def test_whoever_does_not_compute_the_chain_anew_is_found_every_time(tamper: Tamper) -> None:
    """The last record alone could be changed unseen by somebody who computes its checksum: a head covers that."""
    chance = random.Random(tamper.__name__)  # noqa: S311  # No secret.

    unseen = [turn for turn in range(100) if verified(tamper(chance), HEAD).problem is None]

    assert unseen == []


@pytest.mark.parametrize("tamper", [rewritten, left_out, cut_off, cut_and_grown_again])
def test_with_a_published_head_even_those_who_do_are_found_every_time(tamper: Tamper) -> None:
    chance = random.Random(tamper.__name__)  # noqa: S311  # No secret.

    unseen = [turn for turn in range(100) if verified(tamper(chance), HEAD).problem is None]

    assert unseen == []


def test_without_an_anchor_a_cut_and_a_rewrite_are_clean_ledgers() -> None:
    """What `ledger verify` says it cannot exclude."""
    chance = random.Random(1)  # noqa: S311  # No secret.

    assert [verified(tamper(chance)).problem for tamper in (rewritten, cut_off)] == [None, None]


def test_an_agreeing_head_says_how_far_it_covers() -> None:
    anchors = {3: hash_of(LINES[2]), 7: hash_of(LINES[6])}

    report = verified(LINES, anchors)

    assert (report.problem, report.covered, report.records) == (None, 7, LAST)


def test_a_rewrite_is_named_at_the_anchored_record_and_a_cut_at_the_end() -> None:
    forged, shorter = chained([*RECORDS[:4], edit(RECORDS[4], random.Random(1)), *RECORDS[5:]]), LINES[:5]  # noqa: S311  # No secret.

    rewrite, cut = verified(forged, HEAD).problem, verified(shorter, HEAD).problem

    assert rewrite is not None
    assert cut is not None
    assert (rewrite.line, "rewritten" in rewrite.what.en, "重写" in rewrite.what.zh) == (LAST, True, True)
    assert (cut.line, "ends at record 5" in cut.what.en, f"第 {LAST} 条" in cut.what.zh) == (5, True, True)


def test_an_emptied_ledger_is_a_cut_one() -> None:
    report = a_memory_ledger(MemoryStore()).verify(HEAD)

    assert report.problem is not None
    assert report.problem.what.en.startswith("The ledger ends at record 0")
