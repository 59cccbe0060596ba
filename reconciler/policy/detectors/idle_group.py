"""idle-group: a group in which nobody says anything is proposed for retirement (B5, H6.1)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.silence import said_once, watched_groups
from reconciler.text import Text

DAYS = 90


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Groups without a message in the last days of the export; said once for the company where that is not known."""
    watched, not_known = watched_groups(facts, options, DAYS)
    yield from said_once(not_known)
    if facts.activity is None:
        return
    for group, live, start in watched:
        last = facts.activity.last_in_chat.get(live.chat_id)
        if last is not None and last >= start:
            continue
        days = int(options(group.spec).get("days", DAYS))
        if last is None:
            what = Text(
                f"群“{group.key}”在导出里一条消息也没有（至少 {days} 天；也可能是新群，或没有存档）。",
                f"The export has no message of the group “{group.key}” in at least {days} days, unless the group is "
                "new or not archived.",
            )
        else:
            day = last.astimezone(facts.now.tzinfo).date().isoformat()
            what = Text(
                f"群“{group.key}”上次有人发言是 {day}，已超过 {days} 天。",
                f"Nobody has said anything in the group “{group.key}” since {day}, more than {days} days ago.",
            )
        yield Flaw(group.spec.place.at("lifecycle"), what, group.key)


RULE = Rule(
    id="idle-group",
    severity=Severity.NOTE,
    needs=Needs.LIVE,
    clauses=("B5", "H6.1"),
    title=Text("长期没人说话的群", "Groups that have long been silent"),
    why=Text("不用的群没人管，名单却还开着。", "Nobody looks after a group that is not used, yet people stay in it."),
    remedy=Text(
        "问群主还用不用；不用就写 `lifecycle: retiring`，还用就不用处理。",
        "Ask the owner; if it is not used any more, write `lifecycle: retiring`, else nothing needs doing.",
    ),
    good="lifecycle: active   # 上周有人发言",
    bad="lifecycle: active   # 上次有人发言是半年前",
    judge=judge,
    limited_by=("app", "statistics"),
)
