"""A folder of plans and what became of them → what is said of each at the code host."""

from dataclasses import replace
from pathlib import Path

from reconciler.cli.pending import APPLIED_FILE, LIST_FILE, place_of
from reconciler.cli.posting import Company, run_page
from reconciler.cli.posting_bodies import apply_post
from reconciler.cli.saving import read_plan_file
from reconciler.cli.settings import Environment
from reconciler.engine.pending import PLAN_FILE
from reconciler.engine.posting_apply import ApplyPost
from reconciler.errors import PlanError
from reconciler.model.pending import Pending
from reconciler.render.markdown.applied import refusal_comment
from reconciler.render.programs.apply_read import Refusal
from reconciler.render.programs.pending import load_pending


def pending_posts(
    environment: Environment, folder: Path, root: Path, company: Company, commit: str
) -> tuple[ApplyPost, ...]:
    """What is said of each, in order; where there is no list, that nothing is known of `commit`."""
    try:
        pending = load_pending(read_plan_file(folder / LIST_FILE))
    except PlanError:
        return (apply_post(environment, (folder / PLAN_FILE, folder / APPLIED_FILE), root, company, commit),)
    posts = [_post(environment, folder, root, company, place) for place in enumerate(pending, 1)]
    return tuple(posts)


def _post(
    environment: Environment, folder: Path, root: Path, company: Company, place: tuple[int, Pending]
) -> ApplyPost:
    number, pending = place
    files = (folder / place_of(number) / PLAN_FILE, folder / place_of(number) / APPLIED_FILE)
    told = apply_post(environment, files, root, company, pending.commit)
    if pending.superseded_by is not None:
        return replace(told, bodies=(told.superseded(pending.superseded_by),), holds=True, is_refused=False)
    if pending.problem is None:
        return told
    refusal = Refusal(pending.problem, pending.remedy)
    body = refusal_comment(refusal, company.language, link=run_page(environment))
    return replace(told, bodies=(body,), is_refused=True)
