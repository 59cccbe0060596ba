"""After an undo git and live differ on purpose: no correction of drift does again what was undone."""

from dataclasses import replace

from reconciler.model.change import Cause, Change, Field
from reconciler.model.undo import NAME, OWNER, PastUndone, part_of

_NOT_HELD = frozenset({Cause.DEPARTED, Cause.SANCTION})


def held_by_undo(changes: tuple[Change, ...], undone: PastUndone | None) -> tuple[Change, ...]:
    """The changes, those with the cause `undo` that would do again what an undo put back in this chat.

    Who has left the company, or is banned, goes all the same.
    """
    if undone is None:
        return changes
    return tuple(
        replace(change, cause=Cause.UNDO) if _part(change) in undone.parts and change.cause not in _NOT_HELD else change
        for change in changes
    )


def _part(change: Change) -> str:
    if change.field is Field.MEMBER:
        return part_of(change.after or change.before)
    return {Field.NAME: NAME, Field.OWNER: OWNER}.get(change.field, "")
