"""(resolved, live, past, now, capabilities) → Plan: pure and deterministic, the same inputs give the same bytes.

It must not know files, the network, the clock or how a plan is shown.
"""

from reconciler.planning.assemble import assemble
from reconciler.planning.assemble_undo import assemble_undo
from reconciler.planning.attested import SUCCESSOR
from reconciler.planning.fold import FEWEST_MEMBERS
from reconciler.planning.inputs import Inputs
from reconciler.planning.mass_tasks import new_results
from reconciler.planning.message_quota import MessageQuota
from reconciler.planning.resources import gone_resources
from reconciler.planning.scope import ALL_CAUSES, DRIFT_CAUSES
from reconciler.planning.times import time_findings, why_waiting

__all__ = [
    "ALL_CAUSES",
    "DRIFT_CAUSES",
    "FEWEST_MEMBERS",
    "SUCCESSOR",
    "Inputs",
    "MessageQuota",
    "assemble",
    "assemble_undo",
    "gone_resources",
    "new_results",
    "time_findings",
    "why_waiting",
]
