"""Titles and sentences around what is posted to the code host; Markdown where it says so."""

from datetime import datetime

from reconciler.model.check_run import Annotation, Level
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.length import characters
from reconciler.model.plan import Plan
from reconciler.render.escape import markdown, plain, url
from reconciler.render.markdown.comment import COMMENT_LIMIT, MARGIN, fit_plan_markdown
from reconciler.render.terminal.drift import drift_headline
from reconciler.render.words import titles
from reconciler.text import Language, Text

_LEVELS = {Severity.ERROR: Level.FAILURE, Severity.WARNING: Level.WARNING, Severity.NOTE: Level.NOTICE}

NO_PLAN = Text("没有可用的计划。", "There is no usable plan.")
_NO_SNAPSHOT = Text(
    "这个外来的合并请求这次没有计划：没有能用的快照。",
    "This pull request from outside has no plan this time: there is no snapshot that can be used.",
)
_WHO_CAN = Text(
    "提这个合并请求的人通常不用做什么。能处理的是这个仓库的维护者：照上面的办法做，再重新运行 validate，"
    "这条评论会自动更新；或者把改动推到仓库自己的分支上，那里会按企业微信现在的样子生成计划。",
    "Whoever opened the pull request usually has nothing to do. A maintainer of this repository can help: do as said "
    "above and run validate again, and this comment renews itself; or push the change to a branch of the repository, "
    "where it is planned against WeCom as it is now.",
)
DRIFT_TITLE = Text("企业微信与 git 不一致", "WeCom differs from git")
APPLY_TITLE = Text("执行没有全部完成", "An apply did not do everything")
_NO_REPORT = Text(
    "没有执行结果：apply 没有开始，或者中途断了。什么做了、什么没做，以台账为准。",
    "There is no report: the apply did not begin, or broke off. What was done is in the ledger.",
)
_LOOK = Text("这次运行的日志：", "The log of this run: ")
_AGAIN = Text(
    "把原因排除后重新运行这次工作流；已经做完的不会再做一遍。",
    "Remove the cause and run the workflow again; what is done is not done twice.",
)
_UNSAID = Text("注意：评论没有发到合并请求上。", "Note: the comment could not be posted on the pull request.")
_SETTLED = Text("后来的一次执行已经把这里的都做完了。", "A later apply did all of this.")
_ADVICE = Text(
    "这里要求的都做到之后，会自动关掉。原因排除了，也可以先把它关掉：下一次定时运行（每小时一次）会再试一次，不成就重新打开。",
    "This closes by itself once all of it is done. Or close it when the cause is removed: the next run by the clock "
    "(hourly) tries once more, and opens it again if that does not work.",
)
_UNLOADABLE = Text(
    "默认分支上的文件读不进来，这次没有看偏离。",
    "The files of the default branch cannot be loaded, so nobody looked for drift.",
)
_UNTIL_THEN = Text(
    "改好之前，这里别的内容还是上一次看到的，也不会自动关掉；apply 同样什么都不做。"
    "请开一个合并请求改好下面的错误（reconciler validate 会列出同样的内容）。",
    "Until that is mended the rest of this issue is what was seen last, and it is not closed; apply does nothing "
    "either. Mend the errors below by a pull request (reconciler validate lists the same).",
)
_HOW = Text(
    "有写权限的人可以回复 /snooze 2026-12-31 原因，到那天为止这里保持关闭；"
    "要移出人、被拦下或读不到时仍会打开。/unsnooze 取消。",
    "Collaborators may answer /snooze 2026-12-31 reason: this stays closed up to that day, unless people would be "
    "removed, a guard holds something back, or something cannot be read. /unsnooze ends it.",
)
_WITHDRAWN = Text(
    "申请的内容改了，现在不再需要这个合并请求，先关掉；再改清楚会重新开一个。",
    "The request was changed and does not ask for this any more, so it is closed; a new one is opened when it does.",
)


def no_report(language: Language, link: str) -> str:
    """Markdown for an apply that told nothing."""
    lines = [f"**{markdown(_NO_REPORT.say(language))}**", "", str(markdown(_AGAIN.say(language)))]
    if link:
        lines += ["", f"{markdown(_LOOK.say(language))}{url(link)}"]
    return "\n".join(lines) + "\n"


def sentences(what: Text, remedy: Text | None, language: Language) -> str:
    """Markdown for what is wrong, and what to do about it."""
    lines = [str(markdown(what.say(language)))]
    if remedy is not None:
        lines.append(str(markdown(titles.REMEDY.say(language) + remedy.say(language))))
    return "\n\n".join(lines) + "\n"


def without_snapshot(what: Text, remedy: Text | None, link: str, language: Language) -> str:
    """Markdown for a pull request from outside that got no plan: why, and who can help."""
    lines = [f"**{markdown(_NO_SNAPSHOT.say(language))}**", sentences(what, remedy, language)]
    lines.append(str(markdown(_WHO_CAN.say(language))))
    return "\n\n".join([*lines, f"{markdown(_LOOK.say(language))}{url(link)}"] if link else lines) + "\n"


def unloadable(errors: str, link: str, language: Language) -> str:
    """Markdown for a drift issue while documents cannot be loaded; `errors` are Markdown."""
    lines = [f"**{markdown(_UNLOADABLE.say(language))}**", str(markdown(_UNTIL_THEN.say(language))), errors]
    return "\n\n".join([*lines, f"{markdown(_LOOK.say(language))}{url(link)}"] if link else lines)


