"""What was merged and is not applied: its commits, from ledger and git, and a folder with plans and evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reconciler.cli.checkout import is_ancestor
from reconciler.cli.posting import post, tenant_of
from reconciler.cli.saving import save
from reconciler.cli.wiring import Tenant
from reconciler.engine.follow_ups import open_follow_ups
from reconciler.engine.pending import PLAN_FILE, Wanted, gather_reviewed
from reconciler.engine.posting import Desk
from reconciler.errors import PlanError, SettingsError
from reconciler.ledger.git import Git, GitError
from reconciler.model.pending import Pending, ReviewedPlan
from reconciler.model.posted import Act, Deed, Posted
from reconciler.model.record import Past
from reconciler.render.programs.approvals import dump_approvals
from reconciler.render.programs.pending import dump_pending
from reconciler.render.programs.plan import load_plan
from reconciler.text import Text

LIST_FILE, APPROVALS_FILE, APPLIED_FILE = "pending.json", "approvals.json", "applied.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Attributes:
        base: the branch that is applied.
        workflow: the file of the workflow that makes plans.
        run_id: the run that is going to apply.
        by_the_clock: nobody did anything: what was handed to somebody, what is not due, and everything while the
            company is frozen is left alone.
    """

    base: str
    workflow: str
    run_id: int | None
    by_the_clock: bool = False


def place_of(number: int) -> str:
    """The folder of the plan of that number, counted from 1; a shell lists them in order."""
    return f"{number:04d}"


def fetch_reviewed(tenant: Tenant, root: Path, asked: Asked, out: Path | None) -> Posted:
    """Fetch every reviewed plan that is not applied; `out` None only shows which.

    Raises: ForgeError, LedgerError, SettingsError; nothing is written then.
    """
    if out is not None and out.exists() and any(out.iterdir()):
        raise SettingsError(Text(f"目录 {out} 里已有东西。", f"The folder {out} is not empty."))
    past = tenant.ledger.read()
    commits, note = _commits(tenant, root, past, asked)
    variables, place = tenant.environment.variables, tenant.environment.code_host

    async def fetch(desk: Desk) -> Posted:
        left_out = await _handed_over(desk, root, past) if commits and asked.by_the_clock else frozenset()
        wanted = Wanted(commits, asked.base, place().repository, asked.workflow, asked.run_id, left_out)
        gathered = await gather_reviewed(desk, wanted)
        found = superseded(gathered, lambda older, newer: is_ancestor(root, variables, older, newer))
        if out is not None:
            _write(out, found)
        troubles = [_words(each) for each in found if each.pending.problem is not None]
        deeds = [Deed(Act.FILE, each.pending.number, "", each.pending.commit) for each in found if each.plan]
        return Posted(tuple(deeds), (*([note] if note and found else []), *troubles), holds=not troubles)

    return post(tenant.environment, fetch, rehearsed=out is None)


async def _handed_over(desk: Desk, root: Path, past: Past) -> frozenset[str]:
    """Commits whose open follow-up waits for somebody: refused, or with nothing left but what failed."""
    failed = past.unfinished.keys() - past.due.keys()
    follow_ups = await open_follow_ups(desk.forge, tenant_of(root))
    return frozenset(each.commit for each in follow_ups if each.is_refused or each.commit in failed)


def superseded(found: Sequence[ReviewedPlan], is_ancestor: Callable[[str, str], bool]) -> tuple[ReviewedPlan, ...]:
    """Those of which a later plan holds all that is still to be done: that plan was made after they were merged."""
    bases = [_base_of(each.plan) if each.plan else "" for each in found]
    made = list(found)
    for number, each in enumerate(found):
        for later, base in zip(found[number + 1 :], bases[number + 1 :], strict=True):
            if base and is_ancestor(each.pending.commit, base):
                about = each.pending
                made[number] = ReviewedPlan(
                    Pending(about.commit, about.number, about.head, superseded_by=later.pending.number)
                )
                break
    return tuple(made)


