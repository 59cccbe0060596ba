"""Side doors for the senders of mass messages: nothing is sent before they say yes in the client."""

import sqlite3
from dataclasses import replace

from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.customers.groups import load_group
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import Desk, hand, only_corp
from reconciler.simulator.outreach.mass_messages import (
    CONFIRMED,
    DECLINED,
    OPEN,
    OVER_QUOTA,
    SENT,
    MassMessage,
    is_month_full,
    keep_mass_message,
    load_mass_message,
)


class MassHands(Desk):
    """Answers to mass-message tasks."""

    @hand("成员确认发送群发消息", "the sender confirms a mass message")
    def confirm_mass_message(
        self, msgid: str, user: str, chats: list[str] | None = None, corp: str = ""
    ) -> dict[str, int]:
        """Sends to `chats` (all of the task when not given); returns the status of each, 1 sent or 3 over quota."""
        with self._transaction() as connection:
            message = _open_task(connection, corp, msgid, user)
            chosen = message.groups if chats is None else tuple(chats)
            if not set(chosen) <= set(message.groups):
                raise HandError("选了任务之外的群", "a group is not part of the task")
            results = [
                (chat_id, OVER_QUOTA if is_month_full(connection, message.corp_id, chat_id) else SENT)
                for chat_id in chosen
                if _still_owns(connection, message, chat_id)
            ]
            now_ms = connection.execute("SELECT now_ms FROM pulse").fetchone()[0]
            done = replace(message, state=CONFIRMED, sent_ms=now_ms, results=tuple(results))
            keep_mass_message(connection, done)
            return dict(results)

    @hand("成员忽略群发消息", "the sender waves a mass message away")
    def decline_mass_message(self, msgid: str, user: str, corp: str = "") -> None:
        """Nothing is sent, now or later; calls go on saying status 0."""
        with self._transaction() as connection:
            keep_mass_message(connection, replace(_open_task(connection, corp, msgid, user), state=DECLINED))


def _open_task(connection: sqlite3.Connection, corp: str, msgid: str, user: str) -> MassMessage:
    """A task that still waits for this person. Raises: HandError."""
    message = load_mass_message(connection, only_corp(connection, corp), msgid)
    if message is None or fold(message.sender) != fold(user):
        raise HandError(f"{user} 没有群发任务 {msgid}", f"{user} has no mass message {msgid}")
    if message.cancelled or message.state != OPEN:
        raise HandError("任务已取消或已处理", "the task is cancelled or done with")
    return message


def _still_owns(connection: sqlite3.Connection, message: MassMessage, chat_id: str) -> bool:
    group = load_group(connection, message.corp_id, chat_id)
    return group is not None and not group.dissolved and fold(group.owner) == fold(message.sender)
