"""When people last said something, as the company's archive exports it: WeCom itself tells nothing of the kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reconciler.model.ids import ChatId, UserId


@dataclass(frozen=True, slots=True)
class ActivityLog:
    """Last signs of life.

    Attributes:
        since, until: the period the export covers, aware; outside it nothing is known.
        last_in_chat: last message of anybody, by chat.
        last_of_person: last message of one person in one chat.
    """

    since: datetime
    until: datetime
    last_in_chat: Mapping[ChatId, datetime] = field(default_factory=dict)
    last_of_person: Mapping[tuple[ChatId, UserId], datetime] = field(default_factory=dict)
