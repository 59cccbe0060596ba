"""The actions of a saved plan → values, without message texts."""

from collections.abc import Callable
from typing import TypeVar

from reconciler.model.action import (
    OPERATIONS,
    Action,
    CreateGroup,
    Operation,
    SendMessage,
    TellPerson,
    TransferOwner,
    UpdateGroup,
    WriteResource,
)
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import Level
from reconciler.model.resource import ResourceKind, ResourceOp
from reconciler.render.programs.node import Node
from reconciler.text import Text, listed

Value = TypeVar("Value")


def each(node: Node, read: Callable[[Node], Value]) -> tuple[Value, ...]:
    """Every item of a list."""
    return tuple(read(item) for item in node.items())


def or_none(node: Node, read: Callable[[Node], Value]) -> Value | None:
    """A value that may be null."""
    return None if node.is_null else read(node)


def user_of(node: Node) -> UserId:
    """A user id."""
    return UserId(node.text())


def key_of(node: Node) -> GroupKey:
    """A group's key."""
    return GroupKey(node.text())


def read_action(node: Node) -> Action:
    """One action of a saved plan, without its text."""
    return _READERS[operation_of(node.at("op"))](node)


def operation_of(node: Node) -> Operation:
    """What kind of action."""
    found = next((op for op in OPERATIONS.values() if op == node.text()), None)
    if found is None:
        known = listed(sorted(OPERATIONS.values()))
        raise node.wrong(Text(f"应为以下之一：{known.zh}", f"one of {known.en} is wanted"))
    return found


def _create(node: Node) -> Action:
    return CreateGroup(
        group=key_of(node.at("group")),
        chat_id=ChatId(node.at("chat_id").text()),
        name=node.at("name").text(),
        owner=user_of(node.at("owner")),
        members=each(node.at("members"), user_of),
        rank=node.at("rank").number(),
        not_before=or_none(node.at("not_before"), Node.moment),
    )


def _update(node: Node) -> Action:
    return UpdateGroup(
        group=key_of(node.at("group")),
        chat_id=ChatId(node.at("chat_id").text()),
        name=or_none(node.at("name"), Node.text),
        owner=or_none(node.at("owner"), user_of),
        joins=each(node.at("joins"), user_of),
        leaves=each(node.at("leaves"), user_of),
        doc=or_none(node.at("doc"), Node.text),
        rank=node.at("rank").number(),
        not_before=or_none(node.at("not_before"), Node.moment),
    )


def _send(node: Node) -> Action:
    return SendMessage(
        group=key_of(node.at("group")),
        chat_id=ChatId(node.at("chat_id").text()),
        message_id=node.at("message_id").text(),
        digest=node.at("digest").text(),
        size_bytes=node.at("size_bytes").number(),
        webhook=or_none(node.at("webhook"), Node.text),
        rank=node.at("rank").number(),
        not_before=or_none(node.at("not_before"), Node.moment),
    )


def _transfer(node: Node) -> Action:
    return TransferOwner(
        group=key_of(node.at("group")),
        chat_id=ChatId(node.at("chat_id").text()),
        owner=user_of(node.at("owner")),
        former=user_of(node.at("former")),
        is_departed=node.at("is_departed").flag(),
        rank=node.at("rank").number(),
        not_before=or_none(node.at("not_before"), Node.moment),
    )


def _tell(node: Node) -> Action:
    return TellPerson(
        to=user_of(node.at("to")),
        level=node.at("level").word(Level),
        steps=node.at("steps").texts(),
        message_id=node.at("message_id").text(),
        digest=node.at("digest").text(),
        size_bytes=node.at("size_bytes").number(),
        rank=node.at("rank").number(),
        not_before=or_none(node.at("not_before"), Node.moment),
    )


def _resource(node: Node) -> Action:
    return WriteResource(
        kind=node.at("kind").word(ResourceKind),
        key=node.at("key").text(),
        op=node.at("act").word(ResourceOp),
        id=node.at("id").text(),
        digest=node.at("digest").text(),
        differs=node.at("differs").texts(),
        rank=node.at("rank").number(),
        not_before=or_none(node.at("not_before"), Node.moment),
    )


_READERS: dict[str, Callable[[Node], Action]] = {
    "create": _create,
    "update": _update,
    "transfer": _transfer,
    "send": _send,
    "tell": _tell,
    "resource": _resource,
}
