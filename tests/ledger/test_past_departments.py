"""Departments as last seen: only what changed is written, and all of it is remembered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.ledger.past_departments import DepartmentBook
from reconciler.ledger.records import Record
from tests.ledger.past_worlds import NOW, MemoryStore, a_memory_ledger

TREES = st.dictionaries(st.integers(1, 6), st.text(max_size=3))


def noted(store: MemoryStore, *trees: dict[int, str]) -> list[Record]:
    with a_memory_ledger(store).hold("ann", "apply", NOW) as ledger:
        for tree in trees:
            ledger.note_departments(tree, NOW)
    return [record for record in store.records() if record["type"] == "departments"]


def test_only_what_changed_is_written() -> None:
    first, later = {1: "晨星", 2: "研发部", 3: "研发部/平台组"}, {1: "晨星", 2: "研发中心", 4: "市场部"}

    records = noted(MemoryStore(), first, first, later)

    assert [(record["paths"], record["gone"]) for record in records] == [
        ({"1": "晨星", "2": "研发部", "3": "研发部/平台组"}, []),
        ({"2": "研发中心", "4": "市场部"}, ["3"]),
    ]


@given(st.lists(TREES, min_size=1, max_size=5))
def test_what_was_seen_last_is_what_is_remembered(trees: list[dict[int, str]]) -> None:
    store = MemoryStore()

    noted(store, *trees)

    assert a_memory_ledger(store).read().departments == trees[-1]


@pytest.mark.parametrize(
    "record", [{"paths": {"2": 7}, "gone": []}, {"paths": {"two": "研发部"}, "gone": []}, {"paths": {}}]
)
def test_facts_that_no_version_wrote_are_refused(record: Record) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        DepartmentBook().noted(record, NOW)
