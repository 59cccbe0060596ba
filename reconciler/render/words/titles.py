"""Headings and fixed sentences of a plan, shared by every face of it."""

from collections.abc import Sequence

from reconciler.model.group import Enrolment, GroupType
from reconciler.model.manual import StepEnd
from reconciler.model.outcome import Status
from reconciler.model.plan import Blocked, GroupPlan, Plan
from reconciler.render.outlook import zone
from reconciler.render.words import counts
from reconciler.render.words.words import ENROLMENTS, TYPES
from reconciler.text import Language, Text, listed

BY_API = Text("由接口自动完成", "Done by API")
AROUND = Text("群以外的设置", "Around groups")
NEEDS_A_PERSON = Text("需要人来做", "Needs a person")
CANNOT_BE_DONE = Text("做不到", "Cannot be done")
BLOCKED = Text("被拦下", "Blocked")
REPORTED = Text("只列出、不执行", "Only shown, not done")
UNDECLARED = Text("没有登记、保留不动的人", "People nobody declared, who stay")
WAITING = Text("等另一个命令执行", "Waiting for another command")
FINDINGS = Text("检查发现", "Findings")
NOTES = Text("提示", "Notes")
COST = Text("额度与时间", "Quota and time")
NOTICED = Text("大家会看到什么", "What people will notice")
NONE = Text("无", "none")
HOW = Text("做法", "How")
NUMBER = Text("编号", "number")
TOLD = Text("给个人的消息", "Messages to people")
REMEDY = Text("怎么办：", "What to do: ")
MEND = Text("怎么改：", "How to mend it: ")
WHY = Text("为什么：", "Why: ")
HELD_BACK = Text("被拦下的改动：", "Held back:")
WHOLE_RUN = Text("整次运行", "the whole run")
WHOLE_FAMILY = Text("没有读到的一类群", "groups of a kind that could not be read")
CHANGE = Text("改动", "Change")
CAUSE = Text("原因", "Why")
GROUP = Text("群", "Group")
LEAVING = Text("移出", "Leaving")
OUTLOOK = Text("额度、时间，以及大家会看到什么", "Quota, time and what people will notice")
COLON = Text("：", ": ")
TOO_LONG = Text("计划太长，这里只列数字。", "The plan is too long for a comment; these are its numbers.")
ALL_OF_IT = Text("完整的计划：", "All of it:")
NOBODY = Text("还没有合适的人", "nobody suitable is known")
NEXT_STEPS = Text("纳管的下一步", "Next steps of enrolment")
NEEDS_ATTEST = Text(
    "带编号的事，企业微信显示不出来：做完后运行 reconciler attest 编号 --by 账号 确认"
    "（消息上有“完成”按钮的，点它也行）。没有编号的，看到做好了就自动勾掉。",
    "WeCom does not show what has a number: confirm it with reconciler attest NUMBER --by ACCOUNT once it is done "
    "(or press Done where the message has that button). What has no number is taken off when it is seen as done.",
)
LISTED_ELSEWHERE = Text(
    "已经交办的，逐条的内容和编号见 reconciler attest --list。",
    "What was handed over is listed one by one, with its numbers, by reconciler attest --list.",
)
SEEN_BY_ITSELF = Text(
    "做完不用报告：看到做好了就自动勾掉。", "Nobody has to report: a step is taken off when it is seen as done."
)
SIMULATED = Text(
    "模拟：这份计划是用内置模拟器做的，不涉及真实的企业微信。",
    "Simulated: this plan was made with the built-in simulator; no real WeCom is involved.",
)
SIMULATED_STEPS = Text(
    "模拟：以下是内置模拟器台账里的步骤，不涉及真实的企业微信。",
    "Simulated: these are steps of the built-in simulator's ledger; no real WeCom is involved.",
)
SIMULATED_APPLY = Text(
    "模拟：以上都发生在内置模拟器里，不涉及真实的企业微信。",
    "Simulated: all of this happened in the built-in simulator; no real WeCom is involved.",
)
NOT_READ_AGAIN = Text(
    "没有再读一遍企业微信，还不能说已经一致。", "WeCom was not read again: nobody can say yet whether it converged."
)
CONVERGED = Text("已经一致：再读一遍，没有剩下要由接口完成的改动。", "Converged: nothing is left to do by API.")
NOT_CONVERGED = Text("还没有一致，剩下：", "Not converged; this is left:")
LEFT_BECAUSE = {
    Status.FAILED: Text("没有做成，原因见上；下次运行再试。", " failed, see above; the next run tries again."),
    Status.UNKNOWN: Text("结果不明，先看实际结果。", " ended without an answer; its effect is looked at first."),
    Status.DEFERRED: Text("推迟到下次运行。", " left to the next run."),
    Status.SKIPPED: Text("没有执行，下次运行再做。", " not tried; the next run does it."),
    None: Text("是这期间新出现的，下次运行再做。", " came up meanwhile; the next run does it."),
}


def scope_of(blocked: Blocked) -> Text:
    """What a refusal concerns that names no group."""
    return WHOLE_FAMILY if blocked.guard == "unreadable-family" else WHOLE_RUN


