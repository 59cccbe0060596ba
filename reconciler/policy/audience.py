"""The groups that a notice, task or activity is meant for."""

from collections.abc import Iterable, Mapping

from reconciler.model.group import Classification, GroupSpec
from reconciler.model.ids import GroupKey
from reconciler.model.rule import Facts


def groups_by_key(facts: Facts) -> Mapping[GroupKey, GroupSpec]:
    """Every group with its profiles applied, by key."""
    return {spec.key: spec for spec in facts.groups}


def targets(keys: Iterable[GroupKey], groups: Mapping[GroupKey, GroupSpec]) -> list[tuple[int, GroupSpec]]:
    """The groups that exist, each with its index in the document; a key nobody has is a finding of the source."""
    return [(index, groups[key]) for index, key in enumerate(keys) if key in groups]


def is_confidential(spec: GroupSpec) -> bool:
    """Whether a group is confidential (F3); one that says nothing is public."""
    return spec.classification is Classification.CONFIDENTIAL
