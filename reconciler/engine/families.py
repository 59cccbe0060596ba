"""Read the groups of every family; one family that fails leaves the others alone."""

from collections.abc import Iterable
from datetime import datetime

from reconciler.engine.ports import Observer
from reconciler.errors import ProviderError
from reconciler.model.desired import DesiredState
from reconciler.model.group import GroupSpec, GroupType
from reconciler.model.ids import ChatId, UserId
from reconciler.model.live import FailedFamily, LiveState, SeenGroup, UnreadableGroup
from reconciler.text import Text

_OTHERS = (GroupType.CUSTOMER, GroupType.INTERNAL, GroupType.SHEET)


async def read_families(
    observer: Observer, desired: DesiredState, specs: Iterable[GroupSpec], now: datetime, *, whole: bool
) -> LiveState:
    """One read per declared group that can be read, and per customer group that git does not declare.

    Args:
        specs: the groups to read.
        whole: not only these: customer groups are listed too.

    Raises: ProviderError: app groups could not be read. A failure of another family is a value: its groups are
        unreadable, never absent.
    """
    specs = tuple(specs)
    corp_id = desired.company.corp_id
    groups = await observer.read_groups([s.identity(corp_id) for s in specs if s.type is GroupType.APP])
    failed: dict[GroupType, FailedFamily] = {}
    listed: frozenset[GroupType] = frozenset()
    people: frozenset[UserId] | None = None
    for family in _OTHERS:
        those = [spec for spec in specs if spec.type is family and not spec.is_unseen and not spec.is_unlinked]
        wanted = {spec.identity(corp_id) for spec in those}
        docs = {spec.identity(corp_id): spec.doc for spec in those if spec.doc is not None}
        try:
            if family is GroupType.CUSTOMER and whole and _watches_customers(desired):
                people = await observer.read_contact_people()
                wanted.update(await observer.list_customer_groups(people))
                listed = frozenset({GroupType.CUSTOMER})
            groups |= await observer.read_groups(sorted(wanted), family, docs) if wanted else {}
        except ProviderError as error:
            failed[family] = FailedFamily(error.what, error.remedy or _LATER)
            listed -= {family}
            groups |= {chat_id: _unreadable(chat_id, failed[family]) for chat_id in wanted}
    return LiveState(now, groups, failed, listed, people)


async def read_again(observer: Observer, specs: Iterable[GroupSpec], corp_id: str) -> dict[ChatId, SeenGroup]:
    """Groups that were just changed, read once more. Raises: ProviderError."""
    seen: dict[ChatId, SeenGroup] = {}
    specs = tuple(specs)
    for family in GroupType:
        those = [s for s in specs if s.type is family and not s.is_unseen and not s.is_unlinked]
        docs = {spec.identity(corp_id): spec.doc for spec in those if spec.doc is not None}
        if those:
            seen |= await observer.read_groups([spec.identity(corp_id) for spec in those], family, docs)
    return seen


def _watches_customers(desired: DesiredState) -> bool:
    return desired.company.watch_customers or any(spec.type is GroupType.CUSTOMER for spec in desired.groups)


def _unreadable(chat_id: ChatId, why: FailedFamily) -> UnreadableGroup:
    return UnreadableGroup(chat_id, why.what, remedy=why.remedy)


_LATER = Text("稍后再运行一次。", "Run again later.")
