"""Two quotas of handing customer groups over: 300 a day for a person, twice in 90 days for a group."""

from datetime import timedelta

import pytest

from reconciler.model.ids import ChatId, UserId
from reconciler.model.record import Past, PastTransfer
from reconciler.planning.transfers import PER_PERSON_A_DAY, Transfers
from reconciler.planning.work import GroupWork
from tests.builders import NOW, a_directory, a_group, a_handover

CHAT, ANN, CAT = ChatId("wr1"), UserId("ann"), UserId("cat")
BOOK = a_directory("ann bob", absent="cat")
MIDNIGHT = NOW.replace(hour=0, minute=0)


def past_of(*days: int, former: UserId = ANN) -> Past:
    return Past(transfers=tuple(PastTransfer(CHAT, former, NOW - timedelta(days=day)) for day in days))


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        pytest.param(past_of(), False, id="never"),
        pytest.param(past_of(1), False, id="once"),
        pytest.param(past_of(89, 1), True, id="twice"),
        pytest.param(past_of(91, 1), False, id="the-first-is-long-ago"),
    ],
)
def test_a_group_is_handed_over_twice_in_ninety_days(past: Past, expected: bool) -> None:
    assert Transfers(past, NOW, BOOK).is_used_up(CHAT) is expected


def test_the_three_hundred_and_first_of_a_day_is_tomorrows() -> None:
    past = Past(transfers=tuple(PastTransfer(ChatId(f"wr{n}"), ANN, MIDNIGHT) for n in range(PER_PERSON_A_DAY - 1)))
    transfers, work = Transfers(past, NOW, BOOK), GroupWork(a_group())

    found = [transfers.action(work, a_handover("ann", "bob"), None).not_before for _ in range(2)]

    assert found == [None, MIDNIGHT + timedelta(days=1)]


def test_no_day_takes_more_than_three_hundred() -> None:
    transfers, work = Transfers(Past(), NOW, BOOK), GroupWork(a_group())

    found = [transfers.action(work, a_handover("ann", "bob"), None).not_before for _ in range(2 * PER_PERSON_A_DAY + 1)]

    assert found[-2:] == [MIDNIGHT + timedelta(days=1), MIDNIGHT + timedelta(days=2)]


@pytest.mark.parametrize(("former", "expected"), [("ann", False), ("cat", True)])
def test_the_groups_of_who_has_left_go_another_way(former: str, expected: bool) -> None:
    action = Transfers(Past(), NOW, BOOK).action(GroupWork(a_group()), a_handover(former, "bob"), None)

    assert (action.former, action.owner, action.is_departed) == (former, "bob", expected)
