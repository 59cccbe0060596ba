"""Notices: when they are due, what they say, and which groups hear them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from reconciler.model.action import SendMessage
from reconciler.model.group import Classification, Enrolment, GroupType, Lifecycle
from reconciler.model.notice import Notice
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.due import TEXT_LIMIT_BYTES, split_text, text_message
from reconciler.text import Language, Text

STALE_AFTER = timedelta(days=2)  # a notice without an end makes no sense much later than it was meant for
_MARK = Text("【保密】", "[Confidential] ")


def is_due(notice: Notice, now: datetime) -> bool:
    """Whether it is to be said now: its time has come, and it has not become pointless."""
    ends = notice.expires if notice.expires is not None else notice.at + STALE_AFTER
    return notice.at <= now < ends


def is_asked(notice: Notice, now: datetime) -> bool:
    """Whether somebody who was asked to send it still should."""
    return notice.expires is None or now < notice.expires


def is_spoken_to(group: ResolvedGroup) -> bool:
    """Whether a group hears notices at all."""
    return group.membership is not Enrolment.OBSERVE and group.spec.lifecycle is Lifecycle.ACTIVE


def notice_text(notice: Notice, groups: Iterable[ResolvedGroup], language: Language) -> str:
    """Title, text and link; with the mark of secrecy where the notice or one of its groups is confidential.

    Clauses: F5.2.2.
    """
    secret = Classification.CONFIDENTIAL
    is_secret = notice.classification is secret or any(group.spec.classification is secret for group in groups)
    head = (_MARK.say(language) if is_secret else "") + notice.title
    return "\n\n".join(part.strip() for part in (head, notice.text, notice.link or "") if part.strip())


def due_notices(
    group: ResolvedGroup, notices: Iterable[Notice], past: Past, now: datetime, language: Language
) -> tuple[SendMessage, ...]:
    """Notices that are due in a group with a webhook, and were neither sent nor sent without an answer.

    Customer groups are asked for by tasks (`mass_tasks`); application groups have none yet.
    """
    spec = group.spec
    if spec.type in {GroupType.APP, GroupType.CUSTOMER} or spec.webhook_env is None or not is_spoken_to(group):
        return ()
    found: list[SendMessage] = []
    for notice in notices:
        if group.key in notice.groups and is_due(notice, now):
            found.extend(_messages(group, notice, past, language))
    return tuple(found)


def _messages(group: ResolvedGroup, notice: Notice, past: Past, language: Language) -> list[SendMessage]:
    """The parts that are left; none where the text was cut otherwise when its first part went out."""
    parts = split_text(notice_text(notice, (group,), language), TEXT_LIMIT_BYTES)
    prefix = f"notice:{group.chat_id}:{notice.key}:"
    said = {mid for mid in past.sent | past.unknown_sends if mid.startswith(prefix)}
    if any(not mid.endswith(f"/{len(parts)}") for mid in said):
        return []
    messages = [text_message(group, f"{prefix}{number}/{len(parts)}", part) for number, part in enumerate(parts, 1)]
    return [message for message in messages if message.message_id not in said]
