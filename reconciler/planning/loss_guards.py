"""Inputs that lost too much to be believed: an address book that shrank, documents gone together, an old version."""

from collections.abc import Collection

from reconciler.model.desired import DesiredState, GuardName
from reconciler.model.group import Lifecycle
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.origin import SHOWN_DIGITS
from reconciler.model.plan import Blocked
from reconciler.model.record import Past
from reconciler.planning.guards import GuardContext, override_hint
from reconciler.planning.overrides import Overrides
from reconciler.planning.work import GroupWork
from reconciler.text import Text, listed

_SHOWN = 5


def guard_losses(
    works: list[GroupWork], desired: DesiredState, past: Past, context: GuardContext, *, is_behind: bool
) -> list[Blocked]:
    """Run all guards. One that refuses holds back every group that exists: nobody is removed anywhere."""
    found = (
        _directory_shrunk(works, desired, past, context),
        _documents_missing(works, desired, past, context),
        _older_checkout(works, past, context) if is_behind else None,
    )
    return [blocked for blocked in found if blocked is not None]


def gone_documents(desired: DesiredState, past: Past, overrides: Overrides) -> list[GroupKey]:
    """Groups the ledger knows whose document is gone, unless that was reviewed. A broken document is not gone."""
    if any("." in name or "/" in name for name in desired.broken):
        return []  # a file whose key cannot even be told may be the one that is looked for
    declared = {spec.key for spec in desired.groups} | set(desired.broken)
    gone = sorted({group.key for group in past.groups.values()} - declared)
    return [key for key in gone if not overrides.lift(GuardName.VANISHED_DOCUMENT, 1, key)]


def _directory_shrunk(
    works: list[GroupWork], desired: DesiredState, past: Past, context: GuardContext
) -> Blocked | None:
    people = _people_known(works, desired, past)
    lost = people - context.directory.people.keys()
    departments = past.departments.keys() - context.directory.departments.keys()
    limit = context.company.guards.people_missing
    if not limit.allows(len(lost), len(people)):
        number, of = len(lost), len(people)
        what = Text(
            f"群里的 {of} 人中有 {number} 人在通讯录里找不到了，通讯录像是没有读全。",
            f"{number} of {of} people in groups are missing from the address book: it was probably read in part.",
        )
    elif not limit.allows(len(departments), len(past.departments)):
        number, of = len(departments), len(past.departments)
        what = Text(
            f"上次看到的 {of} 个部门少了 {number} 个，通讯录像是没有读全。",
            f"{number} of {of} departments seen before are gone: the address book was probably read in part.",
        )
    else:
        return None
    remedy = Text("先核对应用的可见范围和通讯录。", "First check what the application sees, and the address book.")
    return _stop(works, context, GuardName.DIRECTORY_SHRUNK, what, remedy, number)


def _people_known(works: list[GroupWork], desired: DesiredState, past: Past) -> frozenset[UserId]:
    """Everybody in groups now, and everybody whom the groups of git had when they were last in line."""
    known = {user for work in works if work.live for user in work.live.members}
    alive = {spec.key for spec in desired.groups if spec.lifecycle is not Lifecycle.RETIRED}
    for group in past.groups.values():
        if group.baseline is not None and group.key in alive:
            known.update(group.baseline.members)
    return frozenset(known)


def _documents_missing(
    works: list[GroupWork], desired: DesiredState, past: Past, context: GuardContext
) -> Blocked | None:
    gone = gone_documents(desired, past, context.overrides)
    known: Collection[GroupKey] = {group.key for group in past.groups.values()}
    if context.company.guards.documents_missing.allows(len(gone), len(known)):
        return None
    names = listed(gone[:_SHOWN])
    more = Text(f"等 {len(gone)} 个", f" and others, {len(gone)} in all") if len(gone) > _SHOWN else Text("", "")
    what = Text(
        f"台账认识的 {len(known)} 个群里有 {len(gone)} 个没有文档了：{names.zh}{more.zh}。"
        "像是检出不完整或检出了旧版本。",
        f"Of {len(known)} groups that the ledger knows {len(gone)} have no document: {names.en}{more.en}. "
        "The checkout is probably incomplete or of an older version.",
    )
    remedy = Text("先核对检出的分支和提交。", "First check which branch and commit is checked out.")
    return _stop(works, context, GuardName.DOCUMENTS_MISSING, what, remedy, len(gone))


def _older_checkout(works: list[GroupWork], past: Past, context: GuardContext) -> Blocked | None:
    """What others merged and applied since would be taken back, as if a commit had asked for it."""
    number = sum(len(work.acted) for work in works if work.live is not None)
    if not number:
        return None
    commit = past.applied_commit[:SHOWN_DIGITS]
    what = Text(
        f"检出的版本里没有上次执行的提交 {commit}：照它做会撤销别人已经生效的改动。",
        f"What is checked out lacks commit {commit}, which was applied last: what others changed would be taken back.",
    )
    remedy = Text("先合入最新的默认分支，再试。", "Bring in the newest default branch first, then try again.")
    return _stop(works, context, GuardName.OLDER_CHECKOUT, what, remedy, number)


def _stop(
    works: list[GroupWork], context: GuardContext, guard: GuardName, what: Text, remedy: Text, number: int
) -> Blocked | None:
    if context.overrides.lift(guard, number):
        return None
    held = tuple(change for work in works if work.live is not None for change in work.acted)
    for work in works:
        if work.live is not None and work.acted:
            work.hold()
    what += Text("已有的群这次都不动。", "Nothing is done with groups that exist.")
    return Blocked(guard, what, remedy + override_hint(guard, number, None), None, number, None, held)
