"""Sensitive-word rules (聊天敏感词) of the world as rows, and what their fields may hold [95097]."""

import json
import sqlite3
from dataclasses import dataclass

from reconciler.simulator.codes import Refusal

CONSOLE = 0  # Stands for the app where an administrator made the rule.
MOST_RULES = 100
MOST_WORDS = 300
NODES_PER_CALL = 1000
USERS_PER_RULE = 10000
PHONE, EMAIL, RED_PACKET = 1, 2, 3
WARN_AND_BLOCK, WARN = 1, 2


@dataclass(frozen=True, slots=True)
class InterceptRule:
    """One rule; `agent_id` is the app that made it, 0 the console. No call of the vendor shows who made a rule."""

    corp_id: str
    rule_id: str
    agent_id: int
    name: str
    words: tuple[str, ...]
    semantics: tuple[int, ...]
    intercept_type: int
    users: tuple[str, ...]
    departments: tuple[int, ...]
    created_ms: int
    deleted: bool = False


COLUMNS = "corp_id, rule_id, agent_id, name, words, semantics, intercept_type, users, departments, created_ms, deleted"


def demand_fields(rule: InterceptRule) -> None:
    """Raises: Refusal 40058 name, no words, type or an empty range, 41068 too many words, 41083 a word, 41084."""
    if not 1 <= len(rule.name) <= 20 or not rule.words:
        raise Refusal(40058)
    if len(rule.words) > MOST_WORDS:
        raise Refusal(41068)
    if not all(1 <= len(word) <= 32 for word in rule.words):
        raise Refusal(41083)
    if not set(rule.semantics) <= {PHONE, EMAIL, RED_PACKET}:
        raise Refusal(41084)
    if rule.intercept_type not in (WARN_AND_BLOCK, WARN):
        raise Refusal(40058)
    if not (rule.users or rule.departments):
        raise Refusal(40058)
    if len(rule.users) > USERS_PER_RULE:
        raise Refusal(41076)


def load_rules(connection: sqlite3.Connection, corp_id: str) -> tuple[InterceptRule, ...]:
    """Every rule of the corp that was not deleted, oldest first."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM intercept_rules WHERE corp_id = ? AND NOT deleted ORDER BY rowid",  # noqa: S608 - our names
        (corp_id,),
    )
    return tuple(map(_rule, rows))


def load_rule(connection: sqlite3.Connection, corp_id: str, rule_id: str) -> InterceptRule:
    """One rule. Raises: Refusal 41070 unknown, 41071 deleted."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM intercept_rules WHERE corp_id = ? AND rule_id = ?",  # noqa: S608 - our column names
        (corp_id, rule_id),
    ).fetchone()
    if row is None:
        raise Refusal(41070)
    rule = _rule(row)
    if rule.deleted:
        raise Refusal(41071)
    return rule


def keep_rule(connection: sqlite3.Connection, rule: InterceptRule) -> None:
    """Write a new rule, or a changed one over the old. Raises: Refusal 41069 too many, 41077 name in use."""
    others = [each for each in load_rules(connection, rule.corp_id) if each.rule_id != rule.rule_id]
    if not rule.deleted and any(each.name == rule.name for each in others):
        raise Refusal(41077)
    if len(others) >= MOST_RULES:
        raise Refusal(41069)
    names = COLUMNS.split(", ")
    changes = ", ".join(f"{name} = excluded.{name}" for name in names)
    connection.execute(
        f"INSERT INTO intercept_rules ({COLUMNS}) VALUES ({','.join('?' * len(names))})"  # noqa: S608 - our names
        f" ON CONFLICT (corp_id, rule_id) DO UPDATE SET {changes}",
        to_row(rule),
    )


def to_row(rule: InterceptRule) -> tuple[object, ...]:
    """A row with `COLUMNS`."""
    return tuple(_value(getattr(rule, name)) for name in COLUMNS.split(", "))


def new_rule_id(connection: sqlite3.Connection) -> str:
    """Digits, because the page shows a number in one place and a string in the others."""
    return str(1001 + int(connection.execute("SELECT count(*) FROM intercept_rules").fetchone()[0]))


def _value(value: object) -> str | int:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, bool | int) else str(value)


def _rule(row: tuple[str, str, int, str, str, str, int, str, str, int, int]) -> InterceptRule:
    corp_id, rule_id, agent_id, name, words, semantics, intercept_type, users, departments, created_ms, deleted = row
    return InterceptRule(
        corp_id, rule_id, agent_id, name, tuple(json.loads(words)), tuple(json.loads(semantics)), intercept_type,
        tuple(json.loads(users)), tuple(json.loads(departments)), created_ms, bool(deleted),
    )  # fmt: skip
