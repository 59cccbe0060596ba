"""Why a change is there: every cause of design §6, with and without something to compare with."""

import pytest

from reconciler.model.change import Cause
from reconciler.model.ids import user_id
from reconciler.model.record import Baseline
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.cause import cause_of_join, cause_of_leave, cause_of_value
from tests.builders import a_baseline, a_group, a_spec, people


@pytest.mark.parametrize(
    ("before", "cause"),
    [
        pytest.param(None, Cause.INTENT, id="never-in-line-yet"),
        pytest.param("old", Cause.INTENT, id="git-moved"),
        pytest.param("new", Cause.DRIFT, id="git-asked-for-it-before"),
    ],
)
def test_cause_of_a_name_or_an_owner(before: str | None, cause: Cause) -> None:
    assert cause_of_value(before, "new") is cause


BY_NAME = a_group(members="ann bob eve", spec=a_spec(members="bob eve"))
BY_BOOK = a_group(
    members="ann bob eve", spec=a_spec(members="department:2"), selected=((0, "department:2", people("bob eve")),)
)
BOTH = a_group(
    members="ann bob eve", spec=a_spec(members="department:2 eve"), selected=((0, "department:2", people("bob eve")),)
)
BY_TAG = a_group(members="ann eve", spec=a_spec(members="tag:x"), selected=((0, "tag:x", people("eve")),))
AS_ADMIN = a_group(members="ann eve", spec=a_spec(members="", admins="eve"))
AS_OWNER = a_group(members="ann eve", owner="eve", spec=a_spec(owner="eve", members="ann"))


@pytest.mark.clause("A7")
@pytest.mark.parametrize(
    ("group", "baseline", "cause"),
    [
        pytest.param(BY_NAME, None, Cause.INTENT, id="never-in-line-yet"),
        pytest.param(BY_NAME, a_baseline("ann bob"), Cause.INTENT, id="a-line-was-added"),
        pytest.param(BY_NAME, a_baseline("ann bob eve"), Cause.DRIFT, id="left-by-hand"),
        pytest.param(BY_NAME, a_baseline("ann bob", selectors="user:bob user:eve"), Cause.DIRECTORY, id="came-back"),
        pytest.param(BY_BOOK, a_baseline("ann bob", selectors="department:2"), Cause.DIRECTORY, id="moved-in"),
        pytest.param(BY_BOOK, a_baseline("ann bob", selectors="department:3"), Cause.INTENT, id="another-department"),
        pytest.param(
            BY_BOOK, a_baseline("ann bob", selectors="department:2/."), Cause.INTENT, id="those-below-too-now"
        ),
        pytest.param(BY_BOOK, a_baseline("ann bob eve", selectors="department:2"), Cause.DRIFT, id="left-all-the-same"),
        pytest.param(BOTH, a_baseline("ann bob", selectors="department:2"), Cause.INTENT, id="moved-in-and-named"),
        pytest.param(BY_TAG, a_baseline("ann", selectors="tag:x"), Cause.DIRECTORY, id="was-tagged"),
        pytest.param(
            BY_BOOK,
            a_baseline("ann bob", selectors="department:2 except:user:eve"),
            Cause.INTENT,
            id="an-exception-was-taken-out",
        ),
        pytest.param(AS_ADMIN, a_baseline("ann", selectors=""), Cause.INTENT, id="made-an-admin"),
        pytest.param(AS_ADMIN, a_baseline("ann", selectors="admin:eve"), Cause.DIRECTORY, id="an-admin-came-back"),
        pytest.param(AS_OWNER, a_baseline("ann", selectors="user:eve"), Cause.INTENT, id="made-the-owner"),
    ],
)
def test_cause_of_a_join(group: ResolvedGroup, baseline: Baseline | None, cause: Cause) -> None:
    assert cause_of_join(group, user_id("eve"), baseline, group.lines()) is cause


NOT_IN = a_group(members="ann bob", spec=a_spec(members="bob"))
EXPIRED = a_group(members="ann bob", spec=a_spec(members="bob eve"), expired=people("eve"))
EXCEPTED = a_group(members="ann bob", spec=a_spec(members="department:2", excepted="eve"))
STILL_BOOK = a_group(members="ann bob", spec=a_spec(members="department:2"))


@pytest.mark.parametrize(
    ("group", "baseline", "cause"),
    [
        pytest.param(NOT_IN, None, Cause.DRIFT, id="nobody-ever-declared-them"),
        pytest.param(NOT_IN, a_baseline("ann bob"), Cause.DRIFT, id="invited-by-hand"),
        pytest.param(NOT_IN, a_baseline("ann bob eve"), Cause.INTENT, id="their-line-was-taken-out"),
        pytest.param(
            NOT_IN, a_baseline("ann bob eve", selectors="user:bob admin:eve"), Cause.INTENT, id="no-admin-any-more"
        ),
        pytest.param(NOT_IN, a_baseline("ann bob eve", owner="eve"), Cause.INTENT, id="no-owner-any-more"),
        pytest.param(
            NOT_IN, a_baseline("ann bob eve", selectors="user:bob department:2"), Cause.INTENT, id="a-wide-line-is-gone"
        ),
        pytest.param(STILL_BOOK, a_baseline("ann bob eve", selectors="department:2"), Cause.DIRECTORY, id="moved-out"),
        pytest.param(
            STILL_BOOK,
            a_baseline("ann bob eve", selectors="department:2 user:cat"),
            Cause.DIRECTORY,
            id="somebody-elses-line-was-taken-out",
        ),
        pytest.param(EXCEPTED, a_baseline("ann bob eve", selectors="department:2"), Cause.INTENT, id="excepted-now"),
        pytest.param(
            EXCEPTED,
            a_baseline("ann bob eve", selectors="department:2 except:user:eve"),
            Cause.DIRECTORY,
            id="excepted-before-already",
        ),
        pytest.param(EXPIRED, None, Cause.EXPIRY, id="expired-without-a-baseline"),
        pytest.param(EXPIRED, a_baseline("ann bob eve"), Cause.EXPIRY, id="expired"),
    ],
)
def test_cause_of_a_leave(group: ResolvedGroup, baseline: Baseline | None, cause: Cause) -> None:
    assert cause_of_leave(group, user_id("eve"), baseline, departed=False) is cause


@pytest.mark.clause("A8", "I2.1")
@pytest.mark.parametrize("group", [NOT_IN, EXPIRED, EXCEPTED])
def test_leaving_the_company_goes_over_every_other_cause(group: ResolvedGroup) -> None:
    assert cause_of_leave(group, user_id("eve"), a_baseline("ann eve"), departed=True) is Cause.DEPARTED
