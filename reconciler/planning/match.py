"""Pair what git declares with what WeCom showed: managed, missing, dissolved, unreadable."""

from collections.abc import Callable

from reconciler.model.change import EMERGENCY, Cause, Change
from reconciler.model.group import GroupType, Lifecycle
from reconciler.model.ids import UserId
from reconciler.model.live import AbsentGroup, LiveGroup, SeenGroup, UnreadableGroup
from reconciler.model.plan import Blocked
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.assumed import assumed_group
from reconciler.planning.diff import Departures, create_group, diff_group, differs
from reconciler.planning.renamed import perhaps_renamed
from reconciler.planning.retiring import release_people
from reconciler.planning.scope import scope_changes
from reconciler.planning.succession import owner_perhaps_renamed
from reconciler.planning.undone import held_by_undo
from reconciler.planning.work import GroupWork
from reconciler.text import Text


def match_group(
    group: ResolvedGroup,
    seen: SeenGroup | None,
    past: Past,
    departures: Departures,
    causes: frozenset[Cause],
    called: Callable[[UserId], Text] = Text.same,
) -> GroupWork:
    """What is different about one group and what becomes of it.

    Args:
        seen: what WeCom showed; None if the group was not read, which is never taken for absent.
        called: how sentences name somebody.
    """
    known = past.groups.get(group.chat_id)
    work = GroupWork(group, baseline=known.baseline if known else None)
    if group.spec.managed_by is not None:
        return work
    if group.spec.is_unseen or group.spec.is_unlinked:
        seen = assumed_group(group, past) if group.spec.is_unseen else AbsentGroup(group.chat_id)
    if isinstance(seen, LiveGroup) and seen.type is not group.spec.type:
        refusal: Blocked | None = _of_another_family(group)
    elif isinstance(seen, LiveGroup):
        work.live = seen
        if group.spec.lifecycle is Lifecycle.RETIRING and causes != EMERGENCY:
            _take(work, release_people(group, seen), causes)
        elif differs(group, seen):
            changes = held_by_undo(diff_group(group, seen, work.baseline, departures), past.undone.get(group.chat_id))
            work.perhaps_renamed, changes = perhaps_renamed(group, seen, work.baseline, changes)
            _take(work, changes, causes)
        refusal = _nobody_follows(work, called) if causes == EMERGENCY else _unusable(group)
        if causes != EMERGENCY:
            refusal = refusal or owner_perhaps_renamed(group, seen, work.baseline, called)
    elif isinstance(seen, AbsentGroup):
        if group.spec.lifecycle is not Lifecycle.ACTIVE or causes == EMERGENCY:
            return work
        refusal = _unusable(group) or _gone(group, seen, past)
        if refusal is None:
            _take(work, create_group(group), causes)
    else:
        refusal = _unreadable(group, seen)
    if refusal is not None:
        work.block(refusal)
    return work


def _take(work: GroupWork, changes: tuple[Change, ...], causes: frozenset[Cause]) -> None:
    work.found = changes
    scoped = scope_changes(work.group, work.live, changes, causes)
    work.acted, work.reported = scoped.acted, scoped.reported
    work.waiting, work.undeclared = scoped.waiting, (*scoped.undeclared, *work.perhaps_renamed)


def _unusable(group: ResolvedGroup) -> Blocked | None:
    if not group.unusable:
        return None
    first = group.unusable[0]
    return Blocked(first.rule, first.what, first.remedy, group.key, place=first.place)


def _nobody_follows(work: GroupWork, called: Callable[[UserId], Text]) -> Blocked | None:
    """In an emergency what else is uncertain of a group does not matter: only whether it would lose its owner."""
    going = [change for change in work.found if change.is_leave and change.cause is Cause.REVOKED]
    if work.live is None or any(change in work.acted for change in going) or not going:
        return None
    owner = called(work.live.owner)
    return Blocked(
        guard="revoked-owner",
        what=Text(
            f"群主 {owner.zh} 要立即移出，但没有合适的人接任。",
            f"{owner.en}, the owner, has to go out at once, and nobody suitable follows.",
        ),
        remedy=Text(
            "请治理人员指定接任的人（见人工步骤），在文件里写上在职的 owner、deputy 或管理员，再运行一次。",
            "Let the governance name somebody (a manual step asks for it), write an owner, a deputy or an admin who "
            "works here into the file, then run again.",
        ),
        group=work.group.key,
        changes=tuple(going),
        place=work.group.spec.place.at("owner"),
    )


