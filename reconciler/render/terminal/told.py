"""Which people an apply told of manual steps, and whom it did not reach."""

from collections.abc import Iterator, Sequence

from reconciler.model.action import TellPerson
from reconciler.model.ids import UserId
from reconciler.model.manual import Level
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan
from reconciler.render.outlook import told_people
from reconciler.render.terminal.outcome_lines import SIGNS, outcome_lines
from reconciler.render.terminal.styled import Line, line
from reconciler.render.words import counts, titles
from reconciler.render.words.act import act_words
from reconciler.render.words.names import Names
from reconciler.render.words.words import LEVELS
from reconciler.text import Text

_WORDS = {
    Status.APPLIED: Text("通知了 {}", "{} told"),
    Status.FAILED: Text("{}没有通知到", "{} could not be told"),
    Status.UNKNOWN: Text("{}不知是否收到", "{} may not have been told"),
    Status.DEFERRED: Text("{}推迟通知", "{} to be told later"),
    Status.SKIPPED: Text("{}没有通知", "{} not told"),
}
_REFUSED = Text(
    "没有通知到的人，要做的事还列在计划里，下次运行再通知。",
    "The steps of whoever could not be told stay in the plan, and the next run tells them.",
)


def told_words(outcomes: Sequence[Outcome]) -> list[Text]:
    """How many people were told, and how many were not, for the first line."""
    parts = []
    for status, words in _WORDS.items():
        number = len(_people(outcomes, status))
        if number:
            people = counts.people(number)
            parts.append(Text(words.zh.replace("{}", people.zh), words.en.replace("{}", people.en)))
    return parts


def told_lines(outcomes: Sequence[Outcome], plan: Plan, names: Names) -> Iterator[Line]:
    """Who was told, by why; whoever was not stands in a row of their own, with the reason."""
    told = [outcome for outcome in outcomes if isinstance(outcome.action, TellPerson)]
    if not told:
        return
    language = names.language
    number = counts.people(len({outcome.action.group for outcome in told}))
    yield line()
    yield line((titles.colon(titles.TOLD, number).say(language), "bold"))
    for level in Level:
        reached = [o.action for o in told if o.status is Status.APPLIED and isinstance(o.action, TellPerson)]
        reached = [action for action in reached if action.level is level]
        if reached:
            people = told_people(reached, names)
            words = Text(f"{LEVELS[level].zh}：{people.zh}", f"{LEVELS[level].en.capitalize()}: {people.en}")
            yield line(SIGNS[Status.APPLIED], words.say(language), indent=2)
    others = [outcome for outcome in told if outcome.status is not Status.APPLIED]
    for outcome in others:
        yield from outcome_lines(outcome, plan, act_words(outcome.action, names), language, indent=2)
    if any(outcome.status is Status.FAILED for outcome in others):
        yield line((_REFUSED.say(language), "dim"), indent=2, hang=0)


def _people(outcomes: Sequence[Outcome], status: Status) -> set[UserId]:
    return {o.action.to for o in outcomes if o.status is status and isinstance(o.action, TellPerson)}
