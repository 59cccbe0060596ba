"""name-unique: two groups are told apart by their names (C2.2, A4)."""

from collections import defaultdict
from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.group import GroupSpec
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.glyphs import skeleton
from reconciler.policy.standing import kept_groups
from reconciler.text import Text, listed


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Kept groups whose names are the same for the eye: without case, blanks, punctuation and lookalikes."""
    alike: dict[str, list[GroupSpec]] = defaultdict(list)
    for spec in kept_groups(facts):
        alike[skeleton(spec.name)].append(spec)
    for specs in alike.values():
        if len(specs) > 1:
            for spec in specs:
                others = listed([f"“{other.name}”（`{other.key}`）" for other in specs if other is not spec]).zh
                english = listed([f"“{other.name}” (`{other.key}`)" for other in specs if other is not spec]).en
                yield Flaw(
                    spec.place.at("name"),
                    Text(f"群名“{spec.name}”和{others}分不清。", f"The name “{spec.name}” looks like {english}."),
                    spec.key,
                )


RULE = Rule(
    id="name-unique",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("C2.2", "A4"),
    title=Text("群名不重复", "Names are unique"),
    why=Text("名字分不清的群，消息容易发错地方。", "Of groups that look the same the wrong one gets the message."),
    remedy=Text(
        "给其中一个群换一个看得出区别的 name；不再用的写 lifecycle: retired。",
        "Give one of them a name that differs visibly, or set lifecycle: retired where it is no longer used.",
    ),
    good="name: 研发部-平台发布",
    bad="""\
kind: group
key: rd-one
name: 研发部-平台发布
---
kind: group
key: rd-two
name: 研发部-平台 发布
""",
    judge=judge,
)
