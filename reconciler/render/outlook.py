"""What a plan costs and what people will notice: calls, time, lines in chats, quiet hours."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from reconciler.model.action import TellPerson
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.manual import Level
from reconciler.model.plan import Budget, Plan
from reconciler.render.words import counts
from reconciler.render.words.names import Names
from reconciler.render.words.words import LEVELS
from reconciler.text import Text

CALL_S = 0.5  # one call with its check before and its record after, in seconds, taken high
_MOST_SHOWN = 5  # chats named in the forecast
_MOST_TOLD = 12  # people named in the forecast


def cost(plan: Plan) -> list[Text]:
    """Calls of each shared quota, how long it takes, and what waits for the next window."""
    budget = plan.budget
    parts = [
        _quota(budget.creations, budget.creations_used, budget.creations_allowed, Text("建群", "creations"), "day"),
        _quota(budget.updates, budget.updates_used, budget.updates_allowed, Text("改群", "updates"), "hour"),
    ]
    if budget.transfers:
        parts.append(_transfers(budget.transfers))
    if budget.messages:
        parts.append(Text(f"发到群里的消息 {budget.messages:,} 条。", f"Messages to groups: {budget.messages:,}."))
    if budget.told:
        parts.append(Text(f"发给个人的消息 {budget.told:,} 条。", f"Messages to people: {budget.told:,}."))
    return [part for part in (*parts, _duration(budget)) if part]


def noticed(plan: Plan, names: Names) -> list[Text]:
    """Lines that chats print and who gets a message."""
    forecast = plan.forecast
    found = []
    if forecast.lines:
        total = sum(count for _, count in forecast.lines)
        chats = _chats(forecast.lines, names, Text(" 条", ""))
        found.append(
            Text(
                f"群里会出现 {total:,} 条系统提示（进群、退群、改名、换群主）：{chats.zh}。",
                f"Chats will print {counts.plural(total, 'line')} (joins, leaves, names, owners): {chats.en}.",
            )
        )
    if forecast.receivers:
        chats = _chats(forecast.receivers, names, Text(" 人", ""))
        found.append(Text(f"会收到消息的群：{chats.zh}。", f"People who get a message: {chats.en}."))
    return [*found, *_told(plan, names)]


def _told(plan: Plan, names: Names) -> Iterator[Text]:
    """Who gets a message about manual steps, by why."""
    for level in Level:
        told = [action for action in plan.actions if isinstance(action, TellPerson) and action.level is level]
        if told:
            people = told_people(told, names, most=_MOST_TOLD)
            number = counts.people(len({action.to for action in told}))
            yield Text(
                f"{LEVELS[level].zh}（{number.zh}会收到消息）：{people.zh}。",
                f"{LEVELS[level].en.capitalize()} ({number.en} {_get(len(told))} a message): {people.en}.",
            )


def told_people(told: Sequence[TellPerson], names: Names, *, most: int | None = None) -> Text:
    """People, each once, and how many steps each hears of."""
    steps: dict[UserId, set[str]] = {}
    for action in told:
        steps.setdefault(action.to, set()).update(action.steps)
    called = [(names.person(user), len(mine)) for user, mine in list(steps.items())[:most]]
    zh = "、".join(f"{who} {number:,} 件" for who, number in called)
    en = ", ".join(f"{who}: {counts.plural(number, 'step')}" for who, number in called)
    rest = len(steps) - len(called)
    return Text(f"{zh}，另有 {rest:,} 人", f"{en}, and {rest:,} more") if rest else Text(zh, en)


def _get(number: int) -> str:
    return counts.verb(number, "gets", "get")


def _transfers(number: int) -> Text:
    return Text(
        f"客户群转让 {number:,} 次（每个群 90 天内最多 2 次，每位群主每天最多 300 个群）。",
        f"Customer groups handed over: {number:,} (a group at most 2 times in 90 days, an owner 300 groups a day).",
    )


def frozen(plan: Plan) -> Text | None:
    """That nothing is written for now, until when and why."""
    return plan.frozen.words if plan.frozen else None


def held_by_quiet_hours(plan: Plan) -> Text | None:
    """What quiet hours hold back, and until when."""
    number = plan.forecast.quiet
    if not number:
        return None
    until = clock(plan.forecast.until, plan.now)
    waits = counts.verb(number, "waits", "wait")
    return Text(
        f"现在不动群（免打扰时段或不在同步时段），{number:,} 个动作等到{until.zh}再做。",
        "Groups are not touched now (quiet hours, or outside the window): "
        f"{counts.plural(number, 'action')} {waits} until {until.en}.",
    )


def day(moment: datetime, now: datetime) -> Text:
    """A day as people say it: `12月3日`; the year only if it is another one."""
    local = moment.astimezone(now.tzinfo)
    year = "" if local.year == now.year else f"{local.year}年"
    return Text(f"{year}{local.month}月{local.day}日", f"{local:%Y-%m-%d}")


def clock(moment: datetime | None, now: datetime) -> Text:
    """A time as people say it: the hour alone if it is today."""
    if moment is None:
        return Text("时段结束", "they end")
    hour = moment.strftime("%H:%M")
    if moment.date() == now.date():
        return Text(f"今天 {hour} ", f"{hour} today")
    return Text(f" {moment:%Y-%m-%d} {hour} ", f"{hour} on {moment:%Y-%m-%d}")


def zone(moment: datetime) -> str:
    """The distance from UTC: `UTC+08:00`."""
    return f"UTC{moment:%z}"[:-2] + ":" + f"{moment:%z}"[-2:]


def _quota(needed: int, used: int, allowed: int, what: Text, window: str) -> Text | None:
    if not needed:
        return None
    zh = "今天" if window == "day" else "最近一小时"
    en = "today" if window == "day" else "in the last hour"
    return Text(
        f"{what.zh}接口：需要 {needed:,} 次，{zh}已用 {used:,} 次，上限 {allowed:,} 次。",
        f"Calls for {what.en}: {needed:,} needed, {used:,} used {en}, {allowed:,} allowed.",
    )


def _duration(budget: Budget) -> Text | None:
    calls = budget.updates + budget.creations + budget.transfers + budget.messages + budget.told - budget.deferred
    if not calls and not budget.deferred:
        return None
    minutes = -int(-calls * CALL_S // 60)
    took = Text(f"{minutes:,} 分钟左右做完。", f"It takes about {counts.plural(minutes, 'minute')}.")
    if minutes <= 1:
        took = Text("一分钟内做完。", "It takes less than a minute.")
    if not budget.deferred:
        return took
    return took + Text(
        f"超出额度的 {budget.deferred:,} 次调用留给后面的运行。",
        f"{counts.plural(budget.deferred, 'call')} over the quota {counts.verb(budget.deferred, 'is', 'are')} left "
        "to later runs.",
    )


def _chats(numbers: tuple[tuple[GroupKey, int], ...], names: Names, unit: Text) -> Text:
    by_size = sorted(numbers, key=lambda entry: (-entry[1], entry[0]))
    called = [(names.group(key), count) for key, count in by_size[:_MOST_SHOWN]]
    zh = "、".join(f"{name} {count:,}{unit.zh}" for name, count in called)
    en = ", ".join(f"{name} {count:,}{unit.en}" for name, count in called)
    rest = len(by_size) - len(called)
    return Text(f"{zh}，另有 {rest:,} 个群", f"{en}, and {rest:,} more") if rest else Text(zh, en)
