"""A WeCom in memory that keeps state as the real one does, behind the ports of the engine.

WeCom's side of the promise (wecom-api.md §4): a call is done whole or not at all, the owner is a member, 2 to 1,999
people, a chat id is used once, unknown people spoil a call. Our side of it is checked here too: a call without effect,
a list over 500 or an id in both lists is an error of the test's subject, never of WeCom.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from reconciler.engine.ports import NO_DOCS
from reconciler.errors import (
    AlreadyExistsError,
    MissingError,
    ProviderError,
    RejectedError,
    UnknownOutcomeError,
)
from reconciler.model.action import CreateGroup, SendMessage, TellPerson, TransferOwner, UpdateGroup, WriteResource
from reconciler.model.directory import Absence, Directory, Person
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, UserId
from reconciler.model.live import AbsentGroup, ApplicationState, LiveGroup, SeenGroup, UnreadableGroup
from reconciler.model.resource import Content, LiveKey, Made, PastResource, ResourceKind, ResourceOp
from reconciler.text import Text

PEOPLE_CAP = 1999
HEALTHY = ApplicationState("工作群助手", enabled=True, root_in_range=True)


class Crash(BaseException):
    """The process dies; nothing catches it."""


class OurMistakeError(AssertionError):
    """A call that we promised never to make."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one write: `before` the effect, or `after` it."""

    error: BaseException
    when: Literal["before", "after"] = "before"


def silence(when: Literal["before", "after"]) -> Fault:
    """No answer comes; the write took effect or did not."""
    return Fault(UnknownOutcomeError(Text.same("no answer")), when)


