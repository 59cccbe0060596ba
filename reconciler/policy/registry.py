"""Every rule there is, found by looking into the two folders: adding a file adds a rule."""

import pkgutil
from functools import cache
from importlib import import_module

from reconciler.errors import InternalError
from reconciler.model.rule import Rule
from reconciler.policy import checks, detectors
from reconciler.text import Text


@cache
def all_rules() -> tuple[Rule, ...]:
    """All rules, sorted by id. Raises: InternalError for a file whose rule is missing or not named like it."""
    rules: list[Rule] = []
    for package in (checks, detectors):
        for module in pkgutil.iter_modules(package.__path__):
            rule = getattr(import_module(f"{package.__name__}.{module.name}"), "RULE", None)
            if not isinstance(rule, Rule) or rule.id != module.name.replace("_", "-"):
                raise InternalError(
                    Text(f"规则文件 {module.name} 不合规范。", f"The rule file {module.name} is malformed.")
                )
            rules.append(rule)
    return tuple(sorted(rules, key=lambda rule: rule.id))


def rule_named(rule_id: str) -> Rule | None:
    """The rule of that id."""
    return next((rule for rule in all_rules() if rule.id == rule_id), None)
