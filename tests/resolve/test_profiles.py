"""Which value a profile fills in."""

import pytest

from reconciler.model.company import DriftMode
from reconciler.model.desired import Profile
from reconciler.model.group import Classification, Enrolment, GroupSpec, Review
from reconciler.resolve.profiles import ProfileIndex, apply_profiles
from tests.builders import a_profile, a_spec

CATEGORY = a_profile(
    "project",
    category="project",
    membership=Enrolment.ADDITIVE,
    drift=DriftMode.REPORT,
    permissions={"invite": "everyone", "rename": "admins"},
    rulesets=("standard",),
    max_members=100,
    review=Review(90),
)
SECRET = a_profile(
    "confidential",
    classification=Classification.CONFIDENTIAL,
    membership=Enrolment.STRICT,
    permissions={"invite": "owner"},
    rulesets=("standard", "confidential"),
)


def filled(spec: GroupSpec, *profiles: Profile) -> GroupSpec:
    return apply_profiles(spec, ProfileIndex.of({profile.key: profile for profile in profiles}))


@pytest.mark.clause("E2.3")
def test_a_category_fills_what_the_group_leaves_open() -> None:
    spec = filled(a_spec(category="project"), CATEGORY, SECRET)

    assert (spec.membership, spec.drift, spec.rulesets) == (Enrolment.ADDITIVE, DriftMode.REPORT, ("standard",))
    assert (spec.max_members, spec.review) == (100, Review(90))


@pytest.mark.clause("F3")
def test_classification_goes_over_category() -> None:
    spec = filled(a_spec(category="project", classification=Classification.CONFIDENTIAL), CATEGORY, SECRET)

    assert (spec.membership, spec.rulesets) == (Enrolment.STRICT, ("standard", "confidential"))
    assert spec.permissions == {"invite": "owner", "rename": "admins"}
    assert spec.max_members == 100


def test_the_group_itself_goes_over_everything() -> None:
    own = a_spec(
        category="project",
        classification=Classification.CONFIDENTIAL,
        membership=Enrolment.OBSERVE,
        rulesets=(),
        permissions={"invite": "admins"},
        max_members=5,
    )

    spec = filled(own, CATEGORY, SECRET)

    assert (spec.membership, spec.rulesets, spec.max_members) == (Enrolment.OBSERVE, (), 5)
    assert spec.permissions == {"invite": "admins", "rename": "admins"}


def test_a_category_may_bring_a_classification_and_with_it_its_profile() -> None:
    board = a_profile("board", category="board", default_classification=Classification.CONFIDENTIAL)

    spec = filled(a_spec(category="board"), board, SECRET)

    assert (spec.classification, spec.membership) == (Classification.CONFIDENTIAL, Enrolment.STRICT)


def test_a_classification_of_its_own_keeps_the_categorys_default_out() -> None:
    board = a_profile("board", category="board", default_classification=Classification.CONFIDENTIAL)

    spec = filled(a_spec(category="board", classification=Classification.PUBLIC), board, SECRET)

    assert (spec.classification, spec.membership) == (Classification.PUBLIC, None)


def test_what_a_profile_extends_is_further_away() -> None:
    base = a_profile("base", drift=DriftMode.ADOPT, max_members=7, membership=Enrolment.STRICT)
    near = a_profile("near", category="project", extends="base", membership=Enrolment.ADDITIVE)

    spec = filled(a_spec(category="project"), near, base)

    assert (spec.membership, spec.drift, spec.max_members) == (Enrolment.ADDITIVE, DriftMode.ADOPT, 7)


@pytest.mark.parametrize(
    "profiles",
    [
        pytest.param([a_profile("a", category="project", extends="a", max_members=3)], id="itself"),
        pytest.param(
            [a_profile("a", category="project", extends="b", max_members=3), a_profile("b", extends="a")], id="two"
        ),
        pytest.param([a_profile("a", category="project", extends="nowhere", max_members=3)], id="unknown"),
    ],
)
def test_circles_and_gaps_of_extends_do_not_hang(profiles: list[Profile]) -> None:
    assert filled(a_spec(category="project"), *profiles).max_members == 3


def test_of_two_profiles_for_a_category_the_first_key_holds_in_any_order() -> None:
    one, other = a_profile("a", category="project", max_members=1), a_profile("b", category="project", max_members=2)

    found = [filled(a_spec(category="project"), *order).max_members for order in ([one, other], [other, one])]

    assert found == [1, 1]


def test_without_category_and_classification_nothing_is_filled_in() -> None:
    assert filled(a_spec(), CATEGORY, SECRET) == a_spec()
