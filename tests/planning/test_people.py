"""Names where they may be shown, and who carries a tag."""

import pytest

from reconciler.model.called import named_people
from reconciler.model.company import Visibility
from reconciler.model.directory import Tag
from reconciler.planning.people import people_tagged
from tests.builders import a_directory, a_tag, people

BOOK = a_directory({"ann": (1,), "bob": (2,), "cat": (4,)})


@pytest.mark.clause("E5.1")
@pytest.mark.parametrize(
    ("visibility", "named"),
    [
        (Visibility.PRIVATE, {"bob": ("Bob", "名bob", "研发部"), "cat": ("Cat", "名cat", "发布组")}),
        (Visibility.PUBLIC, {}),
    ],
)
def test_people_are_named_where_the_repository_is_private(visibility: Visibility, named: dict[str, object]) -> None:
    assert named_people(people("cat bob stranger"), BOOK, visibility) == named


@pytest.mark.parametrize(
    ("tag", "carriers"),
    [
        pytest.param(a_tag("x", "ann"), "ann", id="people"),
        pytest.param(a_tag("x", departments=[2]), "bob cat", id="departments-with-those-below"),
        pytest.param(a_tag("x", "ann", [4]), "ann cat", id="both"),
        pytest.param(a_tag("x", departments=[99]), "", id="a-department-that-is-gone"),
    ],
)
def test_who_carries_a_tag(tag: Tag, carriers: str) -> None:
    assert people_tagged(tag, BOOK) == people(carriers)
