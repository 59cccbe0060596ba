"""A plan goes to its pull request: comment, labels, check."""

from collections.abc import Awaitable
from dataclasses import dataclass, replace

from reconciler.engine.posting import Desk
from reconciler.errors import ForgeError
from reconciler.model.check_run import Annotation, CheckRun, Conclusion
from reconciler.model.finding import has_errors
from reconciler.model.plan import Plan
from reconciler.model.posted import Posted
from reconciler.model.pull_request import PullRequest
from reconciler.text import Text

PLAN_CHECK = "reconciler / plan"
"""The name to demand in the protection of the branch; it never changes."""

SNAPSHOT_CHECK = "reconciler / plan from snapshot"
"""Of a plan that can never be applied: it must not satisfy what the protection of the branch demands."""

BLOCKED, CHANGES, NO_CHANGES = "reconciler: blocked", "reconciler: changes", "reconciler: no changes"
_LABELS = (BLOCKED, CHANGES, NO_CHANGES)


@dataclass(frozen=True, slots=True)
class PlanPost:
    """What is said of a plan on a pull request.

    Attributes:
        number: of the pull request; `commit` is what was planned, empty for whatever its tip is.
        marker: the line our comment is known by.
        bodies: the comment in order of preference.
        title, summaries: of the check, in one line and in order of preference.
        label: one of the three; empty for none of them.
        check: the name of the check.
        unsaid: the sentence to be put over the check's summary where the comment could not be posted, as Markdown.
    """

    number: int
    marker: str
    bodies: tuple[str, ...]
    conclusion: Conclusion
    title: str
    summaries: tuple[str, ...]
    label: str
    unsaid: str
    commit: str = ""
    check: str = PLAN_CHECK
    annotations: tuple[Annotation, ...] = ()


def conclude(plan: Plan) -> Conclusion:
    """FAILURE if something is blocked, unread or an error; NEUTRAL if nothing is to be done; else SUCCESS."""
    if plan.failed or plan.blocked or has_errors(plan.findings):
        return Conclusion.FAILURE
    return Conclusion.SUCCESS if plan.actions or plan.changes or plan.new_manual else Conclusion.NEUTRAL


def label_of(conclusion: Conclusion) -> str:
    """The label that goes with a verdict."""
    return {Conclusion.FAILURE: BLOCKED, Conclusion.NEUTRAL: NO_CHANGES}.get(conclusion, CHANGES)


async def post_plan(desk: Desk, post: PlanPost) -> Posted:
    """Comment and labels if they can be posted, the check always.

    Raises: ForgeError if the pull request cannot be read or the check not be shown.
    """
    there = await desk.pull_requests.get(post.number)
    trouble: list[Text] = []
    if post.commit in {"", there.head}:
        comment = desk.comments.put_sticky(post.number, post.marker, post.bodies)
        unsaid = await _tried(comment, Text("评论没有发出", "The comment was not posted"))
        label = _relabel(desk, there, post.label)
        unlabelled = await _tried(label, Text("标签没有改", "The labels were not changed"))
        trouble += [words for words in (unsaid, unlabelled) if words]
        if unsaid is not None:
            post = replace(post, summaries=tuple(f"{post.unsaid}\n\n{each}" for each in post.summaries))
    else:
        trouble.append(_NEWER)
    check = CheckRun(
        post.check,
        post.commit or there.head,
        post.conclusion,
        post.title,
        post.summaries,
        annotations=post.annotations,
    )
    await desk.checks.put(check)
    return Posted(tuple(desk.deeds), tuple(trouble), holds=post.conclusion is not Conclusion.FAILURE)


async def _relabel(desk: Desk, there: PullRequest, label: str) -> None:
    add = () if not label or label in there.labels else (label,)
    remove = tuple(name for name in _LABELS if name != label and name in there.labels)
    if add or remove:
        await desk.issues.label(there.number, add, remove)


async def _tried(deed: Awaitable[object], failed: Text) -> Text | None:
    """What kept a deed from being done, which changes no verdict."""
    try:
        await deed
    except ForgeError as error:
        return Text(f"{failed.zh}：{error.what.zh}", f"{failed.en}: {error.what.en}")
    return None


_NEWER = Text(
    "合并请求里已经有更新的提交，评论留给它的计划。",
    "The pull request has newer commits; the comment is left to their plan.",
)