def _base_of(plan: bytes) -> str:
    """Where the branch of a saved plan left the default branch; empty for what is no plan."""
    try:
        return load_plan(plan.decode("utf-8", "replace"), corp_id=None).origin.base
    except PlanError:
        return ""


def _commits(tenant: Tenant, root: Path, past: Past, asked: Asked) -> tuple[tuple[str, ...], Text | None]:
    """Commits to be applied, oldest first: begun and not done to the end, and those after the newest that was begun.

    Without one that was begun the newest alone is taken: its plan holds everything that waits.
    """
    freeze, now = tenant.setting.desired.company.freeze, tenant.setting.clock()
    if asked.by_the_clock and freeze is not None and freeze.holds(now):
        return (), None
    git = Git(root, tenant.environment.variables)
    try:
        if git.run("rev-parse", "--is-shallow-repository").strip() != b"false":
            raise _shallow()
        commits, note = _since(git, tenant, past)
    except GitError as error:
        raise SettingsError(
            Text(
                f"git 读不了历史：{error.said.rstrip('.')}。", f"git cannot read the history: {error.said.rstrip('.')}."
            ),
            Text("在仓库的检出目录里运行。", "Run it in a checkout of the repository."),
        ) from error
    if asked.by_the_clock:
        commits = tuple(commit for commit in commits if past.due.get(commit, now) <= now)
    return commits, note


def _since(git: Git, tenant: Tenant, past: Past) -> tuple[tuple[str, ...], Text | None]:
    oldest = tenant.setting.clock() - tenant.setting.desired.company.review.max_age
    begun = sorted(past.unfinished.items(), key=lambda each: each[1])
    again = [commit for commit, at in begun if at >= oldest and _is_here(git, commit)]
    if past.merged_base:  # the newest plan that was begun holds all that is left of those
        again = [commit for commit in again if not _is_here(git, commit, past.merged_base)]
    if past.merged_commit and _is_here(git, past.merged_commit):
        return (*again, *_listed(git, "--reverse", f"{past.merged_commit}..HEAD")), None
    newest = [commit for commit in _listed(git, "--max-count=1", "HEAD") if commit not in again]
    return (*again, *newest), _NEWEST


def _listed(git: Git, *words: str) -> list[str]:
    """Commits of the branch itself that change something below the root."""
    return git.run("rev-list", "--first-parent", *words, "--", ".").decode().split()


def _is_here(git: Git, commit: str, newer: str = "HEAD") -> bool:
    try:
        git.run("merge-base", "--is-ancestor", "--end-of-options", commit, newer)
    except GitError:
        return False
    return True


def _write(out: Path, found: tuple[ReviewedPlan, ...]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(found, 1):
        if each.evidence is None:
            continue
        folder = out / place_of(number)
        folder.mkdir()
        (folder / PLAN_FILE).write_bytes(each.plan)  # as it was reviewed: its digest goes into the ledger
        save(folder / APPROVALS_FILE, dump_approvals(each.evidence))
    save(out / LIST_FILE, dump_pending([each.pending for each in found]))


def _words(each: ReviewedPlan) -> Text:
    pending = each.pending
    where = f"#{pending.number}" if pending.number else pending.commit[:10]
    problem = pending.problem or Text("", "")
    return Text(f"{where}：{problem.zh}", f"{where}: {problem.en}")


def _shallow() -> SettingsError:
    return SettingsError(
        Text(
            "克隆没有全部历史，看不出哪些提交还没执行。", "The clone lacks history; what is not applied cannot be told."
        ),
        Text("检出时写 fetch-depth: 0。", "Check out with fetch-depth: 0."),
    )


_NEWEST = Text(
    "台账里没有按合并请求执行过的提交，只取最新的一个：它的计划包含所有等着做的。",
    "The ledger knows no commit that was applied by its pull request, so the newest alone is taken: its plan holds "
    "everything that waits.",
)
