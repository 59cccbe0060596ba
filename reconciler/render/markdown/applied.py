"""What became of an applied plan, for the comment on the merged pull request."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from reconciler.model.ids import GroupKey
from reconciler.model.length import characters
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan
from reconciler.render.escape import markdown
from reconciler.render.markdown.comment import COMMENT_LIMIT, MARGIN, closing, marker
from reconciler.render.mask import redact
from reconciler.render.outlook import clock
from reconciler.render.programs.apply_read import Ended, Refusal
from reconciler.render.terminal.apply import by_group, in_groups, outcome_headline, to_people, worst
from reconciler.render.words import counts, titles
from reconciler.render.words.act import act_words
from reconciler.render.words.names import Names
from reconciler.render.words.words import STATUSES
from reconciler.text import Language, Text

_SIGNS = {
    Status.APPLIED: "✅",
    Status.FAILED: "❌",
    Status.UNKNOWN: "❓",
    Status.DEFERRED: "⏳",
    Status.SKIPPED: "⏸️",
}
_GROUP, _RESULT, _WHY = Text("群", "Group"), Text("结果", "Result"), Text("原因和办法", "Why, and what to do")
_REFUSED = Text("没有执行：", "Not applied: ")
_MOST_SHOWN = (100_000, 200, 0)  # groups that ended well, and then any, in the table


def applied_comment(
    ended: Ended,
    plan: Plan,
    language: Language,
    *,
    link: str = "",
    limit: int = COMMENT_LIMIT - MARGIN,
    marked: bool = True,
) -> str:
    """What became of each group, the worst first; or why nothing was done.

    Args:
        ended: what apply said.
        plan: the reviewed plan; it names people and groups.
        language: of every sentence.
        link: where the whole result can be read; empty for nowhere.
        limit: most characters; groups that do not fit are counted.
        marked: as for the comment of a plan.
    """
    end = closing(language, marker("apply", plan.corp_id) if marked else "", _next(ended), link)
    if ended.refusal is not None:
        return _fitted([_refused(ended.refusal, language, most) for most in _MOST_SHOWN], end, limit)
    return _fitted([_done(ended, plan, Names.of(plan, language), most) for most in _MOST_SHOWN], end, limit)


def refusal_comment(refusal: Refusal, language: Language, *, link: str = "") -> str:
    """Why nothing was done, where there is no plan to speak of.

    Args:
        refusal: what, and the next act.
        language: of every sentence.
        link: where the log can be read; empty for nowhere.
    """
    return _refused(refusal, language, _MOST_SHOWN[0]) + closing(language, "", _next(Ended(refusal=refusal)), link)


def _fitted(texts: Sequence[str], end: str, limit: int) -> str:
    room = limit - characters(end)
    fitting = next((text for text in texts if characters(text) <= room), texts[-1][: room // 2])
    return fitting + end


def _refused(refusal: Refusal, language: Language, most: int) -> str:
    lines = [f"<b>{markdown(_REFUSED.say(language) + refusal.what.say(language))}</b>", ""]
    lines += [f"- {markdown(words.say(language))}" for words in refusal.difference[:most]]
    rest = len(refusal.difference) - most
    if rest > 0:
        lines.append(f"- {Text(f'另有 {rest:,} 项', f'and {rest:,} more').say(language)}")
    if refusal.remedy:
        lines += ["", str(markdown(titles.REMEDY.say(language) + refusal.remedy.say(language)))]
    return redact("\n".join(lines)) + "\n"


def _done(ended: Ended, plan: Plan, names: Names, most: int) -> str:
    language = names.language
    lines = [f"<b>{markdown((outcome_headline(ended.outcomes) + _state(ended)).say(language))}</b>", ""]
    if plan.simulated:
        lines += [f"> {markdown(titles.SIMULATED_APPLY.say(language))}", ""]
    groups = by_group(in_groups(ended.outcomes))
    shown = groups[:most]
    if shown:
        heads = (_GROUP, _RESULT, _WHY)
        lines += [f"| {' | '.join(head.say(language) for head in heads)} |", "|---|---|---|"]
        lines += [_row(key, together, plan, names) for key, together in shown]
    lines += ["", *_rest(groups[most:], language), *_told(ended, plan, names)]
    return redact("\n".join(lines).rstrip()) + "\n"


def _state(ended: Ended) -> Text:
    if ended.converged is None:
        return titles.NOT_READ_AGAIN
    number = len(ended.left)
    if ended.converged or not number:
        return Text("", "") if not ended.converged else titles.CONVERGED
    return Text(f"还有 {number:,} 个群没有完成。", f"{counts.groups(number).en} not finished yet.")


def _row(key: GroupKey, together: Sequence[Outcome], plan: Plan, names: Names) -> str:
    titled = {GroupKey(f"@{c.kind}:{c.key}"): c.title.say(names.language) for c in plan.resources}
    name = titled.get(key) or names.groups.get(key, key)
    status = worst(list(together))
    cells = [
        markdown(name),
        Markup("<br>").join(_acts(together, names)),
        Markup("<br>").join(_reasons(together, plan, names.language)),
    ]
    return f"| {_SIGNS[status]} {cells[0]} | {cells[1]} | {cells[2]} |"


def _acts(together: Sequence[Outcome], names: Names) -> Iterator[Markup]:
    for outcome in together:
        status, act = STATUSES[outcome.status], act_words(outcome.action, names)
        yield markdown(Text(f"{status.zh}：{act.zh}", f"{status.en}: {act.en}").say(names.language))


def _reasons(together: Sequence[Outcome], plan: Plan, language: Language) -> Iterator[Markup]:
    for outcome in together:
        number = "" if outcome.errcode is None else titles.aside(str(outcome.errcode), language)
        if outcome.detail:
            yield markdown(outcome.detail.say(language) + number)
        elif outcome.status is Status.DEFERRED and outcome.action.not_before:
            until = clock(outcome.action.not_before, plan.now)
            yield markdown(Text(f"等到{until.zh}再做。", f"It waits until {until.en}.").say(language))


def _rest(groups: Sequence[tuple[GroupKey, list[Outcome]]], language: Language) -> Iterator[str]:
    for status in Status:
        number = sum(worst(together) is status for _, together in groups)
        if number:
            words = Text(
                f"没有列出的：{number:,} 个{STATUSES[status].zh}", f"not listed: {number:,} {STATUSES[status].en}"
            )
            yield f"- {words.say(language)}"


def _told(ended: Ended, plan: Plan, names: Names) -> Iterator[str]:
    missed = [outcome for outcome in to_people(ended.outcomes) if outcome.status is not Status.APPLIED]
    for outcome in missed[:20]:
        reasons = "".join(f" {reason}" for reason in _reasons([outcome], plan, names.language))
        yield f"- {_SIGNS[outcome.status]} {next(_acts([outcome], names))}{reasons}"


def _next(ended: Ended) -> Text:
    found = {outcome.status for outcome in ended.outcomes}
    if ended.refusal is not None:
        return _next_after(ended.refusal)
    if Status.UNKNOWN in found:
        return Text(
            "结果不明的不会重做：到群里看一眼，下次运行也会自己去看。",
            "What is unknown is never tried again: look into the chat; the next run looks as well.",
        )
    if Status.FAILED in found:
        return Text(
            "按表里的办法处理；下次运行会自动再试。", "Do as the table says; the next run tries again by itself."
        )
    if found & {Status.DEFERRED, Status.SKIPPED}:
        return Text("不用做什么：到了时候会自动接着做完。", "Nothing: the rest is done by itself when it is due.")
    return Text("不用做什么。", "Nothing.")


def _next_after(refusal: Refusal) -> Text:
    if refusal.is_put_off:
        return Text("不用做什么：时候到了会自动执行。", "Nothing: it is applied by itself when it may be.")
    if refusal.is_tried_again:
        return Text(
            "没有人受影响。原因过去之后会自动再试；同一件事反复出现，再按上面的办法处理。",
            "Nobody is affected. It is tried again by itself; if the same comes up again and again, do as said above.",
        )
    return Text(
        "没有人受影响，这份计划不会再试。按上面的办法处理之后，再开一个合并请求（改一行注释就行）：它的计划包含所有等着做的。",
        "Nobody is affected, and this plan is not tried again. Do as said above, then open another pull request (a "
        "changed comment is enough): its plan holds everything that waits.",
    )
