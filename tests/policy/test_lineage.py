"""What a rule set extends and what replaces it, circles included."""

from datetime import date, timedelta

from reconciler.model.desired import Ruleset
from reconciler.policy.lineage import in_force, predecessors, replacements, with_bases
from tests.builders import TODAY, a_ruleset


def by_key(*rulesets: Ruleset) -> dict[str, Ruleset]:
    """As the desired state has them."""
    return {ruleset.key: ruleset for ruleset in rulesets}


CHAIN = by_key(
    a_ruleset("r1"),
    a_ruleset("r2", supersedes="r1", effective_from=date(2026, 3, 1)),
    a_ruleset("r3", supersedes="r2", effective_from=TODAY + timedelta(days=1)),
)
CIRCLE = by_key(a_ruleset("a", supersedes="b", extends="b"), a_ruleset("b", supersedes="a", extends="a"))


def test_bases_come_nearest_first() -> None:
    rulesets = by_key(
        a_ruleset("a"), a_ruleset("b", extends="a"), a_ruleset("c", extends="b"), a_ruleset("d", extends="x")
    )

    assert [one.key for one in with_bases(rulesets["c"], rulesets)] == ["c", "b", "a"]
    assert [one.key for one in with_bases(rulesets["d"], rulesets)] == ["d"]
    assert [one.key for one in with_bases(CIRCLE["a"], CIRCLE)] == ["a", "b"]


def test_the_version_in_force_is_the_newest_that_has_begun() -> None:
    replaced_by = replacements(CHAIN)

    assert [in_force(key, replaced_by, TODAY) for key in CHAIN] == ["r2", "r2", "r3"]
    assert in_force("r1", replaced_by, TODAY + timedelta(days=1)) == "r3"


def test_predecessors_come_nearest_first() -> None:
    assert predecessors("r3", CHAIN) == ("r2", "r1")
    assert predecessors("r1", CHAIN) == ()


def test_a_circle_is_walked_once() -> None:
    assert predecessors("a", CIRCLE) == ("b",)
    assert in_force("a", replacements(CIRCLE), TODAY) == "b"
