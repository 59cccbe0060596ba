"""What becomes of a difference: done, shown, left to another command."""

import pytest

from reconciler.model.change import Cause, Change
from reconciler.model.company import DriftMode
from reconciler.model.group import Enrolment, Lifecycle
from reconciler.planning.scope import ALL_CAUSES, DRIFT_CAUSES, scope_changes
from tests.builders import a_chat, a_group, a_handover, a_join, a_leave, a_rename, a_spec, people

ADDITIVE, STRICT, OBSERVE = Enrolment.ADDITIVE, Enrolment.STRICT, Enrolment.OBSERVE


def fate(
    *changes: Change,
    membership: Enrolment = STRICT,
    drift: DriftMode = DriftMode.CORRECT,
    lifecycle: Lifecycle = Lifecycle.ACTIVE,
    causes: frozenset[Cause] = ALL_CAUSES,
    live: str = "ann bob eve",
) -> list[str]:
    group = a_group(membership=membership, drift=drift, spec=a_spec(lifecycle=lifecycle))
    scoped = scope_changes(group, a_chat(live), changes, causes)
    names = {
        "acted": scoped.acted,
        "reported": scoped.reported,
        "waiting": scoped.waiting,
        "undeclared": scoped.undeclared,
    }
    return [name for name, found in names.items() for _ in found]


@pytest.mark.clause("I1.1")
@pytest.mark.parametrize(
    ("membership", "cause", "becomes"),
    [
        *(pytest.param(STRICT, cause, "acted", id=f"strict-{cause}") for cause in Cause),
        pytest.param(ADDITIVE, Cause.INTENT, "acted", id="additive-intent"),
        pytest.param(ADDITIVE, Cause.EXPIRY, "acted", id="additive-expiry"),
        pytest.param(ADDITIVE, Cause.SANCTION, "acted", id="additive-sanction"),
        pytest.param(ADDITIVE, Cause.DEPARTED, "acted", id="additive-departed"),
        pytest.param(ADDITIVE, Cause.DIRECTORY, "undeclared", id="additive-moved-out"),
        pytest.param(ADDITIVE, Cause.DRIFT, "undeclared", id="additive-invited-by-hand"),
        pytest.param(OBSERVE, Cause.INTENT, "reported", id="observe-intent"),
        pytest.param(OBSERVE, Cause.DEPARTED, "reported", id="observe-departed"),
        pytest.param(OBSERVE, Cause.DRIFT, "undeclared", id="observe-invited-by-hand"),
    ],
)
def test_leaves(membership: Enrolment, cause: Cause, becomes: str) -> None:
    assert fate(a_leave("eve", cause=cause), membership=membership) == [becomes]


@pytest.mark.parametrize(
    ("membership", "cause", "becomes"),
    [
        *(pytest.param(STRICT, cause, "acted", id=f"strict-{cause}") for cause in (Cause.INTENT, Cause.DRIFT)),
        *(pytest.param(ADDITIVE, cause, "acted", id=f"additive-{cause}") for cause in (Cause.DIRECTORY, Cause.DRIFT)),
        *(pytest.param(OBSERVE, cause, "reported", id=f"observe-{cause}") for cause in (Cause.INTENT, Cause.DRIFT)),
    ],
)
def test_joins(membership: Enrolment, cause: Cause, becomes: str) -> None:
    assert fate(a_join("zoe", cause=cause), membership=membership) == [becomes]


@pytest.mark.parametrize(
    ("drift", "cause", "becomes"),
    [
        pytest.param(DriftMode.CORRECT, Cause.DRIFT, "acted", id="correct"),
        pytest.param(DriftMode.REPORT, Cause.DRIFT, "reported", id="report"),
        pytest.param(DriftMode.ADOPT, Cause.DRIFT, "reported", id="adopt"),
        pytest.param(DriftMode.REPORT, Cause.INTENT, "acted", id="report-is-about-drift-alone"),
        pytest.param(DriftMode.REPORT, Cause.DEPARTED, "acted", id="departures-are-no-drift"),
    ],
)
def test_drift(drift: DriftMode, cause: Cause, becomes: str) -> None:
    assert fate(a_leave("eve", cause=cause), drift=drift) == [becomes]
    assert fate(a_rename("旧", "新", cause=cause), drift=drift) == [becomes]


@pytest.mark.parametrize("lifecycle", [Lifecycle.FROZEN, Lifecycle.RETIRED])
@pytest.mark.parametrize("change", [a_join("zoe"), a_leave("eve"), a_rename("旧", "新"), a_handover("ann", "bob")])
def test_a_group_at_rest_is_only_shown(lifecycle: Lifecycle, change: Change) -> None:
    assert fate(change, lifecycle=lifecycle) == ["reported"]


def test_intent_waits_while_drift_is_corrected() -> None:
    found = fate(a_join("zoe"), a_leave("eve", cause=Cause.DRIFT), a_rename("旧", "新"), causes=DRIFT_CAUSES)

    assert found == ["acted", "waiting", "waiting"]


@pytest.mark.clause("F6.3")
@pytest.mark.parametrize(
    ("changes", "causes", "becomes"),
    [
        pytest.param(
            [a_handover("ann", "bob"), a_leave("ann")], ALL_CAUSES, ["acted", "acted"], id="successor-is-in-already"
        ),
        pytest.param(
            [a_handover("ann", "zoe"), a_join("zoe"), a_leave("ann")], ALL_CAUSES, ["acted"] * 3, id="successor-joins"
        ),
        pytest.param(
            [a_handover("ann", "zoe"), a_leave("ann", cause=Cause.DRIFT)],
            DRIFT_CAUSES,
            ["waiting", "waiting"],
            id="handover-waits-so-the-owner-stays",
        ),
        pytest.param(
            [a_handover("ann", "zoe", cause=Cause.DRIFT), a_join("zoe")],
            DRIFT_CAUSES,
            ["waiting", "waiting"],
            id="successor-waits-so-the-handover-waits",
        ),
        pytest.param([a_handover("ann", "zoe")], ALL_CAUSES, ["waiting"], id="a-successor-outside-is-none"),
        pytest.param([a_leave("ann")], ALL_CAUSES, ["waiting"], id="an-owner-without-successor-stays"),
        pytest.param([a_leave("ann"), a_leave("eve")], ALL_CAUSES, ["acted", "waiting"], id="others-are-not-held-up"),
    ],
)
def test_the_owner_never_leaves_without_a_successor(
    changes: list[Change], causes: frozenset[Cause], becomes: list[str]
) -> None:
    assert fate(*changes, causes=causes) == becomes


def test_a_reported_handover_keeps_the_owner_in() -> None:
    found = fate(a_handover("ann", "bob", cause=Cause.DRIFT), a_leave("ann"), drift=DriftMode.REPORT)

    assert found == ["reported", "waiting"]


def test_nothing_is_lost_or_doubled() -> None:
    changes = (a_join("zoe"), a_leave("eve", cause=Cause.DRIFT), a_handover("ann", "bob"), a_rename("旧", "新"))
    group = a_group(membership=ADDITIVE)

    scoped = scope_changes(group, a_chat("ann bob eve"), changes, ALL_CAUSES)

    assert scoped.undeclared == tuple(people("eve"))
    assert {*scoped.acted, *scoped.reported, *scoped.waiting} == {*changes} - {changes[1]}
