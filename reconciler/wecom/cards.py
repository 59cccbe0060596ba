"""Template cards as they go over the wire: text notices and buttons (wecom-api-2 §2.3). Lengths are recommendations.

Counts and ids are enforced: `task_id` is `[0-9A-Za-z_-@]`, at most 128 bytes and unique within the application.
"""

from typing import Literal, NotRequired, TypedDict


class SourceShape(TypedDict):
    """Where a card comes from; `desc` 20 characters, `desc_color` 0 to 3."""

    icon_url: NotRequired[str]
    desc: NotRequired[str]
    desc_color: NotRequired[int]


class TitleShape(TypedDict):
    """A title of 36 characters and a line of 44 below it."""

    title: NotRequired[str]
    desc: NotRequired[str]


class EmphasisShape(TypedDict):
    """One large word of 14 characters and what it means, 22."""

    title: NotRequired[str]
    desc: NotRequired[str]


class QuoteShape(TypedDict):
    """A quotation; `type` 0 plain, 1 opens `url`, 2 a mini program."""

    type: NotRequired[int]
    url: NotRequired[str]
    appid: NotRequired[str]
    pagepath: NotRequired[str]
    title: NotRequired[str]
    quote_text: NotRequired[str]


class LineShape(TypedDict):
    """A line of name (5 characters) and value (30); `type` 0 text, 1 `url`, 2 file `media_id`, 3 person `userid`."""

    keyname: str
    value: NotRequired[str]
    type: NotRequired[int]
    url: NotRequired[str]
    media_id: NotRequired[str]
    userid: NotRequired[str]


class LinkLineShape(TypedDict):
    """A line of 18 characters to press; `type` 0 nothing, 1 `url`, 2 a mini program."""

    title: str
    type: NotRequired[int]
    url: NotRequired[str]
    appid: NotRequired[str]
    pagepath: NotRequired[str]


class CardActionShape(TypedDict):
    """What pressing the card opens; `type` 1 `url`, 2 a mini program."""

    type: int
    url: NotRequired[str]
    appid: NotRequired[str]
    pagepath: NotRequired[str]


class MenuActionShape(TypedDict):
    """An entry of the card's menu; `key` unique, at most 1024 bytes."""

    text: str
    key: str


class MenuShape(TypedDict):
    """The menu at a card's corner: 1 to 3 entries; it needs a `task_id` and a callback URL."""

    desc: NotRequired[str]
    action_list: list[MenuActionShape]


class ButtonShape(TypedDict):
    """A button of 10 characters; `type` 0 tells the callback `key`, 1 opens `url`; `style` 1 to 4."""

    text: str
    type: NotRequired[int]
    style: NotRequired[int]
    key: NotRequired[str]
    url: NotRequired[str]


class OptionShape(TypedDict):
    """A choice: `id` of at most 128 bytes, 16 characters of text."""

    id: str
    text: str


class SelectionShape(TypedDict):
    """A drop-down above the buttons: 1 to 10 choices."""

    question_key: str
    title: NotRequired[str]
    option_list: list[OptionShape]
    selected_id: NotRequired[str]


class _CardShape(TypedDict):
    source: NotRequired[SourceShape]
    main_title: NotRequired[TitleShape]
    quote_area: NotRequired[QuoteShape]
    sub_title_text: NotRequired[str]
    horizontal_content_list: NotRequired[list[LineShape]]
    action_menu: NotRequired[MenuShape]


class TextNoticeShape(_CardShape):
    """A card to read; `task_id` only with a menu; at most 6 lines and 3 links."""

    card_type: Literal["text_notice"]
    emphasis_content: NotRequired[EmphasisShape]
    jump_list: NotRequired[list[LinkLineShape]]
    card_action: CardActionShape
    task_id: NotRequired[str]


class ButtonCardShape(_CardShape):
    """A card to answer: 1 to 6 buttons; the application needs a callback URL (43012)."""

    card_type: Literal["button_interaction"]
    task_id: str
    button_list: list[ButtonShape]
    button_selection: NotRequired[SelectionShape]
    card_action: NotRequired[CardActionShape]
