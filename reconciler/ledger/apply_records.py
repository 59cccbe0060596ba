"""How an apply begins: of which plan, from which commits, judged by what, approved by whom.

Logins of the code host and user ids only, never a person's name.
"""

from typing import Literal, NotRequired, TypedDict

from reconciler.model.approval import Approved, Provenance


class Came(TypedDict):
    """The commits a plan was made of; no `head` and `base` outside a repository."""

    tree: str
    head: NotRequired[str]
    base: NotRequired[str]
    dirty: bool


class ApprovedCommit(TypedDict):
    """Who approved which commit."""

    by: str
    commit: str


class AddedHerself(TypedDict):
    """Whom the plan lets in or puts in charge, though she wrote or approved it."""

    user: str
    group: str
    role: str


class Reviewed(TypedDict):
    """Who stood in which role."""

    author: str
    approvals: list[ApprovedCommit]
    environment: list[str]
    merged_by: str
    merge_commit: NotRequired[str]  # what the pull request became on the branch it went to
    separate: bool | None
    self_adds: list[AddedHerself]


class ApplyBegun(TypedDict):
    """Somebody started carrying out the plan of that fingerprint; `digest` is the SHA-256 of the plan as saved."""

    type: Literal["apply-begun"]
    apply_id: str
    fingerprint: str
    by: str
    reviewed: bool
    digest: str
    policy: NotRequired[str]
    origin: NotRequired[Came]
    review: NotRequired[Reviewed]
    undoes: NotRequired[str]  # the apply whose inverse it is


def begun_facts(  # The parts of one record.
    apply_id: str, fingerprint: str, by: str, digest: str, provenance: Provenance | None, *, is_reviewed: bool
) -> ApplyBegun:
    """What is remembered before the first call of an apply."""
    facts: ApplyBegun = {
        "type": "apply-begun",
        "apply_id": apply_id,
        "fingerprint": fingerprint,
        "by": by,
        "reviewed": is_reviewed,
        "digest": digest,
    }
    if provenance is None:
        return facts
    facts["policy"] = provenance.policy
    if provenance.undoes:
        facts["undoes"] = provenance.undoes
    origin = provenance.origin
    if origin.tree:
        came: Came = {"tree": origin.tree, "dirty": origin.is_dirty}
        if origin.head:
            came |= {"head": origin.head, "base": origin.base}
        facts["origin"] = came
    if provenance.approved is not None:
        facts["review"] = _review(provenance.approved)
    return facts


def _review(approved: Approved) -> Reviewed:
    facts: Reviewed = {
        "author": approved.author,
        "approvals": [{"by": login, "commit": commit} for login, commit in approved.approvers],
        "environment": list(approved.environment),
        "merged_by": approved.merged_by,
        "separate": approved.is_separate,
        "self_adds": [{"user": each.user, "group": each.group, "role": each.role} for each in approved.self_adds],
    }
    if approved.merge_commit:
        facts["merge_commit"] = approved.merge_commit
    return facts
