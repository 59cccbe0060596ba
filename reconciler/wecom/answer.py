"""Reading one HTTP answer: ours, WeCom's no, or not WeCom's at all. No I/O."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from reconciler.model.checkup import Probed
from reconciler.text import Text
from reconciler.wecom.errcodes import OK, Refusal, read_refusal, seen_address
from reconciler.wecom.retry import Malformed


@dataclass(frozen=True, slots=True)
class Answered:
    """errcode was 0 or missing."""

    fields: Mapping[str, object]


def judge(status: int, content: bytes) -> Answered | Refusal | Malformed:
    """What an answer says.

    Business errors come with status 200; an unknown path is an empty 404, plain http a 301 (obs O3). Neither was
    carried out, nor was anything else below 500; at 500 and above, or where the body is not ours, one cannot tell.
    Content-Type is ignored: WeCom's is not always JSON's.
    """
    if status >= 500:
        return Malformed(Text(f"HTTP 状态 {status}", f"HTTP status {status}"), processed=True)
    if not 200 <= status < 300:
        return Malformed(Text(f"HTTP 状态 {status}", f"HTTP status {status}"), processed=False)
    try:
        fields = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Malformed(Text("内容不是 JSON", "the body is not JSON"), processed=True)
    if not isinstance(fields, dict):
        return Malformed(Text("内容不是 JSON 对象", "the body is not a JSON object"), processed=True)
    errcode = _errcode(fields.get("errcode", OK))
    if errcode is None:
        return Malformed(Text("errcode 不是整数", "errcode is not a number"), processed=True)
    return Answered(fields) if errcode == OK else read_refusal(errcode, fields.get("errmsg"))


def read_probe(status: int, date: str, content: bytes) -> Probed:
    """What an answer tells of whoever gave it; `date` is the header of that name, empty where there is none."""
    answer = judge(status, content)
    address = ""
    if isinstance(answer, Refusal):
        address = seen_address(json.loads(content.decode("utf-8-sig")).get("errmsg"))
    return Probed(status, not isinstance(answer, Malformed), _moment(date), address)


def _moment(header: str) -> datetime | None:
    try:
        said = parsedate_to_datetime(header)
    except ValueError:
        return None
    return said if said.tzinfo else said.replace(tzinfo=UTC)


def _errcode(value: object) -> int | None:
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            return None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
