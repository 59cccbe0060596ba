"""Customer groups that change hands: one call each, within WeCom's two quotas [95703][92127]."""

from collections import Counter
from datetime import datetime, timedelta

from reconciler.model.action import TransferOwner
from reconciler.model.change import Change
from reconciler.model.directory import Directory
from reconciler.model.ids import ChatId, UserId
from reconciler.model.record import Past
from reconciler.planning.work import GroupWork

PER_PERSON_A_DAY = 300
PER_GROUP = 2
GROUP_WINDOW = timedelta(days=90)


class Transfers:
    """Counts what was handed over and what this plan hands over.

    `directory` tells who has left: their groups go by `transfer` instead of `onjob_transfer`.
    """

    def __init__(self, past: Past, now: datetime, directory: Directory) -> None:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        self._midnight = midnight
        self._directory = directory
        self._of_person: Counter[UserId] = Counter(t.former for t in past.transfers if t.at >= midnight)
        self._of_group: Counter[ChatId] = Counter(t.chat_id for t in past.transfers if t.at > now - GROUP_WINDOW)

    def is_used_up(self, chat_id: ChatId) -> bool:
        """Whether the group was handed over twice in 90 days: then only its owner can do it, in the client."""
        return self._of_group[chat_id] >= PER_GROUP

    def action(self, work: GroupWork, change: Change, quiet_until: datetime | None) -> TransferOwner:
        """The call of one handover; on the first day on which not all of the owner's 300 are used up."""
        former = UserId(change.before)
        days = self._of_person[former] // PER_PERSON_A_DAY
        self._of_person[former] += 1
        that_day = self._midnight + timedelta(days=days) if days else None
        return TransferOwner(
            group=work.group.key,
            chat_id=work.group.chat_id,
            owner=UserId(change.after),
            former=former,
            is_departed=former in self._directory.absent,
            rank=1,
            not_before=max(filter(None, (quiet_until, that_day)), default=None),
        )
