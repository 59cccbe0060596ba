"""The text that a run's own page shows (GITHUB_STEP_SUMMARY)."""

from pathlib import Path

from reconciler.errors import ForgeRejectedError
from reconciler.forge.fitting import SUMMARY_LIMIT_BYTES, first_that_fits
from reconciler.model.length import size_bytes
from reconciler.text import Text


def write_job_summary(path: Path, bodies: tuple[str, ...]) -> None:
    """Add the first body that fits to a step's summary; what an earlier call wrote counts.

    Raises: ForgeRejectedError if none fits or the file cannot be written.
    """
    try:
        written = path.stat().st_size if path.exists() else 0
        body = first_that_fits(bodies, SUMMARY_LIMIT_BYTES - written - 1, size_bytes)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(body + "\n")
    except OSError as error:
        raise ForgeRejectedError(
            Text("作业摘要文件写不进去。", "The file of the job summary cannot be written.")
        ) from error
