"""People whom nobody declared, in a group whose document names somebody whom the address book does not know.

A changed user id looks like that: the old one answers 60111 for ever, the new one is in every chat (wecom-api-2 §8).
"""

from reconciler.model.change import Cause, Change
from reconciler.model.finding import Finding, Severity
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.model.record import Baseline
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.work import GroupWork
from reconciler.text import Text, listed


def perhaps_renamed(
    group: ResolvedGroup, live: LiveGroup, baseline: Baseline | None, changes: tuple[Change, ...]
) -> tuple[tuple[UserId, ...], tuple[Change, ...]]:
    """People who stay until the document is mended, sorted, and the changes without them.

    Nobody is held who was ever declared, and nobody where all who were in when the group was last in line are known or
    still in it.
    """
    if baseline is None or not _vanished(group, live) & baseline.members:
        return (), changes
    held = tuple(change for change in changes if change.is_leave and change.cause is Cause.DRIFT)
    return tuple(UserId(change.before) for change in held), tuple(change for change in changes if change not in held)


def _vanished(group: ResolvedGroup, live: LiveGroup) -> frozenset[UserId]:
    """People whom git names, the address book does not know, and who are not in the group any more."""
    return group.unknown - live.members


def renamed_people(work: GroupWork) -> Finding | None:
    """A warning about people of one group who may be others under a new id; None where there are none."""
    if not work.perhaps_renamed or work.live is None:
        return None
    unknown = listed(sorted(_vanished(work.group, work.live)))
    held = listed(list(work.perhaps_renamed))
    return Finding(
        rule="perhaps-renamed",
        severity=Severity.WARNING,
        place=work.group.spec.place.at("members"),
        what=Text(
            f"群“{work.group.key}”里的 {held.zh} 没有登记，而文件里的 {unknown.zh} 在通讯录里找不到：可能是改了账号。",
            f"{held.en} in the group “{work.group.key}” were never declared, and the address book has no {unknown.en}, "
            "whom the file names: perhaps an id was changed.",
        ),
        why=Text(
            "改账号后，旧账号查不到、新账号没人写过；不能因此把人移出群。",
            "After such a change the old id is unknown and nobody wrote the new one; that must remove nobody.",
        ),
        remedy=Text(
            "改了账号就写新的账号；确实离职了就删掉那一行。在那之前，没登记的人不会被移出。",
            "Write the new id, or take the line out if they left. Until then nobody undeclared is removed.",
        ),
        subject=work.group.key,
        clauses=("A7", "A8"),
    )
