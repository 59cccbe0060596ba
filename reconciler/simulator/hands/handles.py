"""What every side door shares: finding the corp, chat, person, app; describing and calling a door by its name."""

import inspect
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from reconciler.simulator.callbacks.range_events import ranges_of, tell_range_changes
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.errors import HandError
from reconciler.simulator.groups.internal import follow_address_book
from reconciler.simulator.hands.handled_chat import HandledChat, load_handled
from reconciler.simulator.hands.handled_customer import HandledCustomer, load_customer
from reconciler.simulator.world.store import Transaction

P = ParamSpec("P")
R = TypeVar("R")
MARK = "simulator_hand"


@dataclass(frozen=True, slots=True)
class HandParameter:
    """One argument of a side door; `kind` is text, number, flag, words (ids between blanks or commas) or numbers."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Hand:
    """One side door, for lists and generic callers; `text` is (Chinese, English)."""

    name: str
    parameters: tuple[HandParameter, ...]
    text: tuple[str, str]


def hand(zh: str, en: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a method as a side door."""

    def mark(method: Callable[P, R]) -> Callable[P, R]:
        setattr(method, MARK, (zh, en))
        return method

    return mark


KINDS: dict[object, str] = {
    str: "text",
    int: "number",
    bool: "flag",
    list[str]: "words",
    list[str] | None: "words",
    list[int]: "numbers",
    list[int] | None: "numbers",
}


def describe(owner: type) -> tuple[Hand, ...]:
    """Every side door of a class, sorted by name."""
    found = []
    for name, method in inspect.getmembers(owner, inspect.isfunction):
        text = getattr(method, MARK, None)
        if text is None:
            continue
        parameters = tuple(
            HandParameter(each.name, KINDS[each.annotation], each.default is inspect.Parameter.empty)
            for each in list(inspect.signature(method).parameters.values())[1:]
        )
        found.append(Hand(name.replace("_", "-"), parameters, text))
    return tuple(sorted(found, key=lambda each: each.name))


def read_arguments(door: Hand, arguments: Mapping[str, str]) -> dict[str, Any]:
    """Texts to values. Raises: HandError for an unknown, missing or unreadable argument."""
    known = {parameter.name: parameter for parameter in door.parameters}
    for name in arguments:
        if name not in known:
            raise HandError(
                f"{door.name} 没有参数 {name}；可用：{'、'.join(known)}",
                f"{door.name} has no argument {name}; there are: {', '.join(known)}",
            )
    missing = [name for name, parameter in known.items() if parameter.required and name not in arguments]
    if missing:
        raise HandError(f"{door.name} 缺少参数：{'、'.join(missing)}", f"{door.name} lacks: {', '.join(missing)}")
    return {name: _read(known[name], words) for name, words in arguments.items()}


def _read(parameter: HandParameter, words: str) -> Any:
    try:
        if parameter.kind == "number":
            return int(words)
        if parameter.kind == "flag":
            return {"yes": True, "true": True, "no": False, "false": False}[words.lower()]
        if parameter.kind == "words":
            return words.replace(",", " ").split()
        if parameter.kind == "numbers":
            return [int(each) for each in words.replace(",", " ").split()]
    except (ValueError, KeyError) as error:
        raise HandError(f"参数 {parameter.name} 的值无效：{words}", f"{parameter.name} cannot be {words!r}") from error
    return words


def only_corp(connection: sqlite3.Connection, corp: str) -> str:
    """The corp meant; may be left empty when there is but one. Raises: HandError."""
    corps = [row[0] for row in connection.execute("SELECT corp_id FROM corps ORDER BY corp_id")]
    if corp in corps:
        return corp
    if not corp and len(corps) == 1:
        return str(corps[0])
    names = ", ".join(corps)
    raise HandError(f"请用 corp= 指明企业：{names}", f"say which corp with corp=: {names}")


class Desk:
    """Base of the side doors of one world."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    @contextmanager
    def _chat(self, corp: str, chat: str) -> Iterator[HandledChat]:
        """A living chat of any family, written back at the end. Raises: HandError."""
        with self._transaction() as connection:
            corp_id = only_corp(connection, corp)
            handled = load_customer(connection, corp_id, chat) or load_handled(connection, corp_id, chat)
            if handled is None or handled.dissolved:
                raise HandError(f"没有群 {chat}，或已解散", f"there is no chat {chat}, or it is dissolved")
            yield handled
            handled.keep()

    @contextmanager
    def _customer(self, corp: str, chat: str) -> Iterator[HandledCustomer]:
        """A living customer group, written back at the end. Raises: HandError."""
        with self._chat(corp, chat) as handled:
            if not isinstance(handled, HandledCustomer):
                raise HandError(f"{chat} 不是客户群", f"{chat} is no customer group")
            yield handled

    @contextmanager
    def _contacts(self, corp: str) -> Iterator[tuple[sqlite3.Connection, str]]:
        """The address book of a corp, for editing; apps hear who came into their range and who went."""
        with self._transaction() as connection:
            corp_id = only_corp(connection, corp)
            connection.execute("UPDATE pulse SET contacts = contacts + 1, settings = settings + 1")
            before = ranges_of(connection, corp_id)
            yield connection, corp_id
            follow_address_book(connection, corp_id)
            tell_range_changes(connection, corp_id, before)

    @staticmethod
    def _person(connection: sqlite3.Connection, corp_id: str, user: str) -> str:
        """The folded id of somebody present. Raises: HandError."""
        row = connection.execute(
            "SELECT folded FROM people WHERE corp_id = ? AND folded = ? AND departed = 0", (corp_id, fold(user))
        ).fetchone()
        if row is None:
            raise HandError(f"没有成员 {user}", f"there is nobody called {user}")
        return str(row[0])

    def _written(self, connection: sqlite3.Connection, corp_id: str, user: str) -> str:
        """The id of somebody present as the address book writes it. Raises: HandError."""
        key = (corp_id, self._person(connection, corp_id, user))
        row = connection.execute("SELECT user_id FROM people WHERE corp_id = ? AND folded = ?", key).fetchone()
        return str(row[0])

    @staticmethod
    def _departments(connection: sqlite3.Connection, corp_id: str, wanted: list[int]) -> None:
        """Raises: HandError when one does not exist."""
        known = {row[0] for row in connection.execute("SELECT id FROM departments WHERE corp_id = ?", (corp_id,))}
        for department in wanted:
            if department not in known:
                raise HandError(f"没有部门 {department}", f"there is no department {department}")
