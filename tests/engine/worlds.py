"""Small worlds for the engine's tests."""

from collections.abc import Iterable
from typing import Any

from reconciler.model.directory import Directory
from reconciler.model.group import Enrolment, GroupSpec
from reconciler.model.live import LiveGroup
from tests.builders import a_chat, a_directory, a_ruleset, a_spec, a_state
from tests.engine.fakes import FakeWecom, World

RULES = {"standard": a_ruleset()}
BOOK = a_directory("ann bob cat dan eve fay")


def a_world(
    specs: Iterable[GroupSpec], chats: Iterable[LiveGroup] = (), *, directory: Directory = BOOK, **fields: Any
) -> World:
    """Groups of git against groups of WeCom."""
    desired = a_state(*specs, rulesets=RULES, **fields)
    return World(desired, FakeWecom(directory, {chat.chat_id: chat for chat in chats}))


def strict(key: str, members: str = "bob", **fields: Any) -> GroupSpec:
    """A group of exactly its owner ann and these people."""
    return a_spec(key, members=members, membership=Enrolment.STRICT, **fields)


def three_joins() -> World:
    """Three groups that miss one person each: cat, dan, eve."""
    wanted = {"a": "cat", "b": "dan", "c": "eve"}
    return a_world(
        [strict(key, f"bob {user}") for key, user in wanted.items()], [a_chat("ann bob", key=key) for key in wanted]
    )


def a_new_group(rulesets: tuple[str, ...] = ("standard",)) -> World:
    """A group that is to be made, with rules to be told, and one that misses somebody."""
    return a_world(
        [strict("new", "bob cat", rulesets=rulesets), strict("old", "bob cat")], [a_chat("ann bob", key="old")]
    )
