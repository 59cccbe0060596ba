"""WeCom and the past as they were at one moment, kept so that a plan can be made without asking WeCom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reconciler.model.directory import Directory
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId
from reconciler.model.live import LiveState
from reconciler.model.record import Past

SNAPSHOT_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a plan by name and department needs, and nothing else of what was read.

    Attributes:
        taken_at, valid_until: aware; after `valid_until` nothing is concluded from it any more.
        live: without what people wrote (announcements by digest alone), without resources around groups and without
            the ids of outsiders.
        past: the ledger at the same moment, without the reasons that people gave.
        types: the family of every group in `live`.
    """

    corp_id: str
    agent_id: str
    simulated: bool
    taken_at: datetime
    valid_until: datetime
    directory: Directory
    live: LiveState
    past: Past
    types: Mapping[ChatId, GroupType] = field(default_factory=dict)
