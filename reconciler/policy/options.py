"""A rule's settings for one group: company.yaml first, then the group's profiles, the nearest last."""

from collections.abc import Mapping
from typing import Any

from reconciler.model.desired import DesiredState, Profile
from reconciler.model.group import GroupSpec
from reconciler.model.rule import Options, OptionsOf


def options_of(rule_id: str, desired: DesiredState) -> OptionsOf:
    """The function that a rule asks for its settings."""
    company = desired.company.policy.get(rule_id, {})
    remembered: dict[tuple[str | None, str | None], Mapping[str, Any]] = {}

    def find(spec: GroupSpec | None) -> Options:
        if spec is None:
            return company
        key = (spec.category, spec.classification)
        if key not in remembered:
            merged = dict(company)
            for profile in _farthest_first(spec, desired):
                merged.update(profile.policy.get(rule_id, {}))
            remembered[key] = merged
        return remembered[key]

    return find


def _farthest_first(spec: GroupSpec, desired: DesiredState) -> list[Profile]:
    """The profile of the category with what it extends, then that of the classification: later ones win.

    Of two profiles with one scope (a finding of its own) the first key counts, as it does for the defaults.
    """
    profiles = [desired.profiles[key] for key in sorted(desired.profiles)]
    by_category = [p for p in profiles if p.category is not None and p.category == spec.category][:1]
    by_class = [p for p in profiles if p.classification is not None and p.classification == spec.classification][:1]
    return [profile for start in (*by_category, *by_class) for profile in reversed(_chain(start, desired))]


def _chain(profile: Profile, desired: DesiredState) -> list[Profile]:
    chain = [profile]
    while chain[-1].extends in desired.profiles and desired.profiles[chain[-1].extends or ""] not in chain:
        chain.append(desired.profiles[chain[-1].extends or ""])
    return chain
