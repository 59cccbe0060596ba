"""The table of what WeCom allows for each (type of group, field). Source: wecom-api.md §1 and §13, design §5.

Cells live beside this module, one file for each type. Where the documents leave a doubt, the cell says `unconfirmed`.
"""

from reconciler.model.capability import Capability, CapabilityTable
from reconciler.model.group import GroupType
from reconciler.wecom.cells import TITLES
from reconciler.wecom.cells_app import APP
from reconciler.wecom.cells_customer import CUSTOMER
from reconciler.wecom.cells_internal import INTERNAL
from reconciler.wecom.cells_sheet import SHEET

FIELDS: tuple[str, ...] = tuple(TITLES)

_BY_CELL = {(row.type, row.field): row for row in (*APP, *CUSTOMER, *INTERNAL, *SHEET)}

CAPABILITIES: CapabilityTable = tuple(_BY_CELL[group_type, field] for group_type in GroupType for field in FIELDS)


def capability_of(group_type: GroupType, field: str) -> Capability:
    """One cell. Raises: KeyError for a field that is not in the table."""
    return _BY_CELL[group_type, field]
