"""The summary of a job is never larger than what is kept."""

from pathlib import Path

import pytest

from reconciler.errors import ForgeRejectedError
from reconciler.forge import write_job_summary


def test_what_is_there_counts(tmp_path: Path) -> None:
    file = tmp_path / "summary"
    write_job_summary(file, ("群" * 300_000,))

    write_job_summary(file, ("群" * 60_000, "short"))

    assert file.read_text(encoding="utf-8").endswith("\nshort\n")


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ForgeRejectedError):
        write_job_summary(tmp_path / "none" / "summary", ("x",))
