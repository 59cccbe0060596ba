"""The inverse of one apply, group by group: put back what its calls changed, where live is as they left it."""

from collections.abc import Iterator
from dataclasses import replace

from reconciler.model.called import Called
from reconciler.model.change import Cause, Change, Field
from reconciler.model.directory import Directory
from reconciler.model.group import Enrolment, Lifecycle
from reconciler.model.ids import UserId
from reconciler.model.live import AbsentGroup, LiveGroup, SeenGroup, UnreadableGroup
from reconciler.model.plan import Blocked, Impossible
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.undo import NAME, OWNER, After, DoneGroup, name_digest, part_of
from reconciler.planning.scope import keep_owner_safe
from reconciler.planning.work import GroupWork
from reconciler.text import Text

_NEXT = Text(
    "看过差异再决定：要改回去就改 YAML 并走评审；其余的群照常撤销。",
    "Look at the difference, then put right in the YAML, with review, what has to be. Other groups are undone all the "
    "same.",
)


def undo_group(
    group: ResolvedGroup, seen: SeenGroup | None, done: DoneGroup, directory: Directory, called: Called
) -> GroupWork:
    """What puts one group back, or why it is left alone.

    Args:
        seen: what WeCom showed; None if the group was not read.
        done: what the apply did to it.
        directory: whoever is not in it cannot be let in again.
        called: how everybody is named who is in the group or was.
    """
    work = GroupWork(group, live=seen if isinstance(seen, LiveGroup) else None)
    if done.is_created or done.is_undone:
        return work
    refusal = _not_ours(group, done) or _unread(group, seen)
    if refusal is None and work.live is not None:
        refusal = _moved(group, work.live, done, called)
        kept, held = keep_owner_safe(work.live, list(_inverse(group, work.live, done, directory)))
        work.acted = tuple(kept)
        if held and refusal is None:
            refusal = _without_owner(group, held, called)
    if refusal is not None:
        work.block(replace(refusal, changes=work.acted))
    return work


def never_back(group: ResolvedGroup, done: DoneGroup, directory: Directory, called: Called) -> Iterator[Impossible]:
    """What no call puts back in one group, in words."""
    if done.is_created:
        yield Impossible(
            group.key,
            "group",
            Text(
                "群是这次执行建的，企业微信没有解散群的接口：不要了，就在文件里写 lifecycle: retiring，"
                "清空后由群主在客户端解散。",
                "The apply made this group, and WeCom has no call that dissolves one: to retire it write "
                "lifecycle: retiring in its file; its owner dissolves it in the client once it is empty.",
            ),
        )
        return
    gone = sorted(user for user in done.left if user not in directory.people)
    revoked = sorted((done.left | {done.former or ""}) & group.revoked)
    if gone:
        names = called.persons(gone)
        words = Text(f"加不回来：{names.zh}。", f"Not let in again: {names.en}.")
        yield Impossible(group.key, "member", words)
    if revoked:
        names = called.persons(revoked)
        words = Text(
            f"已被紧急移出，解除之前不放回：{names.zh}。", f"Revoked, so kept out until that is lifted: {names.en}."
        )
        yield Impossible(group.key, "member", words)
    if done.former is not None and done.former not in directory.people:
        former = called.person(done.former)
        words = Text(f"群主换不回来：原来是 {former.zh}。", f"The owner stays; the former one was {former.en}.")
        yield Impossible(group.key, "owner", words)


def _inverse(group: ResolvedGroup, live: LiveGroup, done: DoneGroup, directory: Directory) -> Iterator[Change]:
    """Every part that is not as it was before: name, owner, joins, leaves; people sorted."""
    key, spec = group.key, group.spec
    if done.former_name is not None and live.name != done.former_name:
        yield Change(key, Field.NAME, live.name, done.former_name, Cause.UNDO, ("name",), spec.place.at("name"))
    if done.former is not None and live.owner != done.former and _may_come(done.former, group, directory):
        yield Change(key, Field.OWNER, live.owner, done.former, Cause.UNDO, ("owner",), spec.place.at("owner"))
    place = spec.place.at("members")
    for user in sorted(done.left - live.members):
        if _may_come(user, group, directory):
            yield Change(key, Field.MEMBER, "", user, Cause.UNDO, (), place)
    for user in sorted(done.joined & live.members):
        yield Change(key, Field.MEMBER, user, "", Cause.UNDO, (), place)


def _may_come(user: UserId, group: ResolvedGroup, directory: Directory) -> bool:
    return user in directory.people and user not in group.revoked


