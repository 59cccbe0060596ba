"""Records → past."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from reconciler.ledger.codec import stamp
from reconciler.ledger.records import Facts, confirm_facts, reserve_facts, settled_facts
from reconciler.ledger.replay import Replay
from reconciler.model.action import Action, quota_of
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.ledger_report import GENESIS
from reconciler.model.outcome import Status
from reconciler.model.record import Past, PastGroup, PastMessage
from tests.ledger.past_worlds import (
    ANN,
    BOB,
    CHAT,
    EVE,
    HOUR,
    KEY,
    NOW,
    a_baseline,
    a_creation,
    a_message,
    a_telling,
    an_update,
)

BASELINE = a_baseline(BOB)
SETTLED = settled_facts(KEY, CHAT, BASELINE)


def replayed(*facts: Facts, at: Sequence[datetime] = ()) -> Past:
    """Record 1 at NOW, record 2 one hour later, … unless said otherwise."""
    replay = Replay()
    for seq, fact in enumerate(facts, start=1):
        replay.hear(stamp(fact, seq, at[seq - 1] if at else NOW + (seq - 1) * HOUR, GENESIS))
    return replay.past()


def reserved(action: Action) -> Facts:
    return reserve_facts(action, "a1")


def confirmed(seq: int, status: Status) -> Facts:
    return confirm_facts(seq, status, None)


@pytest.mark.parametrize(
    ("action", "quota"),
    [
        pytest.param(an_update(), "update", id="a-call"),
        pytest.param(a_message(), "send", id="another"),
        pytest.param(replace(a_message(), webhook="HOOK"), "webhook:HOOK", id="a-webhook-alone"),
        pytest.param(a_telling(), "tell", id="a-message-to-a-person"),
    ],
)
@pytest.mark.parametrize("errcode", [45009, 45033])
def test_what_wecom_throttled_is_remembered_with_its_moment(action: Action, quota: str, errcode: int) -> None:
    past = replayed(reserved(action), confirm_facts(1, Status.FAILED, errcode))

    assert past.throttled == {quota: NOW + HOUR} == {quota_of(action): NOW + HOUR}


def test_other_refusals_and_those_of_yesterday_throttle_nothing() -> None:
    refused, throttled = confirm_facts(1, Status.FAILED, 60011), confirm_facts(1, Status.FAILED, 45009)

    assert replayed(reserved(an_update()), refused).throttled == {}
    assert replayed(reserved(an_update()), throttled, SETTLED, at=[NOW, NOW, NOW + 25 * HOUR]).throttled == {}


@pytest.mark.parametrize(
    ("ends", "unreachable"),
    [
        pytest.param([(Status.FAILED, 81013)], {BOB: NOW + HOUR}, id="refused"),
        pytest.param([(Status.FAILED, 45009)], {}, id="refused-for-something-else"),
        pytest.param([(Status.UNKNOWN, None)], {}, id="no-answer"),
        pytest.param([(Status.FAILED, 81013), (Status.FAILED, 81013)], {BOB: NOW + 3 * HOUR}, id="again"),
        pytest.param([(Status.FAILED, 81013), (Status.APPLIED, None)], {}, id="reached-later"),
    ],
)
def test_whom_no_message_reached_is_remembered_until_one_does(
    ends: list[tuple[Status, int | None]], unreachable: dict[UserId, datetime]
) -> None:
    facts: list[Facts] = []
    for status, errcode in ends:
        facts += [reserved(a_telling(f"s{len(facts)}")), confirm_facts(len(facts) + 1, status, errcode)]

    assert replayed(*facts).unreachable == unreachable


@pytest.mark.parametrize(
    ("action", "message"),
    [
        pytest.param(replace(a_message(), readers=42), ("chats", 42), id="a-group"),
        pytest.param(replace(a_message(), readers=42, webhook="HOOK"), ("webhook:HOOK", 1), id="a-webhook"),
        pytest.param(a_telling(), ("person:bob", 1), id="a-person"),
        pytest.param(an_update(), None, id="no-message"),
    ],
)
@pytest.mark.parametrize(
    ("end", "at", "counts"),
    [
        pytest.param([Status.APPLIED], NOW, True, id="sent"),
        pytest.param([Status.UNKNOWN], NOW, True, id="no-answer"),
        pytest.param([], NOW, True, id="no-end"),
        pytest.param([Status.FAILED], NOW, False, id="refused"),
        pytest.param([Status.APPLIED], NOW + HOUR + HOUR, False, id="long-ago"),
    ],
)
def test_messages_of_the_last_hour_count_against_their_limit(
    action: Action, message: tuple[str, int] | None, end: list[Status], at: datetime, counts: bool
) -> None:
    facts = [reserved(action), *(confirmed(1, status) for status in end), SETTLED]

    past = replayed(*facts, at=[NOW] * (len(facts) - 1) + [at])

    assert past.messages == ((PastMessage(*message, NOW),) if message and counts else ())


def test_nothing_heard_is_an_empty_past() -> None:
    assert replayed() == Past()


@pytest.mark.parametrize(
    ("facts", "group"),
    [
        pytest.param([reserved(a_creation())], PastGroup(KEY, CHAT, hoped_at=NOW), id="reserved-only"),
        pytest.param(
            [reserved(a_creation()), SETTLED], PastGroup(KEY, CHAT, NOW, BASELINE), id="reserved-then-seen-in-line"
        ),
        pytest.param(
            [reserved(a_creation()), confirmed(1, Status.APPLIED)], PastGroup(KEY, CHAT, NOW + HOUR), id="applied"
        ),
        pytest.param(
            [reserved(a_creation()), confirmed(1, Status.UNKNOWN)],
            PastGroup(KEY, CHAT, hoped_at=NOW + HOUR),
            id="unknown",
        ),
        pytest.param(
            [reserved(a_creation()), confirmed(1, Status.UNKNOWN), SETTLED],
            PastGroup(KEY, CHAT, NOW + HOUR, BASELINE),
            id="unknown-then-seen-in-line",
        ),
        pytest.param([reserved(a_creation()), confirmed(1, Status.FAILED)], None, id="failed"),
        pytest.param(
            [reserved(a_creation()), confirmed(1, Status.UNKNOWN), confirmed(1, Status.FAILED)],
            None,
            id="unknown-then-known-as-failed",
        ),
        pytest.param(
            [reserved(a_creation()), confirmed(1, Status.FAILED), SETTLED],
            PastGroup(KEY, CHAT, None, BASELINE),
            id="failed-then-settled-was-made-by-somebody-else",
        ),
        pytest.param(
            [reserved(a_creation()), confirmed(1, Status.UNKNOWN), confirmed(1, Status.APPLIED)],
            PastGroup(KEY, CHAT, NOW + 2 * HOUR),
            id="unknown-then-known-as-applied",
        ),
        pytest.param(
            [
                reserved(a_creation()),
                confirmed(1, Status.APPLIED),
                reserved(a_creation()),
                confirmed(3, Status.APPLIED),
            ],
            PastGroup(KEY, CHAT, NOW + HOUR),
            id="created-twice-keeps-the-first-time",
        ),
        pytest.param([SETTLED], PastGroup(KEY, CHAT, None, BASELINE), id="adopted"),
        pytest.param([reserved(an_update())], PastGroup(KEY, CHAT), id="update-may-have-happened"),
        pytest.param(
            [SETTLED, settled_facts(GroupKey("renamed"), CHAT, a_baseline(EVE))],
            PastGroup(GroupKey("renamed"), CHAT, None, a_baseline(EVE)),
            id="last-baseline-and-key-hold",
        ),
    ],
)
def test_a_group_is_known_by_what_may_have_happened_to_it(facts: list[Facts], group: PastGroup | None) -> None:
    past = replayed(*facts)

    assert past.groups.get(CHAT) == group


@pytest.mark.parametrize(
    ("facts", "sent", "unknown"),
    [
        pytest.param([reserved(a_message("m"))], set(), {"m"}, id="reserved-only"),
        pytest.param([reserved(a_message("m")), confirmed(1, Status.APPLIED)], {"m"}, set(), id="applied"),
        pytest.param([reserved(a_message("m")), confirmed(1, Status.UNKNOWN)], set(), {"m"}, id="unknown"),
        pytest.param([reserved(a_message("m")), confirmed(1, Status.FAILED)], set(), set(), id="failed"),
        pytest.param(
            [
                reserved(a_message("m")),
                confirmed(1, Status.FAILED),
                reserved(a_message("m")),
                confirmed(3, Status.APPLIED),
            ],
            {"m"},
            set(),
            id="failed-then-applied",
        ),
        pytest.param(
            [reserved(a_message("m")), confirmed(1, Status.UNKNOWN), confirmed(1, Status.APPLIED)],
            {"m"},
            set(),
            id="unknown-then-known-as-applied",
        ),
        pytest.param(
            [reserved(a_message("m")), confirmed(1, Status.APPLIED), confirmed(1, Status.FAILED)],
            {"m"},
            set(),
            id="applied-is-final",
        ),
        pytest.param([reserved(an_update())], set(), set(), id="no-message"),
    ],
)
def test_a_message_is_sent_unknown_or_free(facts: list[Facts], sent: set[str], unknown: set[str]) -> None:
    past = replayed(*facts)

    assert (set(past.sent), set(past.unknown_sends)) == (sent, unknown)


def test_reserves_stay_open_until_confirmed() -> None:
    past = replayed(reserved(an_update()), reserved(a_message()), confirmed(1, Status.UNKNOWN), reserved(a_creation()))

    assert past.open_reserves == ((2, CHAT), (4, CHAT))


def test_whoever_was_in_a_group_in_line_is_known_for_ever() -> None:
    past = replayed(settled_facts(KEY, CHAT, a_baseline(BOB)), settled_facts(KEY, CHAT, a_baseline(EVE)))

    assert past.people >= {BOB, EVE}


def test_people_are_missing_from_the_first_note_until_they_are_found() -> None:
    first, later = NOW.isoformat(), (NOW + HOUR).isoformat()

    past = replayed(
        {"type": "missing", "user": BOB, "since": first},
        {"type": "missing", "user": BOB, "since": later},
        {"type": "missing", "user": EVE, "since": first},
        {"type": "found-again", "user": EVE},
        {"type": "missing", "user": ANN, "since": first},
        {"type": "found-again", "user": ANN},
        {"type": "missing", "user": ANN, "since": later},
    )

    assert past.missing_since == {BOB: NOW, ANN: NOW + HOUR}


def test_a_manual_step_dates_from_its_first_note_in_the_old_form_too() -> None:
    past = replayed(
        {"type": "manual", "steps": ["a"]},  # type: ignore[arg-type] # What an earlier version wrote.
        {"type": "manual", "steps": ["a", "b"]},  # type: ignore[arg-type] # As above.
    )

    assert {step: known.opened_at for step, known in past.steps.items()} == {"a": NOW, "b": NOW + HOUR}


def test_calls_count_for_the_budget_for_a_day() -> None:
    times = [NOW, NOW, NOW + HOUR, NOW + HOUR, NOW + 2 * HOUR, NOW + 2 * HOUR, NOW + 25 * HOUR]

    past = replayed(
        reserved(an_update()),
        confirmed(1, Status.APPLIED),
        reserved(an_update()),
        confirmed(3, Status.UNKNOWN),
        reserved(a_creation()),
        confirmed(5, Status.APPLIED),
        {"type": "found-again", "user": ANN},
        at=times,
    )

    assert (past.updates_at, past.creations_at) == ((NOW + HOUR,), (NOW + 2 * HOUR,))


def test_calls_of_a_killed_run_count_for_the_budget_because_they_may_have_happened() -> None:
    past = replayed(reserved(an_update()), reserved(a_creation()), at=[NOW, NOW + HOUR])

    assert (past.updates_at, past.creations_at) == ((NOW,), (NOW + HOUR,))


def test_failed_calls_and_messages_do_not_count_for_the_budget() -> None:
    past = replayed(
        reserved(an_update()), confirmed(1, Status.FAILED), reserved(a_message()), confirmed(3, Status.APPLIED)
    )

    assert (past.updates_at, past.creations_at) == ((), ())


def test_the_last_call_is_the_last_that_took_effect_or_may_have() -> None:
    past = replayed(
        reserved(a_creation()),
        confirmed(1, Status.APPLIED),
        reserved(an_update()),
        confirmed(3, Status.UNKNOWN),
        reserved(an_update()),
        confirmed(5, Status.FAILED),
    )

    assert past.last_call_at == NOW + 3 * HOUR


def test_asking_in_between_changes_nothing() -> None:
    facts: list[Facts] = [reserved(a_creation()), confirmed(1, Status.UNKNOWN), SETTLED, reserved(an_update())]
    replay = Replay()

    pasts = []
    for seq, fact in enumerate(facts, start=1):
        replay.hear(stamp(fact, seq, NOW + (seq - 1) * HOUR, GENESIS))
        pasts.append(replay.past())

    assert pasts == [replayed(*facts[:length]) for length in range(1, len(facts) + 1)]
