"""One bad id makes WeCom refuse a whole call without saying which: find it, so that the others are not held up."""

from dataclasses import dataclass, replace

from reconciler.engine.ports import Observer
from reconciler.errors import ProviderError, RejectedError
from reconciler.model.action import Action, CreateGroup, UpdateGroup
from reconciler.model.directory import Directory
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.planning import FEWEST_MEMBERS
from reconciler.text import Text, listed


@dataclass(frozen=True, slots=True)
class Isolated:
    """A refused call taken apart.

    `refused` holds only the people WeCom will not take, None if somebody by hand was merely quicker; `rest` is the call
    without them, None if nothing is left or it would make no sense without them.
    """

    refused: Action | None
    rest: Action | None
    detail: Text


async def isolate(action: Action, error: RejectedError, observer: Observer) -> Isolated | None:
    """Ask about everyone in a refused call; None where nobody stands out.

    Suspects are joiners whom the address book does not know any more, leavers who are not in the group any more or
    have left the company (86216 may be the answer to removing them: wecom-api-2 §8), joiners who are in already.
    """
    if isinstance(action, CreateGroup):
        return await _isolate_creation(action, error, observer)
    if isinstance(action, UpdateGroup):
        return await _isolate_update(action, error, observer)
    return None


async def _isolate_creation(action: CreateGroup, error: RejectedError, observer: Observer) -> Isolated | None:
    bad = await _unknown(action.members, observer)
    if not bad:
        return None
    left = tuple(user for user in action.members if user not in bad)
    usable = action.owner not in bad and len(left) >= FEWEST_MEMBERS
    rest = replace(action, members=left) if usable else None
    return Isolated(replace(action, members=tuple(sorted(bad))), rest, _detail(error, bad))


async def _isolate_update(action: UpdateGroup, error: RejectedError, observer: Observer) -> Isolated | None:
    try:
        seen = (await observer.read_groups([action.chat_id])).get(action.chat_id)
    except ProviderError:
        return None
    if not isinstance(seen, LiveGroup):
        return None
    unknown = await _unknown((*action.joins, *action.leaves), observer)
    done = {user for user in action.joins if user in seen.members}
    done |= {user for user in action.leaves if user not in seen.members}
    bad = (unknown - done) & {*action.joins, *action.leaves}
    if not bad and not done:
        return None
    refused = replace(
        action,
        name=None,
        owner=None,
        joins=tuple(user for user in action.joins if user in bad),
        leaves=tuple(user for user in action.leaves if user in bad),
    )
    rest = replace(
        action,
        joins=tuple(user for user in action.joins if user not in bad | done),
        leaves=tuple(user for user in action.leaves if user not in bad | done),
        owner=None if action.owner in bad else action.owner,
    )
    empty = not (rest.joins or rest.leaves or rest.name is not None or rest.owner is not None)
    orphaned = rest.owner is None and action.owner is not None and seen.owner in rest.leaves
    return Isolated(refused if bad else None, None if empty or orphaned else rest, _detail(error, bad))


async def _unknown(users: tuple[UserId, ...], observer: Observer) -> frozenset[UserId]:
    try:
        asked = await observer.read_people(Directory(), frozenset(users))
    except ProviderError:
        return frozenset()
    return frozenset(asked.absent)


def _detail(error: RejectedError, bad: set[UserId] | frozenset[UserId]) -> Text:
    names = listed(sorted(bad))
    return error.what + Text(
        f"没有处理的是：{names.zh}；其余的人单独再做。",
        f"Left out: {names.en}; the others are done in a call of their own.",
    )
