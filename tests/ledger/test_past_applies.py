"""Which merged commits were applied, and which not to the end."""

from datetime import timedelta

import pytest

from reconciler.ledger import Ledger
from reconciler.model.approval import Approved, Provenance
from reconciler.model.origin import Origin
from reconciler.model.outcome import Status
from tests.ledger.past_worlds import CORP, HOUR, NOW, MemoryStore

ONE, TWO, HEAD = "1" * 40, "2" * 40, "c" * 40


def applied(ledger: Ledger, apply_id: str, commit: str, counts: dict[Status, int] | None, later: timedelta) -> None:
    """An apply of the pull request that became a commit; `counts` None: it broke off."""
    came = Provenance(Origin("t", HEAD, "b" * 40), "p", Approved(merge_commit=commit))
    with ledger.hold("ann", "apply", NOW + later):
        now = NOW + later
        ledger.begin(apply_id, fingerprint="f", by="ann", reviewed=True, digest="d", now=now, provenance=came)
        if counts is not None:
            ledger.end(apply_id, counts, now)


@pytest.mark.parametrize(
    ("counts", "is_open"),
    [
        pytest.param({Status.APPLIED: 3, Status.FAILED: 0}, False, id="done"),
        pytest.param({}, False, id="nothing-to-do"),
        pytest.param({Status.APPLIED: 3, Status.DEFERRED: 1}, True, id="put-off"),
        pytest.param({Status.FAILED: 1}, True, id="failed"),
        pytest.param(None, True, id="broken-off"),
    ],
)
def test_a_commit_is_unfinished_until_an_apply_does_all_of_it(counts: dict[Status, int] | None, is_open: bool) -> None:
    ledger = Ledger(MemoryStore(), CORP)

    applied(ledger, "a1", ONE, counts, 0 * HOUR)

    past = ledger.read()
    assert (past.merged_commit, past.applied_commit) == (ONE, ONE)
    assert dict(past.unfinished) == ({ONE: NOW} if is_open else {})


def test_going_on_with_an_older_commit_leaves_the_newest_known() -> None:
    ledger = Ledger(MemoryStore(), CORP)
    applied(ledger, "a1", ONE, {Status.DEFERRED: 1}, 0 * HOUR)
    applied(ledger, "a2", TWO, {Status.APPLIED: 1}, HOUR)

    applied(ledger, "a3", ONE, {Status.APPLIED: 1}, 2 * HOUR)

    past = ledger.read()
    assert (past.merged_commit, dict(past.unfinished)) == (TWO, {})


@pytest.mark.parametrize("again", [False, True], ids=["put-off", "begun-again-and-broken-off"])
def test_when_what_was_put_off_can_go_on_is_known_until_it_is_begun_again(*, again: bool) -> None:
    ledger = Ledger(MemoryStore(), CORP)
    with ledger.hold("ann", "apply", NOW):
        came = Provenance(Origin("t", HEAD, "b" * 40), "p", Approved(merge_commit=ONE))
        ledger.begin("a1", fingerprint="f", by="ann", reviewed=True, digest="d", now=NOW, provenance=came)
        ledger.end("a1", {Status.DEFERRED: 1}, NOW, due=NOW + 8 * HOUR)
    if again:
        applied(ledger, "a2", ONE, None, HOUR)

    past = ledger.read()

    assert dict(past.due) == ({} if again else {ONE: NOW + 8 * HOUR})
    assert (past.merged_commit, past.merged_base) == (ONE, "b" * 40)
