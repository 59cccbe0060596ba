"""A hundred of a hundred: whatever is done to a ledger of several segments, in a directory or in a branch, the
verification finds it and names a place.
"""

import hashlib
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reconciler.ledger import DirectoryLedger, Ledger
from reconciler.ledger.codec import decode, encode, hash_of
from reconciler.ledger.store import DirectoryStore
from reconciler.ledger.writer import SegmentLimits
from reconciler.model.ledger_report import GENESIS, LedgerReport, segment_name
from reconciler.model.outcome import Status
from tests.ledger.git_worlds import BRANCH, a_clone, a_git_ledger, a_remote, git
from tests.ledger.past_worlds import (
    BOB,
    CHAT,
    CORP,
    EVE,
    HOUR,
    KEY,
    NOW,
    MemoryStore,
    a_baseline,
    a_creation,
    a_message,
    an_update,
)

Lines = dict[int, list[bytes]]
Tamper = Callable[[Lines, random.Random], Lines]

ROUNDS = 100


def twelve_applies(ledger: Ledger) -> None:
    """Twelve applies, one a day: a group made, changed, told, settled; people missing and found again."""
    for day in range(12):
        now = NOW + day * 24 * HOUR
        with ledger.hold("ann", "apply", now):
            ledger.begin(f"a{day}", fingerprint="f" * 64, by="ann", reviewed=True, digest="e" * 64, now=now)
            action = an_update() if day else a_creation()
            ledger.confirm(ledger.reserve(action, f"a{day}", now), Status.APPLIED, 0, now)
            ledger.confirm(ledger.reserve(a_message(f"m{day}"), f"a{day}", now), Status.APPLIED, 0, now)
            ledger.settle([(KEY, CHAT, a_baseline(BOB, name=f"第 {day} 周"))], now)
            ledger.note_missing([EVE], now, now)
            ledger.note_found([EVE], now)
            ledger.end(f"a{day}", {Status.APPLIED: 2}, now)


def lines_of(content: Mapping[int, bytes]) -> Lines:
    return {number: data.splitlines(keepends=True) for number, data in sorted(content.items())}


def place(lines: Lines, chance: random.Random, *, but_first: bool = False, but_last: bool = False) -> tuple[int, int]:
    """Any line; not the very first or the very last one where that would be no tampering."""
    places = [(number, index) for number, held in sorted(lines.items()) for index in range(len(held))]
    return chance.choice(places[but_first : len(places) - but_last])


def changed(lines: Lines, chance: random.Random) -> Lines:
    """Another time in a record, its checksum made to fit."""
    number, index = place(lines, chance, but_last=True)
    record = decode(lines[number][index]) | {"at": f"2026-03-02T09:{chance.randrange(1, 60):02d}:00+00:00"}
    held = lines[number]
    return {**lines, number: [*held[:index], encode(record), *held[index + 1 :]]}


def damaged(lines: Lines, chance: random.Random) -> Lines:
    number, index = place(lines, chance)
    held, line = lines[number], lines[number][index]
    offset = chance.randrange(len(line) - 1)
    broken = line[:offset] + bytes([line[offset] ^ 1]) + line[offset + 1 :]
    return {**lines, number: [*held[:index], broken, *held[index + 1 :]]}


def dropped(lines: Lines, chance: random.Random) -> Lines:
    number, index = place(lines, chance, but_last=True)
    return {**lines, number: [*lines[number][:index], *lines[number][index + 1 :]]}


def reordered(lines: Lines, chance: random.Random) -> Lines:
    """Two lines change places, in one segment or across two."""
    (one, first), (other, second) = place(lines, chance), place(lines, chance)
    while (one, first) == (other, second):
        other, second = place(lines, chance)
    swapped = {number: list(held) for number, held in lines.items()}
    swapped[one][first], swapped[other][second] = lines[other][second], lines[one][first]
    return swapped


def inserted(lines: Lines, chance: random.Random) -> Lines:
    """A record that follows well on the one before it."""
    number, index = place(lines, chance, but_first=True)
    held = lines[number]
    former = held[index - 1] if index else lines[number - 1][-1]
    forged = {"v": 1, "type": "missing", "user": "eve", "since": "2026-03-02T09:00:00+00:00"}
    stamps = {"at": "2026-03-02T09:00:00+00:00", "seq": decode(former)["seq"] + 1, "prev": hash_of(former)}
    return {**lines, number: [*held[:index], encode(forged | stamps), *held[index:]]}


def segment_lost(lines: Lines, chance: random.Random) -> Lines:
    lost = chance.choice(sorted(lines)[:-1])
    return {number: held for number, held in lines.items() if number != lost}


def segments_exchanged(lines: Lines, chance: random.Random) -> Lines:
    one, other = chance.sample(sorted(lines), 2)
    return {**lines, one: lines[other], other: lines[one]}


def recomputed(lines: Lines, chance: random.Random) -> Lines:
    """A record changed or left out, and everything after it made to fit: numbers, hashes, seals, checksums."""
    number, index = place(lines, chance, but_first=True)
    held = lines[number]
    is_segment = decode(held[index])["type"] == "segment"
    if chance.random() < 0.5 and not is_segment and len(held) > 2:
        return fitting({**lines, number: [*held[:index], *held[index + 1 :]]})
    record = decode(held[index]) | {"at": f"2026-03-02T09:{chance.randrange(1, 60):02d}:30+00:00"}
    return fitting({**lines, number: [*held[:index], encode(record), *held[index + 1 :]]})


