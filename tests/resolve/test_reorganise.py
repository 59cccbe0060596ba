"""Departments that are not where lines of git look for them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.model.desired import DepartmentSpec, GuardName, Override
from reconciler.model.directory import Directory
from reconciler.model.finding import Place, Severity
from reconciler.model.group import GroupSpec, Lifecycle
from reconciler.model.ids import UserId
from reconciler.model.record import Past
from reconciler.model.reorganisation import Reorganisation
from reconciler.model.reorganisation import ReorganisationKind as Kind
from reconciler.model.resolved import ResolvedState
from reconciler.resolve import resolve
from reconciler.resolve.former import paths_of
from tests.builders import (
    DEPARTMENTS,
    NOW,
    TODAY,
    a_directory,
    a_line,
    a_past,
    a_past_group,
    a_spec,
    a_state,
    an_override,
    people,
)

WHERE = {"ann": (1,), "bob": (2,), "cat": (3,), "dan": (3,), "eve": (3,), "fay": (4,), "gus": (5,)}
Tree = Mapping[int, tuple[str, int]]
PLATFORM = "department:研发部/平台组"


def without(*numbers: int, **_: object) -> Tree:
    return {number: entry for number, entry in DEPARTMENTS.items() if number not in numbers}


def remembered(*specs: GroupSpec, where: Mapping[str, Iterable[int]] | None = None) -> Past:
    """What a ledger knows after these groups were brought into line with the tree as it was."""
    book = a_directory(where or WHERE)
    before = resolve(a_state(*specs), book, NOW)
    groups = [a_past_group(group.key, group.baseline) for group in before.groups]
    return a_past(*groups, departments=paths_of(book))


def after(
    tree: Tree,
    *specs: GroupSpec,
    where: Mapping[str, Iterable[int]] | None = None,
    overrides: tuple[Override, ...] = (),
) -> ResolvedState:
    """What the same groups come to once the tree and the people in it moved."""
    book = a_directory({**WHERE, **(where or {})}, departments=tree)
    return resolve(a_state(*specs, overrides=overrides), book, NOW, past=remembered(*specs))


def members(state: ResolvedState) -> list[set[UserId]]:
    return [set(group.members) for group in state.groups]


def the_one(state: ResolvedState) -> Reorganisation:
    [found] = state.reorganisations
    return found


def edits(found: Reorganisation) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(edit.document, edit.old, edit.new) for edit in found.edits]


GROUP = a_spec("g", members=PLATFORM)
RENAMED = {**DEPARTMENTS, 3: ("平台部", 2)}
MOVED = {**DEPARTMENTS, 3: ("平台组", 5)}
PARENT = {**DEPARTMENTS, 2: ("研发中心", 1)}
TAKEN = {**RENAMED, 9: ("平台组", 2)}


@pytest.mark.clause("A7")
@pytest.mark.parametrize(
    ("tree", "kind", "cause", "now", "new"),
    [
        pytest.param(RENAMED, Kind.RENAMED, 3, "研发部/平台部", "研发部/平台部", id="renamed"),
        pytest.param(MOVED, Kind.MOVED, 3, "市场部/平台组", "市场部/平台组", id="moved"),
        pytest.param({**DEPARTMENTS, 3: ("P", 5)}, Kind.MOVED, 3, "市场部/P", "市场部/P", id="moved-with-another-name"),
        pytest.param(PARENT, Kind.RENAMED, 2, "研发中心", "研发中心/平台组", id="the-one-above-was-renamed"),
        pytest.param(
            {**PARENT, 2: ("研发部", 5)}, Kind.MOVED, 2, "市场部/研发部", "市场部/研发部/平台组", id="above-moved"
        ),
    ],
)
def test_a_department_that_was_renamed_or_moved_is_followed(
    tree: Tree, kind: Kind, cause: int, now: str, new: str
) -> None:
    state = after(tree, GROUP)

    found = the_one(state)
    assert members(state) == [people("ann cat dan eve fay")]
    assert (found.kind, found.department, found.after, found.groups) == (kind, cause, (now,), ("g",))
    assert (found.is_held, found.is_taken) == (False, False)
    assert edits(found) == [("g", "研发部/平台组", (new,))]
    assert [(finding.rule, finding.severity) for finding in state.findings] == [
        ("department-reorganised", Severity.WARNING)
    ]
    assert state.groups[0].unusable == ()


def test_one_rename_above_many_paths_is_one_cause() -> None:
    specs = [
        a_spec("a", members=PLATFORM),
        a_spec("b", members="department:研发部/平台组/发布组/."),
        a_spec("c", members="department:研发部"),
    ]

    found = the_one(after(PARENT, *specs))

    assert (found.before, found.after, found.groups) == ("研发部", ("研发中心",), ("a", "b", "c"))
    assert [edit.new for edit in found.edits] == [("研发中心/平台组",), ("研发中心/平台组/发布组",), ("研发中心",)]


def test_the_companys_own_name_is_a_department_too() -> None:
    group = a_spec("g", members="department:晨星/研发部/平台组")

    found = the_one(after({**DEPARTMENTS, 1: ("晨星科技", 0)}, group))

    assert (found.kind, found.before, found.after) == (Kind.RENAMED, "晨星", ("晨星科技",))
    assert edits(found) == [("g", "晨星/研发部/平台组", ("研发部/平台组",))]


@pytest.mark.parametrize("line", ["department:3", "department:3/."])
@pytest.mark.parametrize("tree", [RENAMED, MOVED, PARENT, TAKEN])
def test_an_id_needs_nothing_when_its_department_moves(line: str, tree: Tree) -> None:
    state = after(tree, a_spec("g", members=line))

    assert (state.reorganisations, state.findings) == ((), ())
    assert members(state) == members(after(DEPARTMENTS, a_spec("g", members=line)))


@pytest.mark.clause("A7")
@pytest.mark.parametrize("line", [PLATFORM, "department:3"])
@pytest.mark.parametrize(
    ("where", "kind", "now"),
    [
        pytest.param(dict.fromkeys(["cat", "dan", "eve"], (5,)), Kind.MERGED, ("市场部",), id="all-in-one"),
        pytest.param({"cat": (5,), "dan": (5, 2), "eve": (2, 5)}, Kind.MERGED, ("市场部",), id="in-one-and-others"),
        pytest.param({"cat": (5,), "dan": (5,), "eve": (2,)}, Kind.SPLIT, ("市场部", "研发部"), id="in-several"),
        pytest.param(dict.fromkeys(["cat", "dan", "eve"], (1,)), Kind.DISSOLVED, (), id="in-none"),
    ],
)
def test_a_department_that_is_gone_is_told_by_where_its_people_went(
    line: str, where: Mapping[str, Iterable[int]], kind: Kind, now: tuple[str, ...]
) -> None:
    state = after(without(3, 4), a_spec("g", members=line), where={"fay": (1,), **where})

    found = the_one(state)
    assert (found.kind, found.before, found.after) == (kind, "研发部/平台组", now)
    assert (found.is_held, found.people) == (True, 4)
    assert edits(found) == [("g", line.partition(":")[2], now)]
    assert [finding.severity for finding in state.findings] == [Severity.ERROR]


def test_departments_below_that_moved_along_count_as_the_one_they_lie_in() -> None:
    tree = {**without(3), 4: ("发布组", 5)}

    found = the_one(after(tree, GROUP, where={"cat": (5,), "dan": (4,), "eve": (4,)}))

    assert (found.kind, found.after) == (Kind.MERGED, ("市场部",))


def test_whom_a_group_takes_from_elsewhere_is_no_sign() -> None:
    group = a_spec("g", members=["gus", "department:市场部", PLATFORM])
    alone = a_spec("h", members=PLATFORM)

    found = the_one(after(without(3, 4), group, alone, where=dict.fromkeys(["cat", "dan", "eve", "fay"], (2,))))

    assert (found.kind, found.after) == (Kind.MERGED, ("研发部",))


def test_a_department_merged_into_one_the_group_names_already_leaves_one_line() -> None:
    group = a_spec("g", members=["department:市场部", PLATFORM])

    found = the_one(after(without(3, 4), group, where=dict.fromkeys(["cat", "dan", "eve", "fay"], (5,))))

    assert (found.kind, found.after) == (Kind.MERGED, ("市场部",))
    assert edits(found) == [("g", "研发部/平台组", ())]


@pytest.mark.parametrize(
    ("tree", "where", "kind", "now", "new"),
    [
        pytest.param(
            TAKEN, {"hal": (9,)}, Kind.RENAMED, ("研发部/平台部",), ("研发部/平台部",), id="another-took-its-name"
        ),
        pytest.param(
            {**DEPARTMENTS, 3: ("市场部", 1), 5: ("平台组", 2)},
            {},
            Kind.MOVED,
            ("市场部",),
            ("3",),
            id="two-swapped-names",
        ),
        pytest.param(
            {**without(3, 4), 9: ("平台组", 2)},
            {"hal": (9,), **dict.fromkeys(["cat", "dan", "eve", "fay"], (5,))},
            Kind.MERGED,
            ("市场部",),
            ("市场部",),
            id="merged-and-another-took-its-name",
        ),
        pytest.param(
            {**without(3, 4), 9: ("平台组", 2)},
            {"hal": (9,), **dict.fromkeys(["cat", "dan", "eve", "fay"], (9,))},
            Kind.RECREATED,
            ("研发部/平台组",),
            ("9",),
            id="made-again-with-somebody-new",
        ),
    ],
)
def test_a_path_that_means_other_people_now_is_held(
    tree: Tree, where: Mapping[str, Iterable[int]], kind: Kind, now: tuple[str, ...], new: tuple[str, ...]
) -> None:
    found = the_one(after(tree, GROUP, where=where))

    assert (found.kind, found.after, found.is_taken, found.is_held) == (kind, now, True, True)
    assert edits(found) == [("g", "研发部/平台组", new)]


def test_a_department_made_again_with_the_same_people_is_followed() -> None:
    tree = {**without(3, 4), 9: ("平台组", 2)}

    state = after(tree, GROUP, where=dict.fromkeys(["cat", "dan", "eve", "fay"], (9,)))

    found = the_one(state)
    assert members(state) == [people("ann cat dan eve fay")]
    assert (found.kind, found.is_held, found.edits) == (Kind.RECREATED, False, ())
    assert state.departments == {1: "晨星", 2: "研发部", 5: "市场部", 9: "研发部/平台组"}


GOES_TO_MARKETING = dict.fromkeys(["cat", "dan", "eve", "fay"], (5,))


@pytest.mark.parametrize(
    ("override", "is_held"),
    [
        pytest.param(an_override(GuardName.DIRECTORY_MOVE, 3), False, id="enough"),
        pytest.param(an_override(GuardName.DIRECTORY_MOVE, 2), True, id="limit-too-small"),
        pytest.param(an_override(GuardName.DIRECTORY_MOVE, 3, until=TODAY - timedelta(days=1)), True, id="has-ended"),
        pytest.param(an_override(GuardName.DIRECTORY_MOVE, 3, "a"), True, id="for-one-group"),
        pytest.param(an_override(GuardName.GROUPS_TOUCHED, 3), True, id="another-guard"),
    ],
)
def test_one_override_lets_the_whole_set_through(override: Override, is_held: bool) -> None:
    """A group that takes people from another one is of the set; one that is over is not."""
    specs = [
        a_spec("a", members=PLATFORM),
        a_spec("b", members="group:a"),
        a_spec("c", members=PLATFORM),
        a_spec("old", members=PLATFORM, lifecycle=Lifecycle.RETIRED),
    ]

    state = after(without(3, 4), *specs, where=GOES_TO_MARKETING, overrides=(override,))

    found = the_one(state)
    assert (found.groups, found.is_held) == (("a", "b", "c"), is_held)
    assert members(state)[0] == people("ann cat dan eve fay gus")


def test_of_a_split_department_everybody_stays_where_they_were() -> None:
    where = {"cat": (5,), "dan": (2,), "eve": (2,), "fay": (5,)}

    state = after(without(3, 4), GROUP, where=where, overrides=(an_override(GuardName.DIRECTORY_MOVE, 1),))

    assert the_one(state).kind is Kind.SPLIT
    assert members(state) == [people("ann cat dan eve fay")]


def test_a_line_that_has_ended_names_nothing_any_more() -> None:
    line = replace(a_line(PLATFORM), until=TODAY - timedelta(days=1))

    state = after(without(3, 4), a_spec("g", members=["bob", line]))

    assert (state.reorganisations, state.findings) == ((), ())


def test_a_ledger_that_remembers_no_departments_knows_nothing() -> None:
    state = resolve(a_state(GROUP), a_directory(WHERE, departments=RENAMED), NOW)

    assert state.reorganisations == ()
    assert [finding.rule for finding in state.findings] == ["unknown-department"]


def test_what_git_still_calls_otherwise_stays_remembered_with_all_above() -> None:
    tree = {**DEPARTMENTS, 2: ("研发中心", 1), 5: ("销售部", 1)}

    state = after(tree, GROUP)

    assert state.departments == {
        1: "晨星",
        2: "研发部",
        3: "研发部/平台组",
        4: "研发中心/平台组/发布组",
        5: "销售部",
    }


def test_a_path_that_is_kept_never_means_two_departments() -> None:
    state = after(TAKEN, GROUP, where={"hal": (9,)})

    assert state.departments == {**paths_of(a_directory()), 4: "研发部/平台部/发布组"}


def test_once_let_through_a_path_means_whose_it_is_now() -> None:
    override = an_override(GuardName.DIRECTORY_MOVE, 1)

    state = after(TAKEN, GROUP, where={"hal": (9,)}, overrides=(override,))

    assert members(state) == [people("ann hal")]
    assert state.departments == paths_of(a_directory(departments=TAKEN))


def test_a_department_document_whose_department_is_gone_is_found() -> None:
    document = DepartmentSpec("platform", "平台组", "3", Place("groups/platform/department.yaml"))
    book: Directory = a_directory(WHERE, departments=without(3, 4))
    past = a_past(departments=paths_of(a_directory()))

    state = resolve(a_state(departments={"platform": document}), book, NOW, past=past)

    assert [(finding.rule, finding.subject) for finding in state.findings] == [("department-gone", "platform")]
    assert state.departments[3] == "研发部/平台组"
