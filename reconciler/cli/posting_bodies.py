"""Saved files → what is said of them at the code host."""

from functools import partial
from pathlib import Path

from reconciler.cli.adopting import adoption_post
from reconciler.cli.checkout import is_ancestor
from reconciler.cli.faces import way_to
from reconciler.cli.posting import Company, below, placed, post, run_page, tenant_of
from reconciler.cli.saving import read_plan_file, save
from reconciler.cli.settings import Environment
from reconciler.engine.posting import Desk
from reconciler.engine.posting_apply import ApplyPost
from reconciler.engine.posting_approvals import gather_approvals
from reconciler.engine.posting_drift import DriftPost, Snooze, UnloadablePost, has_drift, is_grave
from reconciler.engine.posting_plan import BLOCKED, PLAN_CHECK, SNAPSHOT_CHECK, PlanPost, conclude, label_of
from reconciler.engine.posting_request import REQUEST_LABEL, RequestPost, branch_of
from reconciler.errors import PlanError
from reconciler.model.check_run import Conclusion
from reconciler.model.plan import Plan
from reconciler.model.posted import Act, Deed, Posted
from reconciler.model.pull_request import Proposal
from reconciler.model.saved_answer import SavedAnswer
from reconciler.render import escape
from reconciler.render.markdown.applied import applied_comment
from reconciler.render.markdown.comment import plan_comment, plan_summaries
from reconciler.render.markdown.headline import headline
from reconciler.render.programs.apply_read import Ended, load_applied
from reconciler.render.programs.approvals import dump_approvals
from reconciler.render.programs.plan import load_plan
from reconciler.render.programs.trouble import load_trouble
from reconciler.render.words import posted as words


def plan_marker(root: Path) -> str:
    """The line that the comment of a plan is known by."""
    return f"<!-- reconciler:plan {tenant_of(root)} -->"


def plan_post(environment: Environment, file: Path, root: Path, company: Company, number: int, commit: str) -> PlanPost:
    """A saved plan for its pull request; one that cannot be used is a failed check that says why."""
    language = company.language
    link = run_page(environment)
    said = partial(PlanPost, number=number, commit=commit, unsaid=words.unsaid(language))
    try:
        plan = _plan(file, company)
    except PlanError as error:
        bodies = words.refused_bodies(error.what, error.remedy, language)
        return said(
            marker=plan_marker(root),
            bodies=bodies,
            conclusion=Conclusion.FAILURE,
            title=words.NO_PLAN.say(language),
            summaries=bodies,
            label=BLOCKED,
        )
    plan = placed(plan, company, root)
    body, _ = plan_comment(plan, language, link=link, marked=False)
    conclusion = conclude(plan)
    below = way_to(root).as_posix()
    label = label_of(conclusion)
    if plan.snapshot_at is not None and conclusion is Conclusion.SUCCESS:
        conclusion = Conclusion.NEUTRAL  # it is no plan that anybody may rely on
    return said(
        marker=plan_marker(root),
        bodies=(body,),
        conclusion=conclusion,
        title=escape.title(headline(plan).say(language)),
        summaries=plan_summaries(plan, language, body, link),
        label=label,
        check=PLAN_CHECK if plan.snapshot_at is None else SNAPSHOT_CHECK,
        annotations=words.plan_annotations(plan, language, "" if below == "." else f"{below}/"),
    )


def trouble_post(
    environment: Environment, file: Path, root: Path, company: Company, number: int, commit: str
) -> PlanPost:
    """Why a pull request from outside has no plan; nobody has to mend the pull request. Raises: PlanFormatError."""
    language = company.language
    bodies = (words.without_snapshot(*load_trouble(read_plan_file(file)), run_page(environment), language),)
    return PlanPost(
        number=number,
        commit=commit,
        unsaid=words.unsaid(language),
        marker=plan_marker(root),
        bodies=bodies,
        conclusion=Conclusion.NEUTRAL,
        title=words.NO_PLAN.say(language),
        summaries=bodies,
        label="",
        check=SNAPSHOT_CHECK,
    )


