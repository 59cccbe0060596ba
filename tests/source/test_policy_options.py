"""Options of rules: the same in company.yaml and in profiles, and their defaults are those of the rules."""

from importlib import import_module
from typing import Any

import pytest

from reconciler.policy import all_rules
from reconciler.source.schema import schema_of, words_of

_RULES: dict[str, Any] = schema_of("company")["$defs"]["policy"]["properties"]
_OPTIONS = [
    pytest.param(rule, name, id=f"{rule}-{name}") for rule, asked in _RULES.items() for name in asked["properties"]
]
_NAMED_OTHERWISE = {("notice-length", "max"): "LONGEST"}  # constants that are not called like their option


def test_companies_and_profiles_have_the_same_options() -> None:
    company, profile = schema_of("company"), schema_of("profile")

    assert company["$defs"]["policy"] == profile["$defs"]["policy"]
    assert company["properties"]["policy"] == profile["properties"]["policy"]
    shared = company["$defs"].keys() & profile["$defs"].keys()
    assert {name: company["$defs"][name] for name in shared} == {name: profile["$defs"][name] for name in shared}


def test_every_rule_with_options_exists() -> None:
    assert set(_RULES) - {rule.id for rule in all_rules()} == set()


@pytest.mark.parametrize("rule", _RULES)
def test_options_of_a_rule_are_closed(rule: str) -> None:
    assert (_RULES[rule]["type"], _RULES[rule]["additionalProperties"]) == ("object", False)


@pytest.mark.parametrize(("rule", "option"), _OPTIONS)
def test_the_default_is_the_rules_own_and_named_in_both_languages(rule: str, option: str) -> None:
    asked = _RULES[rule]["properties"][option]
    told = words_of(asked)

    default = getattr(_module_of(rule), _NAMED_OTHERWISE.get((rule, option), option.upper()))

    assert asked["default"] == (list(default) if isinstance(default, tuple) else default)
    assert told.zh.endswith(f"，默认{_shown(asked['default'], '没有')}")
    assert told.en.endswith(f";{_shown(asked['default'], 'none')} by default")


def _module_of(rule: str) -> Any:
    """The rule's file: its id, in snake case, in one of the two folders."""
    judge = next(known.judge for known in all_rules() if known.id == rule)
    return import_module(judge.__module__)


def _shown(default: object, nothing: str) -> str:
    """A default as a description names it: set off by a space, except Chinese words."""
    if default in ("", []):
        return nothing if nothing == "没有" else f" {nothing}"
    return f" {str(default).lower() if isinstance(default, bool) else default}"
