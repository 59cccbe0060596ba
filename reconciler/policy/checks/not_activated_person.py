"""not-activated-person: people who have never opened WeCom do not read the group (I2.1)."""

from collections.abc import Iterator

from reconciler.model.directory import PersonStatus
from reconciler.model.finding import Severity
from reconciler.model.group import Lifecycle
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.listing import people_listed, place_of
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """People of a group, owner and admins included, who have not activated their account: one flaw a group."""
    if facts.directory is None or facts.resolved is None:
        return
    people = facts.directory.people
    waiting = frozenset(user for user, person in people.items() if person.status is PersonStatus.NOT_ACTIVATED)
    for group in facts.resolved.groups:
        found = group.members & waiting
        if found and group.spec.lifecycle is not Lifecycle.RETIRED:
            who = people_listed(found, facts.directory)
            yield Flaw(
                place_of(found, group),
                Text(
                    f"群“{group.key}”里有还没激活企业微信的人：{who.zh}。",
                    f"The group “{group.key}” has people who have not activated WeCom: {who.en}.",
                ),
                group.key,
            )


RULE = Rule(
    id="not-activated-person",
    severity=Severity.NOTE,
    needs=Needs.DIRECTORY,
    clauses=("I2.1",),
    title=Text("成员都已激活", "Everybody has activated WeCom"),
    why=Text("没激活的人看不到群消息，以为通知到了其实没有。", "Whoever has not activated sees nothing of the group."),
    remedy=Text("请他们下载企业微信并登录。", "Ask them to install WeCom and log in."),
    good="members: [lisi]",
    bad="members: [lisi, taoran]   # taoran 还没激活",
    judge=judge,
)
