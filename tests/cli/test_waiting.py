"""An emergency waits for another run, and not for ever."""

import pytest

from reconciler.cli.waiting import OTHERS_S, once_free
from reconciler.errors import LedgerConflictError
from reconciler.text import Text


class Ledger:
    """Held by somebody else the first `times`."""

    def __init__(self, times: int) -> None:
        self.times = times

    def write(self) -> str:
        self.times -= 1
        if self.times >= 0:
            raise LedgerConflictError(Text.same("held"))
        return "written"


@pytest.mark.parametrize(("times", "told"), [(0, 0), (1, 1), (3, 1)])
def test_it_goes_on_as_soon_as_the_other_run_ends(times: int, told: int) -> None:
    said: list[Text] = []
    slept: list[float] = []

    assert once_free(Ledger(times).write, said.append, slept.append) == "written"
    assert (len(said), len(slept)) == (told, times)


def test_a_run_that_takes_longer_is_not_waited_for() -> None:
    slept: list[float] = []

    with pytest.raises(LedgerConflictError):
        once_free(Ledger(10_000).write, lambda _: None, slept.append)

    assert sum(slept) == OTHERS_S
