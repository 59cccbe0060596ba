"""The past of a snapshot as a JSON tree and back: digests, ids and times, no text and no reasons."""

from datetime import datetime

from reconciler.model.ids import ChatId, UserId
from reconciler.model.manual import Level
from reconciler.model.record import (
    Baseline,
    Past,
    PastGroup,
    PastRemoval,
    PastRevocation,
    PastStep,
    PastTransfer,
)
from reconciler.model.resource import PastResource, ResourceKind
from reconciler.model.undo import PastUndone
from reconciler.render.programs.node import Node
from reconciler.render.programs.plan_read_actions import each, key_of, or_none, user_of

Tree = dict[str, object]


def past_tree(past: Past) -> Tree:
    """Everything the planner asks of the past."""
    return {
        "records": past.records,
        "groups": [_group(one) for _, one in sorted(past.groups.items())],
        "sent": sorted(past.sent),
        "unknown_sends": sorted(past.unknown_sends),
        "open_reserves": [[seq, chat] for seq, chat in past.open_reserves],
        "people": sorted(past.people),
        "revoked": [
            {"user": one.user, "approver": one.approver, "at": one.at.isoformat()}
            for _, one in sorted(past.revoked.items())
        ],
        "missing_since": {user: at.isoformat() for user, at in past.missing_since.items()},
        "unreachable": {user: at.isoformat() for user, at in past.unreachable.items()},
        "steps": [_step(one) for _, one in sorted(past.steps.items())],
        "departments": {str(number): path for number, path in past.departments.items()},
        "resources": [_resource(one) for _, one in sorted(past.resources.items())],
        "transfers": [
            {"chat_id": one.chat_id, "former": one.former, "at": one.at.isoformat()} for one in past.transfers
        ],
        "updates_at": [at.isoformat() for at in past.updates_at],
        "creations_at": [at.isoformat() for at in past.creations_at],
        "removals": [{"user": one.user, "at": one.at.isoformat()} for one in past.removals],
        "last_call_at": _moment(past.last_call_at),
        "throttled": {quota: at.isoformat() for quota, at in past.throttled.items()},
        "applied_commit": past.applied_commit,
        "undone": {chat: {"apply": one.apply_id, "parts": sorted(one.parts)} for chat, one in past.undone.items()},
    }


def read_past(node: Node) -> Past:
    """The past. Raises: PlanFormatError."""
    groups = each(node.at("groups"), _read_group)
    steps = each(node.at("steps"), _read_step)
    revoked = each(node.at("revoked"), _read_revocation)
    resources = each(node.at("resources"), _read_resource)
    return Past(
        records=node.at("records").number(),
        groups={one.chat_id: one for one in groups},
        sent=frozenset(node.at("sent").texts()),
        unknown_sends=frozenset(node.at("unknown_sends").texts()),
        open_reserves=each(node.at("open_reserves"), _read_reserve),
        people=frozenset(each(node.at("people"), user_of)),
        revoked={one.user: one for one in revoked},
        missing_since={UserId(user): at.moment() for user, at in node.at("missing_since").members()},
        unreachable={UserId(user): at.moment() for user, at in node.at("unreachable").members()},
        steps={one.id: one for one in steps},
        departments={_number(number, path): path.text() for number, path in node.at("departments").members()},
        resources={(one.kind, one.key): one for one in resources},
        transfers=each(node.at("transfers"), _read_transfer),
        updates_at=each(node.at("updates_at"), Node.moment),
        creations_at=each(node.at("creations_at"), Node.moment),
        removals=each(node.at("removals"), _read_removal),
        last_call_at=or_none(node.at("last_call_at"), Node.moment),
        throttled={quota: at.moment() for quota, at in node.at("throttled").members()},
        applied_commit=node.at("applied_commit").text(),
        undone={
            ChatId(chat): PastUndone(one.at("apply").text(), frozenset(one.at("parts").texts()))
            for chat, one in node.at("undone").members()
        },
    )


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _number(words: str, node: Node) -> int:
    return int(words) if words.isascii() and words.isdecimal() else Node(words, node.route).number()


def _read_reserve(node: Node) -> tuple[int, ChatId]:
    number, chat = ([*node.items(), node, node])[:2]
    return (number.number(), ChatId(chat.text()))


