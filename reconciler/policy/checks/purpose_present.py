"""purpose-present: every group says what it is for (C2.1, E2.1)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import active_groups
from reconciler.text import Text

MIN_LENGTH: Final = 4


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Groups without a purpose, with one too short to say something, or with one that only repeats the name."""
    for spec in active_groups(facts):
        purpose = (spec.purpose or "").strip()
        shortest = options(spec).get("min_length", MIN_LENGTH)
        if not purpose:
            what = Text("没有写群的用途。", "The group does not say what it is for.")
        elif len(purpose) < shortest:
            what = Text(
                f"用途“{purpose}”太短，至少要 {shortest} 个字。",
                f"The purpose “{purpose}” is too short: {shortest} characters at least.",
            )
        elif purpose == spec.name:
            what = Text("用途只是重复了群名。", "The purpose only repeats the name.")
        else:
            continue
        yield Flaw(spec.place.at("purpose"), what, spec.key)


RULE = Rule(
    id="purpose-present",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("C2.1", "E2.1"),
    title=Text("写明用途", "A purpose is stated"),
    why=Text(
        "不知道为什么开的群，也就不知道谁该在里面、什么时候该关。",
        "Without a purpose nobody can tell who belongs in the group and when it can be closed.",
    ),
    remedy=Text("用一句话写明 purpose：这个群做什么用。", "State in purpose, in one sentence, what the group is for."),
    good="purpose: 平台每周发布的协调与通知",
    bad="purpose: 沟通",
    judge=judge,
)
