"""The nine management documents, clause by clause, as data: what each asks and how it is carried out.

It must not know the code that does so: `features` names modules by path only, and rules name their clauses themselves.
"""

from reconciler.model.clause import Clause
from reconciler.model.clauses.community import COMMUNITY
from reconciler.model.clauses.confidentiality import CONFIDENTIALITY
from reconciler.model.clauses.guide import GUIDE
from reconciler.model.clauses.internal import INTERNAL
from reconciler.model.clauses.operations import OPERATIONS
from reconciler.model.clauses.running import RUNNING
from reconciler.model.clauses.team import TEAM
from reconciler.model.clauses.team_groups import TEAM_GROUPS
from reconciler.model.clauses.unit import UNIT

CLAUSES: tuple[Clause, ...] = (
    *OPERATIONS,
    *RUNNING,
    *GUIDE,
    *UNIT,
    *COMMUNITY,
    *CONFIDENTIALITY,
    *TEAM,
    *INTERNAL,
    *TEAM_GROUPS,
)

_BY_ID = {clause.id: clause for clause in CLAUSES}


def clause_named(clause_id: str) -> Clause | None:
    """The clause of that id, None if there is none."""
    return _BY_ID.get(clause_id)
