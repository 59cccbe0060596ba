"""What has to be said now: the rule sets of a new group, as its first messages.

A fresh app group can stay invisible until somebody writes (wecom-api §4.1), and rules are made known (B2, C3.1).
"""

import hashlib
from collections.abc import Mapping
from datetime import date

from reconciler.model.action import SendMessage
from reconciler.model.desired import Ruleset
from reconciler.model.group import GroupType
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup
from reconciler.text import Language

TEXT_LIMIT_BYTES = 2048  # appchat/send, text [90248]


def due_rules(
    group: ResolvedGroup, rulesets: Mapping[str, Ruleset], past: Past, today: date, language: Language
) -> tuple[SendMessage, ...]:
    """Messages with the group's rule sets that were neither sent nor sent without an answer.

    The same group always gives the same message ids, so that a run after a crash goes on where the last one stopped.
    A group that was told its rules once is not told again here when they change.
    """
    chosen = [rulesets[key] for key in group.spec.rulesets or () if key in rulesets]
    text = first_message([rules for rules in chosen if rules.effective_from <= today], language)
    if not text:
        return ()
    parts = split_text(text, TEXT_LIMIT_BYTES)
    prefix = f"rules:{group.chat_id}:"
    said = {mid for mid in past.sent | past.unknown_sends if mid.startswith(prefix)}
    if any(not mid.endswith(f"/{len(parts)}") for mid in said):
        return ()
    messages = (text_message(group, f"{prefix}{number}/{len(parts)}", part) for number, part in enumerate(parts, 1))
    return tuple(message for message in messages if message.message_id not in said)


def first_message(rulesets: list[Ruleset], language: Language) -> str:
    """The text that a new group reads first; empty when no rule set holds."""
    if not rulesets:
        return ""
    head = (
        "【群规】欢迎入群，请先阅读并遵守："
        if language == "zh"
        else "[Group rules] Welcome. Please read and keep these:"
    )
    bodies = [f"《{rules.title}》{rules.version}\n{rules.text.strip()}" for rules in rulesets]
    return "\n\n".join([head, *bodies])


def split_text(text: str, limit_bytes: int) -> list[str]:
    """Cut a text into parts of at most `limit_bytes` (UTF-8), at line ends where that is possible."""
    parts: list[str] = []
    current = ""
    for line in text.split("\n"):
        for piece in _pieces(line, limit_bytes):
            joined = f"{current}\n{piece}" if current else piece
            if len(joined.encode()) > limit_bytes:
                parts.append(current)
                joined = piece
            current = joined
    return [part for part in (*parts, current) if part.strip()]


def _pieces(line: str, limit_bytes: int) -> list[str]:
    pieces = [""]
    for character in line:
        if len((pieces[-1] + character).encode()) > limit_bytes:
            pieces.append("")
        pieces[-1] += character
    return pieces


def text_message(group: ResolvedGroup, message_id: str, text: str) -> SendMessage:
    """One text into a group: by its webhook where one is named, by the application otherwise."""
    data = text.encode()
    return SendMessage(
        group=group.key,
        chat_id=group.chat_id,
        message_id=message_id,
        digest=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        text=text,
        webhook=group.spec.webhook_env if group.spec.type is not GroupType.APP else None,
    )
