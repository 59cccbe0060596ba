"""What lies with a person: the messages of apps, newest last, as tests and people look at them."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from reconciler.simulator.app_messages.cards import kept_card
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.hands.handles import only_corp
from reconciler.simulator.world.clock import from_ms


@dataclass(frozen=True, slots=True)
class InboxMessage:
    """One message as one person has it.

    `kind` is the msgtype, or the card_type of a template card; `buttons` are the keys that can be pressed, menu
    included; `replaced` is the text that took the buttons' place; `dropped` copies never arrived.
    """

    corp_id: str
    agent_id: int
    user_id: str
    msgid: str
    sent_at: datetime
    kind: str
    text: str
    digest: str
    size_bytes: int
    safe: int
    task_id: str
    buttons: tuple[str, ...]
    replaced: str
    recalled: bool
    dropped: bool


INBOX = (
    "SELECT corp_id, agent_id, msgid, sent_ms, msgtype, text, digest, size_bytes, safe, recalled, card, dropped"
    " FROM inbox JOIN mails ON mails.id = mail WHERE folded = ? AND corp_id = ? AND dropped <= ? ORDER BY mail"
)


def read_inbox(connection: sqlite3.Connection, user: str, corp: str, *, with_dropped: bool) -> tuple[InboxMessage, ...]:
    """The inbox of one person. Raises: HandError when the corp is unknown; nobody's inbox is empty."""
    zone = connection.execute("SELECT time_zone FROM pulse").fetchone()[0]
    rows = connection.execute(INBOX, (fold(user), only_corp(connection, corp), int(with_dropped)))
    return tuple(_message(row, user, zone) for row in rows)


def _message(
    row: tuple[str, int, str, int, str, str, str, int, int, int, str, int], user: str, zone: str
) -> InboxMessage:
    corp_id, agent_id, msgid, sent_ms, msgtype, text, digest, size_bytes, safe, recalled, words, dropped = row
    card = kept_card(words)
    pressable = () if card is None else card.menu if card.replaced else (*card.buttons, *card.menu)
    return InboxMessage(
        corp_id=corp_id,
        agent_id=agent_id,
        user_id=user,
        msgid=msgid,
        sent_at=from_ms(sent_ms, zone),
        kind=card.card_type if card else msgtype,
        text=card.text if card else text,
        digest=digest,
        size_bytes=size_bytes,
        safe=safe,
        task_id=card.task_id if card else "",
        buttons=pressable,
        replaced=card.replaced if card else "",
        recalled=bool(recalled),
        dropped=bool(dropped),
    )
