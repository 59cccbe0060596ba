"""idle-member: people who have long said nothing are proposed for removal, never removed by this (A8, C3.3, H6.1)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from reconciler.model.activity import ActivityLog
from reconciler.model.directory import Directory
from reconciler.model.finding import Severity
from reconciler.model.ids import ChatId, UserId
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.listing import people_listed
from reconciler.policy.sightings import leaders_of
from reconciler.policy.silence import said_once, watched_groups
from reconciler.text import Text

DAYS = 90
REMOVE = False


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Members, other than owner and admins, without a word in the last days of the export: one flaw a group.

    Where no export covers those days this is said once, for the company. A group in which nobody spoke at all is
    idle-group, and whoever git does not name is undeclared-member.
    """
    watched, not_known = watched_groups(facts, options, DAYS)
    yield from said_once(not_known)
    if facts.activity is None or facts.directory is None:
        return
    heard = _heard(facts.activity, {live.chat_id: start for _, live, start in watched})
    for group, live, _ in watched:
        silent = (live.members & group.members) - heard[live.chat_id] - leaders_of(group)
        if silent and heard[live.chat_id]:
            settings = options(group.spec)
            days, remove = int(settings.get("days", DAYS)), bool(settings.get("remove", REMOVE))
            yield _proposal(group, silent, facts.directory, days, remove=remove)


def _heard(log: ActivityLog, starts: Mapping[ChatId, datetime]) -> dict[ChatId, set[UserId]]:
    """Who said something since the start, by chat; one walk over the log is faster than a question for each member."""
    heard: dict[ChatId, set[UserId]] = {chat: set() for chat in starts}
    for (chat, user), at in log.last_of_person.items():
        if chat in starts and at >= starts[chat]:
            heard[chat].add(user)
    return heard


def _proposal(
    group: ResolvedGroup, silent: frozenset[UserId], directory: Directory, days: int, *, remove: bool
) -> Flaw:
    who = people_listed(silent, directory)
    return Flaw(
        group.spec.place.at("members"),
        Text(
            f"群“{group.key}”里有 {len(silent)} 人在导出的最近 {days} 天里没有发言（也可能刚进群）：{who.zh}。",
            f"{len(silent)} in the group “{group.key}” said nothing in the last {days} days of the export, "
            f"unless they are new: {who.en}.",
        ),
        group.key,
        _edit(group, silent, directory, ask=not remove),
    )


def _edit(group: ResolvedGroup, silent: Collection[UserId], directory: Directory, *, ask: bool) -> Text:
    """What to write so that they leave: whoever a selector brings goes into except, the others' lines are taken out."""
    brought = frozenset().union(*(people for _, _, people in group.selected))
    parts: list[Text] = []
    named = [user for user in silent if user not in brought]
    if named:
        who = people_listed(named, directory)
        parts.append(Text(f"从 `members` 里删掉 {who.zh}", f"take {who.en} out of `members`"))
    selected = [user for user in silent if user in brought]
    if selected:
        who = people_listed(selected, directory)
        parts.append(Text(f"在 `except` 里加上 {who.zh}", f"add {who.en} to `except`"))
    zh, en = "，".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    if ask:
        return Text(
            f"先问本人还要不要留在群里；不用留就{zh}。", f"Ask whether they still need the group; if not, {en}."
        )
    return Text(f"{zh}。", f"{en[:1].upper()}{en[1:]}.")


RULE = Rule(
    id="idle-member",
    severity=Severity.NOTE,
    needs=Needs.LIVE,
    clauses=("A8", "C3.3", "H6.1"),
    title=Text("长期不发言的成员", "Members who have long been silent"),
    why=Text(
        "长期不参与的人留在群里，只增加泄密的可能；但不发言不等于不看，所以只建议、不移出。",
        "Whoever takes no part only widens the circle; but silence is not absence, so this proposes and never removes.",
    ),
    remedy=Text("先问本人还要不要留在群里。", "Ask whether they still need the group."),
    good="policy:\n  idle-member: {days: 90}   # 每个人最近 90 天都发过言",
    bad="policy:\n  idle-member: {days: 90}   # lisi 上次发言是半年前",
    judge=judge,
    limited_by=("app", "statistics"),
)
