"""Reading a JSON body as the vendor does: a field of the wrong type is lost, not an error [90313]."""

import json

from reconciler.simulator.codes import Refusal

WRONG_JSON = "Warning: wrong json format. "


class Fields:
    """A JSON object; `warned` becomes true as soon as a field had the wrong type."""

    __slots__ = ("tree", "warned")

    def __init__(self, tree: dict[str, object]) -> None:
        self.tree = tree
        self.warned = False

    def text(self, name: str) -> str:
        """A string, or "" when absent or of another type."""
        value = self.tree.get(name)
        if isinstance(value, str):
            return value
        self._note(value)
        return ""

    def number(self, name: str, default: int) -> int:
        """A whole number, or the default when absent or of another type."""
        value = self.tree.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self._note(value)
        return default

    def flag(self, name: str) -> bool:
        """true, or false when absent or of another type."""
        value = self.tree.get(name)
        if isinstance(value, bool):
            return value
        self._note(value)
        return False

    def texts(self, name: str) -> list[str]:
        """A list of strings, or [] when absent or when anything in it has another type."""
        value = self.tree.get(name)
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return value
        self._note(value)
        return []

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers, or [] when absent or when anything in it has another type."""
        value = self.tree.get(name)
        if isinstance(value, list) and all(isinstance(each, int) and not isinstance(each, bool) for each in value):
            return value
        self._note(value)
        return []

    def inner(self, name: str) -> "Fields":
        """An object inside, empty when absent or of another type; its warnings are taken over by `adopt`."""
        value = self.tree.get(name)
        if isinstance(value, dict):
            return Fields(value)
        self._note(value)
        return Fields({})

    def inners(self, name: str) -> list["Fields"]:
        """A list of objects, or [] when absent or when anything in it has another type."""
        value = self.tree.get(name)
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            return [Fields(each) for each in value]
        self._note(value)
        return []

    def adopt(self, *others: "Fields") -> None:
        """Take over the warnings of inner objects."""
        self.warned = self.warned or any(other.warned for other in others)

    def _note(self, value: object) -> None:
        if value is not None:
            self.warned = True


def parse(body: bytes, bad_json_code: int) -> Fields:
    """The body as an object. Raises: Refusal when it is no JSON object in UTF-8, 40033 for half a surrogate pair."""
    try:
        tree = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refusal(bad_json_code, f"{WRONG_JSON}invalid json") from error
    if b"\\u" in body:
        try:
            json.dumps(tree, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            raise Refusal(40033) from error
    if not isinstance(tree, dict):
        raise Refusal(bad_json_code, f"{WRONG_JSON}invalid json")
    return Fields(tree)
