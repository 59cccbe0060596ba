"""What an action belongs to, and whether a group looks as it should after it."""

from reconciler.model.action import (
    Action,
    CreateGroup,
    SendMessage,
    TellPerson,
    TransferOwner,
    UpdateGroup,
    WriteResource,
)
from reconciler.model.group import GroupType
from reconciler.model.live import LiveGroup


def family_of(action: Action) -> GroupType | None:
    """Whose calls an action belongs to; None for what is no family's: webhooks and messages to people."""
    match action:
        case TransferOwner():
            return GroupType.CUSTOMER
        case UpdateGroup(doc=str()):
            return GroupType.SHEET
        case SendMessage(webhook=str()) | TellPerson() | WriteResource():
            return None
    return GroupType.APP


def has_effect(action: Action, seen: LiveGroup) -> bool:
    """Whether a group looks as it should after an action."""
    match action:
        case CreateGroup():
            return True
        case UpdateGroup():
            return (
                (action.name is None or seen.name == action.name)
                and (action.owner is None or seen.owner == action.owner)
                and seen.members.issuperset(action.joins)
                and seen.members.isdisjoint(action.leaves)
            )
        case TransferOwner():
            return seen.owner == action.owner
        case SendMessage() | TellPerson() | WriteResource():
            return False
