"""One apply as its inverse needs it, and what undoes of it have put back."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from reconciler.errors import UndoError
from reconciler.ledger import Ledger, past_apply
from reconciler.model.action import UpdateGroup
from reconciler.model.approval import Provenance
from reconciler.model.live import LiveGroup
from reconciler.model.origin import Origin
from reconciler.model.outcome import Status
from reconciler.model.record import Baseline
from reconciler.model.undo import After, PastUndone
from tests.ledger.past_worlds import ANN, BOB, CHAT, EVE, KEY, NOW, MemoryStore, a_creation, a_memory_ledger

RENAME = UpdateGroup(KEY, CHAT, name="新", owner=BOB, joins=(EVE,), former=ANN, former_name="旧")
BACK = UpdateGroup(KEY, CHAT, name="旧", owner=ANN, leaves=(EVE,), former=BOB, former_name="新")
LIVE = LiveGroup(CHAT, "新", BOB, frozenset({ANN, BOB, EVE}))
PARTS = frozenset({"name", "owner", "user:eve"})


def run(ledger: Ledger, apply_id: str, *calls: UpdateGroup, undoes: str = "", ends: Sequence[Status] = ()) -> None:
    """One apply; calls without an end were reserved only."""
    came = Provenance(Origin("t", "c" * 40, "b" * 40), "p", undoes=undoes)
    with ledger.hold("ann", "apply", NOW):
        ledger.begin(apply_id, fingerprint="f", by="ann", reviewed=False, digest="", now=NOW, provenance=came)
        seqs = [ledger.reserve(call, apply_id, NOW) for call in calls]
        for seq, status in zip(seqs, ends, strict=False):
            ledger.confirm(seq, status, None, NOW)
        if len(ends) == len(calls):
            ledger.end(apply_id, {}, NOW, [(KEY, LIVE)])


def a_ledger() -> Ledger:
    return a_memory_ledger(MemoryStore())


def test_an_apply_is_known_with_what_was_before_and_how_it_left_the_group() -> None:
    ledger = a_ledger()
    run(ledger, "aaaa1", RENAME, ends=[Status.APPLIED])

    done = past_apply(ledger.records(), "aaaa")

    (group,) = done.groups
    assert (done.id, done.head, done.has_ended) == ("aaaa1", "c" * 40, True)
    assert (group.former_name, group.former, group.joined, group.left) == ("旧", ANN, frozenset({EVE}), frozenset())
    assert (group.certain, group.after, group.undone) == (PARTS, After.of(LIVE), frozenset())


def test_a_call_that_failed_is_not_undone_and_one_without_an_end_is_not_certain() -> None:
    ledger = a_ledger()
    run(ledger, "aaaa1", RENAME, UpdateGroup(KEY, CHAT, leaves=(ANN,)), ends=[Status.FAILED])

    (group,) = past_apply(ledger.records(), "last").groups

    assert (group.former_name, group.left, group.certain, group.after) == (None, frozenset({ANN}), frozenset(), None)


def test_who_came_and_went_within_one_apply_is_where_he_was() -> None:
    ledger = a_ledger()
    calls = [UpdateGroup(KEY, CHAT, joins=(EVE,)), UpdateGroup(KEY, CHAT, leaves=(EVE,))]
    run(ledger, "aaaa1", *calls, ends=[Status.APPLIED, Status.APPLIED])

    (group,) = past_apply(ledger.records(), "last").groups

    assert (group.joined, group.left, group.certain) == (frozenset(), frozenset(), frozenset())


@pytest.mark.parametrize(
    ("end", "by"),
    [
        pytest.param(Status.APPLIED, "bbbb1", id="done"),
        pytest.param(Status.UNKNOWN, "", id="nobody-knows"),
        pytest.param(Status.FAILED, "", id="refused"),
    ],
)
def test_an_apply_is_undone_by_the_undo_that_certainly_took_effect(end: Status, by: str) -> None:
    ledger = a_ledger()
    run(ledger, "aaaa1", RENAME, ends=[Status.APPLIED])
    run(ledger, "bbbb1", BACK, undoes="aaaa1", ends=[end])

    assert past_apply(ledger.records(), "aaaa1").undone_by == by


def test_the_undo_of_an_undo_makes_the_first_apply_undoable_again() -> None:
    ledger = a_ledger()
    run(ledger, "aaaa1", RENAME, ends=[Status.APPLIED])
    run(ledger, "bbbb1", BACK, undoes="aaaa1", ends=[Status.APPLIED])
    run(ledger, "cccc1", RENAME, undoes="bbbb1", ends=[Status.APPLIED])

    assert past_apply(ledger.records(), "aaaa1").undone_by == ""
    assert past_apply(ledger.records(), "bbbb1").undone_by == "cccc1"
    assert ledger.read().undone == {}


def test_last_is_the_last_apply_that_called_for_a_group() -> None:
    ledger = a_ledger()
    run(ledger, "aaaa1", RENAME, ends=[Status.APPLIED])
    run(ledger, "bbbb1")

    assert past_apply(ledger.records(), "last").id == "aaaa1"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param("aaaa", "2 applies begin with aaaa", id="several"),
        pytest.param("ffff", "knows no apply ffff", id="none"),
        pytest.param("a", "knows no apply a", id="too-short-to-mean-one"),
    ],
)
def test_an_id_that_names_no_single_apply_is_refused(asked: str, said: str) -> None:
    ledger = a_ledger()
    run(ledger, "aaaa1", RENAME, ends=[Status.APPLIED])
    run(ledger, "aaaa2", RENAME, ends=[Status.APPLIED])

    with pytest.raises(UndoError) as refused:
        past_apply(ledger.records(), asked)

    assert said in refused.value.what.en


def test_what_an_undo_put_back_is_held_until_the_group_is_in_line() -> None:
    ledger = a_ledger()
    run(ledger, "aaaa1", RENAME, ends=[Status.APPLIED])
    run(ledger, "bbbb1", BACK, undoes="aaaa1", ends=[Status.APPLIED])
    held = ledger.read().undone
    with ledger.hold("ann", "apply", NOW):
        ledger.settle([(KEY, CHAT, Baseline("新", BOB, frozenset({BOB}), frozenset()))], NOW + timedelta(hours=1))

    assert held == {CHAT: PastUndone("aaaa1", PARTS)}
    assert ledger.read().undone == {}


def test_an_apply_that_does_it_again_lets_go_of_what_it_did() -> None:
    ledger = a_ledger()
    run(ledger, "aaaa1", RENAME, ends=[Status.APPLIED])
    run(ledger, "bbbb1", BACK, undoes="aaaa1", ends=[Status.APPLIED])
    run(ledger, "cccc1", UpdateGroup(KEY, CHAT, joins=(EVE,)), ends=[Status.APPLIED])

    assert ledger.read().undone == {CHAT: PastUndone("aaaa1", frozenset({"name", "owner"}))}


def test_a_group_that_the_apply_made_is_told_as_made() -> None:
    ledger = a_ledger()
    with ledger.hold("ann", "apply", NOW):
        ledger.begin("aaaa1", fingerprint="f", by="ann", reviewed=False, digest="", now=NOW)
        ledger.confirm(ledger.reserve(a_creation(), "aaaa1", NOW), Status.APPLIED, None, NOW)

    assert [group.is_created for group in past_apply(ledger.records(), "last").groups] == [True]
