"""Groups that may be adopted: those WeCom lists, or those asked for by their ids; each is read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reconciler.engine.ports import Observer
from reconciler.errors import MissingError, RejectedError
from reconciler.model.adoption import NotAdopted
from reconciler.model.desired import DesiredState
from reconciler.model.group import GroupSpec, GroupType
from reconciler.model.ids import ChatId, UserId
from reconciler.model.live import AbsentGroup, LiveGroup, SeenGroup
from reconciler.model.record import Past
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Wish:
    """Which groups of one family are to be adopted.

    Attributes:
        everything: all that WeCom lists, or all that `chats` names where nothing lists them.
        owners: customer groups of these people.
        chats: chat ids; rooms of the archive for internal groups.
        docs: smartsheets whose groups are listed.
    """

    family: GroupType
    everything: bool = False
    owners: frozenset[UserId] = frozenset()
    chats: frozenset[ChatId] = frozenset()
    docs: tuple[str, ...] = ()

    def asks_for(self, group: LiveGroup) -> bool:
        """Whether this group is to be adopted."""
        return self.everything or group.owner in self.owners or group.chat_id in self.chats

    def may_ask_for(self, chat_id: ChatId) -> bool:
        """Whether a group that could not be read may be one of them."""
        return self.everything or bool(self.owners) or chat_id in self.chats


@dataclass(frozen=True, slots=True)
class Candidates:
    """What was found.

    Attributes:
        seen: every group without a document that was listed or asked for.
        docs: the smartsheet of each sheet group.
        declared: how many of those that were asked for have a document already.
        linkable: documents that wait for the id of their group.
        refused: smartsheets that could not be listed, groups that no smartsheet has.
    """

    seen: Mapping[ChatId, SeenGroup]
    docs: Mapping[ChatId, str] = field(default_factory=dict)
    declared: int = 0
    linkable: tuple[GroupSpec, ...] = ()
    refused: tuple[NotAdopted, ...] = ()


async def find_candidates(observer: Observer, desired: DesiredState, past: Past, wish: Wish) -> Candidates:
    """List where there is a list, then one read per group without a document.

    Raises: ProviderError: the family could not be listed or read.
    """
    corp_id = desired.company.corp_id
    specs = [spec for spec in desired.groups if spec.type is wish.family]
    known = {spec.identity(corp_id) for spec in specs}
    listed, docs, refused = await _listed(observer, wish)
    wanted = (listed | wish.chats) - known - {ChatId(each.id) for each in refused}
    seen = await observer.read_groups(sorted(wanted), wish.family, docs) if wanted else {}
    asked = known & (wish.chats | (listed if wish.everything else frozenset()))
    linkable = [spec for spec in specs if spec.is_unseen or spec.is_unlinked]
    if wish.family is GroupType.APP:
        linkable = await _not_made_yet(observer, specs, seen.values(), corp_id, past)
    return Candidates(seen, docs, len(asked), tuple(linkable), tuple(refused))


async def _listed(observer: Observer, wish: Wish) -> tuple[frozenset[ChatId], dict[ChatId, str], list[NotAdopted]]:
    """What WeCom lists of the family; app and internal groups have no list."""
    if wish.family is GroupType.CUSTOMER:
        owners = await observer.read_contact_people() | wish.owners
        return frozenset(await observer.list_customer_groups(owners)), {}, []
    docs: dict[ChatId, str] = {}
    refused: list[NotAdopted] = []
    for doc in dict.fromkeys(wish.docs):
        try:
            docs |= dict.fromkeys(await observer.list_sheet_groups(doc), doc)
        except (RejectedError, MissingError) as error:
            refused.append(NotAdopted(doc, "", error.what, error.remedy))
    if wish.family is GroupType.SHEET and not refused:
        refused += [NotAdopted(chat_id, "", _NOT_IN_SHEET, _LIST_DOC) for chat_id in sorted(wish.chats - docs.keys())]
    return frozenset(docs), docs, refused


async def _not_made_yet(
    observer: Observer, specs: Iterable[GroupSpec], seen: Iterable[SeenGroup], corp_id: str, past: Past
) -> list[GroupSpec]:
    """Documents of app groups that nobody has made, among those that could mean one of the groups seen."""
    means = {(group.name, group.owner) for group in seen if isinstance(group, LiveGroup)}
    twins = [spec for spec in specs if spec.chat_id is None and (spec.name, spec.owner) in means]
    ids = {spec.identity(corp_id): spec for spec in twins if spec.identity(corp_id) not in past.groups}
    found = await observer.read_groups(sorted(ids)) if ids else {}
    return [ids[chat_id] for chat_id, group in found.items() if group == AbsentGroup(chat_id)]


_NOT_IN_SHEET = Text("这些智能表格里都没有这个群。", "None of these smartsheets has this group.")
_LIST_DOC = Text("用 --doc 写上它所属的智能表格。", "Name its smartsheet with --doc.")