def colon(title: Text, number: Text | None = None) -> Text:
    """A heading with what it counts."""
    return Text(f"{title.zh}（{number.zh}）", f"{title.en} ({number.en})") if number else title


def reading(plan: Plan, fingerprint: str) -> Text:
    """When the plan was made, how much was read, and its fingerprint."""
    when = f"{plan.now:%Y-%m-%d %H:%M} {zone(plan.now)}"
    read, same = counts.groups(plan.read), plan.unchanged
    mark = Text(f"；指纹 {fingerprint}", f"; fingerprint {fingerprint}") if fingerprint else Text("", "")
    return Text(
        f"计划时间 {when}；读取了 {read.zh}，其中 {same:,} 个无需改动{mark.zh}。",
        f"Planned for {when}; {read.en} read, {same:,} unchanged{mark.en}.",
    )


def facts(group: GroupPlan) -> Text:
    """What kind of group it is, how far it is managed, and its size now and afterwards."""
    joins = sum(change.is_join for change in group.changes)
    leaves = sum(change.is_leave for change in group.changes)
    after = group.size + joins - leaves
    kind = [TYPES[group.type]] if group.type is not GroupType.APP else []
    kind += [ENROLMENTS[group.membership]] if group.membership is Enrolment.OBSERVE else []
    if not group.exists:
        size = Text(f"新群，{after:,} 人", f"new group, {counts.people(after).en}")
    elif joins or leaves:
        size = Text(f"{group.size:,} 人 → {after:,} 人", f"{group.size:,} → {counts.people(after).en}")
    else:
        size = counts.people(group.size)
    parts = [*kind, size]
    return Text("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def handed_over(plan: Plan) -> Text | None:
    """Manual steps that somebody was told of before and that are not done yet."""
    waiting = [step for step in plan.manual if step.since is not None]
    if not waiting:
        return None
    number = len(waiting)
    oldest = min(step.since for step in waiting if step.since)
    late = sum(step.due is not None and step.due <= plan.now for step in waiting)
    zh, en = (f"，其中 {late:,} 件已到期", f", {late:,} of them due") if late else ("", "")
    return Text(
        f"之前交办的事还有 {number:,} 件没有完成{zh}（最早交办于 {oldest:%Y-%m-%d}）。",
        f"{counts.plural(number, 'step')} handed over earlier {counts.verb(number, 'is', 'are')} not done yet{en} "
        f"(the oldest since {oldest:%Y-%m-%d}).",
    )


def ended(plan: Plan) -> Text | None:
    """Open steps that have come to an end without anybody saying so."""
    seen = sum(end is StepEnd.SEEN for _, end in plan.ended_steps)
    withdrawn = len(plan.ended_steps) - seen
    parts = [Text(f"已看到完成 {seen:,} 件", f"{seen:,} seen as done")] if seen else []
    parts += [Text(f"不再需要 {withdrawn:,} 件", f"{withdrawn:,} no longer wanted")] if withdrawn else []
    if not parts:
        return None
    return Text(
        "之前交办的事：" + "，".join(part.zh for part in parts) + "。",
        "Of the steps handed over earlier: " + ", ".join(part.en for part in parts) + ".",
    )


def aside(words: str, language: Language) -> str:
    """Words in brackets, nothing for nothing."""
    if not words:
        return ""
    return f"（{words}）" if language == "zh" else f" ({words})"


def how_number(number: int) -> Text:
    """Which of the listed ways to do it."""
    return Text(f"做法 {number}", f"how: {number}")


def step_number(step: str) -> Text:
    """The id to attest a step by."""
    return Text(f"  {NUMBER.zh} {step}", f"  {NUMBER.en} {step}")


def more_steps(number: int) -> Text:
    """How many steps are not listed."""
    return Text(
        f"另有 {number:,} 件没有列出（reconciler plan --json 里有全部）",
        f"{counts.plural(number, 'more step')} not listed (reconciler plan --json has them all)",
    )


def more(number: int) -> Text:
    """How many people are not listed."""
    return Text(f"…还有 {number:,} 人", f"…and {number:,} more")


def more_groups(number: int) -> Text:
    """How many groups are not listed."""
    return Text(f"另有 {number:,} 个群", f"and {counts.plural(number, 'more group')}")


def more_losses(groups: int, people: int) -> Text:
    """How many people leave groups that are not listed."""
    return Text(
        f"另有 {groups:,} 个群移出 {people:,} 人次", f"{counts.plural(groups, 'more group')}: {people:,} removals"
    )


def more_blocked(guards: Sequence[tuple[str, int]]) -> Text:
    """How many refusals are not listed, by guard."""
    together = listed([f"{guard} × {number:,}" for guard, number in guards])
    return Text(f"另外还被拦下：{together.zh}", f"Blocked besides: {together.en}")


def waived(number: int) -> Text:
    """How many findings reviewed waivers cover."""
    return Text(f"另有 {number:,} 个检查发现已经评审豁免。", f"Findings covered by reviewed waivers: {number:,}.")


def not_run(rules: Sequence[str]) -> Text:
    """Which rules could not run on what was read."""
    names = listed(rules)
    return Text(
        f"没有运行的规则（需要连接企业微信）：{names.zh}。", f"Rules that did not run (they need WeCom): {names.en}."
    )