def cut_off(lines: Lines, chance: random.Random) -> Lines:
    """Whole records gone from the end."""
    number, index = place(lines, chance, but_first=True)
    kept = {each: held for each, held in lines.items() if each < number}
    return {**kept, number: lines[number][:index]} if index else kept


def fitting(lines: Lines) -> Lines:
    """The chain computed anew as somebody would who knows the format."""
    fitted, before, seq = Lines(), GENESIS, 0
    for number, held in sorted(lines.items()):
        fitted[number] = []
        for line in held:
            seq += 1
            record = decode(line) | {"seq": seq, "prev": before}
            if record["type"] == "segment":
                content = hashlib.sha256(b"".join(fitted[number - 1])).hexdigest()
                record |= {"seal": before, "content": content}
            fitted[number].append(encode(record))
            before = hash_of(fitted[number][-1])
    return fitted


SEEN_BY_THE_CHAIN = [changed, damaged, dropped, reordered, inserted, segment_lost, segments_exchanged]
SEEN_BY_AN_ANCHOR = [recomputed, cut_off]


def unseen(
    verify: Callable[[Lines], LedgerReport], lines: Lines, tamper: Tamper, chance: random.Random, rounds: int
) -> list[int]:
    """Rounds in which the verification found nothing, or named no place."""
    missed = []
    for turn in range(rounds):
        tampered = tamper(lines, chance)
        problem = verify(tampered).problem
        if tampered != lines and (problem is None or problem.segment < 1):
            missed.append(turn)
    return missed


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Lines, dict[int, str]]:
    """A ledger in a directory, with five segments and more, and the head that its last apply published."""
    folder = tmp_path_factory.mktemp("ledger")
    ledger = Ledger(DirectoryStore(folder), CORP, SegmentLimits(records=20))
    twelve_applies(ledger)
    lines = lines_of({int(path.stem): path.read_bytes() for path in folder.glob("*.jsonl")})
    number, _, digest = ledger.verify().published_head.partition(":")
    return folder, lines, {int(number): digest}


def in_directory(folder: Path, anchors: dict[int, str]) -> Callable[[Lines], LedgerReport]:
    def verify(lines: Lines) -> LedgerReport:
        for path in folder.glob("*.jsonl"):
            path.unlink()
        for number, held in lines.items():
            (folder / segment_name(number)).write_bytes(b"".join(held))
        return DirectoryLedger(folder, CORP).verify(anchors)

    return verify


@pytest.mark.parametrize("tamper", SEEN_BY_THE_CHAIN)
def test_the_chain_of_a_directory_finds_a_hundred_of_a_hundred(
    tamper: Tamper, written: tuple[Path, Lines, dict[int, str]], tmp_path: Path
) -> None:
    """But for the very last line, whose checksum somebody can compute: `damaged` does not."""
    chance = random.Random(tamper.__name__)  # noqa: S311  # No secret.

    assert unseen(in_directory(tmp_path, {}), written[1], tamper, chance, ROUNDS) == []


@pytest.mark.parametrize("tamper", SEEN_BY_AN_ANCHOR)
def test_a_published_head_finds_a_hundred_of_a_hundred_that_compute_the_chain_anew(
    tamper: Tamper, written: tuple[Path, Lines, dict[int, str]], tmp_path: Path
) -> None:
    chance = random.Random(tamper.__name__)  # noqa: S311  # No secret.

    assert unseen(in_directory(tmp_path, written[2]), written[1], tamper, chance, ROUNDS) == []


def test_without_it_those_are_whole_chains(written: tuple[Path, Lines, dict[int, str]], tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311  # No secret.

    found = [
        in_directory(tmp_path, {})(tamper(written[1], chance)).problem for tamper in SEEN_BY_AN_ANCHOR for _ in range(5)
    ]

    assert found == [None] * 10


@pytest.mark.parametrize("tamper", [*SEEN_BY_THE_CHAIN, *SEEN_BY_AN_ANCHOR])
def test_what_a_branch_would_hold_is_judged_by_the_same_walk(
    tamper: Tamper, written: tuple[Path, Lines, dict[int, str]]
) -> None:
    """The rounds that a branch's own test below leaves out, at the seam of every store."""
    chance = random.Random(f"store {tamper.__name__}")  # noqa: S311  # No secret.

    def verify(lines: Lines) -> LedgerReport:
        files = {number: b"".join(held) for number, held in lines.items()}
        return Ledger(MemoryStore(files), CORP).verify(written[2])

    assert unseen(verify, written[1], tamper, chance, ROUNDS) == []


def test_whoever_pushes_a_tampered_branch_is_found(written: tuple[Path, Lines, dict[int, str]], tmp_path: Path) -> None:
    """Each kind once through git itself, forced over the branch."""
    remote = a_remote(tmp_path)
    clone, attacker = a_clone(remote), a_clone(remote, "attacker")
    git(attacker, "checkout", "--quiet", "--orphan", "forged")
    missed = []

    for tamper in (*SEEN_BY_THE_CHAIN, *SEEN_BY_AN_ANCHOR):
        lines = tamper(written[1], random.Random(tamper.__name__))  # noqa: S311  # No secret.
        git(attacker, "rm", "--quiet", "-r", "-f", "--ignore-unmatch", ".")
        for number, held in lines.items():
            (attacker / segment_name(number)).write_bytes(b"".join(held))
        git(attacker, "add", "--all")
        git(attacker, "commit", "--quiet", "--allow-empty", "-m", tamper.__name__)
        git(attacker, "push", "--quiet", "--force", "origin", f"forged:refs/heads/{BRANCH}")
        if a_git_ledger(clone).verify(written[2]).problem is None:
            missed.append(tamper.__name__)

    assert missed == []
