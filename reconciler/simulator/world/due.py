"""What happens by itself when the world's clock moves."""

import sqlite3

from reconciler.simulator.contacts.departures import drop_due
from reconciler.simulator.customers.changes import finish_inheritances


def carry_out_due(connection: sqlite3.Connection, now_ms: int, owner_habit: str) -> None:
    """Delayed leavings, then inheritances; `owner_habit` is the switch `departed_owner`."""
    drop_due(connection, now_ms, owner_habit)
    finish_inheritances(connection, now_ms)
