"""duplicate-person: everybody is in a group once, and for one reason (A7, I2.1)."""

from collections import defaultdict
from collections.abc import Iterator

from reconciler.model.directory import Directory
from reconciler.model.finding import Severity
from reconciler.model.group import SelectorKind
from reconciler.model.ids import UserId, user_id
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text, listed


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """People on a line of their own whom a department, tag or group brings; accounts that look like one person.

    The same account on two lines is `repeated-person`, found while reading the files.
    """
    if facts.directory is None or facts.resolved is None:
        return
    for group in facts.resolved.groups:
        yield from _named_and_brought(group)
    yield from _twins(facts.resolved.groups, facts.directory)


def _named_and_brought(group: ResolvedGroup) -> Iterator[Flaw]:
    """Lines with an end are left alone: they outlive a move in the address book on purpose."""
    if not group.selected:
        return
    brought: frozenset[UserId] = frozenset().union(*(people for _, _, people in group.selected))
    for index, line in enumerate(group.spec.members or ()):
        if line.kind is not SelectorKind.USER or line.until is not None:
            continue
        user = line.value if line.value in brought else user_id(line.value)
        if user in brought:
            words = next(words for _, words, people in group.selected if user in people)
            yield Flaw(
                group.spec.place.at("members", index),
                Text(
                    f"群“{group.key}”单独写了 {line.value}，而 `{words}` 已经带入此人。",
                    f"The group “{group.key}” names {line.value}, whom `{words}` brings already.",
                ),
                group.key,
            )


def _twins(groups: tuple[ResolvedGroup, ...], directory: Directory) -> Iterator[Flaw]:
    """Once for each set of accounts, at the first group that has them."""
    same: dict[tuple[str, int], set[UserId]] = defaultdict(set)
    for person in directory.people.values():
        if person.name:
            same[person.name, person.main_department].add(person.id)
    sets = [frozenset(users) for users in same.values() if len(users) > 1]
    of_user = {user: users for users in sets for user in users}
    everybody = frozenset(of_user)
    told: set[frozenset[UserId]] = set()
    for group in groups:
        found = group.members & everybody
        for users in sorted({of_user[user] for user in found} - told, key=min):
            both = users & found
            if len(both) > 1:
                told.add(users)
                yield _twin(group, listed(sorted(directory.written(user) for user in both)))


def _twin(group: ResolvedGroup, who: Text) -> Flaw:
    return Flaw(
        group.spec.place.at("members"),
        Text(
            f"群“{group.key}”里有同部门、同名的几个账号：{who.zh}。",
            f"The group “{group.key}” has accounts of the same name in the same department: {who.en}.",
        ),
        group.key,
        Text(
            "问清是不是同一个人；是就请管理员删掉多余的账号，不是就不用处理。",
            "Ask whether they are one person; if so, have the spare account deleted, else nothing needs doing.",
        ),
    )


RULE = Rule(
    id="duplicate-person",
    severity=Severity.NOTE,
    needs=Needs.DIRECTORY,
    clauses=("A7", "I2.1"),
    title=Text("一个人只写一次", "Everybody is named once"),
    why=Text(
        "单独写的一行不随部门变动：人调走了，还会留在群里。",
        "A line of one's own does not follow the address book: whoever moves on stays in the group.",
    ),
    remedy=Text(
        "删掉单独的一行；确实要单独保留，就写上 `until` 和 `reason`。",
        "Delete the line; to keep it on purpose give it `until` and `reason`.",
    ),
    good="members:\n  - department: 研发部/平台组",
    bad="members:\n  - department: 研发部/平台组\n  - liuyang   # 已在平台组",
    judge=judge,
)
