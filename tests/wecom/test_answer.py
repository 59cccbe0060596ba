"""What a probe's answer tells of whoever gave it."""

import json
from datetime import UTC, datetime

import pytest

from reconciler.model.checkup import Probed
from reconciler.wecom.answer import read_probe

DATE = "Mon, 02 Nov 2026 01:00:00 GMT"
AT = datetime(2026, 11, 2, 1, tzinfo=UTC)
REFUSAL = json.dumps({"errcode": 41001, "errmsg": "access_token missing, from ip: 192.0.2.7, more info at x"}).encode()


@pytest.mark.parametrize(("status", "date", "content", "probed"), [
    pytest.param(200, DATE, REFUSAL, Probed(200, is_wecom=True, said_at=AT, seen_from="192.0.2.7"), id="wecom"),
    pytest.param(200, "", b'{"errcode": 41001}', Probed(200, is_wecom=True), id="says-little"),
    pytest.param(200, DATE, b'{"errcode": 0}', Probed(200, is_wecom=True, said_at=AT), id="lets-everybody-in"),
    pytest.param(200, "yesterday", REFUSAL, Probed(200, is_wecom=True, seen_from="192.0.2.7"), id="date-unreadable"),
    pytest.param(200, "Mon, 02 Nov 2026 01:00:00 -0000", REFUSAL,
                 Probed(200, is_wecom=True, said_at=AT, seen_from="192.0.2.7"), id="date-without-zone"),
    pytest.param(301, DATE, b"<html>", Probed(301, is_wecom=False, said_at=AT), id="plain-http"),
    pytest.param(200, DATE, b"<html>", Probed(200, is_wecom=False, said_at=AT), id="a-login-page"),
])  # fmt: skip
def test_a_probe_tells_who_answered_when_and_whom_it_saw(
    status: int, date: str, content: bytes, probed: Probed
) -> None:
    assert read_probe(status, date, content) == probed
