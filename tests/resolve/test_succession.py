"""Somebody follows an owner who has left, the same one in every run; nobody follows a mistyped or a missing one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reconciler.model.company import Visibility
from reconciler.model.directory import Directory, PersonStatus
from reconciler.model.finding import Place, Severity
from reconciler.model.group import GroupSpec, GroupType
from reconciler.model.ids import user_id
from reconciler.model.record import Past, PastRevocation
from reconciler.model.resolved import ResolvedState
from reconciler.model.sanction import Sanction, Step
from reconciler.resolve import resolve
from tests.builders import KEY, NOW, TODAY, a_company, a_directory, a_line, a_person, a_spec, a_state, people

GRACE = a_company().departed_grace
LEFT = Past(records=1, missing_since={user_id("gone"): NOW - GRACE})
BOOK = a_directory("ann bob cat dan", absent="gone old")


def with_status(status: PersonStatus) -> Directory:
    """The address book in which bob's account is in that state."""
    person = a_person("bob", 1, status=status)
    return replace(BOOK, people={**BOOK.people, person.id: person})


def state_of(
    spec: GroupSpec,
    *,
    past: Past = LEFT,
    book: Directory = BOOK,
    known: str = "gone",
    revoked: str = "",
    contact: str | None = None,
    **fields: Any,
) -> ResolvedState:
    """`revoked` are people, `contact` those who may own customer groups, `fields` more of the desired state."""
    out = {user: PastRevocation(user, user_id("hal"), "hal", "x", NOW) for user in people(revoked)}
    allowed = None if contact is None else people(contact)
    return resolve(a_state(spec, **fields), book, NOW, people(known), replace(past, revoked=out), allowed)


@pytest.mark.clause("A5", "A8")
@pytest.mark.parametrize(
    ("spec", "owner"),
    [
        pytest.param(a_spec(owner="gone", deputy=user_id("bob"), admins="cat"), "bob", id="the-deputy"),
        pytest.param(a_spec(owner="gone", deputy=user_id("dan"), members=""), "dan", id="a-deputy-not-in-the-group"),
        pytest.param(a_spec(owner="gone", admins="dan cat"), "dan", id="the-first-admin"),
        pytest.param(a_spec(owner="gone", deputy=user_id("old"), admins="cat"), "cat", id="the-deputy-left-too"),
        pytest.param(
            a_spec(owner="gone", deputy=user_id("gone"), admins="gone cat"), "cat", id="never-the-same-person"
        ),
        pytest.param(
            a_spec(owner="gone", deputy=user_id("bob"), admins="cat", excepted="bob"),
            "cat",
            id="the-deputy-is-taken-out",
        ),
    ],
)
def test_somebody_follows_an_owner_who_has_left(spec: GroupSpec, owner: str) -> None:
    state = state_of(spec)

    group = state.groups[0]
    assert (group.owner, group.unusable, group.is_succeeded) == (owner, (), True)
    assert owner in group.members
    assert "gone" not in group.members
    (finding,) = [found for found in state.findings if found.rule == "owner-left"]
    assert (finding.severity, finding.place.path) == (Severity.WARNING, ("owner",))
    assert f"owner: {owner.title()}" in finding.remedy.zh  # as the address book writes it


OUSTED = Sanction("s", user_id("bob"), (KEY,), Step.BAN, TODAY, Place("groups/s.yaml"), until=TODAY)
OVER = replace(OUSTED, begins=TODAY - timedelta(days=9), until=TODAY - timedelta(days=1))


