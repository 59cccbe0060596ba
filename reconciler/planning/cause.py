"""Why a change is there: did git move, the address book, the calendar, a person, or WeCom?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from reconciler.model.change import Cause
from reconciler.model.ids import UserId
from reconciler.model.record import Baseline
from reconciler.model.resolved import ResolvedGroup


@dataclass(frozen=True, slots=True)
class Edit:
    """What git did to the lines of one group since it was last in line; worked out once for all of its people.

    `is_wide`: a line that brought several people was taken out.
    """

    lines: frozenset[str]
    taken_out: frozenset[str]
    is_wide: bool

    @classmethod
    def of(cls, group: ResolvedGroup, baseline: Baseline | None) -> Self:
        """The edit of one group; nothing was taken out of a group without a baseline."""
        lines = group.selectors
        taken_out = (baseline.selectors if baseline else frozenset()) - lines
        is_wide = any(not words.startswith(("user:", "admin:", "except:", "announcement:")) for words in taken_out)
        return cls(lines, taken_out, is_wide)


def cause_of_value(baseline: str | None, desired: str) -> Cause:
    """A name or an owner: drift when git already asked for this value the last time."""
    return Cause.DRIFT if baseline == desired else Cause.INTENT


def cause_of_join(
    group: ResolvedGroup,
    user: UserId,
    baseline: Baseline | None,
    lines: Mapping[UserId, int],
    edit: Edit | None = None,
) -> Cause:
    """Somebody who should be in and is not.

    Returns: drift when they were already wanted the last time; directory when every line that brings them was
    there the last time too and no exception was taken out (so the address book moved); intent otherwise.
    """
    if baseline is None:
        return Cause.INTENT
    if user in baseline.members:
        return Cause.DRIFT
    edit = edit or Edit.of(group, baseline)
    if f"except:user:{user}" in edit.taken_out:
        return Cause.INTENT
    reasons = [f"admin:{user}" if words == "admin" else words for words in group.reasons(user, lines)]
    return Cause.DIRECTORY if baseline.selectors.issuperset(reasons) else Cause.INTENT


def cause_of_leave(
    group: ResolvedGroup, user: UserId, baseline: Baseline | None, *, departed: bool, edit: Edit | None = None
) -> Cause:
    """Somebody who is in and should not be.

    Returns: departed and expiry first; drift when nobody ever declared them; directory when no line was taken out
    since the last time; intent otherwise.
    """
    if departed:
        return Cause.DEPARTED
    if user in group.expired:
        return Cause.EXPIRY
    if baseline is None or user not in baseline.members:
        return Cause.DRIFT
    edit = edit or Edit.of(group, baseline)
    excepted = f"except:user:{user}" in edit.lines and f"except:user:{user}" not in baseline.selectors
    named = f"user:{user}" in edit.taken_out or f"admin:{user}" in edit.taken_out or user == baseline.owner
    return Cause.INTENT if excepted or named or edit.is_wide else Cause.DIRECTORY
