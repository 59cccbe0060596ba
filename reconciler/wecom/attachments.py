"""What may hang on a welcome template or a mass message: shapes on the wire, and reading them [92366][92135]. No I/O.

Media ids die three days after they were uploaded.
"""

from typing import Literal, NotRequired, TypedDict

from reconciler.wecom.shape import Fields


class TextShape(TypedDict):
    """Words."""

    content: str


class ImageShape(TypedDict):
    """A picture by one of both; WeCom itself tells only `pic_url`."""

    media_id: NotRequired[str]
    pic_url: NotRequired[str]


class LinkShape(TypedDict):
    """A page; `title` at most 128 bytes, `desc` 512."""

    title: str
    url: str
    picurl: NotRequired[str]
    desc: NotRequired[str]


class MiniprogramShape(TypedDict):
    """A mini program; `title` at most 64 bytes."""

    title: str
    pic_media_id: str
    appid: str
    page: str


class MediaShape(TypedDict):
    """A file or video that was uploaded."""

    media_id: str


class AttachmentShape(TypedDict):
    """One attachment of a mass message: `msgtype` and the part of that name."""

    msgtype: Literal["image", "link", "miniprogram", "video", "file"]
    image: NotRequired[ImageShape]
    link: NotRequired[LinkShape]
    miniprogram: NotRequired[MiniprogramShape]
    video: NotRequired[MediaShape]
    file: NotRequired[MediaShape]


def read_image(fields: Fields) -> ImageShape:
    """A picture as WeCom tells it."""
    image = ImageShape()
    if fields.has("media_id"):
        image["media_id"] = fields.text("media_id", "")
    if fields.has("pic_url"):
        image["pic_url"] = fields.text("pic_url", "")
    return image


def read_link(fields: Fields) -> LinkShape:
    """A page; what is absent is empty."""
    return LinkShape(
        title=fields.text("title", ""),
        url=fields.text("url"),
        picurl=fields.text("picurl", ""),
        desc=fields.text("desc", ""),
    )


def read_miniprogram(fields: Fields) -> MiniprogramShape:
    """A mini program; its picture may be untold."""
    return MiniprogramShape(
        title=fields.text("title", ""),
        pic_media_id=fields.text("pic_media_id", ""),
        appid=fields.text("appid"),
        page=fields.text("page", ""),
    )


def read_media(fields: Fields) -> MediaShape:
    """A file or video; its id may be untold."""
    return MediaShape(media_id=fields.text("media_id", ""))
