"""One outcome of an apply in words: how it ended, what it was, and why."""

from collections.abc import Iterator

from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan
from reconciler.render.outlook import clock
from reconciler.render.terminal.styled import Line, Style, line
from reconciler.render.words import titles
from reconciler.render.words.words import STATUSES
from reconciler.text import Language, Text

SIGNS: dict[Status, tuple[str, Style]] = {
    Status.APPLIED: ("+ ", "join"),
    Status.FAILED: ("! ", "blocked"),
    Status.UNKNOWN: ("? ", "manual"),
    Status.DEFERRED: ("~ ", "change"),
    Status.SKIPPED: ("- ", "dim"),
}


def outcome_lines(outcome: Outcome, plan: Plan, act: Text, language: Language, *, indent: int) -> Iterator[Line]:
    """The end of one action, and below it the reason or when it is done. `act` says what was to be done."""
    status = STATUSES[outcome.status]
    number = titles.aside(str(outcome.errcode), language) if outcome.errcode is not None else ""
    words = Text(f"{status.zh}：{act.zh}", f"{status.en}: {act.en}").say(language)
    yield line(SIGNS[outcome.status], words, (number, "dim"), indent=indent)
    moment = outcome.action.not_before
    if outcome.detail:
        yield line(outcome.detail.say(language), indent=indent + 2, hang=0)
    elif outcome.status is Status.DEFERRED and moment:
        until = clock(moment, plan.now)
        yield line(
            Text(f"等到{until.zh}再做。", f"It waits until {until.en}.").say(language), indent=indent + 2, hang=0
        )
