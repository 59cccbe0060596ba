"""externalcontact/get_follow_user_list [92571] and externalcontact/opengid_to_chatid [94822]."""

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.customers.groups import load_group
from reconciler.simulator.customers.ids import chat_of_open_gid, seen_id


def list_follow_users(call: Call) -> Answer:
    """Who may use customer contact, as far as the caller sees them; no paging."""
    rows = call.moment.connection.execute(
        "SELECT folded FROM contact_rights WHERE corp_id = ? ORDER BY folded", (call.app.corp_id,)
    )
    people, visible = call.directory.people, call.visible.people
    return {"follow_user": [people[key].user_id for (key,) in rows if key in people and key in visible]}


def chat_id_of_open_gid(call: Call) -> Answer:
    """The group behind an opengid of a mini program. Raises: Refusal 40058 missing, 90511 none of this corp."""
    opengid = call.body.text("opengid")
    if not opengid:
        raise Refusal(40058)
    chat_id = chat_of_open_gid(call.moment.seed, opengid)
    group = load_group(call.moment.connection, call.app.corp_id, chat_id)
    if group is None or not group.is_customer:
        raise Refusal(90511)
    return {"chat_id": seen_id(call, chat_id)}
