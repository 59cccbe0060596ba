"""A tree → the text of a file that does not exist yet."""

from collections.abc import Mapping
from typing import Any, Final

from reconciler.source.certainty import certain
from reconciler.source.notation import entry

GROUP_ORDER: Final = (
    "kind",
    "key",
    "type",
    "chat_id",
    "archive_room",
    "doc",
    "managed_by",
    "generation",
    "name",
    "purpose",
    "category",
    "classification",
    "department",
    "owner",
    "deputy",
    "admins",
    "members",
    "except",
    "partners",
    "membership",
    "permissions",
    "rulesets",
    "announcement",
    "avatar",
    "background",
    "nicknames",
    "limits",
    "drift",
    "review",
    "lifecycle",
    "labels",
    "feedback",
    "webhook_env",
)
SPREAD: Final = frozenset({"members", "partners"})  # a line for each person, however few: changes are read line by line


def new_document(tree: Mapping[str, Any], file: str, schemas: str = "../schemas") -> str:
    """The text of a new document, ending in a line break.

    Args:
        tree: what the document says, `kind` included. A `date` is written without quotes, a text that looks like one
            with them. Keys stand in the order of design §4, others behind them as they come; values that are `None`
            are left out.
        file: where it will lie, as a posix path below the root, such as `rd/rd-all.yaml`.
        schemas: the folder of the schemas, as seen from the root.

    Raises: EditError if a text holds a character that no document may hold.
    """
    said = {key: tree[key] for key in _ordered(tree) if tree[key] is not None}
    lines = [f"# yaml-language-server: $schema={schema_of(said['kind'], file, schemas)}"]
    for key, value in said.items():
        lines += entry(key, value, 0, spread=key in SPREAD)
    text = "".join(f"{line}\n" for line in lines)
    return certain(file, text, said)


def schema_of(kind: str, file: str, schemas: str = "../schemas") -> str:
    """The path from a file below the root to the schema of its kind."""
    return "../" * file.count("/") + f"{schemas}/{kind}.schema.json"


def _ordered(tree: Mapping[str, Any]) -> list[str]:
    return [*(key for key in GROUP_ORDER if key in tree), *(key for key in tree if key not in GROUP_ORDER)]
