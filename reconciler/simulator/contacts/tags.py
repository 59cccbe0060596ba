"""tag/list [90216] and tag/get [90213]."""

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold


def list_tags(call: Call) -> Answer:
    """tag/list: every tag of the corp, for any self-built app."""
    return {"taglist": [{"tagid": tag.id, "tagname": tag.name} for tag in call.directory.tags.values()]}


def get_tag(call: Call) -> Answer:
    """tag/get: people and departments in the visible range; departments are not opened.

    Raises: Refusal 41017 missing, 40068 malformed or unknown.
    """
    words = call.query.get("tagid", "")
    if not words:
        raise Refusal(41017)
    tag = call.directory.tags.get(int(words)) if words.isascii() and words.isdigit() else None
    if tag is None:
        raise Refusal(40068)
    directory, visible = call.directory, call.visible
    people = [directory.people[key] for key in map(fold, tag.people) if key in visible.people]
    return {
        "tagname": tag.name,
        "userlist": [{"userid": person.user_id, "name": person.name} for person in people],
        "partylist": [department for department in tag.departments if department in visible.departments],
    }
