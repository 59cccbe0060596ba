"""A result that nobody can read changes no exit code."""

import errno
import io
import sys

import pytest

from reconciler.cli.output import Output


class Broken(io.StringIO):
    """A stream that cannot be written any more."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def write(self, _words: str) -> int:
        raise OSError(self._number, "full") if self._number == errno.ENOSPC else BrokenPipeError(self._number, "gone")


@pytest.mark.parametrize(
    ("number", "said"), [pytest.param(errno.ENOSPC, "stdout", id="full"), pytest.param(errno.EPIPE, "", id="gone")]
)
def test_the_reader_may_go_away(
    number: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(number))

    Output("en", colour=False).result("words")
    sys.stdout.close()

    assert (said in capsys.readouterr().err) is True
