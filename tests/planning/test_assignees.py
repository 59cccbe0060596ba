"""Who does a step: the first of those concerned who works here; and who hears of it when it is not done."""

from dataclasses import replace

import pytest

from reconciler.model.capability import Access, Capability
from reconciler.model.directory import PersonStatus
from reconciler.model.group import GroupType
from reconciler.model.ids import UserId
from reconciler.planning.assignees import Assignees
from reconciler.planning.work import GroupWork
from reconciler.text import Text
from tests.builders import a_chat, a_company, a_directory, a_group, a_handover, a_person, a_spec, a_state
from tests.planning.departments import a_department

SPEC = a_spec(owner="ann", admins="bob", deputy=UserId("dep"), department="rd")
CONSOLE = Capability(GroupType.APP, "x", Text.same("x"), (Access.CONSOLE,), "1", "2026-09-01")


def assignees(here: str, disabled: str = "") -> Assignees:
    """People who work here, some whose accounts are off; gov is the governance role, con has the console."""
    book = a_directory(here)
    off = {UserId(user): a_person(user, status=PersonStatus.DISABLED) for user in disabled.split()}
    desired = a_state(
        SPEC,
        company=a_company(console_admins=(UserId("con"),)),
        departments={"rd": a_department("rd", head="head", deputy="second")},
    )
    return Assignees(desired, replace(book, people={**book.people, **off}), frozenset({UserId("gov")}))


@pytest.mark.parametrize(
    ("here", "disabled", "expected"),
    [
        pytest.param("new live ann bob dep head", "", "new", id="who-owns-it-after-this-plan"),
        pytest.param("live ann bob dep head", "new", "live", id="who-owns-it-now"),
        pytest.param("ann bob dep head", "live", "ann", id="whom-git-names"),
        pytest.param("bob dep head", "ann", "bob", id="an-admin"),
        pytest.param("dep head", "ann bob", "dep", id="the-deputy"),
        pytest.param("head", "", "head", id="the-head-of-the-department"),
        pytest.param("eve", "ann bob dep head", None, id="nobody-suitable"),
    ],
)
def test_the_first_who_works_here_does_it(here: str, disabled: str, expected: str | None) -> None:
    work = GroupWork(a_group(spec=SPEC), a_chat("live ann", owner="live"), acted=(a_handover("live", "new"),))

    assert assignees(here, disabled).of(work, None) == expected


@pytest.mark.parametrize(
    ("here", "expected"), [("con gov ann", "con"), ("gov ann", "gov"), ("ann", None)], ids=["console", "gov", "nobody"]
)
def test_what_only_the_console_can_do_goes_to_who_looks_after_it(here: str, expected: str | None) -> None:
    assert assignees(here).of(GroupWork(a_group(spec=SPEC)), CONSOLE) == expected


@pytest.mark.parametrize(
    ("here", "assignee", "expected"),
    [("head second", "ann", "head"), ("head second", "head", "second"), ("head", "head", None), ("ann", "ann", None)],
)
def test_the_head_hears_of_what_is_overdue_never_of_their_own(here: str, assignee: str, expected: str | None) -> None:
    assert assignees(here).head_of(a_group(spec=SPEC), UserId(assignee)) == expected


def test_the_governance_role_hears_of_everything_but_its_own() -> None:
    everybody = assignees("gov ann")

    assert [everybody.governors(user) for user in (UserId("ann"), UserId("gov"), None)] == [("gov",), (), ("gov",)]
