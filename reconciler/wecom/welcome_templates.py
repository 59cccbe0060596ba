"""Welcome templates of customer groups [92366]: a library that owners choose from in the client.

No list and no call that attaches one to a group. Only what this application made can be changed; 100 a corp (41055).
"""

from typing import NotRequired, TypedDict

from reconciler.wecom.attachments import (
    ImageShape,
    LinkShape,
    MediaShape,
    MiniprogramShape,
    TextShape,
    read_image,
    read_link,
    read_media,
    read_miniprogram,
)
from reconciler.wecom.endpoint import ReadEndpoint, WriteEndpoint
from reconciler.wecom.gateway import ReadGateway, WriteGateway

_BASE = "/cgi-bin/externalcontact/group_welcome_template"
ADD_WELCOME = WriteEndpoint(f"{_BASE}/add", "92366")
GET_WELCOME = ReadEndpoint(f"{_BASE}/get", "92366", method="POST")
EDIT_WELCOME = WriteEndpoint(f"{_BASE}/edit", "92366")
DELETE_WELCOME = WriteEndpoint(f"{_BASE}/del", "92366")

UNANNOUNCED = 0  # `notify`; WeCom's default 1 sends every member of the company with the right a message


class WelcomeShape(TypedDict):
    """Content of a template: words of at most 3000 bytes (`%NICKNAME%` stands for who joins), one other part, or both.

    Of several other parts WeCom keeps the first in this order. A picture is read back as `pic_url` alone.
    """

    text: NotRequired[TextShape]
    image: NotRequired[ImageShape]
    link: NotRequired[LinkShape]
    miniprogram: NotRequired[MiniprogramShape]
    file: NotRequired[MediaShape]
    video: NotRequired[MediaShape]


class WelcomeTemplateReader:
    """The reading half."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def get(self, template_id: str) -> WelcomeShape:
        """One template; parts that it has not are left out."""
        answer = await self._gateway.read(GET_WELCOME, body={"template_id": template_id})
        welcome = WelcomeShape()
        if answer.has("text"):
            welcome["text"] = TextShape(content=answer.nested("text").text("content", ""))
        if answer.has("image"):
            welcome["image"] = read_image(answer.nested("image"))
        if answer.has("link"):
            welcome["link"] = read_link(answer.nested("link"))
        if answer.has("miniprogram"):
            welcome["miniprogram"] = read_miniprogram(answer.nested("miniprogram"))
        if answer.has("file"):
            welcome["file"] = read_media(answer.nested("file"))
        if answer.has("video"):
            welcome["video"] = read_media(answer.nested("video"))
        return welcome


class WelcomeTemplateWriter:
    """The writing half; each method is one request."""

    def __init__(self, gateway: WriteGateway) -> None:
        self._gateway = gateway

    async def add(self, welcome: WelcomeShape) -> str:
        """Add a template without telling anybody. Returns: its id, to be kept. Raises: RejectedError (41055 full)."""
        return (await self._gateway.write(ADD_WELCOME, {**welcome, "notify": UNANNOUNCED})).text("template_id")

    async def edit(self, template_id: str, welcome: WelcomeShape) -> None:
        """Overwrite the whole content. Raises: RejectedError (41058) for another application's."""
        await self._gateway.write(EDIT_WELCOME, {**welcome, "template_id": template_id})

    async def delete(self, template_id: str) -> None:
        """Take a template out of the library. Raises: RejectedError (41058) for another application's."""
        await self._gateway.write(DELETE_WELCOME, {"template_id": template_id})
