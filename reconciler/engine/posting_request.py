"""The answer to a form goes to its issue; an edit becomes a pull request, which follows the issue."""

from collections.abc import Callable
from dataclasses import dataclass

from reconciler.engine.posting import Desk
from reconciler.errors import ForgeError
from reconciler.model.posted import Posted
from reconciler.model.pull_request import OWN_BRANCHES, Proposal, PullRequest
from reconciler.text import Text

REQUEST_MARKER = "<!-- reconciler:request -->"
REQUEST_LABEL = "reconciler: request"


@dataclass(frozen=True, slots=True)
class RequestPost:
    """What a form comes to.

    Attributes:
        issue: its number; `base` is the branch edits go to.
        reply: what is said in the issue, after `linked` where there is a pull request.
        proposal: the edit, None where there is nothing to change.
        withdrawn: said on a pull request that the issue no longer asks for.
        refused: said in the issue where no pull request could be opened.
    """

    issue: int
    base: str
    reply: str
    linked: Callable[[PullRequest], str]
    withdrawn: str
    refused: Callable[[Text], str]
    proposal: Proposal | None = None


def branch_of(issue: int) -> str:
    """The branch an issue's edits go to."""
    return f"{OWN_BRANCHES}request/issue-{issue}"


def issue_of(branch: str) -> int | None:
    """The issue whose edits go to a branch; None for any other branch."""
    number = branch.removeprefix(branch_of(0).removesuffix("0"))
    return int(number) if number != branch and number.isascii() and number.isdecimal() else None


async def post_request(desk: Desk, post: RequestPost) -> Posted:
    """Open or change the pull request, then answer; without an edit an open one is closed, for its issue has changed.

    Raises: ForgeError; the issue then says that no pull request was opened, if anything can be said.
    """
    if post.proposal is None:
        await _withdraw(desk, post)
        await desk.comments.put_sticky(post.issue, REQUEST_MARKER, (post.reply,))
        return Posted(tuple(desk.deeds))
    try:
        made = await desk.pull_requests.propose(post.proposal)
    except ForgeError as error:
        await desk.comments.put_sticky(post.issue, REQUEST_MARKER, (post.refused(error.what),))
        raise
    reply = post.reply if made is None else f"{post.reply.rstrip()}\n\n{post.linked(made)}"
    await desk.comments.put_sticky(post.issue, REQUEST_MARKER, (reply, post.reply))
    return Posted(tuple(desk.deeds))


async def _withdraw(desk: Desk, post: RequestPost) -> None:
    there = await desk.pull_requests.open_of(branch_of(post.issue), post.base)
    if there is not None:
        await desk.comments.put_sticky(there.number, REQUEST_MARKER, (post.withdrawn,))
        await desk.issues.close(there.number)