@dataclass(slots=True)
class FakeWecom:
    """The reading and the writing half over one state.

    Attributes:
        directory: the walk; `unmet` are people it does not meet but who are there when asked for.
        chats: app groups of our own application; `dissolved` and `foreign` ids are taken and cannot be read.
        refused: people every call with them is refused for.
        faults: by number of the write, counted from 0.
        meanwhile: what somebody does in the client between the reading and the first write.
        reads, journal: what was asked, and the writes among the ledger's entries.
    """

    directory: Directory
    chats: dict[ChatId, LiveGroup] = field(default_factory=dict)
    application: ApplicationState = HEALTHY
    dissolved: set[ChatId] = field(default_factory=set)
    foreign: set[ChatId] = field(default_factory=set)
    unreadable: set[ChatId] = field(default_factory=set)
    refused: set[UserId] = field(default_factory=set)
    faults: dict[int, Fault] = field(default_factory=dict)
    people_cap: int = PEOPLE_CAP
    resources: dict[LiveKey, Content] = field(default_factory=dict)
    messages: list[tuple[ChatId, str]] = field(default_factory=list)
    delivered: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    read_error: ProviderError | None = None
    fail_reads_from: int = 10**9
    meanwhile: Callable[[], None] | None = None
    writes: int = 0
    journal: list[str] = field(default_factory=list)

    # the reading half

    async def read_application(self) -> ApplicationState:
        self._read("application")
        return self.application

    async def read_directory(self, tags: frozenset[str] | None) -> Directory:
        walk = self.directory
        wanted = walk.tags.keys() if tags is None else tags
        self._read(f"directory {' '.join(sorted(wanted))}".strip())
        return replace(walk, tags={name: tag for name, tag in walk.tags.items() if name in wanted}, absent={})

    async def read_people(self, directory: Directory, users: frozenset[UserId]) -> Directory:
        self._read(f"people {' '.join(sorted(users))}".strip())
        missing = {user for user in users if user not in self.directory.people or user in self.refused}
        absent = dict.fromkeys(sorted(missing), Absence.GONE)
        return replace(directory, absent={**directory.absent, **absent})

    async def find_person(self, user: UserId) -> Person | None:
        self._read(f"person {user}")
        return None if user in self.refused else self.directory.people.get(user)

    async def read_groups(
        self,
        chat_ids: Iterable[ChatId],
        family: GroupType = GroupType.APP,  # noqa: ARG002 - the port's signature
        docs: Mapping[ChatId, str] = NO_DOCS,  # noqa: ARG002 - the port's signature
    ) -> dict[ChatId, SeenGroup]:
        wanted = sorted(chat_ids)
        for chat_id in wanted:
            self._read(f"group {chat_id}")
        return {chat_id: self._seen(chat_id) for chat_id in wanted}

    async def list_customer_groups(self, owners: frozenset[UserId]) -> tuple[ChatId, ...]:  # noqa: ARG002 - the port's signature
        self._read("customer groups")
        return tuple(sorted(chat.chat_id for chat in self.chats.values() if chat.type is GroupType.CUSTOMER))

    async def read_contact_people(self) -> frozenset[UserId]:
        self._read("contact people")
        return frozenset(self.directory.people)

    async def list_sheet_groups(self, doc: str) -> tuple[ChatId, ...]:
        self._read(f"sheet {doc}")
        return tuple(sorted(chat.chat_id for chat in self.chats.values() if chat.type is GroupType.SHEET))

    async def read_resources(self, kind: ResourceKind, known: Iterable[PastResource]) -> dict[str, Content | None]:
        wanted = [resource.id for resource in known]
        for resource_id in wanted:
            self._read(f"{kind} {resource_id}")
        return {resource_id: self.resources.get((kind, resource_id)) for resource_id in wanted}

    async def find_rule(self, name: str) -> tuple[str, Content] | None:
        self._read(f"rule called {name}")
        rules = [(key[1], rule) for key, rule in self.resources.items() if key[0] is ResourceKind.WORDS]
        return next((found for found in rules if found[1]["name"] == name), None)

    def _read(self, what: str) -> None:
        self.reads.append(what)
        if self.read_error is not None and len(self.reads) > self.fail_reads_from:
            raise self.read_error

    def _seen(self, chat_id: ChatId) -> SeenGroup:
        if chat_id in self.foreign:
            return UnreadableGroup(chat_id, Text.same("86008"), foreign=True)
        if chat_id in self.unreadable:
            return UnreadableGroup(chat_id, Text.same("-1"))
        if chat_id in self.dissolved:
            return AbsentGroup(chat_id, dissolved=True)
        return self.chats.get(chat_id, AbsentGroup(chat_id))

    # the writing half

    async def create(self, action: CreateGroup) -> None:
        self._write(f"create {action.group}", lambda: self._create(action))

    async def update(self, action: UpdateGroup) -> None:
        self._write(f"update {action.group}", lambda: self._update(action))

    async def send(self, action: SendMessage) -> None:
        self._write(f"send {action.message_id.rpartition(':')[2]} {action.group}", lambda: self._send(action))

    async def transfer(self, action: TransferOwner) -> None:
        self._write(f"transfer {action.group}", lambda: self._transfer(action))

    async def tell(self, action: TellPerson) -> None:
        self._write(f"tell {action.level} {action.to}", lambda: self._tell(action))

    async def write_resource(self, action: WriteResource) -> Made:
        new_id = action.id or f"{action.kind}-{self.writes}"
        self._write(f"{action.op} {action.kind} {action.key}", lambda: self._write_resource(action, new_id))
        return Made(new_id)

    def _write_resource(self, action: WriteResource, new_id: str) -> None:
        names = {key: rule.get("name") for key, rule in self.resources.items()}
        others = [name for key, name in names.items() if key != (action.kind, new_id)]
        if action.kind is ResourceKind.WORDS and action.content.get("name") in others:
            raise AlreadyExistsError(Text.same("name taken"), errcode=41077)
        if action.op is not ResourceOp.CREATE and (action.kind, action.id) not in self.resources:
            raise MissingError(Text.same("gone"))
        if action.op is ResourceOp.DELETE:
            del self.resources[action.kind, action.id]
        else:
            self.resources[action.kind, new_id] = action.content

    def _transfer(self, action: TransferOwner) -> None:
        self.chats[action.chat_id] = replace(self.chats[action.chat_id], owner=action.owner)

    def _tell(self, action: TellPerson) -> None:
        if action.to in self.refused:
            raise RejectedError(Text.same("81013"), errcode=81013)
        if action.message_id in self.delivered:
            raise OurMistakeError(action.message_id)
        self.delivered.append(action.message_id)

    def _write(self, what: str, effect: Callable[[], None]) -> None:
        if self.meanwhile is not None:
            hand, self.meanwhile = self.meanwhile, None
            hand()
        fault = self.faults.get(self.writes)
        self.writes += 1
        self.journal.append(what)
        if fault is not None and fault.when == "before":
            raise fault.error
        effect()
        if fault is not None:
            raise fault.error

    def _create(self, action: CreateGroup) -> None:
        if action.chat_id in self.chats or action.chat_id in self.foreign | self.dissolved:
            raise AlreadyExistsError(Text.same("exists"), errcode=86215)
        self._check_people(action.members)
        self._keep(LiveGroup(action.chat_id, action.name, action.owner, frozenset(action.members)))

    def _update(self, action: UpdateGroup) -> None:
        before = self.chats.get(action.chat_id)
        if action.chat_id in self.foreign:
            raise RejectedError(Text.same("foreign"), errcode=86008)
        if before is None:
            raise MissingError(Text.same("no such chat"), errcode=86003)
        _check_promises(action, before)
        strangers = [user for user in action.leaves if user not in before.members]
        if strangers or any(user in before.members for user in action.joins):
            raise RejectedError(Text.same("not in the chat"), errcode=86216, bad_member=True)
        self._check_people((*action.joins, *(user for user in action.leaves if user in self.refused)))
        if before.owner in action.leaves and action.owner is None:
            raise RejectedError(Text.same("owner leaves"), errcode=86005)
        members = before.members.difference(action.leaves).union(action.joins)
        if len(members) > max(self.people_cap, len(before.members)):
            raise RejectedError(Text.same("too many"), errcode=86006)
        after = LiveGroup(action.chat_id, action.name or before.name, action.owner or before.owner, members)
        self._keep(after)

    def _send(self, action: SendMessage) -> None:
        if action.chat_id not in self.chats:
            raise MissingError(Text.same("no such chat"), errcode=86003)
        if action.message_id in self.delivered:
            raise OurMistakeError(action.message_id)
        if not action.text.strip() or len(action.text.encode()) > 2048:
            raise RejectedError(Text.same("length"), errcode=45002)
        self.messages.append((action.chat_id, action.text))
        self.delivered.append(action.message_id)

    def _check_people(self, users: Iterable[UserId]) -> None:
        if any(user not in self.directory.people or user in self.refused for user in users):
            raise RejectedError(Text.same("unknown person"), errcode=60111, bad_member=True)

    def _keep(self, group: LiveGroup) -> None:
        if group.owner not in group.members:
            raise RejectedError(Text.same("owner outside"), errcode=86207)
        if len(group.members) < 2:
            raise RejectedError(Text.same("too few"), errcode=86006)
        self.chats[group.chat_id] = replace(group, name=group.name[:50])


def _check_promises(action: UpdateGroup, before: LiveGroup) -> None:
    lists = (action.joins, action.leaves)
    if any(len(ids) > 500 or list(ids) != sorted(set(ids)) for ids in lists) or set(action.joins) & set(action.leaves):
        raise OurMistakeError(action)
    same_name = action.name in {None, before.name}
    if same_name and action.owner in {None, before.owner} and not any(lists):
        raise OurMistakeError(action)
