"""One record, one line."""

import hashlib
import json
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.errors import InternalError
from reconciler.ledger.codec import DamagedLineError, decode, encode, stamp
from reconciler.ledger.records import settled_facts
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.ledger_report import GENESIS
from reconciler.model.record import Baseline
from tests.ledger.past_worlds import BOB, CHAT, KEY, NOW, a_baseline, a_small_world, all_lines


def checked(line: bytes) -> bytes:
    """A line whose checksum is right, whatever else is not."""
    start = line.index(b'"crc":"') + 7
    rest = line[start + 8 :] + b"\n"
    return line[:start] + b"%08x" % crc32(line[:start] + rest) + rest


@given(
    st.builds(
        settled_facts,
        st.builds(GroupKey, st.text()),
        st.builds(ChatId, st.text()),
        st.builds(
            Baseline,
            st.text(),
            st.builds(UserId, st.text()),
            st.frozensets(st.builds(UserId, st.text())),
            st.frozensets(st.text()),
        ),
    )
)
def test_a_record_survives_being_written_and_read(facts: object) -> None:
    record = stamp(facts, 7, NOW, GENESIS)  # type: ignore[arg-type]  # Hypothesis hands out plain objects.

    line = encode(record)

    assert {key: value for key, value in decode(line).items() if key != "crc"} == record
    assert line.count(b"\n") == 1


def test_a_line_is_sorted_utf8_json_without_spaces() -> None:
    line = encode(stamp(settled_facts(KEY, CHAT, a_baseline(BOB)), 1, NOW, GENESIS)).decode()

    assert line == json.dumps(json.loads(line), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    assert "研发部-平台发布" in line


def test_prev_is_the_sha256_of_the_whole_line_before() -> None:
    lines = all_lines(a_small_world())

    claimed = [json.loads(line)["prev"] for line in lines]

    assert claimed == [GENESIS, *(hashlib.sha256(line).hexdigest() for line in lines[:-1])]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"\n", id="empty"),
        pytest.param(b"{}\n", id="no-checksum"),
        pytest.param(b"\x00" * 80 + b"\n", id="zeros"),
        pytest.param(checked(b'{"crc":"00000000"'), id="unfinished"),
        pytest.param(checked(b'{"crc":"00000000"} {}'), id="two-values"),
        pytest.param(checked(b'["crc":"00000000"]'), id="no-json"),
        pytest.param(checked(b'{"crc":"00000000","deep":' + b"[" * 100_000), id="nested"),
        pytest.param(checked(b'{"crc":"00000000","word":"\xff"}'), id="not-utf8"),
    ],
)
def test_what_is_no_line_of_ours_is_damaged(line: bytes) -> None:
    with pytest.raises(DamagedLineError):
        decode(line)


def test_a_time_without_zone_is_our_bug() -> None:
    with pytest.raises(InternalError):
        stamp({"type": "found-again", "user": "ann"}, 1, NOW.replace(tzinfo=None), GENESIS)
