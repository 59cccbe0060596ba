"""People are written down in few lines that bring exactly them."""

from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.directory import Directory
from reconciler.model.group import Selector
from reconciler.model.ids import UserId
from reconciler.resolve import resolve
from reconciler.resolve.folding import Folding, fold_members
from tests.builders import DEPARTMENTS, NOW, a_directory, a_spec, a_state, a_tag, lines, people

ANN = UserId("ann")
NAMES = ("ann", "bob", "cat", "dan", "eve", "fay", "gus", "hal", "ida", "jim")
WHERE = {
    "ann": (2,),
    "bob": (2,),
    "cat": (3,),
    "dan": (3,),
    "eve": (4,),
    "fay": (4,),
    "gus": (4,),
    "hal": (5,),
    "ida": (5,),
    "jim": (5,),
}
# Names that a reader could take for another department: doubled, with a slash, all digits, the company's own.
TRAPS = {
    1: ("晨星", 0),
    2: ("研发部", 1),
    3: ("平台组", 2),
    4: ("平台组", 2),
    5: ("研发部/平台组", 1),
    6: ("5", 1),
    7: ("晨星", 1),
    8: (" 空格", 3),
}


def _resolved(owner: str, found: tuple[Selector, ...], book: Directory) -> frozenset[UserId]:
    state = resolve(a_state(a_spec(owner=owner, members=found)), book, NOW)
    (group,) = state.groups
    assert group.unusable == () or owner not in book.people
    return group.members | group.unknown


def test_the_topmost_department_that_fits_is_taken() -> None:
    found = fold_members(people("ann bob cat dan eve fay gus hal"), ANN, a_directory(WHERE))

    assert found == (*lines(["department:研发部"]), *lines("Hal"))


def test_a_department_without_those_below_it_is_taken_where_only_that_fits() -> None:
    where = {**WHERE, "kim": (2,), "leo": (2,)}

    found = fold_members(people("bob kim leo"), ANN, a_directory(where))

    assert found == lines(["department:研发部/."])


def test_the_owner_may_be_brought_or_not() -> None:
    book = a_directory(WHERE)

    assert fold_members(people("bob cat dan eve fay gus"), ANN, book) == lines(["department:研发部"])
    assert fold_members(people("ann eve fay gus"), ANN, book) == lines(["department:研发部/平台组/发布组"])


def test_fewer_than_three_are_listed_one_by_one() -> None:
    found = fold_members(people("cat dan ann"), ANN, a_directory({"ann": (2,), "cat": (3,), "dan": (3,)}))

    assert found == lines("Cat Dan")
    assert fold_members(
        people("cat dan"), ANN, a_directory(WHERE | {"eve": (5,), "fay": (5,), "gus": (5,)}), fewest=2
    ) == (lines(["department:研发部/平台组"]))


def test_the_company_is_named_only_if_it_is_everybody() -> None:
    everybody = people(NAMES)

    assert fold_members(everybody, ANN, a_directory(WHERE)) == lines(["department:晨星"])
    assert fold_members(everybody, ANN, a_directory({**WHERE, "kim": (9,)})) == lines(
        ["department:研发部", "department:市场部"]
    )
    assert fold_members(
        people("bob cat dan"), ANN, a_directory({**WHERE, **dict.fromkeys(("bob", "cat", "dan"), (1,))})
    ) == (lines("Bob Cat Dan"))


def test_tags_bring_those_whom_no_department_brings() -> None:
    tags = [a_tag("值班", "bob cat hal"), a_tag("全部", "bob cat dan hal"), a_tag("别人", "bob cat dan hal gus")]

    found = fold_members(people("bob cat dan hal"), ANN, a_directory(WHERE, tags=tags))

    assert found == lines(["tag:全部"])


def test_a_line_that_later_ones_make_useless_is_left_out() -> None:
    where = {"ann": (1,), **dict.fromkeys(("bob", "cat", "dan"), (2,)), "eve": (1,), "fay": (1,), "gus": (1,)}

    found = fold_members(
        people("bob cat dan eve fay gus"),
        ANN,
        a_directory({**where, "hal": (1,)}, tags=[a_tag("都在", "bob cat dan eve fay gus")]),
    )

    assert found == lines(["tag:都在"])


def test_people_whom_the_address_book_does_not_know_are_listed_as_they_are() -> None:
    assert fold_members(people("zoe wmExternal"), ANN, a_directory(WHERE)) == lines("wmexternal zoe")


def test_departments_that_a_path_does_not_name_for_certain_are_named_by_id() -> None:
    where = {f"{name}{number}": (number,) for number in TRAPS for name in ("a", "b", "c")}
    book = a_directory(where, departments=TRAPS)

    found = [fold_members(people(f"a{n} b{n} c{n}"), ANN, book)[0].value for n in range(2, 9)]

    assert found == ["研发部", "3", "4", "5", "6", "7", "研发部/平台组/ 空格"]


_BOOKS = st.builds(
    lambda where, numbers, tagged: a_directory(
        where, departments=numbers, tags=[a_tag(name, users, departments) for name, users, departments in tagged]
    ),
    st.dictionaries(
        st.sampled_from(NAMES), st.lists(st.integers(1, 8), min_size=1, max_size=2, unique=True).map(tuple), min_size=1
    ),
    st.sampled_from([TRAPS, DEPARTMENTS | {6: ("一", 5), 7: ("二", 6), 8: ("三", 7)}, {4: ("孤", 3), 2: ("岛", 1)}]),
    st.lists(
        st.tuples(
            st.sampled_from(["值班", "新人", " x"]),
            st.sets(st.sampled_from(NAMES)).map(" ".join),
            st.sets(st.integers(1, 8), max_size=1),
        ),
        max_size=3,
    ),
)
_CROWDS = st.sets(st.sampled_from((*NAMES, "zoe"))).map(lambda words: frozenset(map(UserId, words)))


@given(_BOOKS, _CROWDS, st.sampled_from(NAMES), st.integers(0, 4))
def test_the_lines_bring_exactly_the_members(
    book: Directory, members: frozenset[UserId], owner: str, fewest: int
) -> None:
    found = fold_members(members, UserId(owner), book, fewest=fewest)

    assert _resolved(owner, found, book) == members | {owner}
    assert len(found) <= len(members)


@given(_BOOKS, _CROWDS)
def test_the_order_of_the_address_book_changes_nothing(book: Directory, members: frozenset[UserId]) -> None:
    turned = Directory(
        departments=dict(list(book.departments.items())[::-1]),
        people=dict(list(book.people.items())[::-1]),
        tags=dict(list(book.tags.items())[::-1]),
    )

    folding = Folding(turned)

    assert folding.fold(members, ANN) == folding.fold(members, ANN) == fold_members(members, ANN, book)
