"""The JSON tree of a snapshot → Snapshot. Whoever calls it has found that the signature is ours."""

from reconciler.model.directory import Absence, Department, Directory, Person, PersonStatus, Tag
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, UserId, user_id
from reconciler.model.live import (
    AbsentGroup,
    FailedFamily,
    LiveGroup,
    LiveState,
    Outsider,
    SeenGroup,
    UnreadableGroup,
)
from reconciler.model.snapshot import Snapshot
from reconciler.render.programs.node import Node
from reconciler.render.programs.plan_read_actions import each, or_none, user_of
from reconciler.render.snapshot.past import read_past
from reconciler.text import Text


def read_snapshot(root: Node) -> Snapshot:
    """The snapshot. Raises: SnapshotError."""
    taken_at = root.at("taken_at").moment()
    groups = each(root.at("groups"), _group)
    return Snapshot(
        corp_id=root.at("corp_id").text(),
        agent_id=root.at("agent_id").text(),
        simulated=root.at("simulated").flag(),
        taken_at=taken_at,
        valid_until=root.at("valid_until").moment(),
        directory=_directory(root),
        live=LiveState(
            observed_at=taken_at,
            groups={seen.chat_id: seen for _, seen in groups},
            failed={_family(name, node): _failed(node) for name, node in root.at("failed").members()},
            listed=frozenset(each(root.at("listed"), lambda node: node.word(GroupType))),
            contact_people=or_none(root.at("contact_people"), _users),
        ),
        past=read_past(root.at("past")),
        types={seen.chat_id: family for family, seen in groups},
    )


def _directory(root: Node) -> Directory:
    people = each(root.at("people"), _person)
    departments = each(root.at("departments"), _department)
    tags = each(root.at("tags"), _tag)
    return Directory(
        departments={one.id: one for one in departments},
        people={one.id: one for one in people},
        tags={one.name: one for one in tags},
        tag_names=frozenset(root.at("tag_names").texts()),
        absent={UserId(user): node.word(Absence) for user, node in root.at("absent").members()},
    )


def _department(node: Node) -> Department:
    return Department(
        node.at("id").number(), node.at("name").text(), node.at("parent").number(), node.at("path").text()
    )


def _person(node: Node) -> Person:
    written = node.at("id").text()
    return Person(
        id=user_id(written),
        written=written,
        name=node.at("name").text(),
        departments=each(node.at("departments"), Node.number),
        main_department=node.at("main").number(),
        status=_status(node.at("status")),
        attributes={name: value.text() for name, value in node.at("attributes").members()},
    )


def _status(node: Node) -> PersonStatus:
    try:
        return PersonStatus(node.number())
    except ValueError as error:
        raise node.wrong(Text("不是认识的值", "not a known value")) from error


def _tag(node: Node) -> Tag:
    return Tag(
        node.at("id").number(),
        node.at("name").text(),
        _users(node.at("users")),
        frozenset(each(node.at("departments"), Node.number)),
    )


def _users(node: Node) -> frozenset[UserId]:
    return frozenset(each(node, user_of))


def _group(node: Node) -> tuple[GroupType, SeenGroup]:
    family, chat_id = node.at("type").word(GroupType), ChatId(node.at("chat_id").text())
    match node.at("state").text():
        case "live":
            return family, _live(node, family, chat_id)
        case "absent":
            return family, AbsentGroup(chat_id)
        case "dissolved":
            return family, AbsentGroup(chat_id, dissolved=True)
        case "unreadable":
            remedy = or_none(node.at("remedy"), Node.both)
            return family, UnreadableGroup(chat_id, node.at("reason").both(), node.at("foreign").flag(), remedy)
        case _:
            raise node.at("state").wrong(Text("不是认识的值", "not a known value"))


def _live(node: Node, family: GroupType, chat_id: ChatId) -> LiveGroup:
    return LiveGroup(
        chat_id=chat_id,
        name=node.at("name").text(),
        owner=user_of(node.at("owner")),
        members=_users(node.at("members")),
        type=family,
        admins=or_none(node.at("admins"), _users),
        announcement_digest=or_none(node.at("announcement"), Node.text),
        outsiders=tuple(_outsider(number, one) for number, one in enumerate(node.at("outsiders").items(), 1)),
        nicknames={UserId(user): name.text() for user, name in node.at("nicknames").members()},
        is_inheriting=node.at("inheriting").flag(),
        is_assumed=node.at("assumed").flag(),
    )


def _outsider(number: int, node: Node) -> Outsider:
    """Numbered: the snapshot does not say who it is."""
    invitor = or_none(node.at("invitor"), user_of)
    return Outsider(f"{number}", node.at("wechat").flag(), invitor, node.at("state").text())


def _family(name: str, node: Node) -> GroupType:
    return type(node)(name, node.route).word(GroupType)


def _failed(node: Node) -> FailedFamily:
    return FailedFamily(node.at("what").both(), node.at("remedy").both())
