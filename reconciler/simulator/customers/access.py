"""Customer groups as a caller meets them: found by the caller's own id, checked for whose they are."""

from reconciler.simulator.call import Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.customers.groups import CustomerGroup, is_in_range, load_group, load_stale
from reconciler.simulator.customers.ids import real_id


def own_group(call: Call, seen: str) -> CustomerGroup:
    """A living customer group whose owner the caller sees; `seen` is the caller's id of it.

    Raises: Refusal 40058 missing, `code_unknown_customer_chat` unknown, 90501 no customer group, 49008 or 86003
    dissolved, `code_owner_out_of_range` the owner is outside the caller's range.
    """
    if not seen:
        raise Refusal(40058)
    return _checked(call, load_group(call.moment.connection, call.app.corp_id, real_id(call, seen)))


def read_group(call: Call, seen: str) -> CustomerGroup:
    """The same, as a reader gets to see it: as it was, while the last edit has not come through yet [92130]."""
    if not seen:
        raise Refusal(40058)
    chat_id, corp_id, moment = real_id(call, seen), call.app.corp_id, call.moment
    stale = load_stale(moment.connection, corp_id, chat_id, moment.now_ms)
    return _checked(call, stale or load_group(moment.connection, corp_id, chat_id))


def _checked(call: Call, group: CustomerGroup | None) -> CustomerGroup:
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
    return is_in_range(call.moment.connection, call.app.corp_id, call.visible, user_id)
