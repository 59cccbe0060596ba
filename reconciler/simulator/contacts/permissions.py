"""What an app may call: by the kind of its secret, by the lists of the console it stands in, by its range."""

import sqlite3

from reconciler.simulator.call import Needs
from reconciler.simulator.codes import Refusal
from reconciler.simulator.world.apps import ARCHIVE, CONTACT_SYNC, CUSTOMER, CUSTOMER_CONTACT, DOCUMENTS, App

ONLY = {ARCHIVE: Needs.ARCHIVE, CUSTOMER_CONTACT: Needs.CUSTOMER}


def demand(connection: sqlite3.Connection, app: App, needs: Needs, code_range_not_root: int) -> None:
    """Refuse what this app may not call.

    Raises: Refusal 48009 details for the address-book sync secret, 48002 wrong secret or not in the list of the
    console, `code_range_not_root` where the range must be the root department, 301053 archive not switched on.
    """
    if app.kind == CONTACT_SYNC and needs is Needs.DETAILS:
        raise Refusal(48009)
    if not _is_allowed(app, needs):
        raise Refusal(48002)
    if needs in (Needs.ROOT, Needs.DOCUMENTS) and not app.sees_root:
        raise Refusal(code_range_not_root)
    if needs is Needs.ARCHIVE and not has_archive(connection, app.corp_id):
        raise Refusal(301053)


def _is_allowed(app: App, needs: Needs) -> bool:
    if app.kind in ONLY or needs is Needs.ARCHIVE:
        return ONLY.get(app.kind) is needs
    if app.kind == CONTACT_SYNC:
        return needs in (Needs.ANYONE, Needs.SYNC)
    if needs is Needs.CUSTOMER:
        return CUSTOMER in app.areas
    if needs is Needs.DOCUMENTS:
        return DOCUMENTS in app.areas
    return needs is not Needs.SYNC


def has_archive(connection: sqlite3.Connection, corp_id: str) -> bool:
    """Whether the corp has bought the message archive and switched it on [91614]."""
    row = connection.execute("SELECT enabled FROM archives WHERE corp_id = ?", (corp_id,)).fetchone()
    return row is not None and bool(row[0])
