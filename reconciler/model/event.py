"""What started a run on the code host, as far as it is needed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """One event; what it does not tell is None. Titles and bodies are left out: they are asked for when needed.

    Attributes:
        action: `opened`, `created` and the like.
        repository: `owner/name` in which it happened; `sender` whose doing it is.
        pull_request, issue: numbers; a comment below a pull request tells both, as the same number.
        commit: the head it is about: of the pull request, the push or the run.
        before: what a push moved the branch from; `branch` the branch pushed to.
        run_id, run_event: of a finished workflow run, and what had started that.
        comment_id: the comment that was written.
    """

    name: str
    repository: str
    sender: str
    action: str | None = None
    pull_request: int | None = None
    issue: int | None = None
    commit: str | None = None
    before: str | None = None
    branch: str | None = None
    run_id: int | None = None
    run_event: str | None = None
    comment_id: int | None = None
