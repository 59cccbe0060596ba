"""Groups that take their members from other groups."""

import pytest

from reconciler.model.group import GroupSpec
from reconciler.model.resolved import ResolvedState
from reconciler.resolve import resolve
from tests.builders import (
    NOW,
    a_directory,
    a_spec,
    a_state,
    a_tag,
    people,
)

BOOK = a_directory(
    {"ann": (1,), "bob": (2,), "cat": (3,), "dan": (4,), "eve": (5,), "fay": (2, 5)},
    tags=[a_tag("值班", "bob eve"), a_tag("研发", "ann", departments=[3]), a_tag("空的")],
)


def rules_of(state: ResolvedState) -> list[str]:
    return [finding.rule for finding in state.findings]


def test_groups_bring_everybody_who_should_be_in_them() -> None:
    first = a_spec("first", owner="eve", members="bob department:研发部/平台组", excepted="dan")
    second = a_spec("second", members="group:first")

    state = resolve(a_state(second, first), BOOK, NOW)

    assert [group.members for group in state.groups] == [people("eve bob cat"), people("ann eve bob cat")]


def test_a_long_chain_of_groups_is_no_matter() -> None:
    length = 3000
    chain = [a_spec(f"g{n:04}", members=f"group:g{n + 1:04}") for n in range(length - 1)]
    state = a_state(*chain, a_spec(f"g{length - 1:04}", members="bob"))

    resolved = resolve(state, BOOK, NOW)

    assert {group.members for group in resolved.groups} == {people("ann bob")}
    assert resolved.findings == ()


@pytest.mark.parametrize(
    ("specs", "complaints"),
    [
        pytest.param([a_spec("a", members="group:a")], {"a": "group-cycle"}, id="itself"),
        pytest.param(
            [a_spec("a", members="group:b"), a_spec("b", members="group:a")],
            {"a": "group-cycle", "b": "unusable-group"},
            id="two",
        ),
        pytest.param(
            [a_spec("a", members="group:y"), a_spec("y", members="group:z"), a_spec("z", members="group:y")],
            {"a": "unusable-group", "y": "group-cycle", "z": "unusable-group"},
            id="a-user-of-the-circle-is-not-in-it",
        ),
        pytest.param(
            [a_spec("a", members="tag:不存在"), a_spec("b", members="group:a"), a_spec("c", members="group:b bob")],
            {"a": "unknown-tag", "b": "unusable-group", "c": "unusable-group"},
            id="uncertainty-is-handed-on",
        ),
    ],
)
def test_groups_of_uncertain_membership(specs: list[GroupSpec], complaints: dict[str, str]) -> None:
    outside = a_spec("outside", members="bob")

    state = resolve(a_state(*specs, outside), BOOK, NOW)

    assert {group.key: group.unusable[0].rule for group in state.groups if group.unusable} == complaints
    assert rules_of(state) == [finding.rule for finding in state.findings]


def test_an_unusable_owner_spoils_the_groups_that_take_from_it() -> None:
    state = resolve(a_state(a_spec("a", owner="gone"), a_spec("b", members="group:a")), BOOK, NOW)

    assert [group.unusable[0].rule for group in state.groups] == ["unknown-owner", "unusable-group"]


def test_the_order_of_documents_and_lines_is_irrelevant() -> None:
    first = a_spec("a", members="group:b department:研发部 bob")
    turned = a_spec("a", members="bob department:研发部 group:b")
    second = a_spec("b", members="tag:值班")

    one, other = (resolve(a_state(*specs), BOOK, NOW) for specs in ([first, second], [second, turned]))

    assert [group.members for group in one.groups] == [group.members for group in other.groups]
    assert [group.baseline for group in one.groups] == [group.baseline for group in other.groups]