def _not_ours(group: ResolvedGroup, done: DoneGroup) -> Blocked | None:
    """Git does not let anybody write to it any more, or it is another group now."""
    at_rest = group.spec.lifecycle in {Lifecycle.FROZEN, Lifecycle.RETIRED}
    if group.membership is Enrolment.OBSERVE or at_rest or group.spec.managed_by is not None:
        return Blocked(
            guard="undo-not-writable",
            what=Text(
                "git 现在不让改这个群（membership: observe，或者已冻结、已退役），不撤销。",
                "Git lets nobody change this group now (membership: observe, frozen or retired), so it is not undone.",
            ),
            remedy=Text("由群主在客户端改。", "Its owner can change it in the client."),
            group=group.key,
            place=group.spec.place,
        )
    if group.chat_id != done.chat_id:
        return Blocked(
            guard="undo-other-group",
            what=Text(
                f"当时改的是另一个群（{done.chat_id}），不撤销。",
                f"The apply changed another group ({done.chat_id}), so this one is left alone.",
            ),
            remedy=Text("由原来那个群的群主在客户端改。", "The owner of that group can change it in the client."),
            group=group.key,
            place=group.spec.place,
        )
    return None


def _unread(group: ResolvedGroup, seen: SeenGroup | None) -> Blocked | None:
    if isinstance(seen, LiveGroup) and seen.type is group.spec.type:
        return None
    if isinstance(seen, AbsentGroup):
        return Blocked(
            guard="undo-moved",
            what=Text("群已不在企业微信里，没有可撤销的。", "The group is not at WeCom any more: nothing to undo."),
            remedy=Text("核对文件：要不要重建，由 git 决定。", "Whether it is made anew is for git to say."),
            group=group.key,
            place=group.spec.place,
        )
    reason = seen.reason if isinstance(seen, UnreadableGroup) else Text("这次没有读取。", "It was not read this time.")
    return Blocked(
        guard="unreadable",
        what=Text("没能读到这个群，不撤销。", "The group could not be read, so it is not undone. ") + reason,
        remedy=Text("稍后再运行一次。", "Run again later."),
        group=group.key,
        place=group.spec.place,
    )


def _moved(group: ResolvedGroup, live: LiveGroup, done: DoneGroup, called: Called) -> Blocked | None:
    """Somebody changed the group since, or nothing tells how the apply left it."""
    if done.after is None:
        return Blocked(
            guard="undo-unknown",
            what=Text(
                "台账里没有这次执行之后群的样子（当时没能再读一遍），不知道后来有没有人改过，不撤销。",
                "The ledger does not tell how the apply left this group (it could not be read again), so nobody knows "
                "whether it was changed since. It is not undone.",
            ),
            remedy=_NEXT,
            group=group.key,
            place=group.spec.place,
        )
    members = (live.members - _undone(done, done.left)) | _undone(done, done.joined)
    now = After.made(
        done.after.name_digest if NAME in done.undone and live.name == done.former_name else name_digest(live.name),
        done.after.owner if OWNER in done.undone and live.owner == done.former else live.owner,
        members,
    )
    if now.digest == done.after.digest:
        return None
    found = list(_differences(now, members, done, done.after, called))
    difference = Text("；".join(each.zh for each in found), "; ".join(each.en for each in found))
    return Blocked(
        guard="undo-moved",
        what=Text(
            f"执行之后有人改过这个群：{difference.zh}。不撤销。",
            f"Changed since the apply: {difference.en}. It is not undone.",
        ),
        remedy=_NEXT,
        group=group.key,
        place=group.spec.place,
    )


def _undone(done: DoneGroup, people: frozenset[UserId]) -> frozenset[UserId]:
    """Those of them whom an undo has put back already, or may have."""
    return frozenset(user for user in people if part_of(user) in done.undone)


def _differences(
    now: After, members: frozenset[UserId], done: DoneGroup, after: After, called: Called
) -> Iterator[Text]:
    """What is not as it was left; who exactly, as far as the ledger tells."""
    if now.name_digest != after.name_digest:
        yield Text("群名不同", "another name")
    if now.owner != after.owner:
        former, owner = called.person(after.owner), called.person(now.owner)
        yield Text(f"群主由 {former.zh} 换成 {owner.zh}", f"the owner was {former.en} and is {owner.en}")
    came = members - done.members if done.members is not None else members & done.left
    went = done.members - members if done.members is not None else done.joined - members
    if came:
        names = called.persons(sorted(came))
        yield Text(f"多了 {names.zh}", f"came in: {names.en}")
    if went:
        names = called.persons(sorted(went))
        yield Text(f"少了 {names.zh}", f"went out: {names.en}")
    told = now.name_digest != after.name_digest or now.owner != after.owner or came or went
    if now.size != after.size and done.members is None:
        yield Text(f"人数由 {after.size} 变成 {now.size}", f"{after.size} people then, {now.size} now")
    elif not told:
        yield Text("成员不同，人数相同", "other people, as many as before")


def _without_owner(group: ResolvedGroup, held: list[Change], called: Called) -> Blocked:
    people = called.persons(sorted({change.before or change.after for change in held}))
    return Blocked(
        guard="undo-owner",
        what=Text(
            f"撤销会让群没有合适的群主（{people.zh}），不撤销。",
            f"The undo would leave the group without its owner ({people.en}), so it is not undone.",
        ),
        remedy=Text("先在 YAML 里换群主，经评审执行。", "First hand it over in the YAML, with review."),
        group=group.key,
        place=group.spec.place.at("owner"),
    )
