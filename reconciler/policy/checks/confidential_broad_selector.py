"""confidential-broad-selector: a confidential group takes in no crowd (F3)."""

from collections.abc import Iterator, Mapping
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.group import Classification, GroupSpec, SelectorKind
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import confidential_groups
from reconciler.text import Text

MAX_PEOPLE: Final = 50
_COMPANY: Final = "1"  # the root department [90208]

Brought = Mapping[int, frozenset[UserId]]


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Lines that bring the whole company, the people of a group that is not confidential, or too many people.

    The last is only known where the address book was read; the other two are known from the files.
    """
    classes = {spec.key: spec.classification for spec in facts.groups}
    brought = _brought(facts)
    for spec, _ in confidential_groups(facts):
        most = options(spec).get("max_people", MAX_PEOPLE)
        yield from _broad_lines(spec, classes, brought.get(spec.key, {}), most)


def _brought(facts: Facts) -> dict[GroupKey, Brought]:
    if facts.resolved is None:
        return {}
    return {
        group.key: {index: people for index, _, people in group.selected}
        for group in facts.resolved.groups
        if group.spec.classification is Classification.CONFIDENTIAL
    }


def _broad_lines(
    spec: GroupSpec, classes: Mapping[GroupKey, Classification | None], brought: Brought, most: int
) -> Iterator[Flaw]:
    for index, line in enumerate(spec.members or ()):
        if line.kind is SelectorKind.USER:
            continue
        number = len(brought.get(index, ()))
        if line.kind is SelectorKind.DEPARTMENT and line.value.lstrip("0") == _COMPANY and line.sub_departments:
            what = Text("保密群选了整个公司。", "The confidential group takes in the whole company.")
        elif (
            line.kind is SelectorKind.GROUP
            and classes.get(GroupKey(line.value), Classification.CONFIDENTIAL) is not Classification.CONFIDENTIAL
        ):
            what = Text(
                f"保密群收进了 `{line.value}` 的所有人，而那个群不是保密群。",
                f"The confidential group takes in everyone of `{line.value}`, which is not confidential.",
            )
        elif number > most:
            what = Text(
                f"“{line.value}”一下子带来 {number} 人，保密群的一项最多 {most} 人。",
                f"“{line.value}” brings {number} people; one line of a confidential group may bring {most}.",
            )
        else:
            continue
        yield Flaw(spec.place.at("members", index), what, spec.key)


RULE = Rule(
    id="confidential-broad-selector",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("F3",),
    title=Text("保密群不成批收人", "No crowds in confidential groups"),
    why=Text(
        "保密信息只给有必要知道的人；成批收人，就说不清谁知道了什么。",
        "Secrets are for those who need them; of a crowd nobody can say who learnt what.",
    ),
    remedy=Text(
        "删掉这一项，改成范围小的部门、标签，或者逐个写人。",
        "Delete the item and select a smaller department or tag, or name people one by one.",
    ),
    good="""\
classification: confidential
members: [lisi, {department: 研发部/平台组}]
""",
    bad="""\
classification: confidential
members: [lisi, {department: "1"}]
""",
    judge=judge,
)
