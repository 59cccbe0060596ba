"""Departments that are renamed and moved never add or remove anybody by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory
from reconciler.model.ids import UserId
from reconciler.resolve import resolve
from reconciler.resolve.former import paths_of
from tests.builders import NOW, a_directory, a_line, a_past, a_past_group, a_spec, a_state

PEOPLE = [f"p{number}" for number in range(8)]
NAMES = ["研发", "市场", "平台", "发布"]
NUMBERS = [2, 3, 4, 5, 6]
Tree = Mapping[int, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Company:
    """A tree, who works where, and what each group names: a path or an id, with or without those below."""

    tree: Tree
    where: Mapping[str, tuple[int, ...]]
    lines: tuple[tuple[int, bool, bool], ...]

    def desired(self) -> DesiredState:
        paths = paths_of(a_directory({}, departments=self.tree))
        lines = [
            a_line(f"department:{number if by_id else paths[number]}{'' if below else '/.'}")
            for number, by_id, below in self.lines
        ]
        return a_state(*(a_spec(f"g{index}", owner="p0", members=[line]) for index, line in enumerate(lines)))

    def book(self, tree: Tree | None = None) -> Directory:
        return a_directory(self.where, departments=tree or self.tree)


def is_sound(tree: Tree) -> bool:
    """Whether no two departments share parent and name, as in WeCom."""
    return len({(name, up) for name, up in tree.values()}) == len(tree)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    tree = {1: ("晨星", 0)}
    for number in NUMBERS:
        tree[number] = (draw(st.sampled_from(NAMES)), draw(st.sampled_from(sorted(tree))))
    assume(is_sound(tree))
    return tree


@st.composite
def companies(draw: st.DrawFn) -> Company:
    where = {user: (draw(st.sampled_from([1, *NUMBERS])),) for user in PEOPLE}
    lines = st.tuples(st.sampled_from(NUMBERS), st.booleans(), st.booleans())
    return Company(draw(trees()), where, tuple(draw(st.lists(lines, min_size=1, max_size=4))))


@st.composite
def renamed(draw: st.DrawFn, tree: Tree) -> Tree:
    """The same tree with some other names."""
    names = draw(st.dictionaries(st.sampled_from(NUMBERS), st.sampled_from([*NAMES, "新的"]), min_size=1))
    later = {number: (names.get(number, name), up) for number, (name, up) in tree.items()}
    assume(is_sound(later))
    return later


@st.composite
def moved(draw: st.DrawFn, tree: Tree) -> Tree:
    """The same departments in another order: each somewhere below, so that there is no circle."""
    later = {1: tree[1]}
    for number in draw(st.permutations(NUMBERS)):
        later[number] = (tree[number][0], draw(st.sampled_from(sorted(later))))
    assume(is_sound(later))
    return later


def members(desired: DesiredState, book: Directory) -> dict[str, frozenset[UserId]]:
    return {group.key: group.members for group in resolve(desired, book, NOW).groups}


@pytest.mark.clause("A7")
@settings(max_examples=150)
@given(st.data(), companies())
def test_renaming_never_adds_or_removes_anybody(data: st.DataObject, company: Company) -> None:
    desired = company.desired()
    before = resolve(desired, company.book(), NOW)
    past = a_past(*(a_past_group(group.key, group.baseline) for group in before.groups), departments=before.departments)
    later = data.draw(renamed(company.tree))

    after = resolve(desired, company.book(later), NOW, past=past)

    held = {key for each in after.reorganisations if each.is_held for key in each.groups}
    event("something held" if held else "nothing held")
    was = {group.key: group.members for group in before.groups}
    assert {group.key: group.members for group in after.groups if group.key not in held} == {
        key: people for key, people in was.items() if key not in held
    }
    assert all(group.unusable == () for group in after.groups)


@pytest.mark.clause("A7")
@settings(max_examples=150)
@given(st.data(), companies())
def test_a_line_means_the_same_department_wherever_it_moves(data: st.DataObject, company: Company) -> None:
    """Who lies below a department may change; what `sub_departments: false` brings may not."""
    desired = company.desired()
    before = resolve(desired, company.book(), NOW)
    past = a_past(*(a_past_group(group.key, group.baseline) for group in before.groups), departments=before.departments)
    book = company.book(data.draw(moved(company.tree)))
    by_id = Company(company.tree, company.where, tuple((number, True, below) for number, _, below in company.lines))

    after = resolve(desired, book, NOW, past=past)

    held = {key for each in after.reorganisations if each.is_held for key in each.groups}
    meant = members(by_id.desired(), book)
    for group in after.groups:
        assert group.key in held or group.members == meant[group.key]


@settings(max_examples=150)
@given(st.data(), companies())
def test_the_proposed_edits_name_the_same_departments(data: st.DataObject, company: Company) -> None:
    desired = company.desired()
    before = resolve(desired, company.book(), NOW)
    past = a_past(*(a_past_group(group.key, group.baseline) for group in before.groups), departments=before.departments)
    book = company.book(data.draw(st.one_of(renamed(company.tree), moved(company.tree))))
    after = resolve(desired, book, NOW, past=past)
    edits = {edit.document: edit.new for each in after.reorganisations for edit in each.edits}

    edited = [
        a_spec(spec.key, owner="p0", members=[a_line(f"department:{word}{'' if line.sub_departments else '/.'}")])
        for spec in desired.groups
        for line in spec.members or ()
        for word in edits.get(spec.key, (line.value,))
    ]
    noted = a_past(*past.groups.values(), departments=after.departments)
    left = [resolve(a_state(*edited), book, NOW, past=each) for each in (past, noted)]

    by_id = Company(company.tree, company.where, tuple((number, True, below) for number, _, below in company.lines))
    meant = members(by_id.desired(), book)
    assert [state.reorganisations for state in left] == [(), ()]
    assert [{group.key: group.members for group in state.groups} for state in left] == [meant, meant]


@settings(max_examples=100)
@given(st.data(), companies())
def test_what_is_not_edited_is_told_again_and_never_forgotten(data: st.DataObject, company: Company) -> None:
    """What it is to be replaced by may become shorter: an id, until nothing else is remembered by the path."""
    desired = company.desired()
    before = resolve(desired, company.book(), NOW)
    past = a_past(*(a_past_group(group.key, group.baseline) for group in before.groups), departments=before.departments)
    book = company.book(data.draw(st.one_of(renamed(company.tree), moved(company.tree))))
    first = resolve(desired, book, NOW, past=past)

    again = resolve(desired, book, NOW, past=a_past(*past.groups.values(), departments=first.departments))

    told = [
        {(each.is_held, edit.document, edit.old) for each in state.reorganisations for edit in each.edits}
        for state in (first, again)
    ]
    assert told[0] == told[1]
    assert [group.members for group in again.groups] == [group.members for group in first.groups]
