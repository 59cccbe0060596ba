"""Records about people who were taken out of everything at once."""

from typing import Literal, TypedDict


class Revoked(TypedDict):
    """Somebody goes out of every group at once; written before the first call."""

    type: Literal["revoked"]
    user: str
    approver: str
    by: str
    reason: str


class RevocationLifted(TypedDict):
    """Somebody may be in groups again."""

    type: Literal["revocation-lifted"]
    user: str
    approver: str
    by: str
    reason: str


def revoked_facts(user: str, approver: str, by: str, reason: str) -> Revoked:
    """Somebody goes out of everything at once."""
    return {"type": "revoked", "user": user, "approver": approver, "by": by, "reason": reason}


def lifted_facts(user: str, approver: str, by: str, reason: str) -> RevocationLifted:
    """Somebody may be in groups again."""
    return {"type": "revocation-lifted", "user": user, "approver": approver, "by": by, "reason": reason}
