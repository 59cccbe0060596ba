"""The code host: GitHub's REST and GraphQL interfaces behind the protocols of `engine/forge_ports.py`.

Knows nothing of WeCom, of plans or of groups; what is said in comments is made elsewhere and comes in as text.
"""

from reconciler.forge.github import GitHub
from reconciler.forge.job_summary import write_job_summary
from reconciler.forge.rights import granted
from reconciler.forge.session import Session
from reconciler.forge.waiting import Patience

__all__ = ["GitHub", "Patience", "Session", "granted", "write_job_summary"]
