"""Drift that is to be kept: where a group says `drift: adopt`, its document follows what people did in WeCom.

Only documents change, and only by what was seen as drift; a pull request asks people whether that is wanted.
"""

from collections.abc import Iterable
from dataclasses import replace

from reconciler.engine.editing import Editor, Moved
from reconciler.errors import EditError
from reconciler.model.change import Cause, Change, Field
from reconciler.model.company import DriftMode
from reconciler.model.edited import Edited, FileEdit
from reconciler.model.ids import UserId
from reconciler.model.plan import GroupPlan, Plan
from reconciler.model.record import Past
from reconciler.text import Text


def adopt_drift(editor: Editor, drift: Plan, past: Past) -> Edited:
    """The documents of all such groups as they would have to be; a group that cannot be edited is a note.

    Args:
        editor: with the address book and every resolved group.
        drift: the report, of the same moment.
        past: tells who was declared before.
    """
    unsure = {found.subject for found in drift.findings if found.rule == "perhaps-renamed"}
    files: list[FileEdit] = []
    notes: list[Text] = []
    for group in drift.groups:
        resolved = editor.resolved.get(group.key)
        if resolved is None or resolved.drift is not DriftMode.ADOPT:
            continue
        moved = moved_by_hand(group.reported)
        if group.key not in unsure:
            moved = replace(moved, joined=(*moved.joined, *newcomers(group, past)))
        if moved == Moved():
            continue
        try:
            edited = editor.follow(group.key, moved)
        except EditError as error:
            notes.append(Text(f"{group.key}：{error.what.zh}", f"{group.key}: {error.what.en}"))
            continue
        files += edited.files
        notes += [Text(f"{group.key}：{note.zh}", f"{group.key}: {note.en}") for note in edited.notes]
    return Edited(tuple(files), tuple(notes))


def newcomers(group: GroupPlan, past: Past) -> tuple[UserId, ...]:
    """Undeclared people of an additive group whom nobody declared before either: somebody let them in by hand.

    Who is no longer brought by a department, a tag or a line stays in such a group too, but nobody let them in.
    """
    known = past.groups.get(group.chat_id)
    before = known.baseline.members if known and known.baseline else frozenset()
    return tuple(user for user in group.undeclared if user not in before)


def moved_by_hand(changes: Iterable[Change]) -> Moved:
    """What people did, from the changes that would undo it: who would leave came in, who would join was taken out."""
    drifted = [change for change in changes if change.cause is Cause.DRIFT]

    def before(field: Field) -> str | None:
        return next((change.before for change in drifted if change.field is field and change.before), None)

    owner = before(Field.OWNER)
    return Moved(
        joined=tuple(UserId(change.before) for change in drifted if change.is_leave),
        left=tuple(UserId(change.after) for change in drifted if change.is_join),
        owner=UserId(owner) if owner else None,
        name=before(Field.NAME),
    )
