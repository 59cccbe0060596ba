"""Drift that is to be kept: the edits of one look, saved; saved edits as what is posted of them."""

from pathlib import Path

from reconciler.cli.documents import RootDocuments
from reconciler.cli.posting import below, tenant_of
from reconciler.cli.saving import save
from reconciler.cli.wiring import Tenant
from reconciler.engine.adopt_drift import adopt_drift
from reconciler.engine.editing import Editor
from reconciler.engine.naming_people import People
from reconciler.engine.observe import Observed
from reconciler.engine.posting_adoption import ADOPTION_LABEL, AdoptionPost, adoption_branch
from reconciler.model.company import Visibility
from reconciler.model.plan import Plan
from reconciler.model.pull_request import Proposal
from reconciler.render.programs.drift_edits import ADOPTION_TITLE, dump_drift_edits
from reconciler.render.words import posted as words
from reconciler.source.saved_answers import read_drift_edits
from reconciler.text import Language


def save_edits(file: Path, tenant: Tenant, root: Path, drift: Plan, observed: Observed) -> None:
    """Work out what documents would have to say, and save that. Raises: SettingsError."""
    desired = tenant.setting.desired
    people = People(observed.directory, desired.company.visibility is Visibility.PRIVATE)
    groups = {group.key: group for group in observed.resolved.groups}
    edited = adopt_drift(Editor(RootDocuments(root), desired, people, groups), drift, tenant.ledger.read())
    save(file, dump_drift_edits(edited, desired.company.language))


def adoption_post(file: Path, root: Path, language: Language, base: str) -> AdoptionPost:
    """Saved edits. Raises: PlanError if they cannot be used, SettingsError for a root outside."""
    edits, branch = read_drift_edits(file), adoption_branch(tenant_of(root))
    proposal = Proposal(
        branch=branch,
        base=base,
        title=ADOPTION_TITLE.say(language),
        body=edits.body,
        message=f"{ADOPTION_TITLE.say(language)}\n",
        files={f"{below(root)}{path}": text for path, text in edits.files.items()},
        labels=(ADOPTION_LABEL,),
    )
    return AdoptionPost(
        branch=branch,
        base=base,
        linked=lambda made: words.adopted(made.number, language),
        refused=lambda what: words.unadopted(what, language),
        withdrawn=words.settled_adoption(language),
        proposal=proposal if edits.files else None,
    )
