"""A rule's settings: the nearest wins, and defaults are what the schemas say."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from reconciler.model.group import Classification
from reconciler.policy import rule_named
from reconciler.policy.options import options_of
from tests.builders import a_company, a_profile, a_spec, a_state

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "company.schema.json").read_text(encoding="utf-8"))
WRITTEN: dict[str, Any] = SCHEMA["$defs"]["policy"]["properties"]
DEFAULTS = [
    pytest.param(rule, name, option["default"], id=f"{rule}-{name}")
    for rule, options in WRITTEN.items()
    for name, option in options.get("properties", {}).items()
    if "default" in option
]
STATE = a_state(
    company=a_company(policy={"some-rule": {"a": "company", "b": "company", "c": "company", "d": "company"}}),
    profiles={
        "base": a_profile("base", policy={"some-rule": {"b": "base", "c": "base", "d": "base"}}),
        "project": a_profile(
            "project", category="project", extends="base", policy={"some-rule": {"c": "project", "d": "project"}}
        ),
        "secret": a_profile(
            "secret", classification=Classification.CONFIDENTIAL, policy={"some-rule": {"d": "secret"}}
        ),
        "zweit": a_profile("zweit", category="project", policy={"some-rule": {"a": "second"}}),
    },
)


@pytest.mark.parametrize(
    ("fields", "options"),
    [
        pytest.param({}, "company company company company", id="no-profile"),
        pytest.param({"category": "project"}, "company base project project", id="category-and-what-it-extends"),
        pytest.param(
            {"category": "project", "classification": Classification.CONFIDENTIAL},
            "company base project secret",
            id="classification-is-nearest",
        ),
        pytest.param({"category": "unknown"}, "company company company company", id="unknown-category"),
    ],
)
def test_the_nearest_setting_wins(fields: dict[str, Any], options: str) -> None:
    found = options_of("some-rule", STATE)(a_spec(**fields))

    assert " ".join(found[name] for name in "abcd") == options


def test_the_company_has_its_own_settings() -> None:
    assert options_of("some-rule", STATE)(None) == STATE.company.policy["some-rule"]
    assert options_of("another-rule", STATE)(None) == {}


def test_profiles_that_extend_each_other_end() -> None:
    state = a_state(
        profiles={
            "a": a_profile("a", category="x", extends="b", policy={"some-rule": {"a": 1}}),
            "b": a_profile("b", extends="a", policy={"some-rule": {"a": 2, "b": 2}}),
        }
    )

    assert options_of("some-rule", state)(a_spec(category="x")) == {"a": 1, "b": 2}


@pytest.mark.parametrize(("rule", "name", "default"), DEFAULTS)
def test_a_default_is_what_the_schema_says(rule: str, name: str, default: object) -> None:
    found = rule_named(rule)
    assert found is not None
    constants = vars(import_module(found.judge.__module__))
    held = [constants[name.upper()]] if name.upper() in constants else list(constants.values())

    assert default in [list(value) if isinstance(value, tuple) else value for value in held]
