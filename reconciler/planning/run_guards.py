"""Limits on how much one plan may do in all, and on groups that are missing something."""

from collections.abc import Sequence

from reconciler.model.change import Cause
from reconciler.model.company import RemovalLimit
from reconciler.model.desired import DesiredState, GuardName
from reconciler.model.group import GroupType
from reconciler.model.ids import GroupKey
from reconciler.model.live import LiveState
from reconciler.model.plan import Blocked
from reconciler.model.record import Past, PastRemoval
from reconciler.model.resolved import ResolvedGroup, ResolvedState
from reconciler.planning.guards import GuardContext, override_hint
from reconciler.planning.loss_guards import gone_documents
from reconciler.planning.overrides import Overrides
from reconciler.planning.reorganising import routes
from reconciler.planning.work import GroupWork
from reconciler.text import Text, listed

# One person changing department is everyday life; a department that moves takes several along.
_PEOPLE_OF_A_MOVE = 3


def guard_run(works: list[GroupWork], context: GuardContext, removed: Sequence[PastRemoval]) -> list[Blocked]:
    """Run every guard that looks at the whole plan; each holds back the groups it concerns.

    Args:
        removed: whom earlier runs took out within the last 24 hours.
    """
    found = [
        _directory_move(works, context),
        _removals(works, context),
        _removals_of_a_day(works, context, removed),
        _touched(works, context),
    ]
    return [blocked for blocked in found if blocked is not None]


def _removals(works: list[GroupWork], context: GuardContext) -> Blocked | None:
    losing = [work for work in works if work.leaves]
    number = sum(len(work.leaves) for work in losing)
    size = sum(len(work.live.members) for work in works if work.live)
    limit = context.company.guards.removals_per_run
    people = {leave.before for work in losing for leave in work.leaves}
    if _allows(limit, number, size, len(people)) or context.overrides.lift(GuardName.REMOVALS_PER_RUN, number):
        return None
    what = Text(
        f"这次一共要移出 {number} 人次（所有群共 {size} 人次），"
        f"超过每次上限：{limit.number} 人次且不超过 {limit.share}%。",
        f"{number} of {size} memberships would end in one run; the limit is {limit.number} and {limit.share}%.",
    )
    return _hold(losing, GuardName.REMOVALS_PER_RUN, what, number, limit.number)


def _removals_of_a_day(works: list[GroupWork], context: GuardContext, removed: Sequence[PastRemoval]) -> Blocked | None:
    """A little in each run, and many in a day."""
    losing = [work for work in works if work.leaves]
    if not losing or not removed:
        return None  # a day that begins with this run is no more than a run
    now, before = sum(len(work.leaves) for work in losing), len(removed)
    size = sum(len(work.live.members) for work in works if work.live) + before
    people = {leave.before for work in losing for leave in work.leaves} | {removal.user for removal in removed}
    limit, number = context.company.guards.removals_per_day, now + before
    if _allows(limit, number, size, len(people)) or context.overrides.lift(GuardName.REMOVALS_PER_DAY, number):
        return None
    what = Text(
        f"24 小时内已移出 {before} 人次，再移出 {now} 人次就超过每天的上限："
        f"{limit.number} 人次且不超过 {limit.share}%。",
        f"{before} memberships ended within 24 hours and {now} more would; "
        f"the limit of a day is {limit.number} and {limit.share}%.",
    )
    return _hold(losing, GuardName.REMOVALS_PER_DAY, what, number, limit.number)


def _allows(limit: RemovalLimit, leaving: int, of: int, people: int) -> bool:
    """As the limit says; one person may always leave all of their groups, as far as the number goes."""
    return limit.allows(leaving, of) or (people == 1 and leaving <= limit.number)


def _touched(works: list[GroupWork], context: GuardContext) -> Blocked | None:
    touched = [work for work in works if work.live and work.acted]
    limit = context.company.guards.groups_touched
    if len(touched) <= limit or context.overrides.lift(GuardName.GROUPS_TOUCHED, len(touched)):
        return None
    what = Text(
        f"这次要改动 {len(touched)} 个已有的群，超过上限 {limit} 个。",
        f"{len(touched)} existing groups would be changed in one run; the limit is {limit}.",
    )
    return _hold(touched, GuardName.GROUPS_TOUCHED, what, len(touched), limit)


