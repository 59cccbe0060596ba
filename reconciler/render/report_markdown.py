"""What became of an apply, for the merged pull request and for the issue about what did not work."""

from collections import Counter
from collections.abc import Iterable

from reconciler.model.apply_report import ApplyReport, ReportedOutcome
from reconciler.model.outcome import Status
from reconciler.model.plan import Plan
from reconciler.render import counts, titles
from reconciler.render.escape import code, markdown, url
from reconciler.render.mask import redact
from reconciler.render.names import Names
from reconciler.render.words import STATUSES
from reconciler.text import Language, Text

_ORDER = (Status.FAILED, Status.UNKNOWN, Status.SKIPPED, Status.DEFERRED, Status.APPLIED)
_MOST = (100_000, 500, 100, 0)  # rows, of the bodies in order of preference
_OPERATIONS = {
    "create": Text("建群", "create the group"),
    "update": Text("改群", "change the group"),
    "transfer": Text("转让群主", "hand the group over"),
    "send": Text("发消息", "send a message"),
    "tell": Text("通知个人", "tell a person"),
    "resource": Text("群以外的设置", "a setting around groups"),
}
_HEADERS = (Text("对象", "What"), Text("动作", "Action"), Text("结果", "Outcome"))
_NO_REPORT = Text(
    "没有执行结果：apply 没有开始，或者中途断了。什么做了、什么没做，以台账为准。",
    "There is no report: the apply did not begin, or broke off. What was done is in the ledger.",
)
_LOOK = Text("这次运行的日志：", "The log of this run: ")
_AGAIN = Text(
    "把原因排除后重新运行这次工作流；已经做完的不会再做一遍。",
    "Remove the cause and run the workflow again; what is done is not done twice.",
)
_LATER = Text("推迟的会在下次运行时做。", "What was put off is done by the next run.")
_NOTHING = Text("没有要执行的动作。", "There was nothing to apply.")


def apply_headline(report: ApplyReport | None) -> Text:
    """How many actions ended how."""
    if report is None:
        return _NO_REPORT
    if report.refused is not None:
        return Text(f"没有执行：{report.refused.zh}", f"Not applied: {report.refused.en}")
    ended = Counter(outcome.status for outcome in report.outcomes)
    parts = [
        Text(f"{ended[status]:,} 个动作{STATUSES[status].zh}", f"{ended[status]:,} {STATUSES[status].en}")
        for status in reversed(_ORDER)
        if ended[status]
    ]
    if not parts:
        return _NOTHING
    return Text("，".join(part.zh for part in parts) + "。", "Actions: " + ", ".join(part.en for part in parts) + ".")


def apply_bodies(
    report: ApplyReport | None, plan: Plan | None, language: Language, *, run: str = ""
) -> tuple[str, ...]:
    """The comment, in order of preference: every outcome, the gravest, and counts alone.

    Args:
        report: None where there is none, because the apply was refused or ended early.
        plan: what was applied; it names groups and people.
        language: of every sentence.
        run: address of the page of the run.
    """
    head = [f"**{markdown(apply_headline(report).say(language))}**"]
    tail = []
    if report is not None:
        if report.simulated:
            head.append(str(markdown(titles.SIMULATED_APPLY.say(language))))
        tail.append(str(markdown(_standing(report).say(language))))
        if report.holds and report.left:
            tail.append(str(markdown(_LATER.say(language))))
    if report is None or not report.holds:
        tail.append(str(markdown(_AGAIN.say(language))))
    if run:
        tail.append(f"{markdown(_LOOK.say(language))}{url(run)}")
    outcomes = sorted(report.outcomes, key=lambda each: _ORDER.index(each.status)) if report else []
    names = Names.of(plan, language) if plan else Names(language)
    tables = dict.fromkeys(tuple(_table(outcomes, names, most)) for most in _MOST)
    return tuple(redact("\n\n".join([*head, *table, *tail]) + "\n") for table in tables)


def _standing(report: ApplyReport) -> Text:
    if report.converged is None:
        return titles.NOT_READ_AGAIN
    if report.converged:
        return titles.CONVERGED
    left = report.left
    return Text(
        f"还没有一致：还剩 {left:,} 个动作，或者有改动被拦下。",
        f"Not converged: {counts.plural(left, 'action')} left, or something is blocked.",
    )


def _table(outcomes: list[ReportedOutcome], names: Names, most: int) -> Iterable[str]:
    language = names.language
    if outcomes and most:
        rows = [" | ".join(header.say(language) for header in _HEADERS), "--- | --- | ---"]
        rows += [_row(outcome, names) for outcome in outcomes[:most]]
        yield "\n".join(f"| {row} |" for row in rows)
    if len(outcomes) > most:
        left = len(outcomes) - most
        yield str(markdown(Text(f"…另有 {left:,} 个。", f"…and {counts.plural(left, 'action')} more.").say(language)))


def _row(outcome: ReportedOutcome, names: Names) -> str:
    language = names.language
    who = names.person(outcome.subject) if outcome.operation == "tell" else _group(outcome.subject, names)
    ended = str(markdown(STATUSES[outcome.status].say(language)))
    if outcome.errcode is not None:
        ended += f" {code(str(outcome.errcode))}"
    if outcome.detail is not None:
        ended += f"<br>{markdown(outcome.detail.say(language))}"
    return f"{markdown(who)} | {markdown(_OPERATIONS[outcome.operation].say(language))} | {ended}"


def _group(key: str, names: Names) -> str:
    return next((name for group, name in names.groups.items() if group == key), key)
