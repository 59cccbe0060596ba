"""name-length: a name is long enough to say something and short enough to be read on a phone (C2.2)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import named_groups
from reconciler.text import Text

MIN: Final = 4
MAX: Final = 30


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Names whose length (in characters) is outside the bounds."""
    for spec in named_groups(facts):
        bounds = options(spec)
        shortest, longest = bounds.get("min", MIN), bounds.get("max", MAX)
        if not shortest <= len(spec.name) <= longest:
            yield Flaw(
                spec.place.at("name"),
                Text(
                    f"群名“{spec.name}”有 {len(spec.name)} 个字，应为 {shortest} 到 {longest} 个字。",
                    f"The name “{spec.name}” has {len(spec.name)} characters; {shortest} to {longest} are allowed.",
                ),
                spec.key,
            )


RULE = Rule(
    id="name-length",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("C2.2",),
    title=Text("群名长短合适", "Names of a good length"),
    why=Text("太短看不出是什么群，太长在手机上显示不全。", "Too short says nothing, too long is cut off on a phone."),
    remedy=Text("把 name 改到规定的长度。", "Change name to a length within the bounds."),
    good="name: 研发部-平台发布",
    bad="name: 群",
    judge=judge,
)