def _directory_move(works: list[GroupWork], context: GuardContext) -> Blocked | None:
    """Several groups that lose several people because the address book moved: one cause, one override."""
    losing = [work for work in works if any(leave.cause is Cause.DIRECTORY for leave in work.leaves)]
    people = {leave.before for work in losing for leave in work.leaves if leave.cause is Cause.DIRECTORY}
    limit = context.company.guards.groups_per_directory_move
    if len(losing) <= limit or len(people) < _PEOPLE_OF_A_MOVE:
        return None
    if context.overrides.lift(GuardName.DIRECTORY_MOVE, len(losing)):
        return None
    what = Text(
        f"通讯录调整后，{len(people)} 人要从 {len(losing)} 个群里移出，像是一次部门调整。",
        f"The address book moved: {len(people)} people would leave {len(losing)} groups, as in a reorganisation.",
    )
    where = routes(losing, context.directory)
    what = what + where if where else what
    return _hold(losing, GuardName.DIRECTORY_MOVE, what, len(losing), limit)


def _hold(works: list[GroupWork], guard: GuardName, what: Text, number: int, limit: int) -> Blocked:
    changes = tuple(change for work in works for change in work.acted)
    for work in works:
        work.hold()
    return Blocked(guard, what, override_hint(guard, number, None), None, number, limit, changes)


def has_failed(group: ResolvedGroup, live: LiveState) -> bool:
    """Whether a group belongs to a family that could not be read at all, and would have been read there."""
    return group.spec.type in live.failed and not group.spec.is_unseen and not group.spec.is_unlinked


def failed_families(resolved: ResolvedState, live: LiveState) -> list[Blocked]:
    """One refusal for each family that could not be read: its groups are unreadable, never absent."""
    names = {
        GroupType.APP: Text("应用群", "app groups"),
        GroupType.CUSTOMER: Text("客户群", "customer groups"),
        GroupType.INTERNAL: Text("内部群（会话内容存档）", "internal groups (message archive)"),
        GroupType.SHEET: Text("智能表格群", "sheet groups"),
    }
    found = []
    for family, why in sorted(live.failed.items()):
        number = sum(group.spec.type is family and has_failed(group, live) for group in resolved.groups)
        name = names.get(family, Text.same(family))
        what = Text(
            f"读不到{name.zh}，{number} 个群这次什么都不做。",
            f"The {name.en} could not be read: nothing is done with {number} groups.",
        )
        found.append(Blocked("unreadable-family", what + why.what, why.remedy, None, number))
    return found


def vanished_documents(desired: DesiredState, past: Past, overrides: Overrides) -> list[Blocked]:
    """Groups the ledger knows whose document is gone without `lifecycle: retired`."""
    return [_vanished(key) for key in gone_documents(desired, past, overrides)]


def _vanished(key: GroupKey) -> Blocked:
    return Blocked(
        guard=GuardName.VANISHED_DOCUMENT,
        what=Text(
            f"群“{key}”的文件不见了，但群还在；对它不做任何改动。",
            f"The document of “{key}” is gone while the group is still there; nothing is done with it.",
        ),
        remedy=Text(
            "恢复文件；不再需要这个群，就保留文件并写 lifecycle: retired。",
            "Restore the file; if the group is no longer needed, keep the file and write lifecycle: retired.",
        ),
        group=key,
    )


def ledger_lost(works: list[GroupWork], past: Past, overrides: Overrides) -> Blocked | None:
    """Groups of ours in WeCom, but no record of making any: the ledger was lost, and creating would be guessing.

    An empty ledger says so at once. One that was begun anew says so by groups that were in line, yet never made.
    """
    apps = [work for work in works if work.group.spec.type is GroupType.APP]
    ours = [work.group.chat_id for work in apps if work.live and work.group.spec.chat_id is None]
    known = [past.groups[chat_id] for chat_id in ours if chat_id in past.groups]
    begun_anew = any(group.baseline for group in known) and not any(group.created_at for group in known)
    new = [work for work in apps if work.live is None and work.acted]
    if not new or not ours or (past.records and not begun_anew):
        return None
    if overrides.lift(GuardName.LEDGER_LOST, len(new)):
        return None
    names = listed([work.group.key for work in new][:5])
    what = Text(
        f"企业微信里已有我们建的群，台账里却没有建群的记录：台账可能丢了。"
        f"{len(new)} 个群先不创建（{names.zh}），以免重建被手工解散的群。",
        f"Groups of ours exist, yet the ledger has no record of making any: it was probably lost. "
        f"{len(new)} groups are not created "
        f"({names.en}), so that none that was dissolved by hand comes back in silence.",
    )
    blocked = _hold(new, GuardName.LEDGER_LOST, what, len(new), 0)
    hint = Text(
        "先找回台账目录（company.yaml 的 ledger）。", "First restore the ledger directory (ledger in company.yaml)."
    )
    return Blocked(blocked.guard, what, hint + blocked.remedy, None, blocked.number, blocked.limit, blocked.changes)
