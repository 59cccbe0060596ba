"""Rules → findings: pure, one rule a file, found by the registry without a list kept by hand.

It gets resolved values and must not read files, the network or the clock, nor know how findings are shown.
"""

from reconciler.policy.deciders import may_approve_revocation
from reconciler.policy.lint import Judged, judge
from reconciler.policy.registry import all_rules, rule_named

__all__ = ["Judged", "all_rules", "judge", "may_approve_revocation", "rule_named"]