def apply_post(
    environment: Environment, files: tuple[Path, Path], root: Path, company: Company, commit: str
) -> ApplyPost:
    """A saved plan and what became of it, for the merged pull request; either may be missing after a refusal."""
    language, link, tenant = company.language, run_page(environment), tenant_of(root)
    plan_file, report_file = files
    reach = ""
    try:
        plan = _plan(plan_file, company)
        ended = load_applied(read_plan_file(report_file), plan)
        body = applied_comment(ended, plan, language, link=link, marked=False)
        if not (plan.blocked or plan.failed):  # what was held back is not done, whatever else is
            reach = plan.origin.base
    except PlanError:
        ended, body = Ended(), words.no_report(language, link)
    return ApplyPost(
        commit=commit,
        base=environment.branch,
        marker=f"<!-- reconciler:applied {tenant} -->",
        done=plan_marker(root),
        tenant=tenant,
        bodies=(body,),
        title=f"{words.APPLY_TITLE.say(language)} {commit[:10]}",
        advice=words.advice(language),
        holds=ended.holds,
        is_refused=ended.refusal is not None and not ended.refusal.is_tried_again,
        converged=ended.converged is True,
        covers=lambda earlier: bool(reach) and is_ancestor(root, environment.variables, earlier, reach),
        settled=words.settled(language),
        superseded=lambda number: words.superseded(number, language),
    )


def drift_post(
    environment: Environment, files: tuple[Path, Path | None], root: Path, company: Company, base: str
) -> DriftPost:
    """A saved drift report, and the edits that keep some of it, if there are any. Raises: PlanError for bad files."""
    file, edits = files
    plan = _plan(file, company)
    language, link = company.language, run_page(environment)

    def bodies(snooze: Snooze | None, adopted: str) -> tuple[str, ...]:
        quiet = (snooze.until.isoformat(), snooze.by, snooze.reason) if snooze else None
        return (words.drift_body(plan, language, quiet, link, adopted),)

    return DriftPost(
        marker=_drift_marker(root),
        unloadable=_unloadable_marker(root),
        title=words.DRIFT_TITLE.say(language),
        bodies=bodies,
        today=plan.now.date(),
        drifted=has_drift(plan),
        grave=is_grave(plan),
        adoption=adoption_post(edits, root, language, base) if edits is not None else None,
    )


def unloadable_post(environment: Environment, root: Path, company: Company) -> UnloadablePost:
    """Instead of a drift report: what keeps the documents from being loaded."""
    return UnloadablePost(
        issue=_drift_marker(root),
        marker=_unloadable_marker(root),
        title=words.DRIFT_TITLE.say(company.language),
        body=words.unloadable(company.unloadable, run_page(environment), company.language),
    )


def _drift_marker(root: Path) -> str:
    return f"<!-- reconciler:drift {tenant_of(root)} -->"


def _unloadable_marker(root: Path) -> str:
    return f"<!-- reconciler:unloadable {tenant_of(root)} -->"


def request_post(file: Path, root: Path, company: Company, base: str) -> RequestPost:
    """A saved answer to a form. Raises: PlanError if it cannot be used, SettingsError for a root outside."""
    from reconciler.source.saved_answers import read_answer

    answer, language = read_answer(file), company.language
    return RequestPost(
        issue=answer.issue,
        base=base,
        reply=answer.reply,
        linked=lambda made: words.linked(made.number, language),
        withdrawn=words.withdrawn(language),
        refused=lambda what: words.refused_request(what, language),
        proposal=_proposal(answer, below(root), company, base) if answer.files else None,
    )


def fetch_approvals(
    environment: Environment, commit: str, base: str | None, run_id: int | None, out: Path | None
) -> Posted:
    """Fetch the evidence and save it; `out` None only shows it. Raises: ForgeError, SettingsError."""

    async def fetch(desk: Desk) -> Posted:
        evidence = await gather_approvals(desk, commit, base or environment.branch, run_id)
        return Posted((Deed(Act.FILE, None, "", dump_approvals(evidence)),))

    posted = post(environment, fetch, rehearsed=out is None)
    if out is not None:
        save(out, posted.deeds[0].text)
    return posted


def _plan(file: Path, company: Company) -> Plan:
    return load_plan(read_plan_file(file), corp_id=company.corp_id)


def _proposal(answer: SavedAnswer, below: str, company: Company, base: str) -> Proposal:
    title = escape.title(answer.title.say(company.language)) if answer.title else f"#{answer.issue}"
    return Proposal(
        branch=branch_of(answer.issue),
        base=base,
        title=title[:250],
        body=answer.body,
        message=f"{title[:200]}\n\nAsked for in issue {answer.issue}.\n",
        files={f"{below}{path}": text for path, text in answer.files.items()},
        labels=(REQUEST_LABEL,),
    )
