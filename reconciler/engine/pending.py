"""From commits that are not applied yet to the plans that were reviewed: the trusted workflow's and no others."""

from dataclasses import dataclass

from reconciler.engine.forge_ports import Forge
from reconciler.engine.posting_approvals import evidence_of
from reconciler.errors import ForgeMissingError, ForgeProtocolError, ForgeRejectedError
from reconciler.model.pending import Pending, ReviewedPlan
from reconciler.model.pull_request import PullRequest
from reconciler.model.workflow_run import WorkflowRun
from reconciler.text import Text

PLAN_EVENT = "pull_request_target"
"""Runs of this event take the workflow and the tool from the default branch, whatever the pull request holds."""

PLAN_FILE = "plan.json"
_ENDED = frozenset({"success", "failure"})  # a cancelled run told nobody its plan


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose plans are wanted.

    Attributes:
        commits: of the branch `base`, oldest first.
        repository: `owner/name`; a run of another one, or for a commit of another one, is not trusted.
        workflow: name of the file in `.github/workflows/` that makes plans.
        run_id: the run that is going to apply, None outside of one.
        left_out: commits that are not to be applied now.
    """

    commits: tuple[str, ...]
    base: str
    repository: str
    workflow: str
    run_id: int | None = None
    left_out: frozenset[str] = frozenset()


async def gather_reviewed(forge: Forge, wanted: Wanted) -> tuple[ReviewedPlan, ...]:
    """The plan and the evidence for each pull request that brought one of the commits, oldest first.

    Raises: ForgeError; what is missing for one pull request is its problem and stops no other.
    """
    found: dict[int, tuple[str, PullRequest | None]] = {}
    for place, commit in enumerate(wanted.commits):
        merged = await forge.pull_requests.of_commit(commit, wanted.base)
        key = -place - 1 if merged is None else merged.number
        found.pop(key, None)  # a rebased pull request stands where its last commit does
        found[key] = (commit, merged)
    wants = [each for each in found.values() if each[0] not in wanted.left_out]
    return tuple([await _reviewed(forge, commit, merged, wanted) for commit, merged in wants])


async def _reviewed(forge: Forge, commit: str, merged: PullRequest | None, wanted: Wanted) -> ReviewedPlan:
    if merged is None:
        return ReviewedPlan(Pending(commit, problem=_PUSHED, remedy=_AGAIN))
    plan = await _plan_of(forge, merged, wanted)
    if isinstance(plan, Text):
        return ReviewedPlan(Pending(commit, merged.number, merged.head, plan, _AGAIN))
    try:
        evidence = await evidence_of(forge, merged, wanted.run_id)
    except ForgeRejectedError as error:  # more commits than the code host lists
        return ReviewedPlan(Pending(commit, merged.number, merged.head, error.what, error.remedy or _AGAIN))
    return ReviewedPlan(Pending(commit, merged.number, merged.head), plan, evidence)


async def _plan_of(forge: Forge, merged: PullRequest, wanted: Wanted) -> bytes | Text:
    """The newest plan of its last commit, or why there is none."""
    name, problem = f"plan-{merged.head}", _UNPLANNED
    try:
        runs = await forge.runs.for_commit(wanted.workflow, PLAN_EVENT, merged.head)
    except ForgeMissingError:  # no such workflow
        return problem
    for run in runs:
        if not _is_trusted(run, merged.head, wanted) or run.conclusion not in _ENDED:
            continue
        for artifact in await forge.runs.artifacts(run.id):
            if artifact.name != name:
                continue
            if artifact.expired:
                problem = _EXPIRED
                continue
            try:
                files = await forge.runs.download(artifact)
            except ForgeProtocolError as error:
                return error.what
            return files.get(PLAN_FILE, _UNPLANNED)
    return problem


def _is_trusted(run: WorkflowRun, head: str, wanted: Wanted) -> bool:
    """What was asked for is looked at again: nothing but the workflow of the default branch makes plans."""
    ours = wanted.repository.casefold()
    return (
        run.path.partition("@")[0] == f".github/workflows/{wanted.workflow}"
        and run.event == PLAN_EVENT
        and run.head == head
        and run.repository.casefold() == ours
        and run.home.casefold() == ours
    )


_AGAIN = Text(
    "请再开一个合并请求（改一行注释就行），等它的计划出来、评审、合并：它的计划包含所有等着做的。",
    "Open another pull request (a changed comment is enough), have its plan reviewed and merge it: it holds everything "
    "that waits.",
)
_PUSHED = Text(
    "这个提交不是经合并请求进来的，没有评审过的计划，没有执行。",
    "The commit came by no pull request, so there is no reviewed plan. It was not applied.",
)
_UNPLANNED = Text(
    "默认分支的计划工作流没有为这个合并请求的最后一个提交留下计划，没有执行。",
    "The plan workflow of the default branch left no plan of the pull request's last commit. It was not applied.",
)
_EXPIRED = Text(
    "评审过的计划已经过了保存期，取不到了，没有执行。", "The reviewed plan is kept no longer. It was not applied."
)
