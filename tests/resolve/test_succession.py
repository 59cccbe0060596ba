"""Somebody follows an owner who has left, the same one in every run; nobody follows a mistyped or a missing one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.model.directory import Directory, PersonStatus
from reconciler.model.finding import Severity
from reconciler.model.group import GroupSpec
from reconciler.model.ids import user_id
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedState
from reconciler.resolve import resolve
from tests.builders import NOW, a_company, a_directory, a_person, a_spec, a_state, people

GRACE = a_company().departed_grace
LEFT = Past(records=1, missing_since={user_id("gone"): NOW - GRACE})
BOOK = a_directory("ann bob cat dan", absent="gone old")


def with_disabled(word: str) -> Directory:
    person = a_person(word, 1, status=PersonStatus.DISABLED)
    return replace(BOOK, people={**BOOK.people, person.id: person})


def state_of(spec: GroupSpec, *, past: Past = LEFT, book: Directory = BOOK, known: str = "gone") -> ResolvedState:
    return resolve(a_state(spec), book, NOW, people(known), past)


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


def test_a_disabled_deputy_does_not_follow() -> None:
    spec = a_spec(owner="gone", deputy=user_id("bob"), admins="cat")

    state = state_of(spec, book=with_disabled("bob"))

    assert state.groups[0].owner == "cat"


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
