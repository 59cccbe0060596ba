"""Who reviewed, let through and merged what a commit brought: the code host's own answers and nothing else."""

from reconciler.engine.forge_ports import Forge
from reconciler.engine.posting_request import issue_of
from reconciler.errors import ForgeMissingError
from reconciler.model.approval import EnvironmentApproval, Evidence, Review, ReviewState
from reconciler.model.pull_request import PullRequest
from reconciler.model.pull_request import Review as Said
from reconciler.text import Text

GONE = "ghost"  # the login GitHub shows for an account that is no more
_NO_COMMIT = "0" * 40
_STATES = frozenset(ReviewState)


async def gather_approvals(forge: Forge, commit: str, base: str, run_id: int | None = None) -> Evidence:
    """The evidence about the pull request that brought a commit, and about a run if one is named.

    A review of a commit that is gone is of no commit; it still speaks as its author's last word.

    Raises: ForgeMissingError if the commit came by no pull request; ForgeError.
    """
    merged = await forge.pull_requests.of_commit(commit, base)
    if merged is None:
        raise ForgeMissingError(
            Text(
                f"提交 {commit[:10]} 不是经合并请求进入 {base} 的，没有评审可取。",
                f"The commit {commit[:10]} came onto {base} by no pull request; there are no reviews of it.",
            ),
            Text("请开合并请求，评审后再合并。", "Make the change by a pull request and have it reviewed."),
        )
    return await evidence_of(forge, merged, run_id)


async def evidence_of(forge: Forge, merged: PullRequest, run_id: int | None) -> Evidence:
    """The evidence about a pull request, and about a run if one is named. Raises: ForgeError."""
    approvals = await forge.runs.approvals(run_id) if run_id is not None else ()
    return Evidence(
        head=merged.head,
        author=merged.author or GONE,
        reviews=tuple(_reviews(await forge.pull_requests.reviews(merged.number))),
        environment=tuple(EnvironmentApproval(each.user or GONE) for each in approvals if each.approved),
        merged_by=merged.merged_by,
        merge_commit=merged.merge_commit or "",
        writers=await _writers(forge, merged),
    )


async def _writers(forge: Forge, merged: PullRequest) -> tuple[str, ...]:
    """Logins of all others who wrote some of it: commits, and the issue that ours came from."""
    found = dict.fromkeys(await forge.pull_requests.writers(merged.number))
    issue = issue_of(merged.head_branch) if not merged.from_fork else None
    if issue is not None:
        try:
            found.update(dict.fromkeys(await forge.issues.writers(issue)))
        except ForgeMissingError:  # an issue can be deleted
            return tuple(login for login in found if login != merged.author)
    return tuple(login for login in found if login != merged.author)


def _reviews(reviews: tuple[Said, ...]) -> list[Review]:
    """Without plain comments and what was not submitted yet."""
    return [
        Review(each.author or GONE, each.commit or _NO_COMMIT, ReviewState(each.verdict.value), each.at)
        for each in reviews
        if each.verdict.value in _STATES and each.at is not None
    ]
