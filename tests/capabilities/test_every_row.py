"""No row of wecom-api.md §1 is left out."""

import re
from pathlib import Path

from reconciler.model.group import GroupType
from tests.e2e.families import FAMILIES

ROWS = 30
NAMED = re.compile(r"^def test_row_(\d\d)_", re.MULTILINE)


def test_every_row_has_a_test_named_by_it() -> None:
    files = Path(__file__).parent.glob("test_rows_*.py")
    named = {int(number) for file in files for number in NAMED.findall(file.read_text(encoding="utf-8"))}

    assert named == set(range(1, ROWS + 1))


def test_every_family_is_tried() -> None:
    assert set(FAMILIES) == {family.value for family in GroupType}
