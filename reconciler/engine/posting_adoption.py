"""Drift that is to be kept: one pull request for each tenant, changed in place, closed when nothing asks for it."""

from collections.abc import Callable
from dataclasses import dataclass

from reconciler.engine.posting import Desk
from reconciler.errors import ForgeError
from reconciler.model.pull_request import OWN_BRANCHES, Proposal, PullRequest
from reconciler.text import Text

ADOPTION_MARKER = "<!-- reconciler:adoption -->"
ADOPTION_LABEL = "reconciler: adopt"


@dataclass(frozen=True, slots=True)
class AdoptionPost:
    """What `drift: adopt` comes to.

    Attributes:
        branch: ours; `base` is the branch edits go to.
        linked: said in the drift issue of the pull request, `refused` where none could be opened.
        withdrawn: said on a pull request that nothing asks for any more.
        proposal: the edits, None where there are none.
    """

    branch: str
    base: str
    linked: Callable[[PullRequest], str]
    refused: Callable[[Text], str]
    withdrawn: str
    proposal: Proposal | None = None


def adoption_branch(tenant: str) -> str:
    """The branch of a tenant's edits."""
    return f"{OWN_BRANCHES}drift/{tenant}"


async def post_adoption(desk: Desk, post: AdoptionPost) -> str:
    """Open, change or close the pull request; what the drift issue says of it, empty for nothing.

    A code host that lets no pull request be made keeps nobody from hearing of the drift: its answer is what is said.
    """
    try:
        if post.proposal is None:
            await _withdraw(desk, post)
            return ""
        made = await desk.pull_requests.propose(post.proposal)
    except ForgeError as error:
        return post.refused(error.what)
    return post.linked(made) if made is not None else ""


async def _withdraw(desk: Desk, post: AdoptionPost) -> None:
    there = await desk.pull_requests.open_of(post.branch, post.base)
    if there is not None:
        await desk.comments.put_sticky(there.number, ADOPTION_MARKER, (post.withdrawn,))
        await desk.issues.close(there.number)
