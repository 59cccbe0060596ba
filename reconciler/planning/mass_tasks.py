"""Notices to customer groups: one task for each owner of such groups, who confirms it in the client [92135]."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from reconciler.model.action import WriteResource
from reconciler.model.desired import DesiredState
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, UserId
from reconciler.model.live import LiveGroup, LiveState
from reconciler.model.notice import Notice
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.resource import Content, PastResource, Resource, ResourceKind
from reconciler.planning.attested import step_id
from reconciler.planning.duties import Duty
from reconciler.planning.notices import is_asked, is_due, is_spoken_to, notice_text
from reconciler.text import Text

FIELD = "messages"  # the row of the capability table


@dataclass(frozen=True, slots=True)
class MassTasks:
    """What tasks depend on."""

    desired: DesiredState
    groups: tuple[ResolvedGroup, ...]
    live: LiveState
    past: Past
    now: datetime

    def due(self) -> tuple[Resource, ...]:
        """Tasks that are due now and were never asked for; nobody hears a notice twice in one group."""
        return tuple(task for notice in self.desired.notices for task in self._of(notice))

    def to_confirm(self, made: Iterable[WriteResource]) -> Mapping[ChatId, tuple[Duty, ...]]:
        """What owners still have to confirm, by the chat that the step belongs to; `made` are tasks of this plan."""
        owed: dict[ChatId, tuple[Duty, ...]] = {}
        waiting = [(action.key, tuple(sorted(action.chats))) for action in made if action.chats]
        waiting += [(known.key, tuple(sorted(known.chats))) for known in self._open()]
        for key, chats in sorted(waiting):
            notice = self._notice(key)
            if notice is not None and is_asked(notice, self.now):
                owed[chats[0]] = (*owed.get(chats[0], ()), _duty(notice, key, len(chats)))
        for known in self._tasks():
            notice = self._notice(known.key)
            if known.is_hoped and notice is not None:  # asked without an answer: never again, somebody looks
                chat = min(known.chats)
                owed[chat] = (*owed.get(chat, ()), _look(notice, known))
            refused = known.refused | shown_results(known, self.live)[1]
            if refused and notice is not None and is_asked(notice, self.now):
                chat = min(known.chats)
                owed[chat] = (*owed.get(chat, ()), _post(notice, known, len(refused)))
        return owed

    def confirmed(self) -> frozenset[str]:
        """Ids of steps whose task went to every group that it can go to."""
        done = [known for known in self._tasks() if known.id and not self._left(known)]
        return frozenset(_step(known) for known in done)

    def _of(self, notice: Notice) -> Iterator[Resource]:
        """Never again what was asked or may have been, and no group that another owner was asked about before."""
        if not is_due(notice, self.now):
            return
        asked = [known for known in self._tasks() if known.key.partition("/")[0] == notice.key]
        keys, told = {known.key for known in asked}, {chat for known in asked for chat in known.chats}
        by_owner: dict[UserId, list[ResolvedGroup]] = {}
        for group in self.groups:
            live = self.live.groups.get(group.chat_id)
            is_meant = group.key in notice.groups and group.spec.type is GroupType.CUSTOMER
            if is_meant and isinstance(live, LiveGroup) and is_spoken_to(group) and group.chat_id not in told:
                by_owner.setdefault(live.owner, []).append(group)
        for owner, groups in sorted(by_owner.items()):
            if owner and f"{notice.key}/{owner}" not in keys:
                yield _task(notice, owner, groups, self.desired)

    def _tasks(self) -> list[PastResource]:
        kind = ResourceKind.MASS_MESSAGE
        known = [each for each in self.past.resources.values() if each.kind is kind and (each.id or each.is_hoped)]
        return sorted(known, key=lambda each: each.key)

    def _open(self) -> list[PastResource]:
        return [known for known in self._tasks() if known.id and self._left(known)]

    def _left(self, known: PastResource) -> frozenset[ChatId]:
        sent, refused = shown_results(known, self.live)
        return known.chats - known.settled - sent - refused

    def _notice(self, key: str) -> Notice | None:
        name = key.partition("/")[0]
        return next((notice for notice in self.desired.notices if notice.key == name), None)


def shown_results(known: PastResource, live: LiveState) -> tuple[frozenset[ChatId], frozenset[ChatId]]:
    """Groups that a task went to, and groups that it is refused in, as WeCom shows them."""
    shown = live.resources.get((known.kind, known.id)) or {}
    return _chats(shown, "sent"), _chats(shown, "refused")


def new_results(past: Past, live: LiveState) -> tuple[tuple[str, tuple[ChatId, ...], tuple[ChatId, ...]], ...]:
    """What became of tasks and is not noted yet: key, groups it went to, groups it is refused in."""
    found = []
    for known in past.resources.values():
        sent, refused = shown_results(known, live) if known.kind is ResourceKind.MASS_MESSAGE else _NOTHING
        if (sent | refused) - known.settled:
            found.append((known.key, tuple(sorted(sent)), tuple(sorted(refused))))
    return tuple(sorted(found))


_NOTHING: tuple[frozenset[ChatId], frozenset[ChatId]] = (frozenset(), frozenset())


def _task(notice: Notice, owner: UserId, groups: list[ResolvedGroup], desired: DesiredState) -> Resource:
    number = len(groups)
    return Resource(
        kind=ResourceKind.MASS_MESSAGE,
        key=f"{notice.key}/{owner}",
        groups=tuple(sorted(group.key for group in groups)),
        title=Text(
            f"请群主在 {number} 个客户群里发通知“{notice.title}”",
            f"The owner is asked to send “{notice.title}” to {number} customer group{'' if number == 1 else 's'}",
        ),
        content={
            "sender": owner,
            "groups": sorted(group.chat_id for group in groups),
            "text": notice_text(notice, groups, desired.company.language),
        },
        place=notice.place.at("groups"),
    )


def _duty(notice: Notice, key: str, number: int) -> Duty:
    words = Text(
        f"在「群发助手」里确认发送通知“{notice.title}”（{number} 个群）",
        f"Confirm the notice “{notice.title}” in 群发助手 ({number} group{'' if number == 1 else 's'})",
    )
    return Duty(FIELD, key, words)


def _step(known: PastResource) -> str:
    return step_id(min(known.chats, default=ChatId("")), FIELD, known.key)


def _look(notice: Notice, known: PastResource) -> Duty:
    words = Text(
        f"看看「群发助手」里有没有通知“{notice.title}”：有就确认发送，没有就手工发到群里",
        f"See whether the notice “{notice.title}” is in 群发助手: confirm it there, or post it in the groups",
    )
    return Duty(FIELD, f"unsure:{known.key}", words, is_unsure=True)


def _post(notice: Notice, known: PastResource, number: int) -> Duty:
    """Groups over their quota, or that WeCom refused: nothing else would say that they heard nothing."""
    words = Text(
        f"通知“{notice.title}”有 {number} 个群发不出去（群发次数已用完，或企业微信不让发）：手工发到这些群里",
        f"The notice “{notice.title}” does not go to {number} group{'' if number == 1 else 's'} "
        "(the quota is used up, or WeCom refuses): post it there by hand",
    )
    return Duty(FIELD, f"refused:{known.key}", words, is_unsure=True)


def _chats(content: Content, name: str) -> frozenset[ChatId]:
    value = content.get(name)
    return frozenset(ChatId(str(chat)) for chat in value) if isinstance(value, list) else frozenset()
