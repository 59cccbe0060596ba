"""One issue tells a tenant's drift: changed in place, closed when there is none, quiet while asked to be."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from reconciler.engine.posting import Desk
from reconciler.engine.posting_adoption import AdoptionPost, post_adoption
from reconciler.model.issue import Comment
from reconciler.model.plan import Plan
from reconciler.model.posted import Posted

DRIFT_LABEL = "reconciler: drift"
_SNOOZE = re.compile(r"/snooze[ \t]+(\d{4}-\d{2}-\d{2})[ \t]+(\S[^\r\n]*)")
_AWAKE = re.compile(r"/unsnooze[ \t]*")


@dataclass(frozen=True, slots=True)
class Snooze:
    """A collaborator asked for quiet up to and including a day."""

    until: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DriftPost:
    """What is said of a look at one tenant.

    Attributes:
        marker: the line the issue is known by; `unloadable` that of a comment in it, gone once a look succeeds.
        bodies: in order of preference, for an issue that is snoozed so, or not, with a line about the pull request.
        today: the day of the look in the tenant's zone.
        drifted: something differs, or could not be looked at.
        adoption: the pull request with what is to be kept; None leaves it alone.
        grave: people would be removed, a guard holds something back, or something could not be read: never snoozed.
    """

    marker: str
    unloadable: str
    title: str
    bodies: Callable[[Snooze | None, str], tuple[str, ...]]
    today: date
    drifted: bool
    grave: bool
    adoption: AdoptionPost | None = None


def has_drift(plan: Plan) -> bool:
    """Whether anything differs from git, is blocked, or could not be read."""
    shown = any((group.changes, group.by_hand, group.reported, group.waiting) != ((),) * 4 for group in plan.groups)
    return bool(shown or plan.resources or plan.blocked or plan.failed)


def is_grave(plan: Plan) -> bool:
    """Whether people would be removed, a guard holds something back, or something could not be read."""
    changes = (c for group in plan.groups for c in (*group.changes, *group.by_hand, *group.reported, *group.waiting))
    return bool(plan.blocked or plan.failed) or any(change.is_leave for change in changes)


def snooze_of(comments: Iterable[Comment], today: date) -> Snooze | None:
    """The last word of a collaborator, if it asks for quiet that day: `/snooze 2026-12-31 reason`, or `/unsnooze`."""
    found: Snooze | None = None
    for comment in comments:
        if comment.ours or comment.hidden or not comment.collaborator:
            continue
        for line in comment.body.splitlines():
            if _AWAKE.fullmatch(line):
                found = None
            elif (asked := _SNOOZE.fullmatch(line)) and (until := _day(asked[1])):
                found = Snooze(until, comment.author, asked[2].strip())
    return found if found is not None and today <= found.until else None


async def post_drift(desk: Desk, post: DriftPost) -> Posted:
    """Show the drift, or close what was shown; nothing is made where there is none and never was any.

    Raises: ForgeError.
    """
    adopted = await post_adoption(desk, post.adoption) if post.adoption is not None else ""
    there = await desk.issues.find(DRIFT_LABEL, post.marker)
    if there is None and not post.drifted:
        return Posted(tuple(desk.deeds))
    snooze = snooze_of(await desk.comments.list(there.number), post.today) if there is not None else None
    quiet = snooze is not None and not post.grave
    is_open = post.drifted and not quiet
    await desk.issues.put(DRIFT_LABEL, post.marker, post.title, post.bodies(snooze, adopted), is_open=is_open)
    if there is not None:
        await desk.comments.hide(there.number, post.unloadable)
    return Posted(tuple(desk.deeds), holds=not is_open)


@dataclass(frozen=True, slots=True)
class UnloadablePost:
    """What is said where nobody could look, because documents of the default branch cannot be loaded.

    Attributes:
        issue: the line the drift issue is known by, and `marker` that of the comment below it.
    """

    issue: str
    marker: str
    title: str
    body: str


async def post_unloadable(desk: Desk, post: UnloadablePost) -> Posted:
    """Say it in the drift issue, which keeps what was seen last and stays open, or is opened. Raises: ForgeError."""
    there = await desk.issues.find(DRIFT_LABEL, post.issue)
    if there is None:
        await desk.issues.put(DRIFT_LABEL, post.issue, post.title, (post.body,))
    else:
        await desk.comments.put_sticky(there.number, post.marker, (post.body,))
        if not there.is_open:
            await desk.issues.reopen(there.number)
    return Posted(tuple(desk.deeds), holds=False)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
