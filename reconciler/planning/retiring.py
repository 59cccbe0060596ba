"""A group on its way out: a last message, people released as far as WeCom allows, dissolved by its owner's hand."""

from reconciler.model.action import SendMessage
from reconciler.model.change import Cause, Change, Field
from reconciler.model.group import GroupType
from reconciler.model.live import LiveGroup
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.due import text_message
from reconciler.planning.fold import FEWEST_MEMBERS
from reconciler.text import Language

_RELEASABLE = frozenset({GroupType.APP, GroupType.SHEET})  # nobody can be removed from the others by API


def release_people(group: ResolvedGroup, live: LiveGroup) -> tuple[Change, ...]:
    """Everybody leaves but the owner and as many as WeCom wants in a group: admins stay longest.

    Source: appchat/update wants 2 people (86006 is expected below that, wecom-api §4.2).
    """
    if group.spec.type not in _RELEASABLE:
        return ()
    others = sorted(live.members - {live.owner}, key=lambda user: (user not in (group.spec.admins or ()), user))
    place = group.spec.place.at("lifecycle")
    return tuple(
        Change(group.key, Field.MEMBER, user, "", Cause.INTENT, ("retiring",), place)
        for user in sorted(others[FEWEST_MEMBERS - 1 :])
    )


def farewell(group: ResolvedGroup, past: Past, language: Language) -> tuple[SendMessage, ...]:
    """The last message of an app group, once."""
    message_id = f"farewell:{group.chat_id}"
    if group.spec.type is not GroupType.APP or message_id in past.sent | past.unknown_sends:
        return ()
    text = (
        f"本群“{group.spec.name}”即将停用，成员会陆续移出，之后由群主解散。需要保留的资料请尽快保存。"
        if language == "zh"
        else f"This group, “{group.spec.name}”, is being closed: people are released, then its owner dissolves it. "
        "Please save what you still need."
    )
    return (text_message(group, message_id, text),)
