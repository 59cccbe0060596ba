"""live-admin: nobody who has left or is disabled may still be an admin of a live group (A5, C2.4).

No API tells who the admins of an app group are: this goes by those whom git names.
"""

from collections.abc import Iterator

from reconciler.model.directory import PersonStatus
from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.sightings import seen_groups
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Admins named in git who are still in the live group although they left or their account is disabled."""
    if facts.directory is None:
        return
    people = facts.directory.people
    for group, live in seen_groups(facts):
        for index, admin in enumerate(group.spec.admins or ()):
            if admin not in live.members or admin == live.owner:
                continue
            person = people.get(admin)
            if person is None:
                state = Text("已不在通讯录里", "is no longer in the address book")
            elif person.status is PersonStatus.DISABLED:
                state = Text("的账号已停用", "has a disabled account")
            else:
                continue
            who = facts.directory.written(admin)
            yield Flaw(
                group.spec.place.at("admins", index),
                Text(
                    f"群“{group.key}”的管理员 {who} {state.zh}，人还在群里，可能仍有管理权限。",
                    f"{who}, an admin of the group “{group.key}”, {state.en} but is still in the chat and may still "
                    "have an admin's rights.",
                ),
                group.key,
            )


RULE = Rule(
    id="live-admin",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("A5", "C2.4"),
    title=Text("现任管理员管得了群", "The present admins can help to run the group"),
    why=Text(
        "接口读不到谁是管理员，离开的人可能还留着权限。",
        "No API shows who is an admin; whoever left may still have the rights.",
    ),
    remedy=Text(
        "从 `admins` 里删掉，并请群主在客户端的群管理里取消其管理员身份。",
        "Take the person out of `admins` and ask the owner to withdraw the rights in the client.",
    ),
    good="admins: [lisi]",
    bad="admins: [lisi, pengfei]   # pengfei 的账号已停用",
    judge=judge,
    limited_by=("app", "admins"),
)
