"""Contents of resources ↔ their shapes on the wire. No I/O."""

from collections.abc import Callable, Iterable
from typing import Final

from reconciler.model.ids import UserId, user_id
from reconciler.model.resource import Content
from reconciler.wecom.attachments import LinkShape, TextShape
from reconciler.wecom.join_ways import BUTTON, QR_CODE, JoinWayShape, MadeJoinWayShape
from reconciler.wecom.mass_messages import MassMessageShape
from reconciler.wecom.sensitive_words import (
    BLOCK,
    EMAIL,
    PHONE,
    RED_PACKET,
    WARN,
    RangeShape,
    SemanticsShape,
    WordRuleShape,
    WordRuleUpdateShape,
)
from reconciler.wecom.welcome_templates import WelcomeShape

Written = Callable[[UserId], str]

_SCENES: Final = {"mini_program": BUTTON, "qr": QR_CODE}
_ACTIONS: Final = {"block": BLOCK, "warn": WARN}
_SEMANTICS: Final = {"phone": PHONE, "email": EMAIL, "red_packet": RED_PACKET}


def join_way(content: Content) -> JoinWayShape:
    """All of a way in, since what an update leaves out falls back to WeCom's default [92229]."""
    return JoinWayShape(
        scene=_SCENES[_text(content, "scene")],
        chat_id_list=_texts(content, "groups"),
        remark=_text(content, "remark"),
        auto_create_room=int(content.get("auto_create_room") is True),
        room_base_name=_text(content, "room_base_name"),
        room_base_id=_number(content, "room_base_id"),
        state=_text(content, "state"),
    )


def join_content(way: MadeJoinWayShape) -> Content:
    """A way in without its id and without the address of its code, which WeCom may make anew."""
    return {
        "scene": _word(_SCENES, way["scene"]),
        "remark": way["remark"],
        "auto_create_room": way["auto_create_room"] == 1,
        "room_base_name": way["room_base_name"],
        "room_base_id": way["room_base_id"],
        "state": way["state"],
        "groups": sorted(way["chat_id_list"]),
    }


def welcome(content: Content) -> WelcomeShape:
    """A whole template: words, a page, or both [92366]."""
    shape = WelcomeShape()
    if content.get("text"):
        shape["text"] = TextShape(content=_text(content, "text"))
    page = content.get("link")
    if isinstance(page, dict):
        link = LinkShape(title=page["title"], url=page["url"])
        if page.get("picurl"):
            link["picurl"] = page["picurl"]
        if page.get("desc"):
            link["desc"] = page["desc"]
        shape["link"] = link
    return shape


def welcome_content(shape: WelcomeShape) -> Content:
    """A template as git would write it; other parts (pictures, files) are told by their name alone."""
    words = shape["text"]["content"] if "text" in shape else ""
    page = shape.get("link")
    link = None if page is None else {name: page.get(name, "") for name in ("title", "url", "picurl", "desc")}
    others = sorted(shape.keys() - {"text", "link"})
    return {"text": words, "link": link} | ({"others": others} if others else {})


def word_rule(content: Content, written: Written) -> WordRuleShape:
    """A new rule [95097]."""
    return WordRuleShape(
        rule_name=_text(content, "name"),
        word_list=_texts(content, "words"),
        semantics_list=_semantics(content),
        intercept_type=_ACTIONS[_text(content, "action")],
        applicable_range=_range(_texts(content, "users"), _numbers(content, "departments"), written),
    )


def word_rule_update(
    rule_id: str, content: Content, before: Content, differs: Iterable[str], written: Written
) -> WordRuleUpdateShape:
    """Only what differs; the range as who comes in and who goes out [95097]."""
    parts = frozenset(differs)
    shape = WordRuleUpdateShape(rule_id=rule_id)
    if "name" in parts:
        shape["rule_name"] = _text(content, "name")
    if "words" in parts:
        shape["word_list"] = _texts(content, "words")
    if "semantics" in parts:
        shape["extra_rule"] = SemanticsShape(semantics_list=_semantics(content))
    if "action" in parts:
        shape["intercept_type"] = _ACTIONS[_text(content, "action")]
    if parts & {"users", "departments"}:
        coming, going = _moved(before, content, written), _moved(content, before, written)
        if coming["user_list"] or coming["department_list"]:
            shape["add_applicable_range"] = coming
        if going["user_list"] or going["department_list"]:
            shape["remove_applicable_range"] = going
    return shape


def rule_content(rule: WordRuleShape) -> Content:
    """A rule as git would write it; its range is what the application sees."""
    return {
        "name": rule["rule_name"],
        "words": sorted(rule["word_list"]),
        "semantics": sorted(_word(_SEMANTICS, number) for number in rule["semantics_list"]),
        "action": _word(_ACTIONS, rule["intercept_type"]),
        "users": sorted(user_id(user) for user in rule["applicable_range"]["user_list"]),
        "departments": sorted(rule["applicable_range"]["department_list"]),
    }


def mass_message(content: Content, written: Written) -> MassMessageShape:
    """A task for the owner of groups [92135]: always with its groups, or WeCom would take all of theirs."""
    return MassMessageShape(
        sender=written(UserId(_text(content, "sender"))),
        chat_id_list=_texts(content, "groups"),
        text=TextShape(content=_text(content, "text")),
    )


def _moved(former: Content, latter: Content, written: Written) -> RangeShape:
    """Who is in the latter and not in the former."""
    users = [user for user in _texts(latter, "users") if user not in _texts(former, "users")]
    numbers = [number for number in _numbers(latter, "departments") if number not in _numbers(former, "departments")]
    return _range(users, numbers, written)


def _range(users: Iterable[str], departments: list[int], written: Written) -> RangeShape:
    return RangeShape(user_list=[written(UserId(user)) for user in users], department_list=departments)


def _semantics(content: Content) -> list[int]:
    return [_SEMANTICS[word] for word in _texts(content, "semantics")]


def _word(words: dict[str, int], number: int) -> str:
    """The word for a number; one that nobody knows is told as it is, so that it differs from every word."""
    return next((word for word, known in words.items() if known == number), str(number))


def _text(content: Content, name: str) -> str:
    return str(content.get(name, ""))


def _number(content: Content, name: str) -> int:
    value = content.get(name, 0)
    return value if isinstance(value, int) else 0


def _texts(content: Content, name: str) -> list[str]:
    value = content.get(name)
    return [str(each) for each in value] if isinstance(value, list) else []


def _numbers(content: Content, name: str) -> list[int]:
    value = content.get(name)
    return [each for each in value if isinstance(each, int)] if isinstance(value, list) else []
