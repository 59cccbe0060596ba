"""Reading what the code host answered: wrong shapes are told, not stumbled over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from reconciler.errors import ForgeProtocolError
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of an answer, with the way to it for the complaint."""

    value: object
    way: str = ""

    def at(self, *keys: str) -> "Node":
        """What lies below these keys; null below a missing or null one."""
        node = self
        for key in keys:
            below = node.value.get(key) if isinstance(node.value, Mapping) else None
            node = Node(below, f"{node.way}.{key}")
        return node

    def text(self, *keys: str) -> str:
        """A string. Raises: ForgeProtocolError."""
        found = self.at(*keys)
        return found.value if isinstance(found.value, str) else found.refuse()

    def text_or(self, fallback: str, *keys: str) -> str:
        """A string; the fallback for null or a missing one. Raises: ForgeProtocolError."""
        return fallback if self.at(*keys).value is None else self.text(*keys)

    def maybe(self, *keys: str) -> str | None:
        """A string or None. Raises: ForgeProtocolError."""
        return None if self.at(*keys).value is None else self.text(*keys)

    def number(self, *keys: str) -> int:
        """A whole number, or one in a string as GraphQL's BigInt is. Raises: ForgeProtocolError."""
        found = self.at(*keys)
        if isinstance(found.value, int) and not isinstance(found.value, bool):
            return found.value
        if isinstance(found.value, str) and found.value.isascii() and found.value.isdecimal() and len(found.value) < 20:
            return int(found.value)
        return found.refuse()

    def moment(self, *keys: str) -> datetime | None:
        """A time with its zone, or None. Raises: ForgeProtocolError."""
        found = self.maybe(*keys)
        try:
            moment = None if found is None else datetime.fromisoformat(found)
        except ValueError:
            self.at(*keys).refuse()
        return moment if moment is None or moment.tzinfo is not None else self.at(*keys).refuse()

    def flag(self, *keys: str) -> bool:
        """True or false. Raises: ForgeProtocolError."""
        found = self.at(*keys)
        return found.value if isinstance(found.value, bool) else found.refuse()

    def items(self, *keys: str) -> "tuple[Node, ...]":
        """A list. Raises: ForgeProtocolError."""
        found = self.at(*keys)
        if not isinstance(found.value, list):
            return found.refuse()
        return tuple(Node(each, f"{found.way}[{place}]") for place, each in enumerate(found.value))

    def refuse(self) -> NoReturn:
        """Raises: ForgeProtocolError, with the place and without the value."""
        place = self.way.lstrip(".")
        raise ForgeProtocolError(
            Text(
                f"代码托管平台的数据与文档不符：{place}。",
                f"What the code host gave is not in the documented shape: {place}.",
            )
        )
