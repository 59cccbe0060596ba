"""undeclared-member: nobody is in a group whom git does not name (A8, D3.2, I1.1)."""

from collections.abc import Iterator

from reconciler.model.company import DriftMode
from reconciler.model.finding import Severity
from reconciler.model.group import Enrolment
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.listing import people_listed
from reconciler.policy.sightings import AT_REST, BY_API, seen_groups
from reconciler.text import Text

_AT_REST = Text("群已冻结或停用，不会移出。", "The group is at rest: they stay.")
_OBSERVED = Text("`membership: observe` 只看不动。", "With `membership: observe` nothing is done.")
_KEPT = Text(
    "`membership: additive` 只移出从 YAML 里删掉的人，其余留着。",
    "With `membership: additive` only those leave who were taken out of the YAML.",
)
_REMOVED = Text("纠正漂移时会移出。", "Correcting drift removes them.")
_BY_HAND = Text(
    "这类群没有移人的接口，由人工步骤请群主移出。",
    "No API removes people from groups of this family: a manual step asks the owner to.",
)
_REPORTED = Text("`drift` 没有设成 correct，只报告、不移出。", "`drift` is not `correct`: they are reported and stay.")


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """People in a live group whom nothing brings, one flaw a group.

    Left out: groups whose people are unmanaged or uncertain, lines that have ended, people who are missing from the
    address book, and whom git, the address book or an emergency takes out; planning tells of those.
    """
    if facts.directory is None:
        return
    known = facts.directory.people.keys()
    for group, live in seen_groups(facts):
        if group.spec.members is None or group.unusable or live.members <= group.members:
            continue
        extra = (live.members - group.members - group.expired - facts.leaving.get(group.key, frozenset())) & known
        if extra:
            who = people_listed(extra, facts.directory)
            remains = _what_becomes_of_them(group)
            yield Flaw(
                group.spec.place.at("members"),
                Text(
                    f"群“{group.key}”里有 {len(extra)} 人没有登记：{who.zh}。{remains.zh}",
                    f"{len(extra)} in the group “{group.key}” are not named in git: {who.en}. {remains.en}",
                ),
                group.key,
            )


def _what_becomes_of_them(group: ResolvedGroup) -> Text:
    if group.spec.lifecycle in AT_REST:
        return _AT_REST
    if group.membership is not Enrolment.STRICT:
        return _KEPT if group.membership is Enrolment.ADDITIVE else _OBSERVED
    if group.drift is not DriftMode.CORRECT:
        return _REPORTED
    return _REMOVED if group.spec.type in BY_API else _BY_HAND


RULE = Rule(
    id="undeclared-member",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("A8", "D3.2", "I1.1"),
    title=Text("群里没有未登记的人", "Nobody undeclared is in the group"),
    why=Text("没人批准过他们进群，却看得到群里的一切。", "Nobody approved that they read everything in the group."),
    remedy=Text(
        "该在群里的，写进 `members`；不该在的，用 `membership: strict` 移出。",
        "Add those who belong there to `members`; remove the others with `membership: strict`.",
    ),
    good="membership: strict\nmembers: [lisi, wangwu]   # 群里正是这些人",
    bad="membership: additive\nmembers: [lisi]           # 群里还有 wangwu",
    judge=judge,
)
