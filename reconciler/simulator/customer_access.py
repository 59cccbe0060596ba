"""Customer groups as a caller meets them: found by the caller's own id, checked for whose they are."""

import json

from reconciler.simulator.call import Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.customer_groups import CustomerGroup, load_group
from reconciler.simulator.customer_ids import real_id
from reconciler.simulator.directory import fold


def own_group(call: Call, seen: str) -> CustomerGroup:
    """A living customer group whose owner the caller sees; `seen` is the caller's id of it.

    Raises: Refusal 40058 missing, `code_unknown_customer_chat` unknown, 90501 no customer group, 49008 or 86003
    dissolved, `code_owner_out_of_range` the owner is outside the caller's range.
    """
    if not seen:
        raise Refusal(40058)
    group = load_group(call.moment.connection, call.app.corp_id, real_id(call, seen))
    if group is None:
        raise Refusal(call.code("code_unknown_customer_chat"))
    if not group.is_customer:
        raise Refusal(90501)
    if group.dissolved:
        raise Refusal(call.code("code_dissolved"))
    if not reaches(call, group.owner):
        raise Refusal(call.code("code_owner_out_of_range"))
    return group


def reaches(call: Call, user_id: str) -> bool:
    """Whether somebody is in the caller's range; who has departed counts where they worked last."""
    visible = call.visible
    if visible.everything or fold(user_id) in visible.people:
        return True
    row = call.moment.connection.execute(
        "SELECT departments FROM people WHERE corp_id = ? AND folded = ? AND departed",
        (call.app.corp_id, fold(user_id)),
    ).fetchone()
    return row is not None and any(each in visible.departments for each in json.loads(row[0]))
