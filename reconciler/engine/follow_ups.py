"""Issues that hand an apply over to whoever merged: one for each commit that was not done to its end."""

import re
from dataclasses import dataclass

from reconciler.engine.forge_ports import Forge
from reconciler.model.issue import Issue

APPLY_LABEL = "reconciler: apply"

_REFUSED = "<!-- reconciler:refused -->"
_MARKER = re.compile(r"<!-- reconciler:apply ([0-9a-f]{12}) ([0-9a-f]{40}(?:[0-9a-f]{24})?) -->")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One that is open.

    Attributes:
        number: of the issue.
        commit: of the default branch that was to be applied.
        is_refused: nothing of its plan was done, and the same plan would be refused again.
    """

    number: int
    commit: str
    is_refused: bool


def follow_up_marker(tenant: str, commit: str) -> str:
    """The line that a follow-up is known by; `tenant` as in the markers of comments."""
    return f"<!-- reconciler:apply {tenant} {commit} -->"


def follow_up_bodies(bodies: tuple[str, ...], advice: str, *, is_refused: bool) -> tuple[str, ...]:
    """The bodies of comments, for an issue: how it ends comes with them."""
    mark = f"\n{_REFUSED}\n" if is_refused else "\n"
    return tuple(f"{each}\n{advice}{mark}" for each in bodies)


async def open_follow_ups(forge: Forge, tenant: str) -> tuple[FollowUp, ...]:
    """Those of a tenant, newest first. Raises: ForgeError."""
    found = [_read(issue, tenant) for issue in await forge.issues.open_of(APPLY_LABEL)]
    return tuple(each for each in found if each is not None)


def _read(issue: Issue, tenant: str) -> FollowUp | None:
    lines = issue.body.splitlines()
    marked = next((found for line in lines if (found := _MARKER.fullmatch(line)) and found[1] == tenant), None)
    return None if marked is None else FollowUp(issue.number, marked[2], _REFUSED in lines)
