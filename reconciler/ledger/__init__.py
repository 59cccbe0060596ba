"""The past: an append-only, hash-chained log of what was done and seen, and its replay into a `Past`.

It must not know who asks, what WeCom or git are, or what time it is; `now` is always handed in.
"""

from reconciler.ledger.ledger import DirectoryLedger, Ledger, Settled
from reconciler.ledger.report import LedgerReport, Problem

__all__ = ["DirectoryLedger", "Ledger", "LedgerReport", "Problem", "Settled"]
