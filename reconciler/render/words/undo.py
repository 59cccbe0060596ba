"""What whoever undoes an apply, or plans after it, has to know of git and live that differ on purpose."""

from reconciler.model.change import EMERGENCY, Cause
from reconciler.model.origin import SHOWN_DIGITS
from reconciler.model.plan import Plan
from reconciler.render.words import counts
from reconciler.text import Text


def undo_notes(plan: Plan) -> tuple[Text, ...]:
    """Of a plan that undoes: which apply, and what becomes of git. Of another one: what would be done again."""
    if plan.undoes is not None:
        return _of_undo(plan.undoes.apply, plan.undoes.head)
    if set(plan.scope) <= EMERGENCY:
        return ()
    changes = (change for group in plan.groups for change in (*group.changes, *group.waiting))
    number = sum(change.cause is Cause.UNDO for change in changes)
    if not number:
        return ()
    them = counts.verb(number, "it", "them")
    return (
        Text(
            f"其中 {number:,} 处撤销过，而 git 还在要求：apply 会再做一遍，drift --correct 不会。"
            "不要了，就 git revert 那个提交。",
            f"{counts.plural(number, 'change')} of these {counts.verb(number, 'was', 'were')} undone, and git still "
            f"asks for {them}: apply does {them} again, drift --correct does not. If that is not wanted, git revert "
            "the commit.",
        ),
    )


def git_still_asks(head: str) -> Text:
    """What to do about git once an apply was undone."""
    if not head:
        return Text(
            "撤销之后企业微信和 git 不一致：请在 git 里也改回去；否则下一次 apply 会再做一遍（drift --correct 不会）。",
            "After the undo WeCom and git differ: take the change back in git as well, or the next apply does it again "
            "(drift --correct does not).",
        )
    commit = head[:SHOWN_DIGITS]
    return Text(
        f"撤销之后企业微信和 git 不一致：接着 git revert {commit} 并走评审；否则下一次 apply 会再做一遍"
        "（drift --correct 不会）。",
        f"After the undo WeCom and git differ: git revert {commit} next, with review, or the next apply does it again "
        "(drift --correct does not).",
    )


def _of_undo(apply_id: str, head: str) -> tuple[Text, ...]:
    return (Text(f"撤销执行 {apply_id}。", f"Undoes apply {apply_id}."), git_still_asks(head))
