"""Secrets cannot be seen by accident."""

import pickle

import pytest

from reconciler.model.secret import Secret


@pytest.mark.parametrize("shown", [repr(Secret("s3cr3t")), str(Secret("s3cr3t")), f"{Secret('s3cr3t'):>20}"])
def test_a_secret_is_masked_however_it_is_shown(shown: str) -> None:
    assert "s3cr3t" not in shown


def test_a_secret_is_given_away_only_on_purpose() -> None:
    assert Secret("s3cr3t").reveal() == "s3cr3t"


def test_secrets_compare_by_value_and_an_empty_one_is_false() -> None:
    assert Secret("a") == Secret("a")
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
    assert not Secret("")


def test_a_secret_is_never_saved() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret("s3cr3t"))
