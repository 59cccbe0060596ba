"""Which groups a rule looks at."""

from typing import Any

import pytest

from reconciler.model.group import Classification, Lifecycle
from reconciler.policy.standing import active_groups, confidential_groups, kept_groups
from tests.builders import a_spec
from tests.policy.builders import some_facts

GROUPS = tuple(a_spec(lifecycle.value, lifecycle=lifecycle) for lifecycle in Lifecycle)


def test_active_and_kept_groups() -> None:
    facts = some_facts(*GROUPS)

    assert [spec.key for spec in active_groups(facts)] == ["active"]
    assert [spec.key for spec in kept_groups(facts)] == ["active", "frozen", "retiring"]


@pytest.mark.clause("F3")
@pytest.mark.parametrize(
    ("written", "key"),
    [
        pytest.param({"classification": Classification.CONFIDENTIAL}, "classification", id="own"),
        pytest.param({"category": "management"}, "category", id="brought-by-the-category"),
    ],
)
def test_a_confidential_group_knows_which_key_makes_it_so(written: dict[str, Any], key: str) -> None:
    resolved = a_spec("g", classification=Classification.CONFIDENTIAL)
    facts = some_facts(resolved, desired={"groups": (a_spec("g", **written),)})

    ((spec, place),) = confidential_groups(facts)

    assert (spec, place) == (resolved, resolved.place.at(key))
