"""What people vouched for, and for how long that holds."""

import hashlib
from datetime import datetime, timedelta

from reconciler.model.group import Review
from reconciler.model.ids import ChatId
from reconciler.model.live import LiveGroup
from reconciler.model.record import Past, PastStep
from reconciler.model.resolved import ResolvedGroup

CREATE, JOIN, LEAVE, SUCCESSOR = "create", "members.join", "members.leave", "successor"

_IN_BASELINE = frozenset({CREATE, "name", "owner", JOIN, LEAVE})  # what a baseline takes in, see `assumed_group`
_OF_PEOPLE = frozenset({JOIN, LEAVE})  # steps about different people stand side by side


def step_id(chat_id: ChatId, field: str, wanted: str) -> str:
    """12 hexadecimal digits: the same in every run for the same chat, field and wanted value."""
    return hashlib.sha256(f"{chat_id}\n{field}\n{wanted}".encode()).hexdigest()[:12]


class Attested:
    """The attestations of one group that still hold at `now`.

    One ends with the next review of the group (B1: asked again at reviews), and when its field was asked for another
    value since: who set the other one undid it. In a group that nothing shows, what the baseline took in is spent.
    """

    def __init__(self, group: ResolvedGroup, live: LiveGroup | None, past: Past, now: datetime) -> None:
        known = past.groups.get(group.chat_id)
        self._steps = {step.id: step for step in past.steps.values() if step.chat_id == group.chat_id}
        self._review = group.spec.review
        self._now = now
        self._settled = known.settled_seq if known and live is not None and live.is_assumed else 0

    def holds(self, step: str) -> bool:
        """Whether somebody vouched for a step and that still counts."""
        known = self._steps.get(step)
        if known is None or known.attested_at is None:
            return False
        if known.field in _IN_BASELINE and known.attested_seq < self._settled:
            return False
        if self._review is not None and was_reviewed_since(known.attested_at, self._review, self._now):
            return False
        return known.field in _OF_PEOPLE or not self._replaced(known)

    def _replaced(self, known: PastStep) -> bool:
        others = (step for step in self._steps.values() if step.field == known.field and step.id != known.id)
        return any(step.opened_seq > known.attested_seq for step in others)


def was_reviewed_since(moment: datetime, review: Review, now: datetime) -> bool:
    """Whether a review of the group fell due after the day of `moment`, up to `now` (both aware).

    Reviews fall due every so many days after the last one; where git names none, so many days after `moment` itself.
    """
    if review.last is None:
        return now >= moment + timedelta(days=review.every_days)
    periods = (now.date() - review.last).days // review.every_days
    latest = review.last + timedelta(days=periods * review.every_days)
    return periods > 0 and moment.astimezone(now.tzinfo).date() < latest