def refused_bodies(what: Text, remedy: Text | None, language: Language) -> tuple[str, ...]:
    """A comment that says why there is no plan."""
    return (f"**{markdown(NO_PLAN.say(language))}**\n\n{sentences(what, remedy, language)}",)


def unsaid(language: Language) -> str:
    """Markdown for a check whose comment is missing."""
    return f"**{markdown(_UNSAID.say(language))}**"


def settled(language: Language) -> str:
    """Markdown for a follow-up that is closed."""
    return f"{markdown(_SETTLED.say(language))}\n"


def advice(language: Language) -> str:
    """Markdown below a follow-up: how it ends."""
    return f"{markdown(_ADVICE.say(language))}\n"


def superseded(number: int, language: Language) -> str:
    """Markdown for a merged pull request: the plan of that other one is applied instead."""
    head = Text(f"由 #{number} 代替。", f"Superseded by #{number}.").say(language)
    words = Text(
        "那边的计划包含这里还没做的一切，执行的是那一份；结果也写在那边。",
        "Its plan holds everything that was still to be done here, and is the one that is applied; what becomes of it "
        "is told there.",
    )
    return f"**{head}**\n\n{markdown(words.say(language))}\n"


def withdrawn(language: Language) -> str:
    """Markdown for a pull request that is closed."""
    return f"{markdown(_WITHDRAWN.say(language))}\n"


def linked(number: int, language: Language) -> str:
    """Markdown that leads from an issue to its pull request."""
    return Text(f"合并请求：#{number}", f"Pull request: #{number}").say(language)


def refused_request(what: Text, language: Language) -> str:
    """Markdown for an issue whose pull request could not be opened."""
    head = Text("读懂了，但合并请求没有开成。", "This was understood, but no pull request could be opened.")
    return f"**{markdown(head.say(language))}**\n\n{markdown(what.say(language))}\n"


def adopted(number: int, language: Language) -> str:
    """Markdown that leads from the drift issue to the pull request."""
    words = Text(f"要保留的改动在合并请求 #{number} 里。", f"What is to be kept is in pull request #{number}.")
    return words.say(language)


def unadopted(what: Text, language: Language) -> str:
    """Markdown for a drift issue whose pull request could not be opened."""
    head = Text("要保留的改动，合并请求没有开成：", "No pull request could be opened for what is to be kept: ")
    return f"**{markdown(head.say(language))}**{markdown(what.say(language))}"


def settled_adoption(language: Language) -> str:
    """Markdown for a pull request that is closed."""
    words = Text(
        "已经没有要写回的改动，这个合并请求关掉。",
        "Nothing is left to be written down, so this pull request is closed.",
    )
    return f"{markdown(words.say(language))}\n"


def drift_body(plan: Plan, language: Language, quiet: tuple[str, str, str] | None, link: str, adopted: str = "") -> str:
    """The drift issue, with as much of the report as fits.

    Args:
        plan: the drift report.
        language: of every sentence.
        quiet: until which day, by whom and why it is snoozed.
        link: where the whole report is.
        adopted: a line about the pull request with what is to be kept, in Markdown.
    """
    head = [f"**{markdown(drift_headline(plan).say(language))}**", str(markdown(_looked(plan.now).say(language)))]
    if adopted:
        head.append(adopted)
    if quiet is not None:
        until, who, why = quiet
        words = Text(f"{who} 让这里安静到 {until}：{why}", f"{who} snoozed this until {until}: {why}")
        head.append(str(markdown(words.say(language))))
    head.append(str(markdown(_HOW.say(language))))
    beginning = "\n\n".join(head) + "\n\n"
    body, _ = fit_plan_markdown(plan, language, limit=COMMENT_LIMIT - MARGIN - characters(beginning), link=link)
    return beginning + body


def _looked(now: datetime) -> Text:
    when = now.isoformat(sep=" ", timespec="minutes")
    return Text(f"最近一次查看：{when}", f"Last look: {when}")


def plan_annotations(plan: Plan, language: Language, below: str) -> tuple[Annotation, ...]:
    """Findings and what is blocked, on their lines; those without a place are told in the summary alone.

    Args:
        plan: with places, lines worked out.
        language: of every sentence.
        below: the root, as a prefix of every path: empty or ending in a slash.
    """
    found = [_on_line(each, language, below) for each in sorted(plan.findings, key=Finding.sort_key) if each.place.file]
    found += [
        _annotation(held.place, Level.FAILURE, held.guard, (held.what, held.remedy), language, below)
        for held in plan.blocked
        if held.place is not None and held.place.file
    ]
    return tuple(found)


def _on_line(finding: Finding, language: Language, below: str) -> Annotation:
    words = (finding.what, finding.remedy)
    return _annotation(finding.place, _LEVELS[finding.severity], finding.rule, words, language, below)


def _annotation(
    place: Place, level: Level, title: str, words: tuple[Text, Text], language: Language, below: str
) -> Annotation:
    line = max(1, place.line)
    what, remedy = words
    message = f"{plain(what.say(language))}\n{titles.REMEDY.say(language)}{plain(remedy.say(language))}"
    return Annotation(f"{below}{place.file}", line, line, level, message, plain(title))
