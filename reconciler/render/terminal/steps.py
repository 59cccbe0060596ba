"""Open manual steps for a terminal: what, who, since when, until when, who heard of it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from reconciler.model.manual import ATTEST, Level
from reconciler.model.open_step import OpenStep
from reconciler.render.terminal.styled import Line, line, paint
from reconciler.render.words import counts, titles
from reconciler.text import Language, Text

_HEARD = {
    Level.TOLD: Text("已通知", "told"),
    Level.REMINDED: Text("已提醒", "reminded"),
    Level.ESCALATED: Text("已告知部门负责人", "told as head of the department"),
    Level.GOVERNED: Text("已告知治理人员", "told as governance role"),
}
_NONE = Text("没有未完成的人工步骤。", "No manual step is open.")
_TELL = Text(
    "做完后确认：reconciler attest 编号 --by 账号。企业微信显示得出的，看到以后自动勾掉。",
    "Confirm what is done: reconciler attest NUMBER --by USER. What WeCom shows is taken off when it is seen.",
)
_SHOWN = Text("企业微信显示得出，看到即完成", "taken off when WeCom shows it")

Called = Callable[[str], str]
"""How a person is called: the id, or the id masked where names are hidden."""


def steps_to_text(
    steps: Sequence[OpenStep],
    called: Called,
    language: Language,
    *,
    now: datetime,
    simulated: bool = False,
    width: int = 100,
    color: bool = False,
) -> str:
    """Every step in its order: those to be done, then those somebody vouched for."""
    first = [line((titles.SIMULATED_STEPS.say(language), "bold"), hang=0), line()] if simulated else []
    if not steps:
        return paint((*first, line(_NONE.say(language), hang=0)), width=width, color=color)
    told = [part for step in steps for part in _step(step, called, language, now)]
    last = [line(), line((_count(steps).say(language), "bold"), hang=0), line((_TELL.say(language), "dim"), hang=0)]
    return paint((*first, *told, *last), width=width, color=color)


def _step(step: OpenStep, called: Called, language: Language, now: datetime) -> Iterator[Line]:
    group = f"“{step.group_name}”" if step.group_name else step.group
    people = Text(f"（{len(step.people)} 人）", f" ({counts.people(len(step.people)).en})").say(language)
    yield line(
        ("✓ ", "join") if step.attested_at else ("? ", "manual"),
        (step.id, "bold"),
        f"  {group}  {step.title.say(language)}{people if step.people else ''}",
    )
    yield line(_standing(step, called, now).say(language), indent=4, hang=0)
    if step.heard:
        heard = [f"{_HEARD[level].say(language)} {called(person)} {at:%m-%d %H:%M}" for level, person, at in step.heard]
        yield line(("；" if language == "zh" else "; ").join(heard), indent=4, hang=0)
    if step.seen_by != ATTEST:
        yield line((_SHOWN.say(language), "dim"), indent=4, hang=0)


def _standing(step: OpenStep, called: Called, now: datetime) -> Text:
    if step.attested_at and step.attested_by:
        by, when = called(step.attested_by), f"{step.attested_at:%Y-%m-%d}"
        return Text(f"{by} 于 {when} 确认完成", f"confirmed by {by} on {when}")
    who = Text.same(called(step.assignee)) if step.assignee else titles.NOBODY
    since = Text(f"交办于 {step.since:%Y-%m-%d}", f"handed over on {step.since:%Y-%m-%d}")
    if step.due is None:
        until = Text("还没有通知", "not told yet")
    elif step.due <= now:
        until = Text(f"应于 {step.due:%Y-%m-%d} 前完成，已逾期", f"was due by {step.due:%Y-%m-%d}, overdue")
    else:
        until = Text(f"期限 {step.due:%Y-%m-%d}", f"due by {step.due:%Y-%m-%d}")
    return Text(f"{who.zh}，{since.zh}，{until.zh}", f"{who.en}, {since.en}, {until.en}")


def _count(steps: Sequence[OpenStep]) -> Text:
    waiting = sum(step.attested_at is None for step in steps)
    done = len(steps) - waiting
    numbers = Text(f"{waiting} 件还没有完成", f"{counts.plural(waiting, 'step')} not done yet")
    confirmed = Text(f"，{done} 件已确认", f", {done} confirmed") if done else Text("", "")
    return Text(f"{numbers.zh}{confirmed.zh}。", f"{numbers.en}{confirmed.en}.")
