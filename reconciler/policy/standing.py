"""Which groups a rule looks at: by where they stand in their life, and by what they hold."""

from collections.abc import Iterator

from reconciler.model.finding import Place
from reconciler.model.group import Classification, GroupSpec, Lifecycle
from reconciler.model.rule import Facts


def active_groups(facts: Facts) -> Iterator[GroupSpec]:
    """Groups that are carried out. A frozen or retiring one is left as it is, so its form is nobody's task."""
    return (spec for spec in facts.groups if spec.lifecycle is Lifecycle.ACTIVE)


def named_groups(facts: Facts) -> Iterator[GroupSpec]:
    """Active groups whose name and owner are ours to choose: WeCom keeps those of a department or all-staff group."""
    return (spec for spec in active_groups(facts) if spec.managed_by is None)


def kept_groups(facts: Facts) -> Iterator[GroupSpec]:
    """Groups that exist, frozen and retiring ones too: people are in them and can read them."""
    return (spec for spec in facts.groups if spec.lifecycle is not Lifecycle.RETIRED)


def confidential_groups(facts: Facts) -> Iterator[tuple[GroupSpec, Place]]:
    """Kept groups that are confidential (F3), each with the place of the key that makes it so.

    That is `classification`, or `category` where the category's profile brings it.
    """
    written = {spec.key: spec for spec in facts.desired.groups}
    for spec in kept_groups(facts):
        if spec.classification is Classification.CONFIDENTIAL:
            own = written.get(spec.key, spec).classification is not None
            yield spec, spec.place.at("classification" if own else "category")
