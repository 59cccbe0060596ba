"""The past: an append-only, hash-chained log of what was done and seen, and its replay into a `Past`.

It must not know who asks, what WeCom is, or what time it is; `now` is always handed in. What a repository is, only
`git_store.py` and what it uses know.
"""

from reconciler.ledger.attendance import attendance
from reconciler.ledger.entries import entries_of
from reconciler.ledger.homes import DirectoryLedger, GitLedger
from reconciler.ledger.ledger import Ledger, Settled
from reconciler.ledger.past_apply import past_apply
from reconciler.model.ledger_report import LedgerReport, Problem

__all__ = [
    "DirectoryLedger",
    "GitLedger",
    "Ledger",
    "LedgerReport",
    "Problem",
    "Settled",
    "attendance",
    "entries_of",
    "past_apply",
]