def _of_another_family(group: ResolvedGroup) -> Blocked:
    """Its calls would go to the wrong family."""
    return Blocked(
        guard="other-type",
        what=Text(
            f"企业微信里的群 {group.chat_id} 是另一种群，和文件里的 type 不符。",
            f"The group {group.chat_id} is of another type at WeCom than its file says.",
        ),
        remedy=Text("核对 type 和 chat_id，改对其中一个。", "Check type and chat_id and mend the one that is wrong."),
        group=group.key,
        place=group.spec.place.at("type"),
    )


def _gone(group: ResolvedGroup, seen: AbsentGroup, past: Past) -> Blocked | None:
    """A group that once existed is never created again in silence."""
    known = past.groups.get(group.chat_id)
    existed = known is not None and (known.created_at is not None or known.baseline is not None)
    if (existed or seen.dissolved) and group.spec.type is not GroupType.APP:
        return _gone_for_good(group)
    if existed or seen.dissolved:
        following = group.spec.generation + 1
        return Blocked(
            guard="dissolved-group",
            what=Text(
                "这个群以前有过，现在不在了：多半是有人在客户端解散了它。",
                "This group existed and is gone: somebody probably dissolved it in the client.",
            ),
            remedy=Text(
                f"要重建，就在文件里写 generation: {following}（并去掉 chat_id）；不再需要，就写 lifecycle: retired。",
                f"To create it anew write generation: {following} (and take chat_id out); "
                "if it is no longer needed write lifecycle: retired.",
            ),
            group=group.key,
            place=group.spec.place.at("generation"),
        )
    if group.spec.chat_id is not None:
        return Blocked(
            guard="unknown-chat",
            what=Text(
                f"企业微信里没有 chat_id 为 {group.chat_id} 的群。",
                f"WeCom has no group with the chat id {group.chat_id}.",
            ),
            remedy=Text(
                "核对 chat_id；要新建群，就去掉 chat_id 这一行。",
                "Check chat_id; to create a new group take the chat_id line out.",
            ),
            group=group.key,
            place=group.spec.place.at("chat_id"),
        )
    return None


def _gone_for_good(group: ResolvedGroup) -> Blocked:
    return Blocked(
        guard="dissolved-group",
        what=Text(
            "这个群以前有过，现在不在了：多半是群主解散了它。",
            "This group existed and is gone: its owner probably dissolved it.",
        ),
        remedy=Text(
            "不再需要，就写 lifecycle: retired；已另建新群，就把 chat_id 改成新群的。",
            "If it is no longer needed write lifecycle: retired; if there is a new one put its id into chat_id.",
        ),
        group=group.key,
        place=group.spec.place.at("chat_id"),
    )


def _unreadable(group: ResolvedGroup, seen: UnreadableGroup | None) -> Blocked:
    if seen is not None and seen.foreign:
        return Blocked(
            guard="foreign-group",
            what=Text(
                f"群 {group.chat_id} 是别的应用建的，本应用读不了也改不了。",
                f"The group {group.chat_id} was made by another application; this one can neither read nor change it.",
            ),
            remedy=Text(
                "核对 chat_id；要另建一个群，就去掉 chat_id 或把 generation 加一。",
                "Check chat_id; to create a group of our own take chat_id out or raise generation by one.",
            ),
            group=group.key,
            place=group.spec.place.at("chat_id"),
        )
    reason = seen.reason if seen else Text("这次没有读取。", "It was not read this time.")
    return Blocked(
        guard="unreadable",
        what=Text("没能读到这个群，不做任何改动。", "The group could not be read, so nothing is done with it.")
        + reason,
        remedy=(seen.remedy if seen else None) or Text("稍后再运行一次。", "Run again later."),
        group=group.key,
        place=group.spec.place,
    )
