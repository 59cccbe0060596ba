"""Groups that nothing shows: what they were when somebody last vouched for them stands in for live."""

from reconciler.model.ids import ChatId
from reconciler.model.live import AbsentGroup, LiveGroup
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.attested import CREATE, step_id


def creation_id(chat_id: ChatId) -> str:
    """The manual step that makes a group."""
    return step_id(chat_id, CREATE, chat_id)


def assumed_group(group: ResolvedGroup, past: Past) -> LiveGroup | AbsentGroup:
    """What an unseen group is taken for.

    Its baseline: what git asked when every step of it had been attested. Without one, but with somebody who attested
    that the group was made: of the people they were told to take in; otherwise it is not there yet.
    """
    known = past.groups.get(group.chat_id)
    made = past.steps.get(creation_id(group.chat_id))
    if known is not None and known.baseline is not None:
        told = known.baseline
        return LiveGroup(group.chat_id, told.name, told.owner, told.members, group.spec.type, is_assumed=True)
    if made is not None and made.attested_at is not None:
        people = frozenset(made.people) or group.members
        return LiveGroup(group.chat_id, group.spec.name, group.owner, people, group.spec.type, is_assumed=True)
    return AbsentGroup(group.chat_id)
