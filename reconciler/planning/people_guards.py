"""Guards about who leaves one group: protected people, owner and last admin, people whom an empty line brought."""

from collections.abc import Iterable

from reconciler.model.change import Cause, Change, Field
from reconciler.model.desired import GuardName
from reconciler.model.ids import UserId
from reconciler.model.plan import Blocked
from reconciler.planning.guards import Guard, GuardContext, override_hint
from reconciler.planning.work import GroupWork
from reconciler.text import Text, listed


def protected_people(work: GroupWork, context: GuardContext) -> Blocked | None:
    """A protected person, such as a service account, would leave the group or hand it over."""
    protected = context.company.guards.protected_people
    owners = [change.before for change in work.acted if change.field is Field.OWNER]
    lost = sorted(protected & ({change.before for change in work.leaves} | set(owners)))
    if not lost:
        return None
    names = context.called(lost)
    what = Text(
        f"受保护的人会被移出群或不再是群主：{names.zh}。",
        f"Protected people would leave the group or lose its ownership: {names.en}.",
    )
    return _unless_lifted(work, context, GuardName.PROTECTED_PERSON, what, len(lost))


def last_admin(work: GroupWork, context: GuardContext) -> Blocked | None:
    """Every admin there was would leave, and nobody is named for them, or the owner goes along."""
    if work.live is None:
        return None
    before = _admins_before(work)
    going = {UserId(change.before) for change in work.leaves}
    if not before or before - going or (work.group.spec.admins and work.live.owner not in going):
        return None
    lost = sorted(before | ({work.live.owner} & going))
    names = context.called(lost)
    what = Text(
        f"群主或全部管理员会离开这个群：{names.zh}。",
        f"The owner or all admins would leave the group: {names.en}.",
    )
    return _unless_lifted(work, context, GuardName.LAST_ADMIN, what, len(lost))


def empty_selector(work: GroupWork, context: GuardContext) -> Blocked | None:
    """A department or tag that git still names brings nobody, and people leave for it."""
    moved = context.overrides.lift(GuardName.DIRECTORY_MOVE, 1)  # the set was reviewed, this group with it
    lines = [words for _, words, people in work.group.selected if not people]
    empty = sorted(words for words in lines if not (moved and words.startswith("department:")))
    known = work.baseline.selectors if work.baseline else frozenset(empty)
    going = [change for change in work.leaves if _may_come_of_it(change, known=work.baseline is not None)]
    empty = [words for words in empty if words in known]
    if not empty or not going:
        return None
    names, people = listed(empty), "1 person" if len(going) == 1 else f"{len(going)} people"
    what = Text(
        f"{names.zh} 现在一个人也选不到，会有 {len(going)} 人因此被移出。",
        f"{names.en} selects nobody now, and {people} would leave for it.",
    )
    return _unless_lifted(work, context, GuardName.EMPTY_SELECTOR, what, len(going))


PEOPLE_GUARDS: tuple[Guard, ...] = (protected_people, last_admin, empty_selector)


def _may_come_of_it(change: Change, *, known: bool) -> bool:
    return change.cause is Cause.DIRECTORY or (not known and change.cause is Cause.DRIFT)


def _admins_before(work: GroupWork) -> frozenset[UserId]:
    """As WeCom shows them, else as git asked the last time; the owner is none of them."""
    if work.live is None:
        return frozenset()
    shown: Iterable[UserId] | None = work.live.admins
    if shown is None:
        asked = work.baseline.selectors if work.baseline else frozenset()
        shown = (UserId(words.removeprefix("admin:")) for words in asked if words.startswith("admin:"))
    return frozenset(shown) & work.live.members - {work.live.owner}


def _unless_lifted(work: GroupWork, context: GuardContext, guard: GuardName, what: Text, number: int) -> Blocked | None:
    key = work.group.key
    if context.overrides.lift(guard, number, key):
        return None
    remedy = override_hint(guard, number, key)
    place = work.group.spec.place.at("members")
    return Blocked(guard, what, remedy, key, number, 0, work.acted, place)
