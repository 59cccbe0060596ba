"""Everything that reads WeCom. Complete or an error: a part of the address book is never a value."""

from collections.abc import Iterable
from dataclasses import replace

from reconciler.errors import BusyError, ForbiddenError, MissingError, ProtocolError, ProviderError
from reconciler.model.directory import ROOT_DEPARTMENT, Absence, Directory, Person, PersonStatus, Tag
from reconciler.model.ids import ChatId, UserId, user_id
from reconciler.model.live import AbsentGroup, ApplicationState, LiveGroup, SeenGroup, UnreadableGroup
from reconciler.text import Text
from reconciler.wecom.address_book import gather_people, place_departments, refuse_gaps, to_person
from reconciler.wecom.agents import Agents
from reconciler.wecom.appchat import ChatReader
from reconciler.wecom.contacts import GET_USER, LIST_USERS, Contacts, TagNameShape
from reconciler.wecom.errcodes import (
    CHAT_DISSOLVED,
    CHAT_FOREIGN,
    CHAT_UNKNOWN,
    PERSON_UNKNOWN,
    concerns_whole_application,
)
from reconciler.wecom.gateway import ReadGateway
from reconciler.wecom.remedies import RANGE
from reconciler.wecom.side_by_side import Progress, side_by_side

# So many chats in a row that could not be read, and none that could: it is not about the chats any more.
GIVE_UP_AFTER = 20


class WecomObserver:
    """The reading half of the provider; it holds nothing that can write."""

    def __init__(self, gateway: ReadGateway, agent_id: str, *, progress: Progress | None = None) -> None:
        """
        Args:
            gateway: the reading half of a session.
            agent_id: the application's id.
            progress: told ("departments" | "tags" | "people" | "groups", done, total) as reads come back.
        """
        self._agents = Agents(gateway)
        self._contacts = Contacts(gateway)
        self._chats = ChatReader(gateway)
        self._agent_id = agent_id
        self._width = gateway.width
        self._progress = progress

    async def read_application(self) -> ApplicationState:
        """One `agent/get` [90227]: whether the application is on and sees the whole company."""
        agent = await self._agents.get(self._agent_id)
        return ApplicationState(
            name=agent["name"], enabled=agent["close"] == 0, root_in_range=ROOT_DEPARTMENT in agent["departments"]
        )

    async def read_directory(self, tags: frozenset[str] = frozenset()) -> Directory:
        """A complete walk of the address book.

        Calls: 1 department/list, 1 user/list per department, 1 tag/list, 1 tag/get per name in `tags` that exists.
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
        return Directory(
            departments=departments,
            people=people,
            tags={tag.name: tag for tag in await self._read_tags([row for row in names if row["tagname"] in tags])},
            tag_names=frozenset(name["tagname"] for name in names),
        )

    async def read_people(self, directory: Directory, users: frozenset[UserId]) -> Directory:
        """Ask for people the walk did not meet, 1 `user/get` each [90196].

        Returns: a new directory: found people among `people`, the others in `absent` (60111 GONE, status 5 LEFT).
        Raises: ProviderError for any other failure; ProtocolError when somebody works in a department that the walk
            did not meet.
        """
        unknown = sorted(user for user in users if user not in directory.people and user not in directory.absent)
        found = await side_by_side("people", unknown, self._read_person, width=self._width, progress=self._progress)
        people = {person.id: person for person in found if isinstance(person, Person)}
        refuse_gaps(directory.departments, people.values())
        absent = {user: state for user, state in zip(unknown, found, strict=True) if isinstance(state, Absence)}
        return replace(directory, people={**directory.people, **people}, absent={**directory.absent, **absent})

    async def read_groups(self, chat_ids: Iterable[ChatId]) -> dict[ChatId, SeenGroup]:
        """Exactly one `appchat/get` for each chat [98914], side by side, sorted by id.

        Returns: what was seen of each; a chat whose read failed is unreadable, never absent.
        Raises: ProviderError once for all, when it is about credentials, permission, limits or the connection
            rather than about one chat.
        """
        wanted = sorted(set(chat_ids))
        failures = 0

        async def read(chat_id: ChatId) -> SeenGroup:
            nonlocal failures
            try:
                seen: SeenGroup = await self._read_group(chat_id)
            except MissingError as missing:
                seen = _seen_missing(chat_id, missing)
            except ProviderError as error:
                if concerns_whole_application(error):
                    raise
                failures = failures + 1 if error.errcode is None or isinstance(error, BusyError) else 0
                if failures >= GIVE_UP_AFTER:
                    raise
                return UnreadableGroup(chat_id, error.what, foreign=error.errcode == CHAT_FOREIGN)
            failures = 0
            return seen

        seen = await side_by_side("groups", wanted, read, width=self._width, progress=self._progress)
        return dict(zip(wanted, seen, strict=True))

    async def _read_tags(self, rows: list[TagNameShape]) -> list[Tag]:
        async def read(row: TagNameShape) -> Tag:
            tag = await self._contacts.tag(row["tagid"])
            users = frozenset(user_id(user) for user in tag["users"])
            return Tag(row["tagid"], row["tagname"], users, frozenset(tag["departments"]))

        return await side_by_side("tags", rows, read, width=self._width, progress=self._progress)

    async def _read_group(self, chat_id: ChatId) -> LiveGroup:
        chat = await self._chats.get(chat_id)
        return LiveGroup(
            chat_id=chat_id,
            name=chat["name"],
            owner=user_id(chat["owner"]),
            members=frozenset(user_id(user) for user in chat["userlist"]),
        )

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


def _seen_missing(chat_id: ChatId, missing: MissingError) -> SeenGroup:
    if missing.errcode == CHAT_DISSOLVED:
        return AbsentGroup(chat_id, dissolved=True)
    if missing.errcode in CHAT_UNKNOWN:
        return AbsentGroup(chat_id)
    return UnreadableGroup(chat_id, missing.what)


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
