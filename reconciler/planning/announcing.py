"""What a group has to be told: its rules once, notices that are due, or that it is being closed."""

from dataclasses import replace
from datetime import datetime

from reconciler.model.action import SendMessage
from reconciler.model.change import Cause, Change, Field
from reconciler.model.desired import DesiredState
from reconciler.model.group import Enrolment, GroupType, Lifecycle
from reconciler.model.record import Past
from reconciler.planning.due import due_rules
from reconciler.planning.notices import due_notices
from reconciler.planning.retiring import farewell
from reconciler.planning.work import GroupWork


def add_messages(work: GroupWork, desired: DesiredState, past: Past, now: datetime) -> None:
    """Put the messages that are due into `work`, each with its change; nothing where the group is held back."""
    group, company = work.group, desired.company
    if work.blocked or group.membership is Enrolment.OBSERVE:
        return
    rules: tuple[SendMessage, ...] = ()
    if group.spec.lifecycle is Lifecycle.RETIRING:
        rules = farewell(group, past, company.language) if work.live else ()
    elif _rules_are_due(work, past):
        rules = due_rules(group, desired.rulesets, past, now.date(), company.language)
    place = group.spec.place.at("rulesets")
    work.acted += tuple(
        Change(group.key, Field.RULES, "", message.message_id, Cause.INTENT, ("rulesets",), place) for message in rules
    )
    notices = due_notices(group, desired.notices, past, now, company.language) if work.live else ()
    work.acted += tuple(
        Change(group.key, Field.NOTICE, "", message.message_id, Cause.INTENT, ("notice",)) for message in notices
    )
    work.messages = tuple(replace(message, readers=_readers(work)) for message in (*rules, *notices))


def _readers(work: GroupWork) -> int:
    """The most people who can be in the group when it hears something, for WeCom's limits."""
    live = work.live
    return max(len(work.people_after), len(live.members) + len(live.outsiders) if live else 0)


def _rules_are_due(work: GroupWork, past: Past) -> bool:
    """A group of ours hears its rules when it is created, or when it was and nobody has said them yet.

    One that people made hears them by its webhook, once it is in git; without one a person posts them.
    """
    spec = work.group.spec
    if spec.type is not GroupType.APP:
        return spec.webhook_env is not None and work.live is not None and spec.lifecycle is Lifecycle.ACTIVE
    created = any(change.field is Field.GROUP for change in work.acted)
    known = past.groups.get(work.group.chat_id)
    ours = work.live is not None and known is not None and (known.created_at or known.hoped_at) is not None
    return created or (ours and spec.lifecycle is Lifecycle.ACTIVE)
