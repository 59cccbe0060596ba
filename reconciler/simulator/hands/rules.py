"""Side doors into the console's sensitive words: what an administrator does beside the apps."""

import sqlite3
from dataclasses import replace

from reconciler.simulator.codes import Refusal
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import Desk, hand, only_corp
from reconciler.simulator.outreach.intercept_rules import (
    CONSOLE,
    WARN_AND_BLOCK,
    InterceptRule,
    demand_fields,
    keep_rule,
    load_rule,
    new_rule_id,
)


class RuleHands(Desk):
    """Edits of sensitive-word rules, anybody's."""

    @hand("在管理端新建敏感词规则", "make a sensitive-word rule in the console")
    def make_intercept_rule(
        self,
        name: str,
        words: list[str],
        users: list[str] | None = None,
        departments: list[int] | None = None,
        semantics: list[int] | None = None,
        intercept_type: int = WARN_AND_BLOCK,
        agent: int = CONSOLE,
        corp: str = "",
    ) -> str:
        """Foreign to every app, or as if `agent` had made it by an earlier call; returns the rule id."""
        with self._transaction() as connection:
            corp_id = only_corp(connection, corp)
            self._departments(connection, corp_id, departments or [])
            written = tuple(self._written(connection, corp_id, user) for user in users or [])
            now_ms = connection.execute("SELECT now_ms FROM pulse").fetchone()[0]
            rule = InterceptRule(
                corp_id, new_rule_id(connection), agent, name, tuple(words), tuple(semantics or []), intercept_type,
                written, tuple(departments or []), now_ms,
            )  # fmt: skip
            _keep(connection, rule)
            return rule.rule_id

    @hand("在管理端修改敏感词规则", "change a sensitive-word rule in the console")
    def edit_intercept_rule(
        self,
        rule: str,
        name: str = "",
        words: list[str] | None = None,
        users: list[str] | None = None,
        departments: list[int] | None = None,
        semantics: list[int] | None = None,
        intercept_type: int = 0,
        corp: str = "",
    ) -> None:
        """What is given takes the old value's place, ranges too."""
        with self._transaction() as connection:
            found = _find(connection, corp, rule)
            self._departments(connection, found.corp_id, departments or [])
            written = tuple(self._written(connection, found.corp_id, user) for user in users or [])
            changed = replace(
                found,
                name=name or found.name,
                words=found.words if words is None else tuple(words),
                users=found.users if users is None else written,
                departments=found.departments if departments is None else tuple(departments),
                semantics=found.semantics if semantics is None else tuple(semantics),
                intercept_type=intercept_type or found.intercept_type,
            )
            _keep(connection, changed)

    @hand("在管理端删除敏感词规则", "delete a sensitive-word rule in the console")
    def delete_intercept_rule(self, rule: str, corp: str = "") -> None:
        """Its id answers 41071 from now on."""
        with self._transaction() as connection:
            _keep(connection, replace(_find(connection, corp, rule), deleted=True))


def _find(connection: sqlite3.Connection, corp: str, rule: str) -> InterceptRule:
    try:
        return load_rule(connection, only_corp(connection, corp), rule)
    except Refusal as refusal:
        raise HandError(f"没有敏感词规则 {rule}", f"there is no sensitive-word rule {rule}") from refusal


def _keep(connection: sqlite3.Connection, rule: InterceptRule) -> None:
    """The console has the same limits as the calls."""
    try:
        demand_fields(rule)
        keep_rule(connection, rule)
    except Refusal as refusal:
        raise HandError(f"规则不合要求（{refusal.code}）", f"the rule is not valid ({refusal.code})") from refusal
