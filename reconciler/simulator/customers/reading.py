"""externalcontact/groupchat/list [92120] and externalcontact/groupchat/get [92122]."""

from typing import NotRequired, TypedDict

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.customers.access import reaches, read_group
from reconciler.simulator.customers.groups import (
    INHERITED,
    STAFF,
    WECHAT,
    CustomerGroup,
    CustomerMember,
    digest,
    status_of,
)
from reconciler.simulator.customers.ids import seen_id

MOST_WITHOUT_OWNERS = 1000
MOST_OWNERS = 100
LARGEST_PAGE = 1000
MOST_BY_OFFSET = 50000


class _UserId(TypedDict):
    userid: str


class _Member(TypedDict):
    """One of `member_list`; `type` 1 is staff, 2 external."""

    userid: str
    type: int
    unionid: NotRequired[str]
    join_time: int
    join_scene: int
    invitor: NotRequired[_UserId]
    state: NotRequired[str]
    group_nickname: str
    name: NotRequired[str]


def list_groups(call: Call) -> Answer:
    """groupchat/list: ids and status of groups whose owner the caller sees, by owner when asked for.

    `offset` is the old way to page, which older clients still use; a cursor makes it count for nothing.
    """
    status, limit, offset = (call.body.number(name, 0) for name in ("status_filter", "limit", "offset"))
    wanted = call.body.inner("owner_filter")
    owners = wanted.texts("userid_list")
    call.body.adopt(wanted)
    if not 0 <= status <= INHERITED or not 1 <= limit <= LARGEST_PAGE or len(owners) > MOST_OWNERS:
        raise Refusal(40058)
    if not 0 <= offset <= MOST_BY_OFFSET - limit:
        raise Refusal(40058)
    if not owners and len(call.visible.people) > MOST_WITHOUT_OWNERS:
        raise Refusal(81017)
    _check_owners(call, owners)
    binding = f"{call.moment.seed}/{call.app.agent_id}/{status}/{'/'.join(map(fold, owners))}"
    after = _place(call, call.body.text("cursor"), binding)
    start = 0 if after else offset
    end = start + limit
    found: list[tuple[int, str, int]] = []
    for place, chat_id, shown in _listed(call, {fold(owner) for owner in owners}, after):
        if status in (0, shown):
            found.append((place, chat_id, shown))
        if len(found) > end:
            break
    page = found[start:end]
    return {
        "group_chat_list": [{"chat_id": seen_id(call, chat_id), "status": shown} for _, chat_id, shown in page],
        "next_cursor": _cursor(page[-1][0], binding) if len(found) > end else "",
    }


def _check_owners(call: Call, owners: list[str]) -> None:
    """Raises: Refusal 40003 unknown (or departed, by switch), `code_owner_out_of_range`."""
    connection, corp_id = call.moment.connection, call.app.corp_id
    for owner in owners:
        if fold(owner) not in call.directory.people:
            known = connection.execute(
                "SELECT 1 FROM people WHERE corp_id = ? AND folded = ?", (corp_id, fold(owner))
            ).fetchone()
            if known is None or call.switch("departed_owner_listing") == "refuse":
                raise Refusal(40003)
        if not reaches(call, owner):
            raise Refusal(call.code("code_owner_out_of_range"))


def _listed(call: Call, owners: set[str], after: int) -> "list[tuple[int, str, int]]":
    """Place, id and shown status of the groups behind a place, in the order they came into the world."""
    show_dissolved = call.switch("dissolved_listed") == "yes"
    show_departed = bool(owners) or call.switch("departed_owner_listing") != "named"
    rows = call.moment.connection.execute(
        "SELECT id, chat_id, owner, status, dissolved FROM customer_groups"
        " WHERE corp_id = ? AND is_customer AND id > ? ORDER BY id",
        (call.app.corp_id, after),
    ).fetchall()
    known: dict[str, tuple[bool, bool]] = {}
    found = []
    for place, chat_id, owner, status, dissolved in rows:
        key = fold(owner)
        if (dissolved and not show_dissolved) or (owners and key not in owners):
            continue
        if key not in known:
            known[key] = (key not in call.directory.people, reaches(call, owner))
        departed, reached = known[key]
        if reached and (show_departed or not departed):
            found.append((place, chat_id, status_of(status, owner_departed=departed)))
    return found


def _cursor(place: int, binding: str) -> str:
    return f"{place:x}_{digest(binding, str(place))}"


def _place(call: Call, cursor: str, binding: str) -> int:
    """Where a cursor points. Raises: Refusal by `code_bad_cursor` when it was not given out for the same question."""
    if not cursor:
        return 0
    try:
        place = int(cursor.partition("_")[0], 16)
    except ValueError as error:
        raise Refusal(call.code("code_bad_cursor")) from error
    if cursor != _cursor(place, binding):
        raise Refusal(call.code("code_bad_cursor"))
    return place


def get_group(call: Call) -> Answer:
    """groupchat/get: everything of one group, as it was about two seconds ago when somebody has just edited it."""
    with_names = call.body.number("need_name", 0) == 1
    group = read_group(call, call.body.text("chat_id"))
    return {
        "group_chat": {
            "chat_id": seen_id(call, group.chat_id),
            "name": group.name,
            "owner": group.owner,
            "create_time": group.created_ms // 1000,
            "notice": group.notice,
            "member_list": _members(call, group, with_names=with_names),
            "admin_list": [_UserId(userid=each) for each in group.admins],
            "member_version": group.version,
        }
    }


def _members(call: Call, group: CustomerGroup, *, with_names: bool) -> list[_Member]:
    connection, corp_id = call.moment.connection, call.app.corp_id
    bound = connection.execute("SELECT 1 FROM developer_ids WHERE corp_id = ?", (corp_id,)).fetchone() is not None
    found = []
    for each in group.members:
        member = _Member(
            userid=each.id,
            type=1 if each.kind == STAFF else 2,
            join_time=each.joined_ms // 1000,
            join_scene=each.scene,
            group_nickname=each.nickname,
        )
        if each.kind == WECHAT and bound:
            member["unionid"] = f"o{digest(corp_id, each.id)[:27]}"
        if each.invitor:
            member["invitor"] = _UserId(userid=each.invitor)
        if each.state:
            member["state"] = each.state
        if with_names:
            member["name"] = _name(call, each)
        found.append(member)
    return found


def _name(call: Call, member: CustomerMember) -> str:
    if member.kind != STAFF:
        return member.name
    person = call.directory.person(member.id)
    if person is not None:
        return person.name
    row = call.moment.connection.execute(
        "SELECT name FROM people WHERE corp_id = ? AND folded = ?", (call.app.corp_id, fold(member.id))
    ).fetchone()
    return str(row[0]) if row else ""
