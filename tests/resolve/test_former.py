"""The tree as it was seen last."""

import pytest

from reconciler.resolve.former import FormerTree, paths_of
from tests.builders import a_directory

TREE = FormerTree.of(
    {1: "晨星", 2: "研发部", 3: "研发部/平台组", 4: "研发部/平台组/发布组", 5: "市场部", 6: "市场部/A/B"}
)


@pytest.mark.parametrize(
    ("reference", "meant"),
    [
        pytest.param("研发部/平台组", (3,), id="path"),
        pytest.param("晨星/研发部", (2,), id="path-with-the-company"),
        pytest.param("晨星", (1,), id="the-company"),
        pytest.param("4", (4,), id="id"),
        pytest.param("9", (), id="unknown-id"),
        pytest.param("平台组", (), id="unknown-path"),
    ],
)
def test_a_reference_means_what_it_meant(reference: str, meant: tuple[int, ...]) -> None:
    assert TREE.called(reference) == meant


def test_what_lay_above_and_below() -> None:
    assert [department.id for department in TREE.upwards(4)] == [4, 3, 2, 1]
    assert TREE.below(2) == {3, 4}


def test_a_name_with_a_slash_lies_below_the_nearest_department_there_was() -> None:
    department = TREE.department(6)

    assert department is not None
    assert (department.name, department.parent) == ("A/B", 5)


def test_what_is_remembered_of_an_address_book_draws_the_same_tree() -> None:
    book = a_directory()

    tree = FormerTree.of(paths_of(book))

    assert {number: tree.department(number) for number in book.departments if number != 1} == {
        number: department for number, department in book.departments.items() if number != 1
    }
    assert tree.called("晨星") == (1,)
