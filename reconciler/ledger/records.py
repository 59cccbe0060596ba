"""The facts of every type of record, before the codec stamps them.

Personal data: user ids and digests only; never a person's name, a phone number or a message's text. Names of groups
and departments are no personal data: `settled` and `departments` keep them, because the planner compares them, and the
reserve of a renaming keeps the former name, because `undo` puts it back.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, NotRequired, TypedDict

from reconciler.errors import InternalError
from reconciler.ledger.apply_records import ApplyBegun
from reconciler.ledger.carried_records import CarriedState, Pruned
from reconciler.ledger.lease_records import LeaseEnded, LeaseRenewed, LeaseTaken
from reconciler.ledger.resource_records import ResourceForgotten, TaskResults
from reconciler.ledger.revocation_records import RevocationLifted, Revoked
from reconciler.ledger.step_records import StepAttested, StepEnded, StepOpened
from reconciler.ledger.undo_records import GroupsLeft
from reconciler.model.action import (
    OPERATIONS,
    Action,
    CreateGroup,
    Operation,
    SendMessage,
    TellPerson,
    TransferOwner,
    UpdateGroup,
    WriteResource,
)
from reconciler.model.ids import ChatId, GroupKey
from reconciler.model.outcome import Status
from reconciler.model.record import Baseline
from reconciler.model.resource import Made
from reconciler.text import Text

Record = dict[str, Any]  # facts with their stamps, as decoded: nothing is trusted beyond the chain


class Opened(TypedDict):
    """First of a ledger."""

    type: Literal["opened"]
    corp_id: str


class Segment(TypedDict):
    """First of every later segment: number of the segment before it, which is sealed by that.

    `seal` is the hash of its last line, `content` the SHA-256 of all of its bytes (not in ledgers of earlier versions).
    """

    type: Literal["segment"]
    former: int
    seal: str
    content: NotRequired[str]
    carry: NotRequired[int]  # the segment that begins with the newest `carried`; this one itself where it follows


class Repaired(TypedDict):
    """So many bytes of an unfinished last line were cut off that segment."""

    type: Literal["repaired"]
    segment: int
    bytes: int


class ApplyEnded(TypedDict):
    """The apply came to its end; outcomes counted by status, and when what it put off can go on."""

    type: Literal["apply-ended"]
    apply_id: str
    counts: dict[str, int]
    due: NotRequired[str]


class Reserve(TypedDict):
    """A call is about to be made; which facts are there depends on `op`."""

    type: Literal["reserve"]
    apply_id: str
    op: Operation
    group: NotRequired[str]  # all but tell and resource
    chat_id: NotRequired[str]  # all but tell and resource
    name_digest: NotRequired[str]  # create; update that renames
    owner: NotRequired[str]  # create; update that hands over; transfer; mass message: who confirms it
    former: NotRequired[str]  # transfer; update that hands over: who owned it
    former_name: NotRequired[str]  # update that renames
    members: NotRequired[list[str]]  # create
    joins: NotRequired[list[str]]  # update
    leaves: NotRequired[list[str]]  # update
    message_id: NotRequired[str]  # send, tell, mass message
    readers: NotRequired[int]  # send: people in the group
    webhook: NotRequired[
        str
    ]  # send: the environment variable of the webhook, where it is not the application that sends
    digest: NotRequired[str]  # send, tell: SHA-256 of the text; resource: of its content
    to: NotRequired[str]  # tell
    level: NotRequired[str]  # tell
    steps: NotRequired[list[str]]  # tell: manual steps, by id
    kind: NotRequired[str]  # resource
    key: NotRequired[str]  # resource
    act: NotRequired[str]  # resource: create, update or delete
    id: NotRequired[str]  # resource: at WeCom, empty for one that is made
    chats: NotRequired[list[str]]  # mass message: the groups it is for


class Confirm(TypedDict):
    """How the call reserved under that sequence number ended."""

    type: Literal["confirm"]
    reserve: int
    status: str
    errcode: int | None
    result: NotRequired[str]  # resource: the id it has at WeCom
    left_out: NotRequired[list[str]]  # mass message: groups it cannot go to


class Wanted(TypedDict):
    """A `Baseline` as facts; lists sorted."""

    name: str
    owner: str
    members: list[str]
    selectors: list[str]


class SettledGroup(TypedDict):
    """The group was in line with this when it was last read."""

    type: Literal["settled"]
    group: str
    chat_id: str
    baseline: Wanted


class Missing(TypedDict):
    """A person is not in the address book, first noticed at `since`."""

    type: Literal["missing"]
    user: str
    since: str


class FoundAgain(TypedDict):
    """A missing person is back."""

    type: Literal["found-again"]
    user: str


class Departments(TypedDict):
    """What changed in the tree of departments: paths by id (as decimal text), and ids that are not there any more."""

    type: Literal["departments"]
    paths: dict[str, str]
    gone: list[str]


Facts = (
    Opened
    | CarriedState
    | Pruned
    | LeaseTaken
    | LeaseRenewed
    | LeaseEnded
    | Segment
    | Repaired
    | ApplyBegun
    | ApplyEnded
    | Reserve
    | Confirm
    | SettledGroup
    | Missing
    | FoundAgain
    | Revoked
    | RevocationLifted
    | Departments
    | StepOpened
    | StepAttested
    | StepEnded
    | ResourceForgotten
    | TaskResults
    | GroupsLeft
)

CONFIRMED = frozenset({Status.APPLIED, Status.FAILED, Status.UNKNOWN})


def reserve_facts(action: Action, apply_id: str) -> Reserve:
    """What is remembered of a call before it is made."""
    facts = Reserve(type="reserve", apply_id=apply_id, op=OPERATIONS[type(action)])
    if isinstance(action, TellPerson):
        facts["to"] = action.to
        facts["level"] = action.level.value
        facts["steps"] = list(action.steps)
    elif isinstance(action, WriteResource):
        _note_resource(facts, action)
        return facts
    else:
        facts["group"] = action.group
        facts["chat_id"] = action.chat_id
    if isinstance(action, CreateGroup):
        facts["name_digest"] = digest_of(action.name)
        facts["owner"] = action.owner
        facts["members"] = sorted(action.members)
    elif isinstance(action, UpdateGroup):
        if action.name is not None:
            facts["name_digest"] = digest_of(action.name)
            if action.former_name is not None:
                facts["former_name"] = action.former_name
        if action.owner is not None:
            facts["owner"] = action.owner
            if action.former is not None:
                facts["former"] = action.former
        facts["joins"] = sorted(action.joins)
        facts["leaves"] = sorted(action.leaves)
    elif isinstance(action, TransferOwner):
        facts["owner"] = action.owner
        facts["former"] = action.former
    else:
        facts["message_id"] = action.message_id
        facts["digest"] = action.digest
    if isinstance(action, SendMessage):
        facts["readers"] = action.readers
        if action.webhook is not None:
            facts["webhook"] = action.webhook
    return facts


def _note_resource(facts: Reserve, action: WriteResource) -> None:
    facts["kind"] = action.kind.value
    facts["key"] = action.key
    facts["act"] = action.op.value
    facts["id"] = action.id
    facts["digest"] = action.digest
    if action.message_id is not None:
        facts["message_id"] = action.message_id
        facts["owner"] = action.sender
        facts["chats"] = sorted(action.chats)


def confirm_facts(seq: int, status: Status, errcode: int | None, made: Made | None = None) -> Confirm:
    """How a reserved call ended. Raises InternalError for a status that no call can have."""
    if status not in CONFIRMED:
        raise InternalError(
            Text(f"预留 {seq} 不能以状态 {status} 确认。", f"Reserve {seq} cannot be confirmed as {status}.")
        )
    facts = Confirm(type="confirm", reserve=seq, status=status.value, errcode=errcode)
    if made is not None:
        facts["result"] = made.id
        if made.left_out:
            facts["left_out"] = sorted(made.left_out)
    return facts


def settled_facts(group: GroupKey, chat_id: ChatId, baseline: Baseline) -> SettledGroup:
    """What git and the address book asked of a group that is in line."""
    wanted: Wanted = {
        "name": baseline.name,
        "owner": baseline.owner,
        "members": sorted(baseline.members),
        "selectors": sorted(baseline.selectors),
    }
    return {"type": "settled", "group": group, "chat_id": chat_id, "baseline": wanted}


def ended_facts(apply_id: str, counts: Mapping[Status, int], due: datetime | None) -> ApplyEnded:
    """Outcomes of an apply, counted by status; `due` as in the port."""
    numbers = {status.value: count for status, count in counts.items()}
    facts: ApplyEnded = {"type": "apply-ended", "apply_id": apply_id, "counts": numbers}
    if due is not None:
        facts["due"] = moment(due)
    return facts


def moment(at: datetime) -> str:
    """A moment as it is written: ISO with offset. Raises InternalError for a moment without zone."""
    if at.tzinfo is None:
        raise InternalError(Text("台账收到没有时区的时间。", "The ledger was given a time without a zone."))
    return at.isoformat()


def digest_of(text: str) -> str:
    """SHA-256 of a text as UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
