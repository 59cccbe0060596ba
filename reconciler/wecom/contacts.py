"""The address book: departments, people, tags (wecom-api §7)."""

from typing import TypedDict

from reconciler.errors import RejectedError
from reconciler.wecom.endpoint import ReadEndpoint
from reconciler.wecom.errcodes import ANSWER_TOO_LARGE
from reconciler.wecom.gateway import ReadGateway
from reconciler.wecom.shape import Fields

LIST_DEPARTMENTS = ReadEndpoint("/cgi-bin/department/list", "90208")
LIST_USERS = ReadEndpoint("/cgi-bin/user/list", "90201")
LIST_USERS_SIMPLY = ReadEndpoint("/cgi-bin/user/simplelist", "90200")
GET_USER = ReadEndpoint("/cgi-bin/user/get", "90196")
LIST_TAGS = ReadEndpoint("/cgi-bin/tag/list", "90216")
GET_TAG = ReadEndpoint("/cgi-bin/tag/get", "90213")

ACTIVATED = 1
TEXT_ATTRIBUTE = 0  # `type` of an attribute that holds text; 1 is a link [90196]


class DepartmentShape(TypedDict):
    """A row of `department/list`; `parentid` 0 for the company itself."""

    id: int
    name: str
    parentid: int


class UserShape(TypedDict):
    """What is used of a person; `status` 1 activated, 2 disabled, 4 not activated, 5 left [90196].

    `extattr` are the text attributes that the company made in the console, by name.
    """

    userid: str
    name: str
    department: tuple[int, ...]
    main_department: int
    status: int
    extattr: dict[str, str]


class TagNameShape(TypedDict):
    """A row of `tag/list`."""

    tagid: int
    tagname: str


class TagShape(TypedDict):
    """People and departments of a tag, only those in the application's range; departments are not expanded."""

    users: tuple[str, ...]
    departments: tuple[int, ...]


class Contacts:
    """Calls about the address book, limited to the application's range."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def departments(self) -> tuple[DepartmentShape, ...]:
        """Every department in range, in one call [90208]."""
        answer = await self._gateway.read(LIST_DEPARTMENTS)
        return tuple(
            DepartmentShape(id=row.number("id"), name=row.text("name", ""), parentid=row.number("parentid", 0))
            for row in answer.objects("department", required=True)
        )

    async def users_in(self, department: int) -> tuple[UserShape, ...]:
        """The direct members of a department [90201]; nobody of the departments below.

        Where the full answer would be too large (45029) the short form is read instead [90200]: it has no status, no
        main department and no attributes, so people count as activated there.
        """
        query = {"department_id": str(department)}
        try:
            answer = await self._gateway.read(LIST_USERS, query)
        except RejectedError as refused:
            if refused.errcode != ANSWER_TOO_LARGE:
                raise
            answer = await self._gateway.read(LIST_USERS_SIMPLY, query)
        return tuple(_user(row, department) for row in answer.objects("userlist", required=True))

    async def user(self, user_id: str) -> UserShape:
        """One person [90196]. Raises: MissingError with 60111 for left, deleted, unknown or outside the range."""
        return _user(await self._gateway.read(GET_USER, {"userid": user_id}), 0)

    async def tags(self) -> tuple[TagNameShape, ...]:
        """Names and ids of every tag [90216]."""
        answer = await self._gateway.read(LIST_TAGS)
        return tuple(
            TagNameShape(tagid=row.number("tagid"), tagname=row.text("tagname"))
            for row in answer.objects("taglist", required=True)
        )

    async def tag(self, tag_id: int) -> TagShape:
        """Who carries a tag [90213]."""
        answer = await self._gateway.read(GET_TAG, {"tagid": str(tag_id)})
        return TagShape(
            users=tuple(row.text("userid") for row in answer.objects("userlist", required=True)),
            departments=answer.numbers("partylist"),
        )


def _user(row: Fields, asked: int) -> UserShape:
    departments = row.numbers("department") or ((asked,) if asked else ())
    return UserShape(
        userid=row.text("userid"),
        name=row.text("name", ""),
        department=departments,
        main_department=row.number("main_department", departments[0] if departments else 0),
        status=row.number("status", ACTIVATED),
        extattr=_text_attributes(row.nested("extattr")),
    )


def _text_attributes(extattr: Fields) -> dict[str, str]:
    """Attributes of type text that have a value, by name; links and empty ones are left out [90196]."""
    attributes: dict[str, str] = {}
    for row in extattr.objects("attrs"):
        if row.number("type", TEXT_ATTRIBUTE) == TEXT_ATTRIBUTE:
            value = row.nested("text").text("value", "")
            if value:
                attributes[row.text("name")] = value
    return attributes
