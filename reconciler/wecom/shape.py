"""Checking answers against the documented shape: only the fields that are used, and those strictly."""

from collections.abc import Mapping

from reconciler.errors import ProtocolError, ProviderError, UnknownOutcomeError
from reconciler.text import Text


class Fields:
    """An answer, or an object inside one, that knows where it came from.

    Ids may come as numbers or as digits, an absent optional list as null; anything unknown is ignored.
    Every method raises ProtocolError naming endpoint and field; of a write, which was carried out, UnknownOutcomeError.
    """

    def __init__(self, endpoint: str, values: Mapping[str, object], route: str = "", *, of_write: bool = False) -> None:
        self._endpoint = endpoint
        self._values = values
        self._route = route
        self._of_write = of_write

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._values.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """A string that is not empty, or `default` where the field is absent."""
        value = self._values.get(name)
        if value is None and default is not None:
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str) or (not value and default is None):
            raise self.wrong(name, Text("文字", "a string"))
        return value

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number, also when written as digits in a string, or `default` where the field is absent."""
        value = self._values.get(name)
        if value is None and default is not None:
            return default
        return self._whole(name, value)

    def flag(self, name: str, default: bool | None = None) -> bool:
        """Yes or no, also when written as 1 or 0, or `default` where the field is absent."""
        value = self._values.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or value not in (0, 1):
            raise self.wrong(name, Text("真或假", "true or false"))
        return bool(value)

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers; absent is empty."""
        return tuple(self._whole(name, value) for value in self._list(name))

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of strings that are not empty; absent is empty unless `required`."""
        if required and not self.has(name):
            raise self.wrong(name, Text("文字列表", "a list of strings"))
        values = self._list(name)
        found = tuple(value for value in values if isinstance(value, str) and value)
        if len(found) != len(values):
            raise self.wrong(name, Text("文字列表", "a list of strings"))
        return found

    def objects(self, name: str, *, required: bool = False) -> tuple["Fields", ...]:
        """A list of objects; absent is empty unless `required`."""
        if required and not self.has(name):
            raise self.wrong(name, Text("对象列表", "a list of objects"))
        values = self._list(name)
        return tuple(self._object(f"{name}[{index}]", value) for index, value in enumerate(values))

    def nested(self, name: str) -> "Fields":
        """An object; absent is an object without fields."""
        value = self._values.get(name)
        return self._object(name, {} if value is None else value)

    def wrong(self, name: str, wanted: Text) -> ProviderError:
        """The error for a field that is not what it should be."""
        place = f"{self._route}{name}"
        what = Text(
            f"{self._endpoint} 的回答与文档不符：字段 {place} 应为{wanted.zh}。",
            f"The answer of {self._endpoint} differs from its documentation: {place} should be {wanted.en}.",
        )
        if self._of_write:
            return UnknownOutcomeError(what, LOOK_AT_EFFECT, endpoint=self._endpoint)
        return ProtocolError(what, REPORT, endpoint=self._endpoint)

    def _object(self, name: str, value: object) -> "Fields":
        if not isinstance(value, dict):
            raise self.wrong(name, Text("对象", "an object"))
        return Fields(self._endpoint, value, f"{self._route}{name}.", of_write=self._of_write)

    def _list(self, name: str) -> list[object]:
        value = self._values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(name, Text("列表", "a list"))
        return value

    def _whole(self, name: str, value: object) -> int:
        if isinstance(value, str) and value.isascii() and value.isdigit():
            return int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(name, Text("整数", "a whole number"))
        return value


REPORT = Text("请附上接口与字段名报告。", "Report it with the endpoint and the field's name.")
LOOK_AT_EFFECT = Text(
    "企业微信已接受这次写入：不要重发，先查看实际结果，并附上接口与字段名报告。",
    "WeCom accepted the write: do not send it again, look at the effect, and report endpoint and field.",
)