def _group(one: PastGroup) -> Tree:
    baseline = one.baseline
    return {
        "key": one.key,
        "chat_id": one.chat_id,
        "created_at": _moment(one.created_at),
        "hoped_at": _moment(one.hoped_at),
        "settled": one.settled_seq,
        "baseline": None
        if baseline is None
        else {
            "name": baseline.name,
            "owner": baseline.owner,
            "members": sorted(baseline.members),
            "selectors": sorted(baseline.selectors),
        },
    }


def _read_group(node: Node) -> PastGroup:
    return PastGroup(
        key=key_of(node.at("key")),
        chat_id=ChatId(node.at("chat_id").text()),
        created_at=or_none(node.at("created_at"), Node.moment),
        baseline=or_none(node.at("baseline"), _read_baseline),
        hoped_at=or_none(node.at("hoped_at"), Node.moment),
        settled_seq=node.at("settled").number(),
    )


def _read_baseline(node: Node) -> Baseline:
    return Baseline(
        name=node.at("name").text(),
        owner=user_of(node.at("owner")),
        members=frozenset(each(node.at("members"), user_of)),
        selectors=frozenset(node.at("selectors").texts()),
    )


def _step(one: PastStep) -> Tree:
    return {
        "id": one.id,
        "group": one.group,
        "chat_id": one.chat_id,
        "field": one.field,
        "opened_at": one.opened_at.isoformat(),
        "people": list(one.people),
        "seen_by": one.seen_by,
        "assignee": one.assignee,
        "told": [[level.value, user, at.isoformat()] for (level, user), at in one.told.items()],  # the last one does it
        "attested_at": _moment(one.attested_at),
        "attested_by": one.attested_by,
        "opened": one.opened_seq,
        "attested": one.attested_seq,
        "open": one.is_open,
    }


def _read_step(node: Node) -> PastStep:
    return PastStep(
        id=node.at("id").text(),
        group=key_of(node.at("group")),
        chat_id=ChatId(node.at("chat_id").text()),
        field=node.at("field").text(),
        opened_at=node.at("opened_at").moment(),
        people=each(node.at("people"), user_of),
        seen_by=node.at("seen_by").text(),
        assignee=or_none(node.at("assignee"), user_of),
        told=dict(each(node.at("told"), _read_told)),
        attested_at=or_none(node.at("attested_at"), Node.moment),
        attested_by=or_none(node.at("attested_by"), user_of),
        opened_seq=node.at("opened").number(),
        attested_seq=node.at("attested").number(),
        is_open=node.at("open").flag(),
    )


def _read_told(node: Node) -> tuple[tuple[Level, UserId], datetime]:
    level, user, at = (node.items() + [node] * 3)[:3]
    return ((level.word(Level), user_of(user)), at.moment())


def _read_revocation(node: Node) -> PastRevocation:
    user, approver = user_of(node.at("user")), user_of(node.at("approver"))
    return PastRevocation(user, approver, "", "", node.at("at").moment())


def _resource(one: PastResource) -> Tree:
    return {
        "kind": one.kind.value,
        "key": one.key,
        "id": one.id,
        "digest": one.digest,
        "written_at": _moment(one.written_at),
        "made": one.made,
        "sender": one.sender,
        "chats": sorted(one.chats),
        "settled": sorted(one.settled),
        "refused": sorted(one.refused),
        "hoped": one.is_hoped,
    }


def _read_resource(node: Node) -> PastResource:
    return PastResource(
        kind=node.at("kind").word(ResourceKind),
        key=node.at("key").text(),
        id=node.at("id").text(),
        digest=node.at("digest").text(),
        written_at=or_none(node.at("written_at"), Node.moment),
        made=node.at("made").number(),
        sender=or_none(node.at("sender"), user_of),
        chats=_chats(node.at("chats")),
        settled=_chats(node.at("settled")),
        refused=_chats(node.at("refused")),
        is_hoped=node.at("hoped").flag(),
    )


def _chats(node: Node) -> frozenset[ChatId]:
    return frozenset(ChatId(chat) for chat in node.texts())


def _read_transfer(node: Node) -> PastTransfer:
    return PastTransfer(ChatId(node.at("chat_id").text()), user_of(node.at("former")), node.at("at").moment())


def _read_removal(node: Node) -> PastRemoval:
    return PastRemoval(user_of(node.at("user")), node.at("at").moment())
