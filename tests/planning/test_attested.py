"""What somebody vouched for, and for how long that holds."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.group import Review
from reconciler.model.ids import ChatId, UserId
from reconciler.model.record import Past, PastStep
from reconciler.planning.attested import Attested, step_id, was_reviewed_since
from tests.builders import KEY, NOW, TODAY, ZONE, a_baseline, a_chat, a_group, a_past, a_past_group, a_spec, chat_of

ANN = UserId("ann")
VALUE_A = PastStep("a", KEY, chat_of(), "permissions.invite", NOW, attested_at=NOW, attested_by=ANN, attested_seq=5)
VALUE_B = PastStep("b", KEY, chat_of(), "permissions.invite", NOW, opened_seq=6)


def holds(*steps: PastStep, review: Review | None = None, settled_seq: int = 0, assumed: bool = False) -> bool:
    """Whether the first step's attestation holds."""
    settled = replace(a_past_group(baseline=a_baseline()), settled_seq=settled_seq)
    past = replace(a_past(settled), steps={step.id: step for step in steps})
    live = replace(a_chat(), is_assumed=assumed)
    return Attested(a_group(spec=a_spec(review=review)), live, past, NOW).holds(steps[0].id)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param((VALUE_A,), True, id="attested"),
        pytest.param((replace(VALUE_A, attested_at=None),), False, id="not-attested"),
        pytest.param((replace(VALUE_A, chat_id=ChatId("another")),), False, id="of-another-chat"),
        pytest.param((VALUE_A, VALUE_B), False, id="another-value-was-asked-since"),
        pytest.param((VALUE_A, replace(VALUE_B, opened_seq=4)), True, id="another-value-was-asked-before"),
        pytest.param((VALUE_A, replace(VALUE_B, is_open=False)), False, id="and-has-ended-since"),
        pytest.param((VALUE_A, replace(VALUE_B, field="permissions.rename")), True, id="another-field"),
        pytest.param(
            (replace(VALUE_A, field="admins", people=(ANN,)), replace(VALUE_B, field="admins")),
            False,
            id="admins-are-one-value-though-they-are-people",
        ),
        pytest.param(
            (replace(VALUE_A, field="members.join", people=(ANN,)), replace(VALUE_B, field="members.join")),
            True,
            id="invitations-stand-side-by-side",
        ),
    ],
)
@pytest.mark.clause("B1")
def test_an_attestation_holds_until_another_value_is_asked_for(steps: tuple[PastStep, ...], expected: bool) -> None:
    assert holds(*steps) is expected


@pytest.mark.parametrize(
    ("field", "settled_seq", "assumed", "expected"),
    [
        pytest.param("members.join", 6, True, False, id="the-baseline-took-it-in"),
        pytest.param("members.join", 4, True, True, id="not-yet"),
        pytest.param("members.join", 6, False, True, id="live-shows-the-group"),
        pytest.param("create", 6, True, False, id="made-and-settled"),
        pytest.param("permissions.invite", 6, True, True, id="no-baseline-holds-a-permission"),
        pytest.param("admins", 6, True, True, id="nor-that-admins-were-set"),
    ],
)
def test_in_an_unseen_group_what_the_baseline_took_in_is_spent(
    field: str, settled_seq: int, assumed: bool, expected: bool
) -> None:
    assert holds(replace(VALUE_A, field=field), settled_seq=settled_seq, assumed=assumed) is expected


@pytest.mark.parametrize(
    ("attested", "last", "expected"),
    [
        pytest.param(date(2026, 10, 1), date(2026, 8, 21), False, id="the-next-review-is-tomorrow"),
        pytest.param(date(2026, 10, 1), date(2026, 8, 20), True, id="it-is-today"),
        pytest.param(date(2026, 10, 1), date(2026, 8, 10), True, id="a-review-fell-due-since"),
        pytest.param(date(2026, 11, 8), date(2026, 8, 10), False, id="attested-on-the-day-itself"),
        pytest.param(date(2026, 11, 7), date(2026, 8, 10), True, id="attested-the-day-before"),
        pytest.param(date(2026, 10, 1), date(2026, 11, 1), False, id="just-reviewed-nothing-due-since"),
        pytest.param(date(2026, 1, 1), date(2025, 2, 15), True, id="several-reviews-were-missed"),
        pytest.param(date(2026, 8, 20), None, True, id="no-last-review-ninety-days-later"),
        pytest.param(date(2026, 8, 22), None, False, id="no-last-review-not-yet"),
    ],
)
@pytest.mark.clause("B1")
def test_it_ends_with_the_next_review(attested: date, last: date | None, expected: bool) -> None:
    moment = datetime.combine(attested, NOW.timetz())

    assert was_reviewed_since(moment, Review(90, last), NOW) is expected
    assert holds(replace(VALUE_A, attested_at=moment), review=Review(90, last)) is not expected


@given(every=st.integers(1, 400), last=st.integers(-800, 800), age=st.integers(0, 800))
def test_once_reviewed_it_stays_reviewed_and_asking_again_ends_it(every: int, last: int, age: int) -> None:
    review = Review(every, TODAY + timedelta(days=last))
    then = NOW - timedelta(days=age)

    asked_again = was_reviewed_since(then, review, NOW)

    assert not was_reviewed_since(NOW, review, NOW)
    assert not asked_again or was_reviewed_since(then, review, NOW + timedelta(days=1))
    assert not asked_again or was_reviewed_since(then - timedelta(days=1), review, NOW)
    assert NOW.tzinfo is ZONE


def test_the_id_of_a_step_depends_on_chat_field_and_value_alone() -> None:
    ids = {step_id(ChatId(chat), field, value) for chat in "ab" for field in "fg" for value in "xy"}

    assert len(ids) == 8
    assert step_id(ChatId("a"), "f", "x") in ids
    assert all(len(each) == 12 for each in ids)


def test_nobody_vouched_for_anything_in_an_empty_ledger() -> None:
    assert not Attested(a_group(), None, Past(), NOW).holds("a")
