"""Read the groups of every family; one family that fails leaves the others alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from reconciler.engine.ports import Observer
from reconciler.errors import ProtocolError, ProviderError
from reconciler.model.desired import DesiredState
from reconciler.model.group import GroupSpec, GroupType
from reconciler.model.ids import ChatId, UserId
from reconciler.model.live import FailedFamily, LiveGroup, LiveState, SeenGroup, UnreadableGroup
from reconciler.text import Text


async def read_families(
    observer: Observer, desired: DesiredState, specs: Iterable[GroupSpec], now: datetime, *, whole: bool
) -> LiveState:
    """One read per declared group that can be read, and per customer group that git does not declare.

    Args:
        specs: the groups to read.
        whole: not only these: customer groups are listed too.

    A failure of one family is a value: its groups are unreadable, never absent, and the others go on.
    Raises: ProviderError: app groups could not be read, and no other family could either.
    """
    reading = _Reading(observer, desired, tuple(specs), whole=whole)
    groups: dict[ChatId, SeenGroup] = {}
    failed: dict[GroupType, FailedFamily] = {}
    errors: dict[GroupType, ProviderError] = {}
    for family in GroupType:
        try:
            groups |= await reading.read(family)
        except ProviderError as error:
            errors[family] = error
            failed[family] = FailedFamily(error.what, error.remedy or _LATER)
            groups |= {chat_id: _unreadable(chat_id, failed[family]) for chat_id in reading.wanted[family]}
    others = any(reading.wanted[family] for family in GroupType if family not in failed)
    if GroupType.APP in errors and not others:
        raise errors[GroupType.APP]
    return LiveState(now, groups, failed, frozenset(reading.listed - failed.keys()), reading.contact_people)


class _Reading:
    """What was asked for so far: `wanted` ids by family, kept for a family that fails half way."""

    def __init__(self, observer: Observer, desired: DesiredState, specs: tuple[GroupSpec, ...], *, whole: bool) -> None:
        self._observer = observer
        self._corp_id = desired.company.corp_id
        self._specs = [spec for spec in specs if not spec.is_unseen and not spec.is_unlinked]
        self._lists_customers = whole and watches_customers(desired)
        self.wanted: dict[GroupType, set[ChatId]] = {
            family: {spec.identity(self._corp_id) for spec in self._specs if spec.type is family}
            for family in GroupType
        }
        self.listed: set[GroupType] = set()
        self.contact_people: frozenset[UserId] | None = None

    async def read(self, family: GroupType) -> dict[ChatId, SeenGroup]:
        """Every wanted group of one family; customer groups are listed first. Raises: ProviderError."""
        wanted, listed = self.wanted[family], frozenset[ChatId]()
        if family is GroupType.CUSTOMER and (wanted or self._lists_customers):
            self.contact_people = await self._observer.read_contact_people()
        if family is GroupType.CUSTOMER and self._lists_customers:
            listed = frozenset(await self._observer.list_customer_groups(self.contact_people or frozenset()))
            wanted.update(listed)
            self.listed.add(family)
        if not wanted:
            return {}
        docs = {spec.identity(self._corp_id): spec.doc for spec in self._specs if spec.doc is not None}
        seen = await self._observer.read_groups(sorted(wanted), family, docs)
        if family in self.listed:
            self._refuse_cut_list(seen, listed)
        return seen

    def _refuse_cut_list(self, seen: Mapping[ChatId, SeenGroup], listed: frozenset[ChatId]) -> None:
        """A group that is there, whose owner may own such groups, is in every complete list [92120].

        Raises: ProtocolError.
        """
        owners = self.contact_people or frozenset()
        lost = [
            chat_id
            for chat_id, group in seen.items()
            if isinstance(group, LiveGroup) and group.owner in owners and chat_id not in listed
        ]
        if lost:
            raise ProtocolError(
                Text(
                    f"客户群列表不完整：有 {len(lost)} 个群还在，列表里却没有。",
                    f"The list of customer groups is incomplete: {len(lost)} groups are there, but not in it.",
                ),
                Text("稍后重新读取。", "Read it again a little later."),
                endpoint="externalcontact/groupchat/list",
            )


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


def watches_customers(desired: DesiredState) -> bool:
    """Whether every customer group is listed, so that what git does not declare is known too."""
    return desired.company.watch_customers or any(spec.type is GroupType.CUSTOMER for spec in desired.groups)


def _unreadable(chat_id: ChatId, why: FailedFamily) -> UnreadableGroup:
    return UnreadableGroup(chat_id, why.what, remedy=why.remedy)


_LATER = Text("稍后再运行一次。", "Run again later.")
