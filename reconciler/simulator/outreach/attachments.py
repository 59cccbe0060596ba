"""Pictures, links, mini programs, files and videos that go with the text of a welcome template or a mass message."""

from collections.abc import Callable

from reconciler.simulator.call import Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.fields import Fields
from reconciler.simulator.groups.messages import cut_bytes
from reconciler.simulator.outreach.media import demand_media
from reconciler.simulator.world.opaque import opaque

LINK_TITLE_BYTES = 128
LINK_DESC_BYTES = 512
PROGRAM_TITLE_BYTES = 64

Content = dict[str, str]


def read_attachment(call: Call, kind: str, tree: Fields) -> Content:
    """What is kept of one attachment. Raises: Refusal 41065 kind, 40007 media, 40058 a required field."""
    reader = READERS.get(kind)
    if reader is None:
        raise Refusal(41065)
    return reader(call, tree)


def picture_url(call: Call, media_id: str) -> str:
    """The address that takes a picture's place once its media id is gone."""
    return f"https://wework.qpic.cn/wwpic/{opaque(24, call.moment.seed, 'media', media_id)}/0"


def _image(call: Call, tree: Fields) -> Content:
    """`media_id`, or `pic_url` from media/uploadimg; with both, the media id counts."""
    media_id, url = tree.text("media_id"), tree.text("pic_url")
    if media_id or not url:
        demand_media(call, media_id)
        return {"media_id": media_id, "pic_url": picture_url(call, media_id)}
    return {"pic_url": url}


def _link(call: Call, tree: Fields) -> Content:
    del call
    title, url = tree.text("title"), tree.text("url")
    if not (title and url):
        raise Refusal(40058)
    return {
        "title": cut_bytes(title, LINK_TITLE_BYTES),
        "picurl": tree.text("picurl"),
        "desc": cut_bytes(tree.text("desc"), LINK_DESC_BYTES),
        "url": url,
    }


def _program(call: Call, tree: Fields) -> Content:
    title, media_id, appid, page = (tree.text(name) for name in ("title", "pic_media_id", "appid", "page"))
    if not (title and appid and page):
        raise Refusal(40058)
    demand_media(call, media_id)
    title = cut_bytes(title, PROGRAM_TITLE_BYTES)
    return {"title": title, "pic_media_id": media_id, "appid": appid, "page": page}


def _media(call: Call, tree: Fields) -> Content:
    media_id = tree.text("media_id")
    demand_media(call, media_id)
    return {"media_id": media_id}


READERS: dict[str, Callable[[Call, Fields], Content]] = {
    "image": _image,
    "link": _link,
    "miniprogram": _program,
    "file": _media,
    "video": _media,
}
