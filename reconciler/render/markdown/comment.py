"""The one comment below a pull request: a plan with what to do next, as long as the code host takes.

The hidden marker, by which it is found again, stands last: a notification shows the first line.
"""

from collections.abc import Callable
from typing import Literal

from reconciler.model.finding import has_errors
from reconciler.model.length import characters, size_bytes
from reconciler.model.plan import Plan
from reconciler.render.approvals import next_approvals
from reconciler.render.escape import markdown, url
from reconciler.render.markdown.plan import Detail, plan_to_markdown
from reconciler.render.mask import redact
from reconciler.render.part import is_split, own_part
from reconciler.render.snapshot.words import FROM_A_FORK
from reconciler.text import Language, Text

COMMENT_LIMIT = 65_536  # characters of one comment at GitHub
CHECK_LIMIT_BYTES = 65_535  # of a check's summary
MARGIN = 1_024  # left for what the code host's adapter adds

Measure = Callable[[str], int]
Kind = Literal["plan", "apply", "drift"]

_LADDER: tuple[Detail, ...] = ("full", "folded", "counts")
_NAMED = (200, 40, 0)  # groups and refusals named on the last rung; the rest is counted
_LEAST_PER_GROUP = 150  # characters that one group takes on any rung but the last
_NEXT = Text("接下来", "What to do next")
_ALL = Text("完整的内容：", "All of it:")


def marker(kind: Kind, corp_id: str) -> str:
    """The hidden line by which a comment or an issue of one company is found again."""
    safe = "".join(letter for letter in corp_id if letter.isascii() and letter.isalnum())
    return f"<!-- reconciler:{kind}:{safe} -->"


def plan_comment(
    plan: Plan,
    language: Language,
    *,
    link: str = "",
    limit: int = COMMENT_LIMIT - MARGIN,
    marked: bool = True,
    measure: Measure = characters,
) -> tuple[str, Detail]:
    """The comment of a plan, and how much of the plan is in it.

    Args:
        plan: as made or as loaded; one that was compared with its base shows its own changes apart.
        language: of every sentence.
        link: where the whole plan can be read; empty for nowhere.
        limit: the most, as `measure` counts. Removals and refusals are named, or counted where so many do not fit.
        marked: with the marker, for others to post; whoever posts it here has one of its own.
    """
    tail = closing(language, marker("plan", plan.corp_id) if marked else "", next_words(plan), link)
    text, detail = fit_plan_markdown(plan, language, limit=limit - measure(tail), link=link, measure=measure)
    return text + tail, detail


def plan_summaries(plan: Plan, language: Language, body: str, link: str) -> tuple[str, ...]:
    """The comment for a check, and a shorter one where a check does not take it all: it counts bytes."""
    limit = CHECK_LIMIT_BYTES - MARGIN
    if size_bytes(body) <= limit:
        return (body,)
    return (body, plan_comment(plan, language, link=link, limit=limit, marked=False, measure=size_bytes)[0])


def fit_plan_markdown(
    plan: Plan,
    language: Language,
    *,
    limit: int = COMMENT_LIMIT - MARGIN,
    link: str = "",
    measure: Measure = characters,
) -> tuple[str, Detail]:
    """The plan with as much detail as fits into `limit`, as `measure` counts, and which detail that is."""
    text = ""
    hopeless = sum(bool(group.changes) for group in plan.groups) * _LEAST_PER_GROUP > limit
    for detail in () if hopeless else _LADDER:
        text = plan_to_markdown(plan, language, detail=detail, link=link)
        if measure(text) <= limit:
            return text, detail
    for named in _NAMED:
        text = plan_to_markdown(plan, language, detail="link", link=link, named=named)
        if measure(text) <= limit:
            break
    while measure(text) > limit:
        text = text[: len(text) * limit // measure(text)]
    return text, "link"


def closing(language: Language, mark: str, words: Text, link: str = "") -> str:
    """The end of every comment: what to do next, where all of it is, and the marker, if there is one."""
    lines = ["", f"<b>{markdown(_NEXT.say(language))}</b>", "", str(markdown(words.say(language)))]
    if link:
        lines += ["", f"{_ALL.say(language)} {url(link)}"]
    return redact("\n".join(lines)) + (f"\n\n{mark}\n" if mark else "\n")


def next_words(plan: Plan) -> Text:
    """What whoever reads this should do now, the gravest first."""
    if plan.snapshot_at is not None and not has_errors(plan.findings):
        return FROM_A_FORK
    asked = next_approvals(plan)
    if plan.failed:
        return Text(
            "先按“被拦下”里的办法让群读得到，再重新生成计划；现在不要合并。",
            "Make the groups readable as “Blocked” says, then plan again; do not merge yet.",
        )
    if has_errors(plan.findings):
        return Text(
            "先改好“检查发现”里的错误，推送之后这条评论会自动更新。",
            "Mend the errors under “Findings” and push; this comment then renews itself.",
        )
    if plan.blocked:
        return Text(
            "先看“被拦下”：确实要这样做，按那里的办法处理；被拦下的不会执行，其余的合并后照常执行。",
            "Look at “Blocked” first. What is blocked is not done, the rest is done after the merge; if it is meant, "
            "do as it says there.",
        )
    if is_split(plan) and not own_part(plan).changes and not plan.new_manual:
        words = Text("这次改动本身不影响任何群，可以照常评审。", "The change itself touches no group; review as usual.")
        return words if asked is None else words + asked
    if plan.is_empty and not plan.changes:
        return asked or Text("不用做什么。", "Nothing.")
    words = Text(
        "核对名单，没有问题就批准。合并之后按这份计划执行；到时候多出一处改动，就一处也不会执行。",
        "Check the names and approve. After the merge exactly this is carried out; if one change more is needed by "
        "then, nothing is done.",
    )
    return words if asked is None else asked + words
