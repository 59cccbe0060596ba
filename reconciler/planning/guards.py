"""Limits on how much one plan may do to one group (design §6). Lifting one is a reviewed override, never a flag."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reconciler.model.called import Called, named_people
from reconciler.model.company import Company, Visibility
from reconciler.model.desired import GuardName
from reconciler.model.directory import Directory
from reconciler.model.group import Lifecycle
from reconciler.model.ids import UserId
from reconciler.model.plan import Blocked
from reconciler.planning.fold import FEWEST_MEMBERS
from reconciler.planning.overrides import Overrides
from reconciler.planning.work import GroupWork
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class GuardContext:
    """What every guard may look at. `governance` are the people of the governance role."""

    company: Company
    overrides: Overrides
    governance: frozenset[UserId]
    directory: Directory = field(default_factory=Directory)

    def called(self, users: Iterable[UserId]) -> Text:
        """People by name and department, or masked where names are hidden."""
        everybody = list(users)
        return Called(named_people(everybody, self.directory, self.company.visibility)).persons(everybody)

    def called_one(self, user: UserId) -> Text:
        """One person by name and department; the bare id of somebody whom the address book does not have."""
        if user not in self.directory.people and self.company.visibility is Visibility.PRIVATE:
            return Text.same(user)
        return self.called([user])


Guard = Callable[[GroupWork, GuardContext], Blocked | None]


def guard_group(work: GroupWork, context: GuardContext, further: Iterable[Guard] = ()) -> None:
    """Run every guard that looks at one group, then `further` ones; the first that refuses holds the group back."""
    if not work.acted:
        return
    for guard in (*_GUARDS, *further):
        blocked = guard(work, context)
        if blocked is not None:
            work.block(blocked)
            return


def guard_size(work: GroupWork, context: GuardContext) -> None:
    """In an emergency only one thing holds a group back: too few people would be left."""
    blocked = _too_few(work, context) if work.acted else None
    if blocked is not None:
        work.block(blocked)


def override_hint(guard: GuardName, number: int, group: str | None) -> Text:
    """The entry that would lift a guard."""
    target = f"group: {group}, " if group else ""
    entry = f"{{guard: {guard}, {target}limit: {number}, reason: …, approver: …, until: …}}"
    return Text(
        f"核对名单；确实要这样做，就在 overrides.yaml 里加一条并经评审：{entry}",
        f"Check the list; if it is meant, add an entry to overrides.yaml and have it reviewed: {entry}",
    )


def _protected(work: GroupWork, context: GuardContext) -> Blocked | None:
    key = work.group.key
    if key not in context.company.guards.protected or work.live is None:
        return None
    number = len(work.acted)
    if context.overrides.lift(GuardName.PROTECTED_GROUP, number, key):
        return None
    return Blocked(
        guard=GuardName.PROTECTED_GROUP,
        what=Text(
            f"本群受保护，{number} 处改动都要先单独放行。",
            f"This group is protected: its {number} changes need an override first.",
        ),
        remedy=override_hint(GuardName.PROTECTED_GROUP, number, key),
        group=key,
        number=number,
        limit=0,
        changes=work.acted,
        place=work.group.spec.place,
    )


def _too_few(work: GroupWork, _context: GuardContext) -> Blocked | None:
    outsiders = work.live.outsiders if work.live else ()
    number = len(work.people_after) + len(outsiders)
    if number >= FEWEST_MEMBERS:
        return None
    return Blocked(
        guard="too-few-members",
        what=Text(
            f"改完后群里只有 {number} 人，企业微信的群至少 {FEWEST_MEMBERS} 人。",
            f"Only {number} {'person' if number == 1 else 'people'} would be in the group; "
            f"WeCom wants at least {FEWEST_MEMBERS}.",
        ),
        remedy=Text(
            "在 `members` 里再加人；不再需要这个群，就写 lifecycle: retired。",
            "Add people under members:, or write lifecycle: retired if the group is no longer needed.",
        ),
        group=work.group.key,
        number=number,
        limit=FEWEST_MEMBERS,
        changes=work.acted,
        place=work.group.spec.place.at("members"),
    )


def _over_cap(work: GroupWork, context: GuardContext) -> Blocked | None:
    number = len(work.people_after)
    own = work.group.spec.max_members
    cap = min(context.company.people_cap, own) if own is not None else context.company.people_cap
    grows = any(change.is_join for change in work.acted)
    if number <= cap or not grows:
        return None
    return Blocked(
        guard="over-cap",
        what=Text(
            f"改完后有 {number} 人，超过上限 {cap} 人。",
            f"{number} people would be in the group, over the cap of {cap}.",
        ),
        remedy=Text(
            "减少成员、拆成几个群，或调高 limits.max_members（应用自己占一个名额，最多 1,999 人）。",
            "Name fewer people, split the group, or raise limits.max_members (the app takes a seat: 1,999 at most).",
        ),
        group=work.group.key,
        number=number,
        limit=cap,
        changes=work.acted,
        place=work.group.spec.place.at("members"),
    )


def _removals(work: GroupWork, context: GuardContext) -> Blocked | None:
    leaves = work.leaves
    if work.live is None or not leaves or work.group.spec.lifecycle is Lifecycle.RETIRING:
        return None  # whoever writes `retiring` means everybody; the limit of the run still holds
    limit = context.company.guards.removals_per_group
    number, size, key = len(leaves), len(work.live.members), work.group.key
    if limit.allows(number, size) or context.overrides.lift(GuardName.REMOVALS_PER_GROUP, number, key):
        return None
    return Blocked(
        guard=GuardName.REMOVALS_PER_GROUP,
        what=Text(
            f"一次要移出 {number} 人（全群 {size} 人），超过每群上限：{limit.number} 人且不超过 {limit.share}%。",
            f"{number} of {size} people would leave at once; the limit is {limit.number} people and {limit.share}%.",
        ),
        remedy=override_hint(GuardName.REMOVALS_PER_GROUP, number, key),
        group=key,
        number=number,
        limit=min(limit.number, max(limit.free, limit.share * size // 100)),
        changes=work.acted,
        place=work.group.spec.place.at("members"),
    )


def _governance(work: GroupWork, context: GuardContext) -> Blocked | None:
    if not context.company.governance.membership_required or not context.governance:
        return None
    if context.governance & work.people_after:
        return None
    if work.live is not None and not context.governance & work.live.members:
        return None  # not lost by this plan; who is missing is a matter for the rules
    return Blocked(
        guard="governance-role",
        what=Text(
            "改完后群里没有治理角色的人，而公司要求每个群至少有一位。",
            "Nobody of the governance role would be in the group, and the company wants one in every group.",
        ),
        remedy=Text("在 `members` 里加一位治理角色的人。", "Add somebody of the governance role under members:."),
        group=work.group.key,
        changes=work.acted,
        place=work.group.spec.place.at("members"),
    )


_GUARDS: tuple[Guard, ...] = (
    _protected,
    _too_few,
    _over_cap,
    _removals,
    _governance,
)
