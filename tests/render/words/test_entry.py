"""Records of the ledger in words."""

from datetime import UTC, datetime
from typing import Any

import pytest

from reconciler.model.ledger_entry import LedgerEntry
from reconciler.render.words.entry import call_words, entry_words
from reconciler.text import Text


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("create", Text("新建进群方式 sales-vip/lobby", "create the join way sales-vip/lobby")),
        ("update", Text("修改进群方式 sales-vip/lobby", "change the join way sales-vip/lobby")),
        ("delete", Text("删除进群方式 sales-vip/lobby", "delete the join way sales-vip/lobby")),
    ],
)
def test_a_call_about_a_resource_names_it(act: str, expected: Text) -> None:
    facts = {"op": "resource", "act": act, "kind": "join-way", "key": "sales-vip/lobby"}

    assert call_words(facts, str) == expected


@pytest.mark.parametrize(
    ("kind", "facts", "zh"),
    [
        ("resource-forgotten", {"kind": "welcome", "key": "sales-vip"}, "入群欢迎语 sales-vip 在企业微信里已不存在"),
        (
            "task-results",
            {"key": "sale/lin", "sent": ["wr1", "wr2"], "refused": ["wr3"]},
            "群发任务 sale/lin：已发 2 个群，1 个群没有发成",
        ),
    ],
)
def test_what_became_of_resources_is_told(kind: str, facts: dict[str, Any], zh: str) -> None:
    assert entry_words(an_entry(kind, facts), str).zh == zh


def an_entry(kind: str, facts: dict[str, Any]) -> LedgerEntry:
    """A record of the ledger."""
    return LedgerEntry(seq=7, at=datetime(2026, 11, 2, 9, tzinfo=UTC), kind=kind, facts=facts, call={}, apply_id="")


@pytest.mark.parametrize(
    ("reviewed", "expected"),
    [
        (
            True,
            Text(
                "ann 开始撤销执行 3fa09c1d，评审过的计划 abc",
                "ann begins to undo apply 3fa09c1d by the reviewed plan abc",
            ),
        ),
        (
            False,
            Text(
                "ann 开始撤销执行 3fa09c1d，未经评审的计划 abc",
                "ann begins to undo apply 3fa09c1d by the unreviewed plan abc",
            ),
        ),
    ],
)
def test_an_undo_says_which_apply_it_undoes(reviewed: bool, expected: Text) -> None:
    facts = {"by": "ann", "fingerprint": "abc", "reviewed": reviewed, "undoes": "3fa09c1d"}

    assert entry_words(an_entry("apply-begun", facts), str) == expected
