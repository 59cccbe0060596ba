"""nickname-real-name: people go by their real names where git asks for it (D1.2). Customer groups show it [92122]."""

from collections.abc import Iterator

from reconciler.model.directory import Directory
from reconciler.model.finding import Severity
from reconciler.model.group import GroupType, Nicknames
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.listing import person_shown
from reconciler.policy.sightings import seen_groups
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Colleagues whose nickname in a customer group does not have their name of the address book in it.

    Without a nickname WeCom shows the real name.
    """
    if facts.directory is None:
        return
    for group, live in seen_groups(facts, GroupType.CUSTOMER):
        if group.spec.nicknames is not Nicknames.REAL_NAME:
            continue
        for user in _under_other_names(live, facts.directory):
            who = person_shown(user, facts)
            yield Flaw(
                group.spec.place.at("nicknames"),
                Text(
                    f"群“{group.key}”里{who.zh}的群昵称“{live.nicknames[user]}”不是真实姓名。",
                    f"In the group “{group.key}” {who.en} is called “{live.nicknames[user]}”, which is no real name.",
                ),
                group.key,
                Text(
                    f"请{who.zh}自己在客户端改：{_WHERE.zh}。接口不能代改，改好后再运行一次就会看到。",
                    f"Ask {who.en} to change it in the client: {_WHERE.en}. No API does it; the next run sees it.",
                ),
            )


def _under_other_names(live: LiveGroup, directory: Directory) -> list[UserId]:
    return sorted(
        user
        for user, nickname in live.nicknames.items()
        if user in directory.people and not _has_name(nickname, directory.people[user].name)
    )


def _has_name(nickname: str, name: str) -> bool:
    """Whether the real name is in a nickname, as in 华东-王芳; blanks and case do not count."""
    return "".join(name.split()).casefold() in "".join(nickname.split()).casefold()


_WHERE = Text("群聊右上角「…」→ 我在本群的昵称", "the chat → “…” at the top right → My nickname here (我在本群的昵称)")

RULE = Rule(
    id="nickname-real-name",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("D1.2",),
    title=Text("群昵称用真实姓名", "Nicknames are real names"),
    why=Text(
        "客户和同事要知道说话的是谁。",
        "Customers and colleagues have to know who is speaking.",
    ),
    remedy=Text(
        f"请本人在客户端改：{_WHERE.zh}。",
        f"Ask the person to change it in the client: {_WHERE.en}.",
    ),
    good="nicknames: real_name   # 王芳 的群昵称是 华东-王芳，或者没设",
    bad="nicknames: real_name   # 王芳 的群昵称是 小芳芳",
    judge=judge,
    limited_by=("customer", "nicknames"),
)
