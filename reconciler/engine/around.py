"""Read what is ours around groups: each resource that the ledger knows once, nothing where it knows none."""

from collections.abc import Iterable
from dataclasses import replace

from reconciler.engine.ports import Observer
from reconciler.errors import ProviderError
from reconciler.model.live import FailedFamily, LiveState
from reconciler.model.record import Past
from reconciler.model.resource import Content, LiveKey, PastResource, ResourceKey, ResourceKind
from reconciler.text import Text


async def read_around(
    observer: Observer, live: LiveState, past: Past, only: frozenset[ResourceKey] | None = None
) -> LiveState:
    """The live state with resources of ours; a kind that cannot be read is a value, never an empty answer.

    Args:
        only: these alone, and mass messages that somebody still has to confirm; None = all.
    """
    seen: dict[LiveKey, Content | None] = {}
    failed: dict[ResourceKind, FailedFamily] = {}
    for kind in ResourceKind:
        known = [each for each in _ours(kind, past) if only is None or kind in _OPEN or (kind, each.key) in only]
        if not known:
            continue
        try:
            found = await observer.read_resources(kind, known)
        except ProviderError as error:
            failed[kind] = FailedFamily(error.what, error.remedy or _LATER)
        else:
            seen |= {(kind, resource_id): content for resource_id, content in found.items()}
    return replace(live, resources=seen, failed_resources=failed)


async def read_around_again(
    observer: Observer, live: LiveState, past: Past, written: Iterable[ResourceKey]
) -> LiveState:
    """The live state once resources were written: those are read once more. Raises: ProviderError.

    A mass message is not: WeCom does not tell of it before it is dispatched (41063), and nobody confirmed it yet.
    """
    seen = dict(live.resources)
    keys = frozenset(written)
    for kind in ResourceKind:
        known = [each for each in _ours(kind, past) if (kind, each.key) in keys and kind not in _OPEN]
        if known:
            found = await observer.read_resources(kind, known)
            seen |= {(kind, resource_id): content for resource_id, content in found.items()}
    return replace(live, resources=seen)


def _ours(kind: ResourceKind, past: Past) -> list[PastResource]:
    """Those with an id; of mass messages those that somebody still has to confirm."""
    known = [each for each in past.resources.values() if each.kind is kind and each.id]
    return sorted((each for each in known if kind not in _OPEN or each.is_open), key=lambda each: each.key)


_OPEN = frozenset({ResourceKind.MASS_MESSAGE})
_LATER = Text("稍后再运行一次。", "Run again later.")
