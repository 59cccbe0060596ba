"""disabled-member: members whose account is disabled are looked at again (I2.1)."""

from collections.abc import Iterator

from reconciler.model.directory import PersonStatus
from reconciler.model.finding import Severity
from reconciler.model.group import Lifecycle
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.listing import people_listed, place_of
from reconciler.policy.sightings import leaders_of
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Members with a disabled account, one flaw a group; owner and admins are disabled-person."""
    if facts.directory is None or facts.resolved is None:
        return
    people = facts.directory.people
    disabled = frozenset(user for user, person in people.items() if person.status is PersonStatus.DISABLED)
    for group in facts.resolved.groups:
        found = group.members & disabled
        if found:
            found -= leaders_of(group)
        if found and group.spec.lifecycle is not Lifecycle.RETIRED:
            who = people_listed(found, facts.directory)
            yield Flaw(
                place_of(found, group),
                Text(
                    f"群“{group.key}”里有账号已停用的成员：{who.zh}。",
                    f"The group “{group.key}” has members whose account is disabled: {who.en}.",
                ),
                group.key,
            )


RULE = Rule(
    id="disabled-member",
    severity=Severity.NOTE,
    needs=Needs.DIRECTORY,
    clauses=("I2.1",),
    title=Text("成员的账号没有停用", "Members can log in"),
    why=Text(
        "停用往往是离职的前一步；停用的人还留在群里。", "A disabled account often leaves soon; until then it stays in."
    ),
    remedy=Text(
        "问清是暂时停用还是要离职；不再需要就从 `members` 里删掉，由部门或标签带入的写进 `except`。",
        "Ask whether it is for a while; else take them out of `members`, or list them under `except` if a department "
        "or tag brings them.",
    ),
    good="members: [lisi]",
    bad="members: [lisi, pengfei]   # pengfei 的账号已停用",
    judge=judge,
)
