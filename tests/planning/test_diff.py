"""The smallest differences between what is asked and what is there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.change import Cause, Field
from reconciler.model.group import GroupType
from reconciler.model.ids import UserId
from reconciler.planning.diff import Departures, create_group, diff_group, differs
from tests.builders import a_baseline, a_chat, a_group, a_spec, chat_of, people
from tests.strategies import crowds

NOBODY = Departures()


def meanings(members: str, live: str, *, departed: Departures = NOBODY) -> list[tuple[str, str, str]]:
    changes = diff_group(a_group(members=members), a_chat(live), None, departed)
    return [(change.field.value, change.before, change.after) for change in changes]


def test_an_equal_group_has_no_difference() -> None:
    group, chat = a_group(), a_chat()

    assert not differs(group, chat)
    assert diff_group(group, chat, None, NOBODY) == ()


@pytest.mark.clause("A4", "A7", "I1.1")
def test_name_owner_joins_and_leaves_in_this_order() -> None:
    group = a_group(members="cat bob dan", owner="cat")

    changes = diff_group(group, a_chat("ann bob zoe", owner="ann", name="旧名"), None, NOBODY)

    assert [(change.field, change.before, change.after) for change in changes] == [
        (Field.NAME, "旧名", f"研发部-{group.key}"),
        (Field.OWNER, "ann", "cat"),
        (Field.MEMBER, "", "cat"),
        (Field.MEMBER, "", "dan"),
        (Field.MEMBER, "ann", ""),
        (Field.MEMBER, "zoe", ""),
    ]


@pytest.mark.parametrize(
    ("departed", "leaving"),
    [
        pytest.param(Departures(), ["eve", "zoe"], id="nobody-departed"),
        pytest.param(Departures(waiting=people("eve")), ["zoe"], id="missing-for-a-short-time-stays"),
        pytest.param(Departures(gone=people("eve")), ["eve", "zoe"], id="gone"),
    ],
)
@pytest.mark.clause("A8")
def test_people_missing_within_the_grace_never_leave(departed: Departures, leaving: list[str]) -> None:
    found = meanings("ann bob", "ann bob eve zoe", departed=departed)

    assert found == [("member", user, "") for user in leaving]


def test_where_git_does_not_speak_about_members_nobody_leaves() -> None:
    group = a_group(spec=a_spec(members=None, admins="cat"), members="ann cat")

    changes = diff_group(group, a_chat("ann bob eve"), a_baseline("ann bob"), Departures(gone=people("eve")))

    assert [(change.field, change.after) for change in changes] == [(Field.MEMBER, "cat")]


def test_each_change_says_why_and_where() -> None:
    spec = a_spec(members="department:2 bob")
    group = a_group(members="ann bob cat", spec=spec, selected=((0, "department:2", people("bob cat")),))

    bob, cat = diff_group(group, a_chat("ann"), None, NOBODY)

    assert (bob.reasons, bob.place) == (("department:2", "user:bob"), spec.place.at("members", 1))
    assert (cat.reasons, cat.place) == (("department:2",), spec.place.at("members", 0))


def test_a_new_group_is_itself_its_name_its_owner_and_everyone() -> None:
    changes = create_group(a_group(members="ann bob"))

    assert [(change.field, change.before, change.after) for change in changes] == [
        (Field.GROUP, "", chat_of()),
        (Field.NAME, "", "研发部-rd-platform"),
        (Field.OWNER, "", "ann"),
        (Field.MEMBER, "", "ann"),
        (Field.MEMBER, "", "bob"),
    ]
    assert {change.cause for change in changes} == {Cause.INTENT}


@given(wanted=crowds(), live=crowds(), waiting=crowds())
def test_differences_are_exactly_those_of_the_sets(
    wanted: frozenset[str], live: frozenset[str], waiting: frozenset[str]
) -> None:
    group, chat = a_group(members=wanted | {"ann"}), a_chat(live | {"ann"})

    changes = diff_group(group, chat, None, Departures(waiting=people(waiting)))

    assert {change.after for change in changes if change.is_join} == wanted - live - {"ann"}
    assert {change.before for change in changes if change.is_leave} == live - wanted - waiting - {"ann"}
    assert len(changes) == len({change.meaning for change in changes})
    assert differs(group, chat) is (wanted | {"ann"} != live | {"ann"})


@given(st.permutations(["bob", "cat", "dan", "eve"]))
def test_the_order_of_people_is_irrelevant(order: list[str]) -> None:
    assert meanings(" ".join(["ann", *order[:2]]), "ann x") == meanings(" ".join(["ann", *sorted(order[:2])]), "x ann")


def test_an_owner_whom_wecom_does_not_show_is_no_difference() -> None:
    group = a_group(spec=a_spec(type=GroupType.INTERNAL))
    room = replace(a_chat(), owner=UserId(""), type=GroupType.INTERNAL)

    assert not differs(group, room)
    assert diff_group(group, room, None, NOBODY) == ()
