"""Template cards: what each `card_type` must have, and what a person can press on it [90236]."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from reconciler.simulator.app_messages.card_parts import (
    TASK_ID,
    checked_keys,
    read_card_action,
    read_head,
    read_horizontal,
    read_jumps,
    read_menu,
    read_pictures,
    read_question,
)
from reconciler.simulator.codes import Refusal
from reconciler.simulator.fields import Fields

INTERACTIVE = frozenset({"button_interaction", "vote_interaction", "multiple_interaction"})


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it lies with a person. `buttons` and `menu` are the keys that can be pressed.

    `questions` maps a question key to the ids of its options; `replaced` is the text that took the buttons' place.
    """

    card_type: str
    task_id: str
    text: str
    buttons: tuple[str, ...] = ()
    menu: tuple[str, ...] = ()
    questions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    replaced: str = ""

    @property
    def calls_back(self) -> bool:
        """Whether pressing something on it makes an event, so that the app needs a callback URL."""
        return self.card_type in INTERACTIVE or bool(self.menu)


@dataclass(frozen=True, slots=True)
class _Pressable:
    """What the part of one card type adds."""

    lines: list[str] = field(default_factory=list)
    keys: tuple[str, ...] = ()
    questions: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_card(tree: Fields) -> Card:
    """A `template_card`. Raises: Refusal 42031 type, 42014 task id, and the codes of its parts."""
    card_type, task_id = tree.text("card_type"), tree.text("task_id")
    reader = READERS.get(card_type)
    if reader is None:
        raise Refusal(42031)
    lines, menu = read_head(tree), read_menu(tree)
    _demand_title(tree, card_type)
    read_card_action(tree, required=card_type not in INTERACTIVE)
    lines += read_horizontal(tree)
    part = reader(tree)
    card = Card(card_type, task_id, "\n".join([*lines, *part.lines]), part.keys, menu, part.questions)
    if (card.calls_back or task_id) and not TASK_ID.fullmatch(task_id):
        raise Refusal(42014)
    return card


def write_card(card: Card | None) -> str:
    """The card as the world keeps it, "" for none."""
    return "" if card is None else json.dumps(asdict(card), ensure_ascii=False)


def kept_card(words: str) -> Card | None:
    """The other way round."""
    if not words:
        return None
    tree = json.loads(words)
    questions = {key: tuple(ids) for key, ids in tree["questions"].items()}
    return Card(
        tree["card_type"], tree["task_id"], tree["text"], tuple(tree["buttons"]), tuple(tree["menu"]), questions,
        tree["replaced"],
    )  # fmt: skip


def _demand_title(tree: Fields, card_type: str) -> None:
    """A title is needed; in a text notice `sub_title_text` will do. Raises: Refusal 42033."""
    title = tree.inner("main_title").text("title")
    if not (title or (card_type == "text_notice" and tree.text("sub_title_text"))):
        raise Refusal(42033)


def _text_notice(tree: Fields) -> _Pressable:
    return _Pressable(read_jumps(tree))


def _news_notice(tree: Fields) -> _Pressable:
    return _Pressable(read_pictures(tree) + read_jumps(tree))


def _buttons(tree: Fields) -> _Pressable:
    """1 to 6 buttons, some of which may only open a page; perhaps one question above them."""
    rows = tree.inners("button_list")
    if not 1 <= len(rows) <= 6:
        raise Refusal(40058)
    texts = [row.text("text") for row in rows]
    if not all(texts):
        raise Refusal(42038)
    pages = [row for row in rows if row.number("type", 0) == 1]
    if not all(row.text("url") for row in pages):
        raise Refusal(42028)
    keys = checked_keys([row.text("key") for row in rows if row.number("type", 0) != 1], 42039)
    questions: dict[str, tuple[str, ...]] = {}
    if "button_selection" in tree.tree:
        selection = tree.inner("button_selection")
        questions = dict([read_question(selection, 10)])
        tree.adopt(selection)
    tree.adopt(*rows)
    return _Pressable(texts, keys, questions)


def _vote(tree: Fields) -> _Pressable:
    checkbox = tree.inner("checkbox")
    questions = dict([read_question(checkbox, 20)])
    if checkbox.number("mode", 0) not in (0, 1):
        raise Refusal(40058)
    tree.adopt(checkbox)
    return _submitted(tree, questions)


def _multiple(tree: Fields) -> _Pressable:
    rows = tree.inners("select_list")
    if not 1 <= len(rows) <= 3:
        raise Refusal(42047)
    questions = dict(read_question(row, 10) for row in rows)
    if len(questions) < len(rows):
        raise Refusal(42043)
    tree.adopt(*rows)
    return _submitted(tree, questions)


def _submitted(tree: Fields, questions: dict[str, tuple[str, ...]]) -> _Pressable:
    """`submit_button`. Raises: Refusal 42049 no text, 42046 key."""
    button = tree.inner("submit_button")
    if not button.text("text"):
        raise Refusal(42049)
    keys = checked_keys([button.text("key")], 42046)
    tree.adopt(button)
    return _Pressable([button.text("text")], keys, questions)


READERS: dict[str, Callable[[Fields], _Pressable]] = {
    "text_notice": _text_notice,
    "news_notice": _news_notice,
    "button_interaction": _buttons,
    "vote_interaction": _vote,
    "multiple_interaction": _multiple,
}
