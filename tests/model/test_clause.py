"""The nine documents as data: complete, in both languages, and in nobody else's words."""

import pytest

from reconciler.model.clause import Clause, Feature, Mode, Trace
from reconciler.model.clauses import CLAUSES, clause_named
from reconciler.model.clauses.features import FEATURES

NUMBERS = {"A": 17, "B": 7, "C": 12, "D": 17, "E": 20, "F": 17, "G": 7, "H": 14, "I": 9}


def test_every_row_of_the_nine_documents_is_there_once() -> None:
    letters = [clause.id[0] for clause in CLAUSES]

    assert {letter: letters.count(letter) for letter in sorted(set(letters))} == NUMBERS
    assert len({clause.id for clause in CLAUSES}) == len(CLAUSES)


def test_the_clauses_of_one_letter_are_of_one_document() -> None:
    documents = {(clause.id[0], clause.document) for clause in CLAUSES}

    assert len(documents) == len(NUMBERS)


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_a_clause_says_what_it_asks_and_how_it_is_carried_out(clause: Clause) -> None:
    assert clause.asks.zh.endswith("。")
    assert clause.asks.en.endswith(".")
    assert clause.modes
    assert len(set(clause.modes)) == len(clause.modes)


def test_a_clause_is_found_by_its_id() -> None:
    assert clause_named("D2.9") is next(clause for clause in CLAUSES if clause.id == "D2.9")
    assert clause_named("Z1") is None


def test_features_speak_of_clauses_that_exist_once_each() -> None:
    known = {clause.id for clause in CLAUSES}

    assert {feature.id: set(feature.clauses) - known for feature in FEATURES if set(feature.clauses) - known} == {}
    assert {feature.id for feature in FEATURES if len(set(feature.clauses)) != len(feature.clauses)} == set()
    assert len({feature.id for feature in FEATURES}) == len(FEATURES)


def test_a_clause_that_a_feature_carries_out_names_its_mode() -> None:
    modes = {clause.id: clause.modes for clause in CLAUSES}

    assert [(each.id, cited) for each in FEATURES for cited in each.clauses if each.mode not in modes[cited]] == []


def test_a_row_without_rule_and_feature_is_empty() -> None:
    feature = Feature("names", CLAUSES[0].asks, Mode.ENFORCE, "planning/diff.py", ("A4",))

    assert Trace(CLAUSES[0]).is_empty
    assert not Trace(CLAUSES[0], rules=("name-length",)).is_empty
    assert not Trace(CLAUSES[0], features=(feature,)).is_empty
