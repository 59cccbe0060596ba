"""Customer groups: list, read, hand over (wecom-api §6.1-§6.4). Nothing else can be written by an API."""

from collections.abc import Sequence
from typing import TypedDict

from reconciler.errors import ProviderError
from reconciler.text import Text
from reconciler.wecom.batches import in_batches
from reconciler.wecom.endpoint import DAY_S, ReadEndpoint, WriteEndpoint
from reconciler.wecom.errcodes import Refusal, error_for
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from reconciler.wecom.paging import every_page
from reconciler.wecom.shape import Fields

_BASE = "/cgi-bin/externalcontact"
LIST_CONTACT_PEOPLE = ReadEndpoint(f"{_BASE}/get_follow_user_list", "92571")
LIST_CUSTOMER_GROUPS = ReadEndpoint(f"{_BASE}/groupchat/list", "92120", method="POST")
GET_CUSTOMER_GROUP = ReadEndpoint(f"{_BASE}/groupchat/get", "92122", method="POST")
TRANSFER_OF_EMPLOYED = WriteEndpoint(f"{_BASE}/groupchat/onjob_transfer", "95703", window_s=DAY_S, names_people=True)
TRANSFER_OF_DEPARTED = WriteEndpoint(f"{_BASE}/groupchat/transfer", "92127", window_s=DAY_S, names_people=True)

ANY_STATUS, OWNER_LEFT, BEING_INHERITED, INHERITED = range(4)  # of `status_filter`; `status` 0 is a normal group
OWN_PERSON, OUTSIDER = 1, 2  # `type` of a member
INVITED, BY_LINK, BY_QR_CODE = 1, 2, 3  # `join_scene`
MOST_OWNERS = 100
MOST_PER_PAGE = 1_000
MOST_TRANSFERRED = 100


class ListedGroupShape(TypedDict):
    """A row of `groupchat/list`; `status` 0 normal, 1 owner left, 2 being inherited, 3 inherited."""

    chat_id: str
    status: int


class MemberShape(TypedDict):
    """Somebody in a customer group.

    `userid` is an external id for outsiders (`type` 2). `join_time` in unix seconds; `join_scene` 1 invited, 2 by
    link, 3 by QR code, 0 where WeCom does not say; `state` is that of the join way, `invitor` a person of the company;
    both are empty where there is none.
    """

    userid: str
    type: int
    name: str
    group_nickname: str
    join_time: int
    join_scene: int
    state: str
    invitor: str


class CustomerGroupShape(TypedDict):
    """`group_chat` of `groupchat/get`; `create_time` in unix seconds.

    `admin_list` does not hold the owner; `member_version` is the token that events carry as CurMemVer [92130].
    """

    chat_id: str
    name: str
    owner: str
    create_time: int
    notice: str
    member_list: tuple[MemberShape, ...]
    admin_list: tuple[str, ...]
    member_version: str


class CustomerGroupReader:
    """The reading half."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def contact_people(self) -> tuple[str, ...]:
        """User ids of everybody in range with the right to customer contact [92571]; only they can own such groups."""
        return (await self._gateway.read(LIST_CONTACT_PEOPLE)).texts("follow_user", required=True)

    async def listed(self, owners: Sequence[str] | None, status: int = ANY_STATUS) -> tuple[ListedGroupShape, ...]:
        """Every customer group, each once, as WeCom orders them [92120].

        Args:
            owners: user ids; None asks for everybody in range, who must be 1000 at most. Owners who left must be named.
            status: `status_filter`, 0 for all.
        Raises: TooBroadError (81017) when nobody is named and too many are in range: ask again by owners.
            RejectedError (50100, 60268) for a cursor WeCom does not know any more; ProtocolError for one that never
            ends.
        """
        filters: list[dict[str, object]] = [{}]
        if owners is not None:
            filters = [{"owner_filter": {"userid_list": batch}} for batch in in_batches(owners, MOST_OWNERS)]
        found: dict[str, ListedGroupShape] = {}
        for owner_filter in filters:
            for row in await self._rows({"status_filter": status, "limit": MOST_PER_PAGE, **owner_filter}):
                chat_id = row.text("chat_id")
                found.setdefault(chat_id, ListedGroupShape(chat_id=chat_id, status=row.number("status", 0)))
        return tuple(found.values())

    async def get(self, chat_id: str) -> CustomerGroupShape:
        """One customer group with everybody in it [92122]. After an event, wait about two seconds first.

        Raises: RejectedError (90501, 90509 for what is no customer group), MissingError (49008 when dissolved),
            ForbiddenError (60011, 60030 when the owner is outside the application's range).
        """
        answer = await self._gateway.read(GET_CUSTOMER_GROUP, body={"chat_id": chat_id, "need_name": 1})
        info = answer.nested("group_chat")
        if info.text("chat_id") != chat_id:
            raise info.wrong("chat_id", Text("所查询的群", "the chat that was asked for"))
        return CustomerGroupShape(
            chat_id=chat_id,
            name=info.text("name", ""),
            owner=info.text("owner", ""),
            create_time=info.number("create_time"),
            notice=info.text("notice", ""),
            member_list=tuple(_member(row) for row in info.objects("member_list", required=True)),
            admin_list=tuple(row.text("userid") for row in info.objects("admin_list")),
            member_version=info.text("member_version", ""),
        )

    async def _rows(self, question: dict[str, object]) -> list[Fields]:
        async def ask(cursor: str) -> Fields:
            return await self._gateway.read(LIST_CUSTOMER_GROUPS, body={**question, "cursor": cursor})

        pages = await every_page(ask)
        return [row for page in pages for row in page.objects("group_chat_list", required=True)]


class CustomerGroupWriter:
    """The writing half; each method is one request."""

    def __init__(self, gateway: WriteGateway) -> None:
        self._gateway = gateway

    async def transfer(self, chat_ids: Sequence[str], new_owner: str, *, departed: bool) -> dict[str, ProviderError]:
        """Hand 1 to 100 groups over [95703][92127]; at most 300 a day and, of the employed, twice in 90 days each.

        Args:
            chat_ids: groups of owners who are all employed or have all left.
            new_owner: somebody with the right to customer contact.
            departed: whether the present owners have left the company.
        Returns: the groups that were refused, each with the error it would be for that group alone (90500 not left,
            90501 no customer group, 90502 has left, 90503 needs the client, 90504 owner already, 90507, 90508
            inherited); all others were handed over.
        Raises: ProviderError when nothing was done; UnknownOutcomeError also for an answer about other groups.
        """
        endpoint = TRANSFER_OF_DEPARTED if departed else TRANSFER_OF_EMPLOYED
        answer = await self._gateway.write(endpoint, {"chat_id_list": list(chat_ids), "new_owner": new_owner})
        refused: dict[str, ProviderError] = {}
        for row in answer.objects("failed_chat_list"):
            chat_id = row.text("chat_id")
            if chat_id not in chat_ids:
                raise row.wrong("chat_id", Text("请求中的群", "a chat of the request"))
            refused[chat_id] = error_for(endpoint, Refusal(row.number("errcode")))
        return refused


def _member(row: Fields) -> MemberShape:
    kind = row.number("type")
    if kind not in (OWN_PERSON, OUTSIDER):
        raise row.wrong("type", Text("1 或 2", "1 or 2"))
    return MemberShape(
        userid=row.text("userid"),
        type=kind,
        name=row.text("name", ""),
        group_nickname=row.text("group_nickname", ""),
        join_time=row.number("join_time"),
        join_scene=row.number("join_scene", 0),
        state=row.text("state", ""),
        invitor=row.nested("invitor").text("userid", ""),
    )
