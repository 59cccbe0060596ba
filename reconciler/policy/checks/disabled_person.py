"""disabled-person: nobody runs a group with a disabled account (I2.1)."""

from collections.abc import Iterator

from reconciler.model.directory import PersonStatus
from reconciler.model.finding import Severity
from reconciler.model.group import Lifecycle
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Owners and admins whose account is disabled; members are disabled-member."""
    if facts.directory is None:
        return
    people = facts.directory.people
    disabled = {user for user, person in people.items() if person.status is PersonStatus.DISABLED}
    for spec in facts.groups:
        if spec.lifecycle is Lifecycle.RETIRED:
            continue
        if spec.owner in disabled:
            who = people[spec.owner].written
            yield Flaw(
                spec.place.at("owner"),
                Text(
                    f"群“{spec.key}”的群主 {who} 的账号已停用。",
                    f"The account of {who}, the owner of the group “{spec.key}”, is disabled.",
                ),
                spec.key,
            )
        for index, admin in enumerate(spec.admins or ()):
            if admin in disabled:
                who = people[admin].written
                yield Flaw(
                    spec.place.at("admins", index),
                    Text(
                        f"群“{spec.key}”的管理员 {who} 的账号已停用。",
                        f"The account of {who}, an admin of the group “{spec.key}”, is disabled.",
                    ),
                    spec.key,
                )


RULE = Rule(
    id="disabled-person",
    severity=Severity.ERROR,
    needs=Needs.DIRECTORY,
    clauses=("I2.1",),
    title=Text("群主和管理员的账号没有停用", "Owner and admins can log in"),
    why=Text(
        "账号停用的人登录不了企业微信，群实际上没人管。",
        "Whoever cannot log in cannot run a group: nobody does.",
    ),
    remedy=Text(
        "换一位在用的人；如果只是暂时停用，请先在管理后台启用账号。",
        "Name somebody else; if it is only for a while, enable the account in the admin console first.",
    ),
    good="owner: lisi",
    bad="owner: pengfei   # 账号已停用",
    judge=judge,
)
