"""What became of an apply goes to the merged pull request; what did not work becomes an issue for whoever merged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reconciler.engine.follow_ups import APPLY_LABEL, FollowUp, follow_up_bodies, follow_up_marker, open_follow_ups
from reconciler.engine.posting import Desk
from reconciler.errors import ForgeError
from reconciler.model.issue import Issue
from reconciler.model.posted import Posted
from reconciler.model.pull_request import PullRequest
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class ApplyPost:
    """What is said of an apply.

    Attributes:
        commit: on `base` that was applied.
        marker: the line our comment is known by; `done` that of the plan, which is folded away once all of it is done.
        tenant: the digits that stand for this tenant in markers.
        bodies: of the comment and of the issue, in order of preference.
        advice: what the issue adds: how it ends.
        holds: nothing went wrong; `is_refused`: nothing was done, and the same plan would be refused again.
        converged: all of it was done, and the groups are as git asks.
        covers: whether all that an earlier commit asks for was part of this plan.
        settled: what is said where a follow-up is closed, and `superseded` on the pull request of an earlier commit,
            given the number of this one's.
    """

    commit: str
    base: str
    marker: str
    done: str
    tenant: str
    bodies: tuple[str, ...]
    title: str
    advice: str
    holds: bool
    is_refused: bool
    converged: bool
    covers: Callable[[str], bool]
    settled: str
    superseded: Callable[[int], str]


async def post_all_applied(desk: Desk, posts: Sequence[ApplyPost]) -> Posted:
    """Several of one run, in order. Raises: ForgeError."""
    posted = [await post_applied(desk, post) for post in posts]
    trouble = tuple(words for each in posted for words in each.trouble)
    return Posted(tuple(desk.deeds), trouble, holds=all(each.holds for each in posted))


async def post_applied(desk: Desk, post: ApplyPost) -> Posted:
    """Comment on the merged pull request; open its follow-up, or settle those of which everything was done.

    Raises: ForgeError; the follow-up is made even if the comment cannot be posted.
    """
    merged = await desk.pull_requests.of_commit(post.commit, post.base)
    trouble: list[Text] = []
    if merged is None:
        trouble.append(_PUSHED)
    else:
        try:
            await desk.comments.put_sticky(merged.number, post.marker, post.bodies)
            if post.holds and post.converged:
                await desk.comments.hide(merged.number, post.done)
        except ForgeError as error:
            trouble.append(Text(f"评论没有发出：{error.what.zh}", f"The comment was not posted: {error.what.en}"))
    if not post.holds:
        bodies = follow_up_bodies(post.bodies, post.advice, is_refused=post.is_refused)
        issue = await desk.issues.put(APPLY_LABEL, follow_up_marker(post.tenant, post.commit), post.title, bodies)
        trouble += await _assign(desk, issue, merged.merged_by if merged else "")
    elif post.converged:
        for each in await open_follow_ups(desk.forge, post.tenant):
            if each.commit == post.commit or post.covers(each.commit):
                await _settle(desk, post, each, merged)
    return Posted(tuple(desk.deeds), tuple(trouble), holds=post.holds)


async def _assign(desk: Desk, issue: Issue, user: str) -> list[Text]:
    if not user or user.endswith("[bot]"):
        return []
    try:
        await desk.issues.assign(issue.number, user)
    except ForgeError as error:  # she may have left the organisation
        return [Text(f"议题没有指派：{error.what.zh}", f"Nobody was assigned: {error.what.en}")]
    return []


async def _settle(desk: Desk, post: ApplyPost, follow_up: FollowUp, merged: PullRequest | None) -> None:
    """Close it, and say on the pull request of an earlier commit which one did it instead."""
    await desk.comments.add(follow_up.number, f"<!-- reconciler:settled {post.commit} -->", (post.settled,))
    await desk.issues.close(follow_up.number)
    if follow_up.commit == post.commit or merged is None:
        return
    earlier = await desk.pull_requests.of_commit(follow_up.commit, post.base)
    if earlier is not None:
        await desk.comments.put_sticky(earlier.number, post.marker, (post.superseded(merged.number),))


_PUSHED = Text(
    "这个提交不是经合并请求进来的，没有地方评论。", "The commit came by no pull request; there is nowhere to comment."
)
