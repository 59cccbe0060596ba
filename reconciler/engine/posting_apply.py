"""What became of an apply goes to the merged pull request; what did not work becomes an issue for whoever merged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reconciler.engine.posting import Desk
from reconciler.errors import ForgeError
from reconciler.model.issue import Issue
from reconciler.model.posted import Posted
from reconciler.text import Text

APPLY_LABEL = "reconciler: apply"


@dataclass(frozen=True, slots=True)
class ApplyPost:
    """What is said of an apply.

    Attributes:
        commit: on `base` that was applied.
        marker: the line our comment is known by; `done` that of the plan, which is folded away once all of it is done.
        tenant: begins the marker of every follow-up issue of this tenant.
        bodies: of the comment and of the issue, in order of preference.
        holds: everything was done; `converged`: and WeCom is as git asks, which settles earlier follow-ups.
        settled: what is said where a follow-up is closed.
    """

    commit: str
    base: str
    marker: str
    done: str
    tenant: str
    bodies: tuple[str, ...]
    title: str
    holds: bool
    converged: bool
    settled: str


async def post_all_applied(desk: Desk, posts: Sequence[ApplyPost]) -> Posted:
    """Several of one run, in order; earlier follow-ups are settled only where every one was done.

    Raises: ForgeError.
    """
    done = all(post.holds and post.converged for post in posts)
    posted = [await post_applied(desk, replace(post, converged=done)) for post in posts]
    trouble = tuple(words for each in posted for words in each.trouble)
    return Posted(tuple(desk.deeds), trouble, holds=all(each.holds for each in posted))


async def post_applied(desk: Desk, post: ApplyPost) -> Posted:
    """Comment on the merged pull request; open, or settle, the follow-ups.

    Raises: ForgeError; the follow-up is made even if the comment cannot be posted.
    """
    merged = await desk.pull_requests.of_commit(post.commit, post.base)
    trouble: list[Text] = []
    if merged is None:
        trouble.append(_PUSHED)
    else:
        try:
            await desk.comments.put_sticky(merged.number, post.marker, post.bodies)
            if post.holds:
                await desk.comments.hide(merged.number, post.done)
        except ForgeError as error:
            trouble.append(Text(f"评论没有发出：{error.what.zh}", f"The comment was not posted: {error.what.en}"))
    if not post.holds:
        issue = await desk.issues.put(APPLY_LABEL, f"{post.tenant} {post.commit} -->", post.title, post.bodies)
        trouble += await _assign(desk, issue, merged.merged_by if merged else "")
    elif post.converged:
        await _settle(desk, post)
    return Posted(tuple(desk.deeds), tuple(trouble), holds=post.holds)


async def _assign(desk: Desk, issue: Issue, user: str) -> list[Text]:
    if not user or user.endswith("[bot]"):
        return []
    try:
        await desk.issues.assign(issue.number, user)
    except ForgeError as error:  # she may have left the organisation
        return [Text(f"议题没有指派：{error.what.zh}", f"Nobody was assigned: {error.what.en}")]
    return []


async def _settle(desk: Desk, post: ApplyPost) -> None:
    for issue in await desk.issues.open_of(APPLY_LABEL):
        if any(line.startswith(f"{post.tenant} ") for line in issue.body.splitlines()):
            await desk.comments.add(issue.number, f"<!-- reconciler:settled {post.commit} -->", (post.settled,))
            await desk.issues.close(issue.number)


_PUSHED = Text(
    "这个提交不是经合并请求进来的，没有地方评论。", "The commit came by no pull request; there is nowhere to comment."
)
