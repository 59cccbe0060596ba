"""media/upload [90253] and media/uploadimg [90256], and how long what was uploaded may be used.

Only size and kind are kept. The multipart boundary is read from the body itself, whatever the Content-Type says.
"""

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.multipart import sent_file
from reconciler.simulator.world.clock import DAY_MS
from reconciler.simulator.world.opaque import opaque

LIFE_MS = 3 * DAY_MS
MEDIA_ID_SIZE = 64
FEWEST_BYTES = 5
MEGABYTE = 1024 * 1024
MOST_BYTES = {"image": 10 * MEGABYTE, "voice": 2 * MEGABYTE, "video": 10 * MEGABYTE, "file": 20 * MEGABYTE}
PICTURE_BYTES = 2 * MEGABYTE


def upload_media(call: Call) -> Answer:
    """media/upload: shared by all apps of the corp, for three days.

    Raises: Refusal 40004 kind, 44001 nothing in it, 40006 five bytes or less, 45001 too big.
    """
    kind = call.query.get("type", "")
    if kind not in MOST_BYTES:
        raise Refusal(40004)
    content = _demanded_file(call)
    if len(content) <= FEWEST_BYTES:
        raise Refusal(40006)
    if len(content) > MOST_BYTES[kind]:
        raise Refusal(45001)
    media_id = opaque(MEDIA_ID_SIZE, call.moment.seed, "media", call.moment.seq)
    _keep(call, media_id, kind, len(content))
    return {"type": kind, "media_id": media_id, "created_at": str(call.moment.now_ms // 1000)}


def upload_picture(call: Call) -> Answer:
    """media/uploadimg: a permanent address. Raises: Refusal 44001 nothing in it, 40006 size."""
    content = _demanded_file(call)
    if not FEWEST_BYTES <= len(content) <= PICTURE_BYTES:
        raise Refusal(40006)
    url = f"https://wework.qpic.cn/wwpic/{opaque(24, call.moment.seed, 'picture', call.moment.seq)}/0"
    _keep(call, url, "picture", len(content))
    return {"url": url}


def demand_media(call: Call, media_id: str) -> None:
    """Raises: Refusal 40007 empty, uploaded too long ago, or, by the switch `media_known`, never uploaded here."""
    row = call.moment.connection.execute(
        "SELECT created_ms FROM media WHERE corp_id = ? AND media_id = ?", (call.app.corp_id, media_id)
    ).fetchone()
    unknown = row is None and (not media_id or call.switch("media_known") == "demand")
    if unknown or (row is not None and row[0] + LIFE_MS <= call.moment.now_ms):
        raise Refusal(40007)


def _keep(call: Call, media_id: str, kind: str, size_bytes: int) -> None:
    call.moment.connection.execute(
        "INSERT INTO media VALUES (?, ?, ?, ?, ?)",
        (call.app.corp_id, media_id, kind, size_bytes, call.moment.now_ms),
    )
    call.applied = True


def _demanded_file(call: Call) -> bytes:
    """The file. Raises: Refusal 44001 when there is none, or nothing in it."""
    content = sent_file(call)
    if not content:
        raise Refusal(44001)
    return content
