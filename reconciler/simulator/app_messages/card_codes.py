"""response_code: the key to change one card, good for 72 hours and one use [94888]."""

import sqlite3

from reconciler.simulator.codes import Refusal
from reconciler.simulator.world.clock import DAY_MS
from reconciler.simulator.world.opaque import opaque
from reconciler.simulator.world.world import Moment

LIFE_MS = 3 * DAY_MS
SIZE = 64


def issue_code(connection: sqlite3.Connection, mail: int) -> str:
    """A fresh code for a card that was sent; it begins to count now."""
    now_ms, seed = connection.execute("SELECT now_ms, seed FROM pulse").fetchone()
    number = connection.execute("SELECT count(*) FROM card_codes").fetchone()[0]
    code = opaque(SIZE, seed, "response_code", number)
    connection.execute("INSERT INTO card_codes VALUES (?, ?, ?, 0)", (code, mail, now_ms + LIFE_MS))
    return code


def find_code(moment: Moment, code: str, corp_id: str, agent_id: int, bad: int) -> int:
    """The mail that a code of this app opens. Raises: Refusal 42022 used, `bad` when unknown or too old."""
    row = moment.connection.execute(
        "SELECT mail, expires_ms, used FROM card_codes JOIN mails ON mails.id = mail"
        " WHERE code = ? AND corp_id = ? AND agent_id = ?",
        (code, corp_id, agent_id),
    ).fetchone()
    if row is None or row[1] <= moment.now_ms:
        raise Refusal(bad)
    if row[2]:
        raise Refusal(42022)
    return int(row[0])


def spend_code(moment: Moment, code: str) -> None:
    """It was used."""
    moment.connection.execute("UPDATE card_codes SET used = 1 WHERE code = ?", (code,))
