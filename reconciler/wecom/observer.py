"""Everything that reads WeCom. Complete or an error: a part of the address book is never a value."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from reconciler.errors import ForbiddenError, MissingError, ProtocolError, TooBroadError
from reconciler.model.directory import ROOT_DEPARTMENT, Absence, Directory, Person, PersonStatus, Tag
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, UserId, user_id
from reconciler.model.live import ApplicationState, LiveGroup, SeenGroup
from reconciler.model.resource import Content, PastResource, ResourceKind
from reconciler.text import Text
from reconciler.wecom.address_book import gather_people, place_departments, refuse_gaps, refuse_overlooked, to_person
from reconciler.wecom.agents import Agents
from reconciler.wecom.appchat import ChatReader
from reconciler.wecom.archive import GET_ROOM, Archive
from reconciler.wecom.chat_reading import read_chats
from reconciler.wecom.contacts import GET_USER, LIST_USERS, Contacts, TagNameShape
from reconciler.wecom.customer_groups import CustomerGroupReader
from reconciler.wecom.errcodes import PERSON_UNKNOWN
from reconciler.wecom.gateway import ReadGateway
from reconciler.wecom.live_groups import app_group, archived_room, customer_group, sheet_group
from reconciler.wecom.remedies import RANGE
from reconciler.wecom.resources import ResourceReader
from reconciler.wecom.sheet_groups import SheetGroupReader
from reconciler.wecom.side_by_side import Progress, side_by_side


class WecomObserver:
    """The reading half of the provider; it holds nothing that can write."""

    def __init__(
        self,
        gateway: ReadGateway,
        agent_id: str,
        *,
        progress: Progress | None = None,
        customer: ReadGateway | None = None,
        archive: ReadGateway | None = None,
    ) -> None:
        """
        Args:
            gateway: the reading half of a session.
            agent_id: the application's id.
            customer: the session that customer contact is called with; `gateway` by default.
            archive: the session of the message archive's secret; None where the company has none.
            progress: told ("departments" | "tags" | "people" | "groups" | "resources", done, total) as reads come back.
        """
        self._agents = Agents(gateway)
        self._contacts = Contacts(gateway)
        self._chats = ChatReader(gateway)
        self._customers = CustomerGroupReader(customer or gateway)
        self._resources = ResourceReader(customer or gateway, progress)
        self._sheets = SheetGroupReader(gateway)
        self._archive = archive
        self._rooms = Archive(archive or gateway)
        self._agent_id = agent_id
        self._width = gateway.width
        self._progress = progress

    async def read_application(self) -> ApplicationState:
        """One `agent/get` [90227]: whether the application is on and sees the whole company."""
        agent = await self._agents.get(self._agent_id)
        return ApplicationState(
            name=agent["name"], enabled=agent["close"] == 0, root_in_range=ROOT_DEPARTMENT in agent["departments"]
        )

    async def read_directory(self, tags: frozenset[str] | None = frozenset()) -> Directory:
        """A complete walk of the address book.

        Calls: 1 department/list, 1 user/list per department, 1 tag/list, 1 tag/get per name in `tags` that exists, or
            per tag for None.
        Returns: everybody met who has not left; tags read, and the names of all tags.
        Raises: ProviderError for any call that fails; ForbiddenError when it comes back empty; ProtocolError when it
            has gaps.
        """
        departments = place_departments(await self._contacts.departments())
        if not departments:
            raise _came_back_empty()
        names = await self._contacts.tags()
        shapes = await side_by_side(
            "departments", sorted(departments), self._contacts.users_in, width=self._width, progress=self._progress
        )
        people = gather_people(shapes)
        if not people:
            raise _came_back_empty()
        refuse_gaps(departments, people.values())
        wanted = [row for row in names if tags is None or row["tagname"] in tags]
        return Directory(
            departments=departments,
            people=people,
            tags={tag.name: tag for tag in await self._read_tags(wanted)},
            tag_names=frozenset(name["tagname"] for name in names),
        )

    async def read_people(self, directory: Directory, users: frozenset[UserId]) -> Directory:
        """Ask for people the walk did not meet, 1 `user/get` each [90196].

        Returns: a new directory: found people among `people`, the others in `absent` (60111 GONE, status 5 LEFT).
        Raises: ProviderError for any other failure; ProtocolError when somebody works in a department that the walk
            did not meet, or when the walk met too few of those who work where it went.
        """
        unknown = sorted(user for user in users if user not in directory.people and user not in directory.absent)
        found = await side_by_side("people", unknown, self._read_person, width=self._width, progress=self._progress)
        people = {person.id: person for person in found if isinstance(person, Person)}
        refuse_gaps(directory.departments, people.values())
        refuse_overlooked(directory, people.values())
        absent = {user: state for user, state in zip(unknown, found, strict=True) if isinstance(state, Absence)}
        return replace(directory, people={**directory.people, **people}, absent={**directory.absent, **absent})

    async def find_person(self, user: UserId) -> Person | None:
        """One `user/get` [90196]; None for 60111 and status 5. Raises: ProviderError."""
        found = await self._read_person(user)
        return found if isinstance(found, Person) else None

    async def read_groups(
        self,
        chat_ids: Iterable[ChatId],
        family: GroupType = GroupType.APP,
        docs: Mapping[ChatId, str] = MappingProxyType({}),
    ) -> dict[ChatId, SeenGroup]:
        """Exactly one call for each chat: [98914], [92122], [92951] or [101028], side by side, sorted by id.

        Args:
            docs: the smartsheet of each sheet group.
        Returns: what was seen of each; a chat whose read failed is unreadable, never absent.
        Raises: ProviderError once for all, when it is about credentials, permission, limits or the connection
            rather than about one chat.
        """

        async def read(chat_id: ChatId) -> LiveGroup:
            match family:
                case GroupType.APP:
                    return app_group(chat_id, await self._chats.get(chat_id))
                case GroupType.CUSTOMER:
                    return customer_group(chat_id, await self._customers.get(chat_id))
                case GroupType.SHEET:
                    return sheet_group(chat_id, await self._sheets.get(docs.get(chat_id, ""), chat_id))
                case GroupType.INTERNAL:
                    return archived_room(chat_id, await self._rooms.room(chat_id))

        if family is GroupType.INTERNAL and self._archive is None:
            raise _no_archive()
        return await read_chats(chat_ids, read, width=self._width, progress=self._progress)

    async def list_customer_groups(self, owners: frozenset[UserId]) -> tuple[ChatId, ...]:
        """Every customer group whose owner is in range [92120], sorted by id.

        Args:
            owners: who may own such groups: asked for by name where more than 1,000 people are in range (81017).
        """
        try:
            rows = await self._customers.listed(None)
        except TooBroadError:
            rows = await self._customers.listed(sorted(owners))
        return tuple(sorted(ChatId(row["chat_id"]) for row in rows))

    async def read_contact_people(self) -> frozenset[UserId]:
        """Who may own customer groups [92571]."""
        return frozenset(user_id(user) for user in await self._customers.contact_people())

    async def list_sheet_groups(self, doc: str) -> tuple[ChatId, ...]:
        """Every group of one smartsheet [100989], sorted by id."""
        return tuple(sorted(ChatId(chat_id) for chat_id in await self._sheets.listed(doc)))

    async def read_resources(self, kind: ResourceKind, known: Iterable[PastResource]) -> dict[str, Content | None]:
        """One request for each resource of ours, by its id; None for one that is gone."""
        return await self._resources.read(kind, known)

    async def find_rule(self, name: str) -> tuple[str, Content] | None:
        """The sensitive-word rule of that name, whoever made it."""
        return await self._resources.find_rule(name)

    async def _read_tags(self, rows: list[TagNameShape]) -> list[Tag]:
        async def read(row: TagNameShape) -> Tag:
            tag = await self._contacts.tag(row["tagid"])
            users = frozenset(user_id(user) for user in tag["users"])
            return Tag(row["tagid"], row["tagname"], users, frozenset(tag["departments"]))

        return await side_by_side("tags", rows, read, width=self._width, progress=self._progress)

    async def _read_person(self, user: UserId) -> Person | Absence:
        try:
            shape = await self._contacts.user(user)
        except MissingError as missing:
            if missing.errcode != PERSON_UNKNOWN:
                raise
            return Absence.GONE
        person = to_person(shape)
        if person.id != user:
            raise ProtocolError(
                Text(f"按 {user} 查询，得到的却是 {person.written}。", f"Asked for {user}, got {person.written}."),
                endpoint=GET_USER.path,
            )
        return Absence.LEFT if person.status is PersonStatus.LEFT else person


def _no_archive() -> ForbiddenError:
    return ForbiddenError(
        Text("没有会话内容存档的 Secret，读不到内部群。", "Internal groups need the message archive's secret."),
        Text(
            "在 company.yaml 的 secrets.archive 写上存放它的环境变量名；没有开通存档，就去掉群里的 archive_room。",
            "Name its environment variable under secrets.archive in company.yaml; without an archive take archive_room "
            "out of the groups.",
        ),
        endpoint=GET_ROOM.path,
        everywhere=False,
    )


def _came_back_empty() -> ForbiddenError:
    """Nobody is never believed: acting on it would empty every group."""
    return ForbiddenError(
        Text(
            "通讯录读出来是空的：没有部门，或没有一个成员。",
            "The address book came back empty: no department or nobody in it.",
        ),
        RANGE,
        endpoint=LIST_USERS.path,
    )