@pytest.mark.clause("A5", "F6.3")
@pytest.mark.parametrize(
    ("fields", "world", "why"),
    [
        pytest.param({}, {"book": with_status(PersonStatus.DISABLED)}, "the account is disabled", id="disabled"),
        pytest.param({}, {"book": with_status(PersonStatus.NOT_ACTIVATED)}, "is not activated yet", id="not-activated"),
        pytest.param({"deputy": user_id("far")}, {}, "outside the application's range", id="not-in-the-address-book"),
        pytest.param({"excepted": "bob"}, {}, "stands under except:", id="taken-out-of-the-group"),
        pytest.param(
            {"members": [a_line("bob", until=TODAY - timedelta(days=1))]}, {}, "time in the group is over", id="expired"
        ),
        pytest.param({}, {"sanctions": (OUSTED,)}, "a sanction puts them out", id="sanctioned"),
        pytest.param({}, {"sanctions": (OVER,)}, None, id="a-sanction-that-is-over"),
        pytest.param({}, {"revoked": "bob"}, "was revoked", id="revoked"),
        pytest.param({"type": GroupType.CUSTOMER}, {"contact": "cat"}, "may not use customer contact", id="no-contact"),
        pytest.param({"type": GroupType.CUSTOMER}, {"contact": "bob"}, None, id="customer-contact"),
        pytest.param({"type": GroupType.CUSTOMER}, {}, None, id="customer-contact-not-read"),
        pytest.param({}, {"contact": "cat"}, None, id="no-contact-where-none-is-needed"),
        pytest.param({"admins": "bob cat", "members": [a_line("bob", until=TODAY - timedelta(days=1))]}, {}, None,
                     id="an-admin-has-no-end"),
    ],
)  # fmt: skip
def test_whoever_cannot_run_the_group_is_passed_over_and_it_is_said_why(
    fields: dict[str, Any], world: dict[str, Any], why: str | None
) -> None:
    spec = a_spec(owner="gone", **{"deputy": user_id("bob"), "admins": "cat", **fields})

    state = state_of(spec, **world)

    assert state.groups[0].owner == ("bob" if why is None else "cat")
    (finding,) = [found for found in state.findings if found.rule == "owner-left"]
    assert "Passed over" not in finding.what.en if why is None else why in finding.what.en


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        pytest.param(a_spec(owner="gone"), "names neither a deputy nor an admin", id="nobody-is-named"),
        pytest.param(a_spec(owner="gone", deputy=user_id("bob")), "名bob (晨星) Bob: was revoked", id="none-may"),
    ],
)
@pytest.mark.parametrize("owner", ["gone", "ann"])
def test_a_group_that_nobody_may_take_over_says_why_and_is_left_alone(spec: GroupSpec, why: str, owner: str) -> None:
    state = state_of(replace(spec, owner=user_id(owner)), revoked="bob ann")

    (group,) = state.groups
    assert (group.owner, group.is_unfollowed, len(group.unusable)) == (owner, True, 1)
    assert why in group.unusable[0].what.en


@pytest.mark.parametrize(("visibility", "who"), [(Visibility.PRIVATE, "名ann (晨星) Ann"), (Visibility.PUBLIC, "a***")])
def test_the_revoked_are_called_by_name_where_names_may_be_shown(visibility: Visibility, who: str) -> None:
    spec = a_spec(owner="ann", deputy=user_id("bob"), name="发布群")

    state = state_of(spec, revoked="ann", company=a_company(visibility=visibility))

    (finding,) = [found for found in state.findings if found.rule == "revoked-person"]
    assert finding.what.en == f"{who} was revoked, and the file still puts them into the group “发布群”."


@pytest.mark.parametrize(
    ("spec", "past", "known"),
    [
        pytest.param(a_spec(owner="gone", admins=None), LEFT, "gone", id="nobody-to-follow"),
        pytest.param(a_spec(owner="gone", admins="cat"), Past(records=1), "gone", id="missing-since-now"),
        pytest.param(
            a_spec(owner="gone", admins="cat"),
            replace(LEFT, missing_since={user_id("gone"): NOW - GRACE + timedelta(seconds=1)}),
            "gone",
            id="not-missing-for-long-enough",
        ),
        pytest.param(a_spec(owner="gone", admins="cat"), LEFT, "", id="an-id-that-never-was"),
    ],
)
def test_a_group_waits_while_nobody_may_follow(spec: GroupSpec, past: Past, known: str) -> None:
    group = state_of(spec, past=past, known=known).groups[0]

    assert (group.owner, group.is_succeeded) == ("gone", False)
    assert [finding.rule for finding in group.unusable] == ["unknown-owner"]


def test_an_owner_who_works_here_keeps_the_group() -> None:
    state = state_of(a_spec(owner="ann", deputy=user_id("bob")))

    assert (state.groups[0].owner, state.findings) == ("ann", ())


def test_groups_that_take_people_from_it_stay_usable() -> None:
    first = a_spec("first", owner="gone", deputy=user_id("bob"), members="")
    second = a_spec("second", members="group:first")

    state = resolve(a_state(first, second), BOOK, NOW, people("gone"), LEFT)

    assert state.groups[1].members == people("ann bob")
