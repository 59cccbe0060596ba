"""How rule sets hang together: what one extends, and what replaces it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from reconciler.model.desired import Ruleset

Rulesets = Mapping[str, Ruleset]


def with_bases(ruleset: Ruleset, rulesets: Rulesets) -> tuple[Ruleset, ...]:
    """A rule set and everything it extends, nearest first; a circle is walked once."""
    chain = [ruleset]
    seen = {ruleset.key}
    while (base := rulesets.get(chain[-1].extends or "")) is not None and base.key not in seen:
        chain.append(base)
        seen.add(base.key)
    return tuple(chain)


def replacements(rulesets: Rulesets) -> dict[str, tuple[Ruleset, ...]]:
    """For each key the rule sets that say they supersede it, by effective date."""
    found: dict[str, list[Ruleset]] = defaultdict(list)
    for ruleset in rulesets.values():
        if ruleset.supersedes is not None:
            found[ruleset.supersedes].append(ruleset)
    return {key: tuple(sorted(new, key=lambda one: (one.effective_from, one.key))) for key, new in found.items()}


def in_force(key: str, replaced_by: Mapping[str, tuple[Ruleset, ...]], today: date) -> str:
    """The key of the version that holds today in place of `key`; `key` itself where nothing replaced it yet."""
    seen = {key}
    while newer := [one for one in replaced_by.get(key, ()) if one.effective_from <= today and one.key not in seen]:
        key = newer[-1].key
        seen.add(key)
    return key


def predecessors(key: str, rulesets: Rulesets) -> tuple[str, ...]:
    """The versions a rule set replaces, one after another, nearest first; a circle is walked once."""
    found: list[str] = []
    one = rulesets.get(key)
    while one is not None and one.supersedes is not None and one.supersedes not in (key, *found):
        found.append(one.supersedes)
        one = rulesets.get(one.supersedes)
    return tuple(found)
