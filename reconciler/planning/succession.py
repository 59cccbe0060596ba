"""A group that git still gives to somebody who has left: handed to the successor, unless an id may have changed."""

from collections.abc import Callable

from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.model.plan import Blocked
from reconciler.model.record import Baseline
from reconciler.model.resolved import ResolvedGroup
from reconciler.text import Text


def owner_perhaps_renamed(
    group: ResolvedGroup, live: LiveGroup, baseline: Baseline | None, called: Callable[[UserId], Text]
) -> Blocked | None:
    """Refuse to take a group from somebody nobody declared: they may be its owner under a new id.

    A changed id looks like a departure: the old one answers 60111 for ever, the new one owns the group
    (wecom-api-2 §8).
    """
    if (
        not group.is_succeeded
        or group.spec.owner in group.revoked
        or not live.shows_owner
        or live.owner in {group.spec.owner, group.owner}
    ):
        return None
    if baseline is not None and live.owner in baseline.members:
        return None
    named, owner = called(group.spec.owner), called(live.owner)
    return Blocked(
        guard="owner-perhaps-renamed",
        what=Text(
            f"文件里的群主 {named.zh} 在通讯录里找不到，现在的群主 {owner.zh} 又从未登记：可能是改了账号。",
            f"The owner in the file, {named.en}, is not in the address book, and {owner.en}, "
            "who owns the group now, was never declared: perhaps an id was changed.",
        ),
        remedy=Text(
            f"是同一个人就写 owner: {live.owner}；确实离职了就写接任的人，例如 owner: {group.owner}。",
            f"Write owner: {live.owner} if it is the same person; if they left write who follows, for example "
            f"owner: {group.owner}.",
        ),
        group=group.key,
        place=group.spec.place.at("owner"),
    )
