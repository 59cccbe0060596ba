"""Since when nobody said anything: only where an export covers the time in question, else it is not known.

WeCom tells nothing about who writes in an internal group (wecom-api-2 §7); the company's archive system may.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from reconciler.model.activity import ActivityLog
from reconciler.model.group import GroupType
from reconciler.model.live import LiveGroup
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts, Flaw, OptionsOf
from reconciler.policy.sightings import AT_REST, seen_groups
from reconciler.text import Text

FRESH = timedelta(days=7)  # an export that ends earlier says too little about today

Watched = tuple[ResolvedGroup, LiveGroup, datetime]


def quiet_since(log: ActivityLog, now: datetime, days: int) -> datetime | None:
    """The moment before which a last message means `days` days of silence; None where the log cannot tell.

    The days are counted back from the end of the export, which must be fresh. The moment is in the zone of the export,
    because moments of one zone are compared several times as fast.
    """
    start = log.until - timedelta(days=days)
    if now - log.until > FRESH or log.since > start:
        return None
    return start


def watched_groups(facts: Facts, options: OptionsOf, default_days: int) -> tuple[list[Watched], Flaw | None]:
    """Groups in use with the moment that counts as long ago, and what has to be said where that is not known."""
    log = facts.activity
    groups = [
        (group, live)
        for group, live in seen_groups(facts)
        if group.spec.lifecycle not in AT_REST and (group.spec.type is GroupType.APP or _is_in(log, live))
    ]
    if not groups:
        return [], None
    if log is None:
        return [], _not_known(facts, *_NO_SOURCE)
    if not any(live.chat_id in log.last_in_chat for _, live in groups):
        return [], _not_known(facts, *_OTHER_IDS)
    watched: list[Watched] = []
    uncovered: set[int] = set()
    for group, live in groups:
        days = int(options(group.spec).get("days", default_days))
        start = quiet_since(log, facts.now, days)
        if start is None:
            uncovered.add(days)
        else:
            watched.append((group, live, start))
    return watched, _not_known(facts, *_too_short(log, sorted(uncovered))) if uncovered else None


def _is_in(log: ActivityLog | None, live: LiveGroup) -> bool:
    """Whether an export speaks of a chat: most archives leave out customer groups, which says nothing about them."""
    return log is not None and live.chat_id in log.last_in_chat


def said_once(flaw: Flaw | None) -> Iterator[Flaw]:
    """The sentence that it is not known, if there is one."""
    if flaw is not None:
        yield flaw


def _not_known(facts: Facts, what: Text, remedy: Text) -> Flaw:
    return Flaw(facts.desired.company.place.at("activity"), what, remedy=remedy)


def _too_short(log: ActivityLog, days: Sequence[int]) -> tuple[Text, Text]:
    wanted = "/".join(map(str, days))
    since, until = log.since.date().isoformat(), log.until.date().isoformat()
    what = Text(
        f"不知道谁长期没有发言：导出文件只覆盖 {since} 至 {until}，不足最近 {wanted} 天。",
        f"Who has long been silent is not known: the export covers {since} to {until}, not the last {wanted} days.",
    )
    remedy = Text(
        f"让存档系统导出到昨天为止、至少 {wanted} 天的记录，中间不要缺日子。",
        f"Let the archive system export at least {wanted} days up to yesterday, without gaps.",
    )
    return what, remedy


_NO_SOURCE = (
    Text(
        "不知道谁长期没有发言：公司没有配置活跃度来源。",
        "Who has long been silent is not known: the company names no activity source.",
    ),
    Text(
        "有会话存档的公司，在 company.yaml 里写 `activity: {file: …}`；没有就不用处理。",
        "If the company archives its chats, write `activity: {file: …}` in company.yaml; else nothing needs doing.",
    ),
)
_OTHER_IDS = (
    Text(
        "不知道谁长期没有发言：导出文件里没有一个我们管理的群。",
        "Who has long been silent is not known: the export mentions none of the groups managed here.",
    ),
    Text(
        "让导出文件的 `chat_id` 一列写企业微信的群 ID（与 `reconciler plan --json` 里的相同）。",
        "Let the export's column `chat_id` hold the chat ids of WeCom, as `reconciler plan --json` shows them.",
    ),
)
