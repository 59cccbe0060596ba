"""Valid trees of sensitive words → rules."""

from collections.abc import Iterable
from typing import Any

from reconciler.model.finding import Place
from reconciler.model.ids import user_id
from reconciler.model.words import Semantics, WordAction, WordRule


def build_words(trees: Iterable[dict[str, Any]], file: str, department: int) -> tuple[WordRule, ...]:
    """The rules under `sensitive_words:` of a document; one that names nobody is for `department`."""
    return tuple(_rule(tree, Place(file).at("sensitive_words", index), department) for index, tree in enumerate(trees))


def _rule(tree: dict[str, Any], place: Place, department: int) -> WordRule:
    users = tuple(user_id(person) for person in tree.get("users", ()))
    departments = tuple(int(number) for number in tree.get("departments", ()))
    return WordRule(
        key=tree["key"],
        name=tree["name"],
        words=tuple(tree["words"]),
        action=WordAction(tree["action"]),
        place=place,
        semantics=tuple(Semantics(word) for word in tree.get("semantics", ())),
        users=users,
        departments=departments if users or departments else (department,),
    )
