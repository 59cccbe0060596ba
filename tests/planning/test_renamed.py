"""A changed user id removes nobody."""

from dataclasses import replace

import pytest

from reconciler.model.change import Cause
from reconciler.model.group import Enrolment
from reconciler.model.ids import UserId
from reconciler.planning import ALL_CAUSES
from reconciler.planning.diff import Departures
from reconciler.planning.match import match_group
from reconciler.planning.renamed import renamed_people
from reconciler.planning.work import GroupWork
from tests.builders import a_baseline, a_chat, a_group, a_past, a_past_group, people

BOB_IS_UNKNOWN = replace(a_group(members="ann cat", membership=Enrolment.STRICT), unknown=people("bob"))


def matched(live: str, before: str = "ann bob cat") -> GroupWork:
    """A strict group of ann and cat whose document names bob too, whom the address book does not know any more."""
    past = a_past(a_past_group(baseline=a_baseline(before)))
    return match_group(BOB_IS_UNKNOWN, a_chat(live), past, Departures(), ALL_CAUSES)


def test_somebody_new_stays_while_somebody_who_was_in_is_unknown_and_out() -> None:
    work = matched("ann robert cat")

    assert work.acted == ()
    assert work.undeclared == work.perhaps_renamed == (UserId("robert"),)
    found = renamed_people(work)
    assert found is not None
    assert "robert" in found.what.en
    assert "bob" in found.what.en


@pytest.mark.parametrize(
    ("live", "before"),
    [
        pytest.param("ann robert cat bob", "ann bob cat", id="the-unknown-one-is-still-in"),
        pytest.param("ann robert cat", "ann cat", id="the-unknown-one-was-never-in"),
    ],
)
def test_otherwise_who_was_never_declared_is_removed(live: str, before: str) -> None:
    work = matched(live, before)

    assert UserId("robert") in {UserId(change.before) for change in work.acted if change.cause is Cause.DRIFT}
    assert work.perhaps_renamed == ()
    assert renamed_people(work) is None
