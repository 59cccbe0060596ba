"""Which apply is to be undone, and whether it can be: judged before WeCom is asked anything, and again at apply."""

from collections.abc import Callable

from reconciler.errors import UndoError
from reconciler.model.undo import PastApply, Undoes, Undoing
from reconciler.text import Text

FindApply = Callable[[str], PastApply]
"""The apply that an id, the beginning of one, or `last` names. Raises: UndoError, LedgerError."""

_REVERT = Text(
    "改用 git：git revert 那个提交，再 reconciler plan、评审、apply。",
    "Use git instead: git revert the commit, then reconciler plan, review, apply.",
)


def undoing_of(find: FindApply, undoes: Undoes) -> Undoing:
    """What is to be undone. Raises: UndoError: it was undone already, or nothing tells how it left the groups."""
    done = find(undoes.apply)
    by = done.undone_by
    if by:
        raise UndoError(
            Text(
                f"这次执行已经由 {by} 撤销，什么都没有做。", f"This apply is already undone by {by}. Nothing was done."
            ),
            Text(f"要把撤销本身撤销：reconciler undo {by}。", f"To undo the undo: reconciler undo {by}."),
        )
    changed = [group for group in done.groups if not group.is_created]
    if changed and not done.has_ended:
        raise UndoError(
            Text(
                "这次执行没有走到结束，台账里没有各群最后的样子，不能撤销。",
                "This apply did not come to its end, so the ledger does not tell how it left the groups. "
                "It cannot be undone.",
            ),
            _REVERT,
        )
    if changed and all(group.after is None for group in changed):
        raise UndoError(
            Text(
                "台账里没有这次执行之后各群的样子（旧版本执行的，或者执行后没能再读一遍），不能撤销。",
                "The ledger does not tell how this apply left the groups (an older version ran it, or they could not "
                "be read again). It cannot be undone.",
            ),
            _REVERT,
        )
    return Undoing(done, undoes.whole)
