"""A strict reader over the tree of a world file: every value asked for by name, every unknown key refused."""

from collections.abc import Callable, Hashable

import yaml

from reconciler.simulator.errors import WorldFileError

_BASE: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # The C parser is 7 times faster; both keep text as text.


class _Loader(_BASE):  # type: ignore[misc]  # the base is chosen at run time
    """Every scalar stays the text that was written (no `no` → false, no 00123 → 83); doubled keys are refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        found: dict[Hashable, object] = super().construct_mapping(node, deep=deep)
        if len(found) != len(node.value):
            raise WorldFileError(f"line {node.start_mark.line + 1}", "同一个键写了两次", "a key is written twice")
        return found


def read_tree(text: str) -> object:
    """Parse YAML. Raises: WorldFileError."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a BaseLoader makes nothing but text, lists and mappings
    except yaml.YAMLError as error:
        raise WorldFileError("YAML", f"无法解析：{error}", f"cannot be parsed: {error}") from error


class Branch:
    """One mapping of the file. Ask for every key, then `close`, which refuses what nobody asked for."""

    __slots__ = ("_asked", "_tree", "place")

    def __init__(self, tree: object, place: str) -> None:
        if not isinstance(tree, dict):
            raise WorldFileError(place, "需要键值对", "wants keys and values")
        self._tree: dict[str, object] = tree
        self._asked: set[str] = set()
        self.place = place

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._tree

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required when there is no default."""
        value = self._value(key)
        if value is None:
            if default is None:
                raise self.wrong(key, "缺少这个键", "is missing")
            return default
        if not isinstance(value, str):
            raise self.wrong(key, "需要文本", "wants a text")
        return value

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number; required when there is no default."""
        words = self.text(key, None if default is None else str(default))
        return self._whole(key, words)

    def flag(self, key: str, default: bool) -> bool:
        """true, false, yes or no."""
        words = self.text(key, "true" if default else "false").lower()
        if words not in ("true", "false", "yes", "no"):
            raise self.wrong(key, "需要 true 或 false", "wants true or false")
        return words in ("true", "yes")

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text with words between blanks; empty when absent."""
        value = self._value(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return tuple(value.split())
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise self.wrong(key, "需要文本列表", "wants a list of texts")

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, or one text with numbers between blanks."""
        return tuple(self._whole(key, each) for each in self.words(key))

    def pairs(self, key: str) -> dict[str, str]:
        """A mapping from text to text; empty when absent."""
        value = self._value(key)
        if value is None or value == "":
            return {}
        if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
            return dict(value)
        raise self.wrong(key, "需要文本对文本", "wants texts by name")

    def branch(self, key: str) -> "Branch":
        """An inner mapping, empty when absent."""
        return Branch(self._value(key) or {}, f"{self.place}.{key}")

    def branches(self, key: str, short: Callable[[str], dict[str, object] | None] | None = None) -> list["Branch"]:
        """A list of mappings; `short` reads an entry written as one line, or answers None when it cannot."""
        value = self._value(key)
        if value is None or value == "":
            return []
        if not isinstance(value, list):
            raise self.wrong(key, "需要列表", "wants a list")
        found = []
        for place, each in enumerate(value):
            where = f"{self.place}.{key}[{place}]" if self.place else f"{key}[{place}]"
            if isinstance(each, str) and short is not None:
                tree = short(each)
                if tree is None:
                    raise WorldFileError(where, f"看不懂：{each}", f"cannot be read: {each!r}")
                each = tree
            found.append(Branch(each, where))
        return found

    def close(self) -> None:
        """Raises: WorldFileError when a key was written that nobody asked for."""
        for key in self._tree.keys() - self._asked:
            known = ", ".join(sorted(self._asked))
            raise self.wrong(str(key), f"没有这个键；可用的有：{known}", f"is not a key here; there are: {known}")

    def wrong(self, key: str, zh: str, en: str) -> WorldFileError:
        """The error for one key of this mapping."""
        return WorldFileError(f"{self.place}.{key}".strip("."), zh, en)

    def _value(self, key: str) -> object:
        self._asked.add(key)
        return self._tree.get(key)

    def _whole(self, key: str, words: str) -> int:
        if not words.isascii() or not words.removeprefix("-").isdigit():
            raise self.wrong(key, f"需要整数：{words}", f"wants a whole number, not {words!r}")
        return int(words)
