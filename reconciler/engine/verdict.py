"""Whether a saved plan may still be applied from what is checked out, before WeCom is asked anything."""

from datetime import datetime, timedelta

from reconciler.errors import StalePlanError
from reconciler.model.origin import SHOWN_DIGITS, Checkout, Origin, PolicyVersion, Standing
from reconciler.model.plan import Plan
from reconciler.text import Text

FUTURE_SKEW = timedelta(minutes=5)
"""So far two machines' clocks may be apart."""

MAKE_ANOTHER = Text(
    "重新生成计划并评审：reconciler plan --out plan.json。",
    "Make a new plan and have it reviewed: reconciler plan --out plan.json.",
)
_PARTS = {
    "rules": Text("规则（命令的版本不同）", "rules (another version of the command)"),
    "settings": Text("company.yaml 的护栏、配额或规则选项", "guards, budgets or rule options in company.yaml"),
    "overrides": Text("当天有效的放行（overrides.yaml）", "overrides in force (overrides.yaml)"),
    "waivers": Text("当天有效的豁免（waivers.yaml）", "waivers in force (waivers.yaml)"),
    "capabilities": Text("能力表（命令的版本不同）", "table of capabilities (another version of the command)"),
}


def check_age(reviewed: Plan, max_age: timedelta, now: datetime) -> None:
    """Refuse a plan that is older than the company allows, or made later than now. Raises: StalePlanError."""
    age = now - reviewed.now
    if age < -FUTURE_SKEW:
        made, here = f"{reviewed.now.astimezone(now.tzinfo):%Y-%m-%d %H:%M}", f"{now:%Y-%m-%d %H:%M}"
        raise StalePlanError(
            Text(
                f"计划的生成时间（{made}）比现在（{here}）还晚，一项都没有执行。",
                f"The plan was made at {made}, which is later than now ({here}). Nothing was done.",
            ),
            Text("核对两台机器的时钟；", "Check the clocks of both machines.") + MAKE_ANOTHER,
        )
    if age > max_age:
        old, most = _span(age), _span(max_age)
        raise StalePlanError(
            Text(
                f"计划是 {old.zh}前生成的，最多只能放 {most.zh}（company.yaml 的 review.max_age），一项都没有执行。",
                f"The plan is {old.en} old; {most.en} is the most (review.max_age in company.yaml). Nothing was done.",
            ),
            MAKE_ANOTHER,
        )


def _span(span: timedelta) -> Text:
    hours = int(span.total_seconds() // 3600)
    days, hours = divmod(hours, 24)
    if not days:
        return Text(f"{hours} 小时", f"{hours} hour{'s' * (hours != 1)}")
    words = Text(f"{days} 天", f"{days} day{'s' * (days != 1)}")
    return words + Text(f" {hours} 小时", f"{hours} h") if hours else words


def check_policy(reviewed: PolicyVersion, now: PolicyVersion) -> None:
    """Refuse where anything that decides has changed since the review. Raises: StalePlanError naming what."""
    if reviewed == now:
        return
    changed = tuple(words for part, words in _PARTS.items() if getattr(reviewed, part) != getattr(now, part))
    raise StalePlanError(
        Text(
            f"评审之后，起决定作用的设置变了（{reviewed.version} → {now.version}），一项都没有执行。",
            f"What decides has changed since the review ({reviewed.version} → {now.version}). Nothing was done.",
        ),
        MAKE_ANOTHER,
        changed,
    )


def check_checkout(reviewed: Origin, checkout: Checkout) -> None:
    """Refuse to apply from documents that are neither those of the plan nor later ones.

    Allowed: the same documents; the plan's commit or one after it; a commit after the plan's base, as a squash or a
    rebase leaves it. Whether no more is done than was reviewed is judged afterwards, whichever it was.
    Raises: StalePlanError.
    """
    here = checkout.origin
    if not reviewed.head or (reviewed.tree and reviewed.tree == here.tree):
        return
    if here.is_dirty:
        raise _refused(
            Text(
                "检出的文档有没提交的改动，和评审的不一样，一项都没有执行。",
                "The documents checked out have changes that are not committed, and are not those reviewed. "
                "Nothing was done.",
            ),
            Text("先提交或撤销改动。", "Commit the changes, or take them back."),
            reviewed,
            here,
        )
    refusal = _STANDINGS.get(checkout.standing)
    if refusal is not None:
        raise _refused(*refusal, reviewed, here)


def _refused(what: Text, remedy: Text, reviewed: Origin, here: Origin) -> StalePlanError:
    nothing = Text("（无）", "(none)")
    now = Text.same(here.head[:SHOWN_DIGITS]) if here.head else nothing
    head, base = reviewed.head[:SHOWN_DIGITS], reviewed.base[:SHOWN_DIGITS]
    return StalePlanError(
        what,
        remedy,
        (
            Text(
                f"计划的提交：{head}（分自 {base}）", f"the plan's commit: {head} (left the default branch at {base})"
            ),
            Text(f"检出的提交：{now.zh}", f"checked out: {now.en}"),
        ),
    )


_STANDINGS = {
    Standing.BEHIND: (
        Text(
            "检出的是评审之前的旧提交，一项都没有执行。",
            "What is checked out is older than what was reviewed. Nothing was done.",
        ),
        Text("检出合并之后的默认分支，再执行。", "Check out the default branch after the merge, then apply."),
    ),
    Standing.UNRELATED: (
        Text(
            "检出的提交和评审的不在一条线上，一项都没有执行。",
            "What is checked out did not come from what was reviewed. Nothing was done.",
        ),
        Text("检出合并之后的默认分支，再执行。", "Check out the default branch after the merge, then apply."),
    ),
    Standing.UNTOLD: (
        Text(
            "本地没有完整的提交历史，无法确认检出的是不是评审之后的提交，一项都没有执行。",
            "The history is not all here, so nobody can tell whether this commit follows the one reviewed. "
            "Nothing was done.",
        ),
        Text(
            "取全历史再执行：actions/checkout 写 fetch-depth: 0，或运行 git fetch --unshallow。",
            "Fetch the history, then apply: fetch-depth: 0 for actions/checkout, or git fetch --unshallow.",
        ),
    ),
    Standing.NO_REPOSITORY: (
        Text(
            "计划来自 git 提交，但这里不是 git 仓库，文档也和评审的不一样，一项都没有执行。",
            "The plan came from a commit, but this is no git repository and its documents are not those reviewed. "
            "Nothing was done.",
        ),
        Text("在仓库里检出合并之后的默认分支，再执行。", "Apply from a clone, with the merged default branch."),
    ),
}
