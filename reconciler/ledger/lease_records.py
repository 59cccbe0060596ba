"""Records about who may write: only stores that cannot lock for themselves have them."""

from typing import Literal, NotRequired, TypedDict


class LeaseTaken(TypedDict):
    """Somebody writes until then, if nobody breaks the lease; `over` is the number of the expired one it follows."""

    type: Literal["lease-taken"]
    holder: str
    purpose: str
    until: str
    over: NotRequired[int]


class LeaseRenewed(TypedDict):
    """The lease taken by the record of that number lasts longer."""

    type: Literal["lease-renewed"]
    lease: int
    until: str


class LeaseEnded(TypedDict):
    """The lease taken by the record of that number is `released`, or `broken` by somebody else for a reason."""

    type: Literal["lease-ended"]
    lease: int
    end: Literal["released", "broken"]
    by: NotRequired[str]  # broken
    reason: NotRequired[str]  # broken


LEASE_TYPES = frozenset({"lease-taken", "lease-renewed", "lease-ended"})
