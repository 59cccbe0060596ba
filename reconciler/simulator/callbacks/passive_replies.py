"""Passive replies to a press on a card [90241]: they change the copy of the person who pressed, and nobody else's."""

import sqlite3
from dataclasses import replace
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from reconciler.simulator.app_messages.cards import kept_card, write_card
from reconciler.simulator.callbacks.events import Event
from reconciler.simulator.contacts.directory import fold

PRESSES = frozenset({"template_card_event", "template_card_menu_event"})


def take_reply(connection: sqlite3.Connection, event: Event, reply: str) -> bool:
    """Carry out `update_button`; says whether a card changed. Every other reply, and nonsense, changes nothing."""
    name = _replace_name(reply) if event.kind in PRESSES else ""
    press = _parsed(event.xml)
    if not name or press is None:
        return False
    person, task = fold(press.findtext("FromUserName", "")), press.findtext("TaskId", "")
    row = connection.execute(
        "SELECT mail, card FROM inbox JOIN mails ON mails.id = mail WHERE folded = ? AND corp_id = ? AND agent_id = ?"
        " AND task_id = ? AND dropped = 0 ORDER BY mail DESC",
        (person, event.corp_id, event.agent_id, task),
    ).fetchone()
    card = kept_card(row[1]) if row is not None else None
    if card is None:
        return False
    words = write_card(replace(card, replaced=name))
    connection.execute("UPDATE inbox SET card = ? WHERE mail = ? AND folded = ?", (words, row[0], person))
    return True


def _replace_name(reply: str) -> str:
    tree = _parsed(reply)
    if tree is None or tree.findtext("MsgType") != "update_button":
        return ""
    return tree.findtext("Button/ReplaceName", "")


def _parsed(xml: str) -> Element | None:
    try:
        tree: Element = fromstring(xml)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return tree
