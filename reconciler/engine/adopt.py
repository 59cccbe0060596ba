"""Adopt: groups that exist in WeCom get documents that say what they are. WeCom is only read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reconciler.engine.candidates import Candidates, Wish, find_candidates
from reconciler.engine.linking import Links, link_groups
from reconciler.engine.observe import Observed, check_application, people_in, people_tagged
from reconciler.engine.plan import Setting, plan_again
from reconciler.engine.ports import Documents, Ledger, Observer
from reconciler.engine.register import Register, id_field
from reconciler.errors import EditError, InternalError
from reconciler.model.adoption import AdoptedGroup, Adoption, NotAdopted, UndeclaredGroup
from reconciler.model.called import Called, named_people
from reconciler.model.company import Visibility
from reconciler.model.directory import Directory
from reconciler.model.group import GroupSpec
from reconciler.model.ids import ChatId, GroupKey
from reconciler.model.live import AbsentGroup, LiveGroup, LiveState, SeenGroup, UnreadableGroup
from reconciler.planning import ALL_CAUSES
from reconciler.resolve import people_named, resolve
from reconciler.source.edit import set_value
from reconciler.source.naming import group_keys
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Adopt:
    """One run.

    Attributes:
        by: who runs it, for whoever comes second.
        dry_run: tell what would be written, and write nothing.
    """

    setting: Setting
    observer: Observer
    ledger: Ledger
    documents: Documents
    wish: Wish
    by: str
    dry_run: bool = False


async def adopt(task: Adopt) -> Adoption:
    """Write documents for groups that have none, and ids into documents that wait for them.

    Calls: the address book with every tag once, the family's list where there is one, one read per group that has no
    document. The plan that follows is made from what was read.

    Raises: ProviderError, LedgerError: nothing was written. EditError: a file could not be saved; those before it
        stand, and running again goes on.
    """
    if task.dry_run:
        return await _adopt(task)
    with task.ledger.hold(task.by, "adopt", task.setting.clock()):
        return await _adopt(task)


async def _adopt(task: Adopt) -> Adoption:
    setting, observer = task.setting, task.observer
    check_application(await observer.read_application())
    directory = await observer.read_directory(None)
    found = await find_candidates(observer, setting.desired, task.ledger.read(), task.wish)
    groups = {chat_id: seen for chat_id, seen in found.seen.items() if isinstance(seen, LiveGroup)}
    links = link_groups(groups, found)
    wanted = people_in(groups.values()) | people_tagged(directory) | people_named(links.specs.values())
    directory = await observer.read_people(directory, frozenset(wanted - directory.people.keys()))
    keys = group_keys(
        {chat_id: group.name for chat_id, group in groups.items() if chat_id not in links.ids},
        [*(spec.key for spec in setting.desired.groups), *setting.desired.broken],
    )
    adopted, refused = _write(task, directory, found, links, keys)
    asked = {group.chat_id for group in groups.values() if task.wish.asks_for(group)}
    adoption = Adoption(
        type=task.wish.family,
        simulated=setting.simulated,
        dry_run=task.dry_run,
        adopted=tuple(sorted(adopted, key=lambda group: group.file)),
        declared=found.declared,
        refused=tuple(sorted((*found.refused, *_unseen(found.seen, task.wish), *refused), key=lambda each: each.id)),
        undeclared=_undeclared((g for g in groups.values() if g.chat_id not in asked), directory, setting),
    )
    return adoption if task.dry_run else replace(adoption, in_line=_remember(task, directory, groups, adopted))


def _write(
    task: Adopt, directory: Directory, found: Candidates, links: Links, keys: Mapping[ChatId, GroupKey]
) -> tuple[list[AdoptedGroup], list[NotAdopted]]:
    """Every group that was asked for gets a document or a reason; one that fails leaves the others alone."""
    files = {file.casefold() for file in task.documents.files()}
    register = Register(task.setting.desired, directory, files)
    adopted: list[AdoptedGroup] = []
    refused: list[NotAdopted] = []
    for chat_id in sorted(found.seen):
        group = found.seen[chat_id]
        if not isinstance(group, LiveGroup) or not task.wish.asks_for(group):
            continue
        refusal = links.unclear.get(chat_id) or (
            None if chat_id in links.specs else _unfit(group, directory, task.setting)
        )
        if refusal is not None:
            refused.append(NotAdopted(chat_id, group.name, *refusal))
            continue
        try:
            if chat_id in links.specs:
                adopted.append(_link(task, group, links.specs[chat_id], found.docs.get(chat_id)))
            else:
                adopted.append(_register(task, register, group, keys[chat_id], found.docs.get(chat_id)))
        except EditError as error:
            refused.append(NotAdopted(chat_id, group.name, error.what, error.remedy))
    return adopted, refused


def _register(task: Adopt, register: Register, group: LiveGroup, key: GroupKey, doc: str | None) -> AdoptedGroup:
    written = register.write_down(group, key, doc)
    if not task.dry_run:
        task.documents.save(written.file, written.text, None)
    people = len(group.members)
    return AdoptedGroup(
        key, written.file, group.chat_id, group.name, people, written.lines, False, written.managed_by, written.notes
    )


def _link(task: Adopt, group: LiveGroup, spec: GroupSpec, doc: str | None) -> AdoptedGroup:
    """The id goes into the document that waits for it; everything else in the file stays as people wrote it."""
    file = spec.place.file
    was = task.documents.read(file)
    text = set_value(file, was, (id_field(spec.type),), str(group.chat_id))
    if doc is not None and spec.doc is None:
        text = set_value(file, text, ("doc",), doc)
    if not task.dry_run:
        task.documents.save(file, text, was)
    return AdoptedGroup(spec.key, file, group.chat_id, group.name, len(group.members), is_linked=True)


def _remember(
    task: Adopt, directory: Directory, groups: Mapping[ChatId, LiveGroup], adopted: Iterable[AdoptedGroup]
) -> frozenset[GroupKey]:
    """Read the documents again, plan from what was read already; the ledger keeps what is in line, and departments."""
    keys = frozenset(group.key for group in adopted)
    if not keys:
        return keys
    desired, now = task.documents.load(), task.setting.clock()
    if missing := keys - {spec.key for spec in desired.groups}:
        raise InternalError(Text.same(f"{len(missing)} documents were written and cannot be loaded"))
    past = task.ledger.read()
    resolved = resolve(desired, directory, now, people_in(groups.values()), past)
    setting = replace(task.setting, desired=desired)
    live = LiveState(now, groups)
    observed = Observed(directory, live, resolved)
    plan = plan_again(setting, observed, live, past, causes=ALL_CAUSES, only=keys)
    in_line = [group for group in resolved.groups if plan.in_line.get(group.key) == group.baseline.digest]
    task.ledger.note_departments(resolved.departments, now)
    task.ledger.settle([(group.key, group.chat_id, group.baseline) for group in in_line], now)
    return frozenset(group.key for group in in_line)


def _unfit(group: LiveGroup, directory: Directory, setting: Setting) -> tuple[Text, Text] | None:
    """Why no document can say what a group is: nobody owns it, or it has no name."""
    if not group.owner:
        return _OWNER_NOT_SHOWN, _WRITE_IT
    if group.owner not in directory.people:
        what = Text(
            f"群主“{group.owner}”在通讯录里找不到，可能已离职。",
            f"The owner “{group.owner}” is not in the address book: perhaps they left.",
        )
        return what, _HAND_OVER
    if group.name.strip():
        return None
    who = Called(named_people([group.owner], directory, setting.desired.company.visibility)).person(group.owner)
    return _NAMELESS, Text(
        f"请群主 {who.zh} 在客户端给群起个名字，再登记一次。",
        f"Have its owner, {who.en}, give it a name in the client, then adopt again.",
    )


def _unseen(seen: Mapping[ChatId, SeenGroup], wish: Wish) -> list[NotAdopted]:
    """Why groups could not be read that were asked for, or may be: nobody knows who owns an unread one."""
    refused: list[NotAdopted] = []
    asked = {chat_id: group for chat_id, group in seen.items() if wish.may_ask_for(chat_id)}
    for chat_id, group in asked.items():
        if isinstance(group, UnreadableGroup):
            foreign = (_FOREIGN, _ITS_OWN_APP) if group.foreign else (group.reason, group.remedy)
            refused.append(NotAdopted(chat_id, "", *foreign))
        elif isinstance(group, AbsentGroup):
            refused.append(NotAdopted(chat_id, "", _DISSOLVED if group.dissolved else _ABSENT, _CHECK_ID))
    return refused


def _undeclared(groups: Iterable[LiveGroup], directory: Directory, setting: Setting) -> tuple[UndeclaredGroup, ...]:
    def shown(group: LiveGroup) -> str:
        person = directory.people.get(group.owner)
        is_private = setting.desired.company.visibility is Visibility.PRIVATE
        return person.name if person is not None and is_private else directory.written(group.owner)

    rows = (UndeclaredGroup(group.chat_id, group.name, shown(group), len(group.members)) for group in groups)
    return tuple(sorted(rows, key=lambda row: (row.name, row.chat_id)))


_OWNER_NOT_SHOWN = Text(
    "存档里只有建群人，而他已不在群里：看不出现在谁是群主。",
    "The archive only names who made the group, and they are not in it any more: its owner is not known.",
)
_WRITE_IT = Text(
    "先写一份同名的群文件并写上群主，再运行一次：会把 archive_room 填进去。",
    "Write a document with the same name and its owner, then run this again: it fills in archive_room.",
)
_HAND_OVER = Text(
    "先把群转让给在职的人，再登记一次。", "Hand the group over to somebody who works here, then adopt again."
)
_NAMELESS = Text(
    "这个群没有名字：客户端里显示的是成员的名字，接口不给群名，替它编一个就等于要改群名。",
    "The group has no name: clients show its members' names instead, WeCom gives none, and one made up here would be a "
    "name to be given to it.",
)
_FOREIGN = Text(
    "这个群是别的应用建的，本应用读不了也管不了。",
    "Another application made this group; ours can neither read nor manage it.",
)
_ITS_OWN_APP = Text(
    "改用建群的那个应用，或从清单里去掉它。", "Use the application that made it, or take it off the list."
)
_ABSENT = Text("企业微信里没有这个群。", "WeCom knows no such group.")
_DISSOLVED = Text("这个群已经解散。", "This group was dissolved.")
_CHECK_ID = Text("核对 ID，或从清单里去掉它。", "Check the id, or take it off the list.")
