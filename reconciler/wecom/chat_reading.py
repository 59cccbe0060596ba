"""Many groups of one family, one call each: what a failure says of the one group, and what it says of them all."""

from collections.abc import Awaitable, Callable, Iterable

from reconciler.errors import BusyError, MissingError, ProviderError
from reconciler.model.ids import ChatId
from reconciler.model.live import AbsentGroup, LiveGroup, SeenGroup, UnreadableGroup
from reconciler.text import Text
from reconciler.wecom.errcodes import CHAT_DISSOLVED, CHAT_FOREIGN, CHAT_UNKNOWN, concerns_whole_family
from reconciler.wecom.side_by_side import Progress, side_by_side

# So many chats in a row that could not be read, and none that could: it is not about the chats any more.
GIVE_UP_AFTER = 20

# Nobody can be in no group: an answer that says so is one that was cut, and acting on it would add everybody again.
_NOBODY = Text(
    "企业微信回答说这个群里一个人也没有，名单不可信。",
    "WeCom answers that nobody is in this group; that list is not believed.",
)


async def read_chats(
    chat_ids: Iterable[ChatId],
    read_one: Callable[[ChatId], Awaitable[LiveGroup]],
    *,
    width: int,
    progress: Progress | None = None,
) -> dict[ChatId, SeenGroup]:
    """Exactly one call for each chat, side by side, sorted by id.

    Returns: what was seen of each; a chat whose read failed is unreadable, never absent.
    Raises: ProviderError once for all, when it is about credentials, permission, limits or the connection rather
        than about one chat.
    """
    wanted = sorted(set(chat_ids))
    failures = 0

    async def read(chat_id: ChatId) -> SeenGroup:
        nonlocal failures
        try:
            seen = await read_one(chat_id)
        except MissingError as missing:
            failures = 0
            return _seen_missing(chat_id, missing)
        except ProviderError as error:
            if concerns_whole_family(error):
                raise
            failures = failures + 1 if error.errcode is None or isinstance(error, BusyError) else 0
            if failures >= GIVE_UP_AFTER:
                raise
            return UnreadableGroup(chat_id, error.what, error.errcode == CHAT_FOREIGN, error.remedy)
        failures = 0
        return seen if seen.members else UnreadableGroup(chat_id, _NOBODY)

    seen = await side_by_side("groups", wanted, read, width=width, progress=progress)
    return dict(zip(wanted, seen, strict=True))


def _seen_missing(chat_id: ChatId, missing: MissingError) -> SeenGroup:
    if missing.errcode == CHAT_DISSOLVED:
        return AbsentGroup(chat_id, dissolved=True)
    if missing.errcode in CHAT_UNKNOWN:
        return AbsentGroup(chat_id)
    return UnreadableGroup(chat_id, missing.what, remedy=missing.remedy)
