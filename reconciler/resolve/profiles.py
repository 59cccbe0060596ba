"""Defaults that a category and a classification bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reconciler.model.desired import Profile
from reconciler.model.group import Classification, GroupSpec


@dataclass(frozen=True, slots=True)
class ProfileIndex:
    """Profiles by what they apply to."""

    by_key: Mapping[str, Profile]
    by_category: Mapping[str, Profile]
    by_classification: Mapping[Classification, Profile]

    @staticmethod
    def of(profiles: Mapping[str, Profile]) -> "ProfileIndex":
        """Index by category and classification; doubles are findings of the source, the first key wins here."""
        ordered = [profiles[key] for key in sorted(profiles, reverse=True)]
        return ProfileIndex(
            by_key=profiles,
            by_category={p.category: p for p in ordered if p.category is not None},
            by_classification={p.classification: p for p in ordered if p.classification is not None},
        )


def apply_profiles(spec: GroupSpec, index: ProfileIndex) -> GroupSpec:
    """The group with every value it leaves open filled in.

    The nearest wins: the group itself, then the profile of its classification, then the profile of its category,
    each followed by what it extends. Maps are merged key by key, lists are replaced as a whole.
    """
    category = index.by_category.get(spec.category or "")
    for profile in _with_ancestors(category, index):
        if spec.classification is None and profile.default_classification is not None:
            spec = replace(spec, classification=profile.default_classification)
    stricter = index.by_classification.get(spec.classification) if spec.classification else None
    for profile in (*_with_ancestors(stricter, index), *_with_ancestors(category, index)):
        spec = _fill(spec, profile)
    return spec


def with_profiles(groups: Iterable[GroupSpec], profiles: Mapping[str, Profile]) -> tuple[GroupSpec, ...]:
    """Every group with its profiles applied, sorted by key."""
    index = ProfileIndex.of(profiles)
    return tuple(apply_profiles(spec, index) for spec in sorted(groups, key=lambda spec: spec.key))


def _with_ancestors(profile: Profile | None, index: ProfileIndex) -> tuple[Profile, ...]:
    chain: list[Profile] = []
    while profile is not None and profile not in chain:
        chain.append(profile)
        profile = index.by_key.get(profile.extends) if profile.extends else None
    return tuple(chain)


def _fill(spec: GroupSpec, profile: Profile) -> GroupSpec:
    return replace(
        spec,
        membership=spec.membership or profile.membership,
        drift=spec.drift or profile.drift,
        permissions={**profile.permissions, **spec.permissions},
        rulesets=spec.rulesets if spec.rulesets is not None else profile.rulesets,
        max_members=spec.max_members if spec.max_members is not None else profile.max_members,
        review=spec.review or profile.review,
        nicknames=spec.nicknames or profile.nicknames,
    )
