"""Records told with what they hang on, and what can be asked of them."""

from datetime import timedelta

import pytest

from reconciler.ledger import entries_of
from reconciler.model.ledger_entry import EntryFilter, LedgerEntry
from tests.ledger.past_worlds import CHAT, HOUR, KEY, NOW, a_small_world

ENTRIES = tuple(entries_of(a_small_world().records()))


def kinds(wanted: EntryFilter) -> list[str]:
    return [entry.kind for entry in ENTRIES if wanted.admits(entry)]


def of_kind(kind: str) -> list[LedgerEntry]:
    return [entry for entry in ENTRIES if entry.kind == kind]


def test_every_record_is_an_entry_in_order() -> None:
    assert [entry.seq for entry in ENTRIES] == list(range(1, len(ENTRIES) + 1))


def test_a_confirm_is_about_what_its_call_is_about() -> None:
    confirm = of_kind("confirm")[0]

    assert (confirm.group, confirm.chat_id, confirm.call["op"]) == (KEY, CHAT, "create")
    assert set(confirm.people()) == {"ann", "bob"}


def test_everything_between_begin_and_end_belongs_to_the_apply() -> None:
    assert {entry.apply_id for entry in ENTRIES if entry.kind != "opened"} == {"a1"}
    assert of_kind("opened")[0].apply_id == ""


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param(EntryFilter(person="eve"), ["missing", "found-again"], id="person"),
        pytest.param(EntryFilter(group="another"), [], id="group-without-records"),
        pytest.param(EntryFilter(apply_id="a2"), [], id="another-apply"),
        pytest.param(EntryFilter(since=NOW + HOUR), [], id="after-everything"),
        pytest.param(EntryFilter(until=NOW - timedelta(seconds=1)), [], id="before-everything"),
    ],
)
def test_entries_are_found_by_what_they_are_about(wanted: EntryFilter, found: list[str]) -> None:
    assert kinds(wanted) == found


def test_a_group_has_its_calls_with_their_ends_its_steps_and_its_baseline() -> None:
    found = set(kinds(EntryFilter(group=KEY, since=NOW, until=NOW, apply_id="a")))

    assert found == {"reserve", "confirm", "step-opened", "settled"}
