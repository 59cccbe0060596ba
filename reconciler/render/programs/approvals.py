"""Evidence of reviews as `schemas/approvals.schema.json` asks for it."""

from datetime import UTC, datetime

from reconciler.model.approval import Evidence
from reconciler.render.programs.canonical import pretty


def dump_approvals(evidence: Evidence) -> str:
    """One file for `apply --approvals`; times in UTC."""
    return pretty(
        {
            "kind": "approvals",
            "format_version": 1,
            "head": evidence.head,
            "author": evidence.author,
            "writers": list(evidence.writers),
            "reviews": [
                {"by": each.by, "commit": each.commit, "state": each.state.value, "at": _time(each.at)}
                for each in evidence.reviews
            ],
            "environment": [
                {"by": each.by, **({"at": _time(each.at)} if each.at else {})} for each in evidence.environment
            ],
            "merged_by": evidence.merged_by or None,
            "merge_commit": evidence.merge_commit or None,
        }
    )


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
