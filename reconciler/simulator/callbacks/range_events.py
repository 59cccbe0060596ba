"""subscribe and unsubscribe: who came into an app's visible range, and who went out of it or was disabled [90240]."""

import sqlite3

from reconciler.simulator.callbacks.events import Element, hearing_apps, queue_event
from reconciler.simulator.contacts.directory import load_directory
from reconciler.simulator.world.apps import SELF_BUILT, load_app, visible

Ranges = dict[int, dict[str, str]]
DISABLED = 2


def ranges_of(connection: sqlite3.Connection, corp_id: str) -> Ranges:
    """By app with a callback: folded ids and ids of the people in its range who are not disabled."""
    agents = [agent_id for agent_id, kind, _ in hearing_apps(connection, corp_id) if kind == SELF_BUILT]
    if not agents:
        return {}
    directory = load_directory(connection, corp_id)
    present = {key: each.user_id for key, each in directory.people.items() if each.status != DISABLED}
    found = {}
    for agent_id in agents:
        app = load_app(connection, corp_id, agent_id)
        if app is not None:
            seen = visible(app, directory).people
            found[agent_id] = {key: user_id for key, user_id in present.items() if key in seen}
    return found


def tell_range_changes(connection: sqlite3.Connection, corp_id: str, before: Ranges) -> None:
    """Queue what differs for every app that could hear before and can hear now."""
    if not before:
        return
    for agent_id, people in ranges_of(connection, corp_id).items():
        old = before.get(agent_id)
        if old is None:
            continue
        tail: list[Element] = [("AgentID", agent_id)]
        for key in sorted(old.keys() - people.keys()):
            queue_event(connection, corp_id, agent_id, "unsubscribe", old[key], tail)
        for key in sorted(people.keys() - old.keys()):
            queue_event(connection, corp_id, agent_id, "subscribe", people[key], tail)
