"""The long ledger that is measured is a whole one, and every question to it has an answer."""

from pathlib import Path

import pytest

from benchmarks.ledger import CORP, QUESTIONS, write_ledger
from reconciler.ledger import DirectoryLedger


@pytest.mark.no_cover  # many records over few lines
def test_every_question_that_is_measured_has_an_answer(tmp_path: Path) -> None:
    write_ledger(tmp_path, 52_000)
    ledger = DirectoryLedger(tmp_path, CORP)

    for ask in QUESTIONS.values():
        ask(ledger)

    assert ledger.read().open_reserves == ()
