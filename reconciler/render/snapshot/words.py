"""What whoever reads a plan has to know when it was made from a snapshot and not from WeCom."""

from reconciler.model.plan import Plan
from reconciler.text import Text

FROM_A_FORK = Text(
    "照常评审。这份计划不能执行：同意之后，由维护者把改动推到仓库自己的分支上，按企业微信现在的样子再生成一份。",
    "Review as usual. This plan cannot be applied: once agreed, a maintainer pushes the change to a branch of the "
    "repository itself, where it is planned against WeCom as it is now.",
)


def snapshot_notes(plan: Plan) -> tuple[Text, ...]:
    """When the snapshot was taken and what that means; () for a plan made from WeCom itself."""
    taken_at = plan.snapshot_at
    if taken_at is None:
        return ()
    return (
        Text(
            f"按 {taken_at:%Y-%m-%d %H:%M} 的快照计算，不是企业微信现在的样子：之后可能已经变了。只供评审，不能执行；"
            "进群方式、欢迎语、敏感词、群发不在快照里，没有比较。",
            f"From snapshot of {taken_at:%Y-%m-%d %H:%M}, not from WeCom as it is now: live may have moved since. For "
            "review only, it can never be applied. Join ways, welcomes, sensitive words and mass messages are not in "
            "a snapshot and were not compared.",
        ),
    )
