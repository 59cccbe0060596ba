"""Who shares a limit on messages: the app groups of a corp, one webhook, one person."""

from reconciler.model.action import Action, SendMessage, TellPerson, webhook_scope
from reconciler.model.ids import UserId

CHATS = "chats"
"""Messages into app groups, counted in person-times over the whole corp [90312]."""


def person_scope(user: UserId) -> str:
    """Messages of the application to one person [90312]."""
    return f"person:{user}"


def scope_of(action: Action) -> tuple[str, int] | None:
    """What an action counts against, and how much; None where it is no message."""
    if isinstance(action, TellPerson):
        return person_scope(action.to), 1
    if isinstance(action, SendMessage):
        return (CHATS, action.readers) if action.webhook is None else (webhook_scope(action.webhook), 1)
    return None
