"""An undo and a revocation that are killed anywhere, and run again, end as if nothing had happened."""

import pytest

from tests.soak.test_soak import soak

POINTS = 8


@pytest.mark.parametrize("command", ["undo", "revoke"])
def test_killed_anywhere_and_run_again_it_ends_the_same(command: str) -> None:
    told = soak("kills", "--points", str(POINTS), "--command", command)

    assert told["points"] >= 200
    assert told["killed"] == told["tried"] == POINTS
