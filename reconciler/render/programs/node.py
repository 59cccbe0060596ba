"""A value in a JSON tree and the route to it: every wrong shape is told with its route."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self, TypeVar

from reconciler.errors import PlanFormatError
from reconciler.text import Text

Word = TypeVar("Word", bound=StrEnum)

MAKE_AGAIN = Text("请重新生成计划：reconciler plan。", "Make the plan again: reconciler plan.")


@dataclass(frozen=True, slots=True)
class Node:
    """One value; every method returns it in a certain shape or raises `PlanFormatError`."""

    value: object
    route: str = ""

    def at(self, key: str) -> Self:
        """The member of an object."""
        if not isinstance(self.value, dict) or key not in self.value:
            raise self.wrong(Text(f"缺少 {key}", f"{key} is missing"))
        return type(self)(self.value[key], f"{self.route}.{key}" if self.route else key)

    def has(self, key: str) -> bool:
        """Whether an object has that member."""
        return isinstance(self.value, dict) and key in self.value

    def items(self) -> list[Self]:
        """The items of a list."""
        if not isinstance(self.value, list):
            raise self.wrong(Text("应为列表", "a list is wanted"))
        return [type(self)(value, f"{self.route}[{index}]") for index, value in enumerate(self.value)]

    def members(self) -> list[tuple[str, Self]]:
        """The members of an object, by key."""
        if not isinstance(self.value, dict):
            raise self.wrong(Text("应为对象", "an object is wanted"))
        return [(str(key), self.at(key)) for key in self.value]

    def text(self) -> str:
        """A string."""
        if not isinstance(self.value, str):
            raise self.wrong(Text("应为文本", "a string is wanted"))
        return self.value

    def number(self) -> int:
        """A whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong(Text("应为整数", "a whole number is wanted"))
        return self.value

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.wrong(Text("应为 true 或 false", "true or false is wanted"))
        return self.value

    def moment(self) -> datetime:
        """A time with its zone."""
        try:
            moment = datetime.fromisoformat(self.text())
        except ValueError as error:
            raise self.wrong(Text("应为带时区的时间", "a time with its zone is wanted")) from error
        if moment.tzinfo is None:
            raise self.wrong(Text("应为带时区的时间", "a time with its zone is wanted"))
        return moment

    def both(self) -> Text:
        """A sentence in both languages."""
        return Text(zh=self.at("zh").text(), en=self.at("en").text())

    def texts(self) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(node.text() for node in self.items())

    def word(self, kind: type[Word]) -> Word:
        """One of the words of an enumeration."""
        try:
            return kind(self.text())
        except ValueError as error:
            raise self.wrong(Text("不是认识的值", "not a known value")) from error

    @property
    def is_null(self) -> bool:
        """Whether nothing is there."""
        return self.value is None

    def wrong(self, want: Text) -> PlanFormatError:
        """The complaint about this value."""
        route = self.route or "$"
        return PlanFormatError(
            Text(f"计划文件的内容不对：{route}：{want.zh}。", f"The plan file has a wrong shape: {route}: {want.en}."),
            MAKE_AGAIN,
        )
