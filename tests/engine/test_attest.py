"""Who may vouch for which step, and what is refused with a sentence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.engine.attest import LONGEST_NOTE, Attestation, attest
from reconciler.errors import LedgerConflictError, StepError
from reconciler.model.action import TellPerson
from reconciler.model.ids import ChatId, GroupKey, UserId, user_id
from reconciler.model.manual import Level, ManualStep, StepEnd
from reconciler.text import Text
from tests.builders import NOW
from tests.engine.fake_ledger import FakeLedger

CHAT = ChatId("chat")
ID = "3fa09c1b2d4e"


def a_step(step_id: str = ID, seen_by: str = "attest") -> ManualStep:
    return ManualStep(step_id, GroupKey("rd"), "admins", user_id("ann"), Text.same("?"), Text.same("!"), seen_by)


def a_ledger(*steps: ManualStep, ended: str = "", told: str = "", missing: str = "") -> FakeLedger:
    """Steps handed over; perhaps one has ended, somebody was told of the first, somebody is missing."""
    ledger = FakeLedger()
    with ledger.hold("ci", "apply", NOW):
        ledger.open_steps([(step, CHAT) for step in steps], NOW)
        ledger.end_steps([(ended, StepEnd.SEEN)] if ended else [], NOW)
        ledger.note_missing([UserId(missing)] if missing else [], NOW, NOW)
        if told:
            ledger.reserve(TellPerson(UserId(told), Level.TOLD, (steps[0].id,), "tell", "", 0), "a", NOW)
    return ledger


@pytest.mark.parametrize("written", [ID, "3fa0", "3FA09C", f" {ID} "])
def test_a_step_is_named_by_its_beginning(written: str) -> None:
    ledger = a_ledger(a_step(), a_step("77aa00000000"))

    step = attest(ledger, Attestation(written, "Ann"), NOW)

    assert (step.id, step.attested_by, step.attested_at, step.is_waiting) == (ID, "ann", NOW, False)
    assert [each.id for each in ledger.read().steps.values() if each.is_waiting] == ["77aa00000000"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param(Attestation("3fa", "ann"), "at least 4 characters", id="too-short"),
        pytest.param(Attestation("ffff", "ann"), "no step ffff", id="unknown"),
        pytest.param(Attestation("aaaa", "ann"), "aaaa11111111, aaaa22222222", id="ambiguous"),
        pytest.param(Attestation("eeee", "ann"), "has ended", id="ended"),
        pytest.param(Attestation("5ee5", "ann"), "WeCom shows", id="shown-by-live"),
        pytest.param(Attestation(ID, "张三"), "no user id", id="no-user-id"),
        pytest.param(Attestation(ID, ""), "no user id", id="nobody"),
        pytest.param(Attestation(ID, "gone"), "not in the address book", id="missing-person"),
        pytest.param(Attestation(ID, "ann", "打 138-0013-8000 找我"), "a mobile number", id="mobile"),
        pytest.param(Attestation(ID, "ann", "11010519491231002X"), "an id-card number", id="id-card"),
        pytest.param(Attestation(ID, "ann", "x" * (LONGEST_NOTE + 1)), "at most", id="long-note"),
        pytest.param(Attestation(ID, "eve", only_told=True), "never told", id="not-told"),
    ],
)
def test_what_is_refused_leaves_the_ledger_as_it_was(given: Attestation, words: str) -> None:
    steps = [a_step(), a_step("aaaa11111111"), a_step("aaaa22222222"), a_step("eeee00000000")]
    ledger = a_ledger(*steps, a_step("5ee500000000", "members"), ended="eeee00000000", missing="gone")
    before = ledger.entries

    with pytest.raises(StepError, match=words) as refused:
        attest(ledger, given, NOW)

    assert ledger.entries == before
    assert "138" not in refused.value.what.zh + refused.value.what.en


def test_the_end_of_another_step_with_the_same_beginning_does_not_hide_the_open_one() -> None:
    ledger = a_ledger(a_step("aaaa11111111"), a_step("aaaa22222222"), ended="aaaa11111111")

    assert attest(ledger, Attestation("aaaa", "ann"), NOW).id == "aaaa22222222"


def test_whoever_was_told_may_confirm_by_a_button() -> None:
    ledger = a_ledger(a_step(), told="ann")

    assert attest(ledger, Attestation(ID, "ANN", only_told=True), NOW).attested_by == "ann"


def test_a_second_attestation_renews_the_first() -> None:
    ledger = a_ledger(a_step())
    attest(ledger, Attestation(ID, "ann"), NOW)

    again = attest(ledger, Attestation(ID, "bob"), NOW + timedelta(days=1))

    assert (again.attested_by, again.attested_at) == ("bob", NOW + timedelta(days=1))


def test_somebody_else_holding_the_ledger_is_a_conflict() -> None:
    ledger = a_ledger(a_step())

    with ledger.hold("ci", "apply", NOW), pytest.raises(LedgerConflictError):
        attest(ledger, Attestation(ID, "ann"), NOW)


def test_a_step_asked_again_after_an_attestation_begins_anew() -> None:
    ledger = a_ledger(a_step(), told="ann")
    attest(ledger, Attestation(ID, "ann"), NOW)

    with ledger.hold("ci", "apply", NOW):
        ledger.open_steps([(replace(a_step(), assignee=user_id("bob")), CHAT)], NOW + timedelta(days=90))

    step = ledger.read().steps[ID]
    assert (step.is_waiting, step.opened_at, step.told, step.doer) == (True, NOW + timedelta(days=90), {}, "bob")
