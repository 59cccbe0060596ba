"""Facts about resources around groups that are no calls."""

from collections.abc import Iterable
from typing import Literal, TypedDict

from reconciler.model.ids import ChatId
from reconciler.model.resource import ResourceKey


class ResourceForgotten(TypedDict):
    """A resource of ours is gone at WeCom, and nobody asks for it."""

    type: Literal["resource-forgotten"]
    kind: str
    key: str


class TaskResults(TypedDict):
    """What became of a mass message in some groups: sent, or refused for good."""

    type: Literal["task-results"]
    key: str
    sent: list[str]
    refused: list[str]


def forgotten_facts(key: ResourceKey) -> ResourceForgotten:
    """A resource that is gone."""
    return {"type": "resource-forgotten", "kind": key[0].value, "key": key[1]}


def results_facts(key: str, sent: Iterable[ChatId], refused: Iterable[ChatId]) -> TaskResults:
    """What became of a mass message."""
    return {"type": "task-results", "key": key, "sent": sorted(sent), "refused": sorted(refused)}
