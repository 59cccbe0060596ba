"""Where a plan came from, what decided and who still has to approve, as JSON and back."""

import re

from reconciler.model.origin import Origin, PolicyVersion
from reconciler.model.plan import NeededApproval, Plan
from reconciler.render.programs.canonical import both
from reconciler.render.programs.node import Node
from reconciler.text import Text

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def source_trees(plan: Plan) -> dict[str, object]:
    """What decided, what the plan was made of, who still has to approve that, and what it undoes, if it does."""
    approvals = None if plan.approvals is None else [_approval(each) for each in plan.approvals]
    trees: dict[str, object] = {"policy": _policy(plan.policy), "origin": _origin(plan.origin), "approvals": approvals}
    if plan.snapshot_at is not None:
        trees["snapshot"] = plan.snapshot_at.isoformat()
    if plan.undoes is None:
        return trees
    undoes = plan.undoes
    return trees | {"undoes": {"apply": undoes.apply, "commit": undoes.head or None, "whole": undoes.whole}}


def waiting_tree(plan: Plan) -> dict[str, object]:
    """The changes that the base asks for as well, by meaning; null where nobody compared."""
    waiting = plan.waiting_already
    return {"waiting_already": None if waiting is None else [list(meaning) for meaning in waiting]}


def _approval(needed: NeededApproval) -> dict[str, object]:
    return {"roles": list(needed.roles), "people": list(needed.people), "words": both(needed.words)}


def read_approval(node: Node) -> NeededApproval:
    """One of them. Raises: PlanFormatError."""
    return NeededApproval(node.at("roles").texts(), node.at("people").texts(), node.at("words").both())


def _origin(origin: Origin) -> dict[str, object]:
    return {"tree": origin.tree, "head": origin.head or None, "base": origin.base or None, "dirty": origin.is_dirty}


def read_origin(node: Node) -> Origin:
    """Commits and documents. Raises: PlanFormatError."""
    return Origin(
        tree=node.at("tree").text(),
        head=_commit(node.at("head")),
        base=_commit(node.at("base")),
        is_dirty=node.at("dirty").flag(),
    )


def _commit(node: Node) -> str:
    if node.is_null:
        return ""
    if not _COMMIT.fullmatch(node.text()):
        raise node.wrong(Text("应为提交的完整编号", "the full id of a commit is wanted"))
    return node.text()


def _policy(policy: PolicyVersion) -> dict[str, object]:
    return {
        "version": policy.version,
        "rules": policy.rules,
        "settings": policy.settings,
        "overrides": policy.overrides,
        "waivers": policy.waivers,
        "capabilities": policy.capabilities,
    }


def read_policy(node: Node) -> PolicyVersion:
    """The digests. Raises: PlanFormatError."""
    return PolicyVersion(
        rules=node.at("rules").text(),
        settings=node.at("settings").text(),
        overrides=node.at("overrides").text(),
        waivers=node.at("waivers").text(),
        capabilities=node.at("capabilities").text(),
    )
