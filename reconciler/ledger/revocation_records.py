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
