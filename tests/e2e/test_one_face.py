"""There is one result: two formats at once are refused, and none is quietly left out."""

import pytest

from tests.e2e.town import in_process


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "words",
    [
        pytest.param("plan --json --markdown", id="plan"),
        pytest.param("drift --markdown --json", id="drift"),
        pytest.param("undo last --json --markdown", id="undo"),
        pytest.param("capabilities --json --markdown", id="capabilities"),
        pytest.param("clauses --markdown --json", id="clauses"),
        pytest.param("explain owner-eligible --json --markdown", id="explain"),
        pytest.param("validate --json --format sarif", id="validate"),
        pytest.param("ledger export --json --format csv", id="ledger-export"),
        pytest.param("drift --correct --markdown", id="correcting-has-no-markdown"),
    ],
)
def test_two_formats_at_once_are_refused(words: str, lang: str) -> None:
    ran = in_process(*words.split(), lang=lang)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.says("只选一样" if lang == "zh" else "not both") or ran.says(
        "--markdown 不和" if lang == "zh" else "goes without"
    )


@pytest.mark.parametrize("words", ["validate --json --format json", "ledger export --json --format json"])
def test_the_same_format_twice_is_one(words: str) -> None:
    assert not in_process(*words.split(), "--root", "no-such-folder").says("not both")
