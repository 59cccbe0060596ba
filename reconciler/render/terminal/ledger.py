"""What is known of a ledger as a whole: whether its chain holds, what that does not exclude, and who may write."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from reconciler.model.lease import Lease
from reconciler.model.ledger_report import LedgerReport, Pruning
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.terminal.styled import Line, line, paint
from reconciler.text import Language, Text

LEDGER_FORMAT = 1

_WHOLE = Text("台账完整：", "The chain is whole: ")
_UNFINISHED = Text("台账的结尾不完整：", "The end of the ledger is incomplete: ")
_BROKEN = Text("台账有问题：", "The chain is broken: ")
_NO_ANCHOR = Text(
    "没有锚点，所以不能排除：末尾的记录被整条截掉，或者整本台账被重新写过。"
    "把每次 apply 结束时打印的链头保存在别处，用 --anchor 核对。",
    "Without an anchor this cannot be excluded: whole records cut off at the end, or everything written anew. Keep the "
    "head that each apply prints somewhere else, and pass it with --anchor.",
)
_EMPTY = Text("台账还没有记录。", "There is no record yet.")


def report_to_text(
    report: LedgerReport, language: Language, *, is_anchored: bool, width: int = 100, color: bool = False
) -> str:
    """What a walk found, and what it cannot exclude.

    Args:
        is_anchored: whether published heads were compared.
    """
    return paint(_report(report, language, is_anchored=is_anchored), width=width, color=color)


def dump_report(report: LedgerReport, *, is_anchored: bool) -> str:
    """The same for programs."""
    problem = report.problem
    return pretty(
        {
            "kind": "ledger-report",
            "format_version": LEDGER_FORMAT,
            "records": report.records,
            "segments": report.segments,
            "ledger_head": report.published_head or None,
            "torn_bytes": report.torn_bytes,
            "anchored": is_anchored,
            "covered_by_anchor": report.covered,
            "pruned_through": report.pruned,
            "unchecked_anchors": list(report.unchecked),
            "problem": None
            if problem is None
            else {
                "segment": problem.segment,
                "line": problem.line,
                "what": both(problem.as_error().what),
                "remedy": both(problem.remedy),
            },
        }
    )


def _report(report: LedgerReport, language: Language, *, is_anchored: bool) -> Iterator[Line]:
    problem = report.problem
    if problem is not None:
        yield line(("! ", "blocked"), (_BROKEN.say(language), "bold"), problem.as_error().what.say(language))
        yield line(problem.remedy.say(language), indent=2, hang=0)
        good = Text(f"之前的 {report.records:,} 条首尾相连。", f"The {report.records:,} records before hang together.")
        yield line(good.say(language), indent=2, hang=0)
        return
    if not report.records:
        yield line(_EMPTY.say(language))
        return
    size = Text(
        f"{report.records:,} 条记录，{report.segments:,} 段。",
        f"records: {report.records:,}, segments: {report.segments:,}.",
    )
    if report.torn_bytes:
        yield line(("! ", "blocked"), (_UNFINISHED.say(language), "bold"), size.say(language))
    else:
        yield line((_WHOLE.say(language), "bold"), size.say(language))
    yield line(head_words(report.published_head).say(language), indent=2)
    if report.pruned:
        yield line(_kept(report).say(language), indent=2, hang=0)
    if report.torn_bytes:
        torn = Text(
            f"最后一行不完整（{report.torn_bytes} 字节）：多半是写它的运行中途死了；没有运行死过，就是有人动过。"
            "下次写入时会剪掉并记下来。",
            f"The last line is incomplete ({report.torn_bytes} bytes): as a rule its writer died; if no run died, "
            "somebody changed it. The next run cuts it off and notes that.",
        )
        yield line(torn.say(language), indent=2, hang=0)
    is_covered = is_anchored and (report.covered > 0 or not report.unchecked)
    yield line((_excluded(report) if is_covered else _NO_ANCHOR).say(language), indent=2, hang=0)


def _kept(report: LedgerReport) -> Text:
    """What is not there any more, on purpose."""
    words = Text(
        f"第 {report.pruned:,} 条及以前的已按规定清理，链从下一条接着。",
        f"Records up to {report.pruned:,} were pruned, and that is noted; the chain goes on behind them.",
    )
    if not report.unchecked:
        return words
    numbers = [f"{number:,}" for number in report.unchecked]
    return words + Text(
        f"公布过的第 {'、'.join(numbers)} 条在清理掉的部分里，无法再核对。",
        f"Published heads of records {', '.join(numbers)} lie in what was pruned and cannot be checked any more.",
    )


def pruning_to_text(gone: Pruning, zone: ZoneInfo, language: Language, *, is_done: bool) -> str:
    """Which segments are, or would be, taken out."""
    if gone.until is None:
        return NOTHING_TO_PRUNE.say(language)
    names, until = len(gone.segments), f"{gone.until.astimezone(zone):%Y-%m-%d %H:%M}"
    if is_done:
        words = Text(
            f"已清理 {names} 段，第 {gone.first:,}–{gone.last:,} 条，最晚一条在 {until}。",
            f"Pruned: segments {names}, records {gone.first:,} to {gone.last:,}, the newest of {until}.",
        )
        return words.say(language)
    words = Text(
        f"会清理 {names} 段，第 {gone.first:,}–{gone.last:,} 条，最晚一条在 {until}。"
        "什么也没有删；加 --yes 执行，删掉就找不回来。",
        f"Would prune: segments {names}, records {gone.first:,} to {gone.last:,}, the newest of {until}. Nothing was "
        "deleted; --yes does it, and there is no way back.",
    )
    return words.say(language)


def dump_pruning(gone: Pruning, *, is_done: bool) -> str:
    """The same for programs."""
    return pretty(
        {
            "kind": "ledger-pruning",
            "format_version": LEDGER_FORMAT,
            "done": is_done,
            "segments": list(gone.segments),
            "first_record": gone.first,
            "last_record": gone.last,
            "newest": gone.until.isoformat() if gone.until else None,
        }
    )


NOTHING_TO_PRUNE = Text(
    "没有可以清理的：只清理整段封存、每条都早于那一天的记录。",
    "There is nothing to prune: only whole sealed segments go whose every record is older than that day.",
)


def _excluded(report: LedgerReport) -> Text:
    covered, later = report.covered, report.records - report.covered
    words = Text(
        f"与公布过的链头相符：到第 {covered:,} 条为止没有少，也没有被重写。",
        f"Agrees with the published head: up to record {covered:,} nothing is missing and nothing was rewritten.",
    )
    if not later:
        return words
    return words + Text(
        f"它之后的 {later:,} 条还没有锚点。",
        f"The {later:,} after it have no anchor yet." if later > 1 else "The one after it has no anchor yet.",
    )


def head_words(head: str) -> Text:
    """The head of the chain, to be kept outside the ledger."""
    return Text(f"链头：{head}", f"Head of the chain: {head}")


def lease_to_text(
    lease: Lease | None, now: datetime, language: Language, *, width: int = 100, color: bool = False
) -> str:
    """Who may write, and until when."""
    if lease is None:
        return paint([line(FREE.say(language))], width=width, color=color)
    since, until = (f"{moment.astimezone(now.tzinfo):%Y-%m-%d %H:%M}" for moment in (lease.since, lease.until))
    words = Text(
        f"台账由 {lease.holder} 占用（{lease.purpose}），{since} 起，最晚到 {until}。",
        f"{lease.holder} is writing to the ledger ({lease.purpose}), since {since}, until {until} at the latest.",
    )
    if not lease.is_valid(now):
        words += Text("期限已过，下一次运行会接手。", "Its time is over; the next run takes over.")
    return paint([line(words.say(language))], width=width, color=color)


def dump_lease(lease: Lease | None, now: datetime) -> str:
    """The same for programs."""
    return pretty(
        {
            "kind": "ledger-lease",
            "format_version": LEDGER_FORMAT,
            "lease": None
            if lease is None
            else {
                "record": lease.seq,
                "holder": lease.holder,
                "purpose": lease.purpose,
                "since": lease.since.isoformat(),
                "until": lease.until.isoformat(),
                "valid": lease.is_valid(now),
            },
        }
    )


FREE = Text("现在没有人占用台账。", "Nobody is writing to the ledger now.")
