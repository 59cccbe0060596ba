"""What people vouched for, and for how long that holds."""

import hashlib
from datetime import datetime, timedelta

from reconciler.model.ids import ChatId
from reconciler.model.live import LiveGroup
from reconciler.model.record import Past, PastStep
from reconciler.model.resolved import ResolvedGroup


def step_id(chat_id: ChatId, field: str, wanted: str) -> str:
    """12 hexadecimal digits: the same in every run for the same chat, field and wanted value."""
    return hashlib.sha256(f"{chat_id}\n{field}\n{wanted}".encode()).hexdigest()[:12]


class Attested:
    """The attestations of one group that still hold at `now`.

    One ends with the next review of the group (B1: asked again at reviews), and when its field was asked for another
    value since: who set the other one undid it. In a group that nothing shows it is spent once the baseline took it in.
    """

    def __init__(self, group: ResolvedGroup, live: LiveGroup | None, past: Past, now: datetime) -> None:
        review = group.spec.review
        known = past.groups.get(group.chat_id)
        self._steps = {step.id: step for step in past.steps.values() if step.chat_id == group.chat_id}
        self._since = now - timedelta(days=review.every_days) if review else None
        self._settled = known.settled_seq if known and live is not None and live.is_assumed else 0

    def holds(self, step: str) -> bool:
        """Whether somebody vouched for a step and that still counts."""
        known = self._steps.get(step)
        if known is None or known.attested_at is None:
            return False
        if self._since is not None and known.attested_at < self._since:
            return False
        if known.attested_seq < self._settled:
            return False
        return known.people != () or not self._replaced(known)

    def _replaced(self, known: PastStep) -> bool:
        others = (step for step in self._steps.values() if step.field == known.field and step.id != known.id)
        return any(step.opened_seq > known.attested_seq for step in others)
