"""A pull request from outside: which it is, and what it holds, as far as the code host itself says so.

What the run of such a pull request left behind was written by whoever opened it. Nothing in it is believed: the pull
request is found by the run's own branch, and every file has to be the blob that its head commit has at that path.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from reconciler.engine.forge_ports import Forge
from reconciler.errors import ForgeMissingError, ForgeProtocolError, ForgeRejectedError
from reconciler.model.pull_request import PullRequest
from reconciler.model.tree_entry import TreeEntry
from reconciler.model.workflow_run import Artifact, WorkflowRun
from reconciler.text import Text

PROPOSED, SNAPSHOT = "proposed", "snapshot"
"""What the artifacts are called."""

VALIDATE, DRIFT = "validate.yml", "drift.yml"
"""The workflows that leave them."""

SNAPSHOT_FILE = "snapshot.json"
SNAPSHOT_BYTES = 128 * 1024 * 1024
SUFFIXES = (".yaml", ".yml")

_LONGEST_PATH, _DEEPEST = 400, 20
_DRIFT_EVENTS = frozenset({"schedule", "workflow_dispatch"})


@dataclass(frozen=True, slots=True)
class Home:
    """The repository (`owner/name`) and the branch that pull requests go to."""

    repository: str
    branch: str


async def pull_request_of_run(forge: Forge, run_id: int, home: Home) -> PullRequest:
    """The open pull request from outside whose head a run of `validate` checked.

    Raises: ForgeRejectedError for any other run, and where the pull request has moved on.
    """
    run = await forge.runs.get(run_id)
    if run.event != "pull_request" or _file(run) != VALIDATE or run.repository in {"", home.repository}:
        raise ForgeRejectedError(
            Text(
                f"运行 {run_id} 不是外来合并请求的 {VALIDATE}。",
                f"Run {run_id} is not {VALIDATE} of a pull request from outside.",
            )
        )
    owner = run.repository.partition("/")[0]
    found = await forge.pull_requests.of_head(f"{owner}:{run.head_branch}", home.branch)
    here = [each for each in found if each.from_fork and each.is_open and each.head == run.head]
    here = [each for each in here if each.base_branch == home.branch]
    if len(here) != 1:
        raise ForgeRejectedError(
            Text(
                "没有这个提交的、还开着的外来合并请求：可能已经关闭，或者有了更新的提交。",
                "No open pull request from outside has this commit at its head: it was closed, or has newer commits.",
            )
        )
    return here[0]


async def proposed_files(forge: Forge, run_id: int, pull_request: PullRequest, folder: str) -> Mapping[str, bytes]:
    """The documents of a pull request by their path below `folder`, from what its run left, checked one by one.

    Raises: ForgeProtocolError where anything differs from the head commit, ForgeMissingError where nothing was left.
    """
    artifacts = [each for each in await forge.runs.artifacts(run_id) if each.name == PROPOSED]
    if len(artifacts) != 1:
        raise ForgeMissingError(
            Text(
                f"运行 {run_id} 没有留下文件（{PROPOSED}）。",
                f"Run {run_id} left no files behind ({PROPOSED}), or too many.",
            )
        )
    given = {path: data for path, data in (await forge.runs.download(artifacts[0])).items() if _is_document(path)}
    wanted = {
        path: entry
        for path, entry in (await forge.trees.files(pull_request.head, folder)).items()
        if _is_document(path)
    }
    _check(given, wanted)
    return given


async def latest_snapshot(forge: Forge, home: Home) -> bytes:
    """The snapshot that the newest run of `drift` on our own branch left; whoever reads it checks its signature.

    Raises: ForgeMissingError where there is none.
    """
    for run in await forge.runs.of_workflow(DRIFT, home.branch):
        if not _is_ours(run, home):
            continue
        kept = [each for each in await forge.runs.artifacts(run.id) if _is_snapshot(each)]
        if kept:
            files = await forge.runs.download(kept[0], most_bytes=SNAPSHOT_BYTES)
            if set(files) == {SNAPSHOT_FILE}:
                return files[SNAPSHOT_FILE]
            raise _hostile("里面不是一份快照", "it does not hold one snapshot")
    raise ForgeMissingError(
        Text(f"默认分支上的 {DRIFT} 还没有留下快照。", f"No run of {DRIFT} on the default branch left a snapshot."),
        Text(
            "设好密钥 RECONCILER_SNAPSHOT_KEY，再手动运行一次 drift 工作流。见 docs/snapshot.md。",
            "Set the secret RECONCILER_SNAPSHOT_KEY and run the drift workflow once. See docs/snapshot.md.",
        ),
    )


def _file(run: WorkflowRun) -> str:
    """The name of the workflow's file; empty for one that lies elsewhere."""
    path = run.path.partition("@")[0]
    return path.removeprefix(".github/workflows/") if path.startswith(".github/workflows/") else ""


def _is_ours(run: WorkflowRun, home: Home) -> bool:
    return (
        run.repository == home.repository
        and run.head_branch == home.branch
        and run.event in _DRIFT_EVENTS
        and _file(run) == DRIFT
    )


def _is_snapshot(artifact: Artifact) -> bool:
    return artifact.name == SNAPSHOT and not artifact.expired


def _is_document(path: str) -> bool:
    return path.endswith(SUFFIXES) and not any(part.startswith(".") for part in path.split("/"))


def _check(given: Mapping[str, bytes], wanted: Mapping[str, TreeEntry]) -> None:
    """Exactly the documents of the commit, each with exactly its content. Raises: ForgeProtocolError."""
    if not all(entry.is_file for entry in wanted.values()):
        raise _hostile("提交里有符号链接", "the commit holds a symbolic link")
    if given.keys() != wanted.keys():
        raise _hostile("文件和提交里的不一样多", "its files are not those of the commit")
    if any(len(path.encode()) > _LONGEST_PATH or path.count("/") >= _DEEPEST for path in given):
        raise _hostile("文件路径太长", "a path is too long")
    if not all(wanted[path].holds(data) for path, data in given.items()):
        raise _hostile("文件内容和提交不符", "a file differs from the commit")


def _hostile(zh: str, en: str) -> ForgeProtocolError:
    return ForgeProtocolError(
        Text(f"没有采用：{zh}。", f"It was not used: {en}."),
        Text("请重新运行生成它的工作流。", "Run the workflow that made it anew."),
    )
