"""Codes of messages to people, template cards and webhooks [90313][90236][94888][91770]."""

from reconciler.errors import ForbiddenError, MissingError, RejectedError
from reconciler.wecom.meaning import Meaning, row
from reconciler.wecom.remedies import BUG, CALLBACK, HUMAN, RECIPIENTS, WEBHOOK, WORDS


def _part(code: int, part: str) -> Meaning:
    """A part of a card that is missing or wrong: our cards are made by us."""
    return row(code, RejectedError, f"卡片的 {part} 缺失或不合法", f"The card's {part} is missing or not valid", BUG)


RECIPIENT_LISTS = (
    row(82001, RejectedError, "没有指定收件人", "No recipient is named", BUG),
    row(82002, RejectedError, "收件部门超过 100 个", "More than 100 departments are named", BUG),
    row(82003, RejectedError, "收件标签超过 100 个", "More than 100 tags are named", BUG),
    row(82101, RejectedError, "没有指定要更新卡片的人", "Nobody is named whose card is to change", BUG),
    row(82102, RejectedError, "要更新卡片的人没有收到这张卡片", "Somebody named did not get the card", RECIPIENTS),
)

CARDS = (
    row(43012, ForbiddenError, "应用需要先配置接收消息的 URL", "The application needs a callback URL first", CALLBACK),
    row(42014, RejectedError, "卡片的 task_id 不合法或已用过", "The card's task_id is not valid or was used", BUG),
    row(42015, ForbiddenError, "卡片由另一个应用发出", "The card was sent by another application", HUMAN),
    row(42016, MissingError, "没有这个 task_id 的卡片", "There is no card with this task_id", BUG),
    row(42022, RejectedError, "response_code 已使用过或已过期", "The response_code was used or is too old", BUG),
    _part(42017, "button key"),
    _part(42018, "button key"),
    _part(42019, "button key"),
    _part(42020, "button name"),
    _part(42027, "horizontal_content_list.keyname"),
    _part(42028, "url"),
    _part(42029, "horizontal_content_list.media_id"),
    _part(42030, "appid"),
    _part(42031, "card_type"),
    _part(42033, "title"),
    _part(42035, "horizontal_content_list"),
    _part(42036, "vertical_content_list"),
    _part(42037, "option_list"),
    _part(42038, "button_list.text"),
    _part(42039, "button_list.key"),
    _part(42040, "option_list.id"),
    _part(42041, "option_list.text"),
    _part(42042, "jump_list"),
    _part(42043, "question_key"),
    _part(42044, "card_image.url"),
    _part(42045, "card_action"),
    _part(42046, "submit_button.key"),
    _part(42047, "select_list"),
    _part(42049, "submit_button.text"),
    _part(42050, "horizontal_content_list.userid"),
    _part(42051, "action_menu.action_list.key"),
    row(42052, RejectedError, "消息已超过 24 小时，不能撤回", "The message is older than 24 hours", BUG),
)

WEBHOOKS = (
    row(
        93000, MissingError, "消息推送的密钥不对，或已被移出群", "The webhook's key is wrong or it was removed", WEBHOOK
    ),
    row(93001, RejectedError, "该群不允许消息推送", "The chat does not allow webhooks", WEBHOOK),
    row(93004, RejectedError, "消息推送已被停用", "The webhook is switched off", WEBHOOK),
    row(93006, RejectedError, "群 ID 不合法", "The chat id is not valid", WEBHOOK),
    row(93008, RejectedError, "消息推送不在群里", "The webhook is not in the chat", WEBHOOK),
    row(93017, RejectedError, "推送的内容为空", "The webhook's message is empty", WORDS),
    row(93018, RejectedError, "推送的图片过大", "The webhook's picture is too large", BUG),
    row(93019, RejectedError, "消息推送被拒绝", "The webhook is refused", WEBHOOK),
)

MESSAGES = (*RECIPIENT_LISTS, *CARDS, *WEBHOOKS)
