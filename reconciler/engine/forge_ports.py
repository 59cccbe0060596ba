"""What the engine needs of a code host, as protocols; `cli/wiring` hands the adapter in.

Every method raises ForgeError in one of its kinds. Whatever makes something looks before it makes it a second time.
"""

from collections.abc import Mapping
from typing import Protocol

from reconciler.model.check_run import CheckRun
from reconciler.model.issue import Comment, Issue
from reconciler.model.pull_request import ChangedFile, Proposal, PullRequest, Review
from reconciler.model.tree_entry import TreeEntry
from reconciler.model.workflow_run import Approval, Artifact, WorkflowRun


class Comments(Protocol):
    """Comments below an issue or a pull request, which share their numbers."""

    async def put_sticky(self, number: int, marker: str, bodies: tuple[str, ...]) -> Comment:
        """Show one comment of ours that carries the marker, changed in place; older ones of ours are hidden.

        Args:
            number: the issue or pull request.
            marker: a whole line, an HTML comment; it is put before the body.
            bodies: in order of preference; the first that fits is shown.
        """

    async def add(self, number: int, marker: str, bodies: tuple[str, ...]) -> Comment:
        """One more comment; none if one of ours carries the marker already."""

    async def hide(self, number: int, marker: str) -> None:
        """Fold away what is shown of ours with the marker: something newer says how it ended."""

    async def list(self, number: int) -> tuple[Comment, ...]:
        """All of them, oldest first."""


class Checks(Protocol):
    """Verdicts on commits."""

    async def put(self, check: CheckRun) -> str:
        """Show a check with every annotation, in order; the address of its page. The same check twice is one check."""


class Issues(Protocol):
    """Issues; one of ours is known by label, marker and author."""

    async def find(self, label: str, marker: str) -> Issue | None:
        """The newest of ours with label and marker, open or closed."""

    async def writers(self, number: int) -> tuple[str, ...]:
        """Logins of who opened it and of whoever edited its text."""

    async def open_of(self, label: str) -> tuple[Issue, ...]:
        """Every open one of ours with the label, newest first."""

    async def put(self, label: str, marker: str, title: str, bodies: tuple[str, ...], *, is_open: bool = True) -> Issue:
        """Make or change the one of that label and marker; afterwards it is open, or closed."""

    async def close(self, number: int) -> None:
        """Close it; closed already is fine."""

    async def reopen(self, number: int) -> None:
        """Open it again; open already is fine."""

    async def label(self, number: int, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> None:
        """Put labels on an issue or pull request and take others off."""

    async def assign(self, number: int, user: str) -> None:
        """Add one person to those it is assigned to."""


class PullRequests(Protocol):
    """Pull requests, read and proposed."""

    async def get(self, number: int) -> PullRequest:
        """One of them."""

    async def of_commit(self, commit: str, base_branch: str) -> PullRequest | None:
        """The merged pull request that brought a commit onto the base branch; None for a direct push."""

    async def open_of(self, branch: str, base: str) -> PullRequest | None:
        """The open pull request of a branch of this repository."""

    async def of_head(self, head: str, base: str) -> tuple[PullRequest, ...]:
        """Every open pull request of `owner:branch`, forks included."""

    async def reviews(self, number: int) -> tuple[Review, ...]:
        """Every review, oldest first."""

    async def writers(self, number: int) -> tuple[str, ...]:
        """Logins of who wrote or put a commit on its branch; raises ForgeRejectedError where not all are shown."""

    async def files(self, number: int) -> tuple[ChangedFile, ...]:
        """Every changed file; raises ForgeRejectedError where the code host does not show them all."""

    async def propose(self, proposal: Proposal) -> PullRequest | None:
        """Open or change the pull request of a branch of ours; no new commit for content that is there already.

        Returns: None if the base branch has it all.
        """


class Runs(Protocol):
    """Workflow runs."""

    async def get(self, run_id: int) -> WorkflowRun:
        """One of them."""

    async def for_commit(self, file: str, event: str, head: str) -> tuple[WorkflowRun, ...]:
        """Runs of the workflow in a file (its name alone) for an event and a commit, newest first."""

    async def approvals(self, run_id: int) -> tuple[Approval, ...]:
        """Who let the run into environments."""

    async def artifacts(self, run_id: int) -> tuple[Artifact, ...]:
        """What it left behind."""

    async def of_workflow(self, file: str, branch: str) -> tuple[WorkflowRun, ...]:
        """The newest finished runs of a workflow's file on a branch, the newest first."""

    async def download(self, artifact: Artifact, most_bytes: int | None = None) -> Mapping[str, bytes]:
        """Its files by path, in memory; raises ForgeProtocolError for an archive that is too large or hostile."""


class Trees(Protocol):
    """What commits hold."""

    async def files(self, commit: str, folder: str) -> Mapping[str, TreeEntry]:
        """Everything below a folder of a commit, by the path below it; raises ForgeError unless it is all of it."""


class Forge(Protocol):
    """A code host with one repository."""

    @property
    def comments(self) -> Comments:
        """Comments."""

    @property
    def checks(self) -> Checks:
        """Checks."""

    @property
    def issues(self) -> Issues:
        """Issues."""

    @property
    def pull_requests(self) -> PullRequests:
        """Pull requests."""

    @property
    def runs(self) -> Runs:
        """Workflow runs."""

    @property
    def trees(self) -> Trees:
        """What commits hold."""
