"""The code host: GitHub's REST and GraphQL interfaces behind the protocols of `engine/forge_ports.py`.

Knows nothing of WeCom, of plans or of groups; what is said in comments is made elsewhere and comes in as text.
"""

from reconciler.forge.github import GitHub
from reconciler.forge.job_summary import write_job_summary
from reconciler.forge.session import Session

__all__ = ["GitHub", "Session", "write_job_summary"]
