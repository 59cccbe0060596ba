"""ruleset-contradiction: a local addition adds and takes nothing away (E7.2)."""

import re
from collections.abc import Iterator
from datetime import time
from typing import Final

from reconciler.model.desired import Ruleset
from reconciler.model.finding import Severity
from reconciler.model.quiet_hours import QuietHours
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.model.sanction import Step
from reconciler.policy.clock import covers
from reconciler.policy.lineage import with_bases
from reconciler.text import Text, listed

_SEVERENESS: Final = {step: number for number, step in enumerate(Step)}
_SPAN: Final = re.compile(
    r"([01]?\d|2[0-3])[:：]([0-5]\d)\s*(?:至|到|[-–—~～])\s*(?:次日|第二天|早上|凌晨)?\s*([01]?\d|2[0-3])[:：]([0-5]\d)"
)


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Additions that are weaker than what they extend, as far as a machine can tell.

    - The ladder: every step, counted from the first offence, is at least as severe as that of the nearest base with a
      ladder, and there are as many. An addition without a ladder takes over that of its base.
    - The night: where both state a rest through midnight, the addition's covers that of the base.
    - The issue: an addition does not supersede what it extends, which would end it.

    An acknowledgement that the base asks for is asked for all the same, so it cannot be turned off. What the
    sentences mean otherwise is for its approver to judge.
    """
    rulesets = facts.desired.rulesets
    for ruleset in rulesets.values():
        bases = with_bases(ruleset, rulesets)[1:]
        if bases:
            yield from _weaker_ladder(ruleset, bases)
            yield from _shorter_night(ruleset, bases)
            if ruleset.supersedes in {base.key for base in bases}:
                yield Flaw(
                    ruleset.place.at("supersedes"),
                    Text(
                        f"既补充又取代 `{ruleset.supersedes}`，两者只能选一个。",
                        f"It extends and supersedes `{ruleset.supersedes}`: it can only do one of them.",
                    ),
                    ruleset.key,
                    Text(
                        "补充细则删掉 supersedes；新版删掉 extends。",
                        "Delete supersedes, or extends for a new version.",
                    ),
                )


def _weaker_ladder(ruleset: Ruleset, bases: tuple[Ruleset, ...]) -> Iterator[Flaw]:
    base = next((one for one in bases if one.ladder), None)
    if base is None or not ruleset.ladder:
        return
    for index, (own, asked) in enumerate(zip(ruleset.ladder, base.ladder, strict=False)):
        if _SEVERENESS[own] < _SEVERENESS[asked]:
            yield Flaw(
                ruleset.place.at("ladder", index),
                Text(
                    f"第 {index + 1} 级处分是 {own}，比 `{base.key}` 的 {asked} 轻。",
                    f"Step {index + 1} is {own}, milder than {asked} in `{base.key}`.",
                ),
                ruleset.key,
                Text(f"改成 {asked} 或更重的一级。", f"Change it to {asked} or a more severe step."),
            )
            return
    missing = base.ladder[len(ruleset.ladder) :]
    if missing:
        yield Flaw(
            ruleset.place.at("ladder"),
            Text(
                f"处分比 `{base.key}` 少了 {listed(missing).zh}。",
                f"The ladder lacks {listed(missing).en} of `{base.key}`.",
            ),
            ruleset.key,
            Text(f"在 ladder 末尾补上 {listed(missing).zh}。", f"Add {listed(missing).en} at the end of ladder."),
        )


def _shorter_night(ruleset: Ruleset, bases: tuple[Ruleset, ...]) -> Iterator[Flaw]:
    asked = [(base, night) for base in bases for night in _nights(base.text)]
    for own in _nights(ruleset.text):
        for base, night in asked:
            if not covers(own, night):
                yield Flaw(
                    ruleset.place.at("text"),
                    Text(
                        f"正文里的休息时间 {_shown(own)} 没有盖住 `{base.key}` 的 {_shown(night)}。",
                        f"The rest at {_shown(own)} in its text does not cover that of `{base.key}`, {_shown(night)}.",
                    ),
                    ruleset.key,
                    Text(
                        f"把休息时间改成 {_shown(night)} 或更长，或者删掉。",
                        f"Change the rest to {_shown(night)} or longer, or leave it out.",
                    ),
                )
                return


def _nights(text: str) -> list[QuietHours]:
    """Spans of time through midnight that a text states."""
    spans = [
        QuietHours(time(int(span[0]), int(span[1])), time(int(span[2]), int(span[3]))) for span in _SPAN.findall(text)
    ]
    return [span for span in spans if span.start > span.end]


def _shown(night: QuietHours) -> str:
    return f"{night.start:%H:%M}–{night.end:%H:%M}"


RULE = Rule(
    id="ruleset-contradiction",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("E7.2",),
    title=Text("细则不和上位群规抵触", "Additions contradict nothing"),
    why=Text(
        "本地细则只能更细、更严；放宽了，上位群规就成了空话。",
        "Local additions may be finer and stricter; one that is milder makes the rules it extends idle.",
    ),
    remedy=Text(
        "改到不比 extends 的那一份宽松，或者删掉。", "Make it no milder than what it extends, or leave it out."
    ),
    good="""\
kind: ruleset
key: local
version: "1.0"
title: 补充细则
text: 晚上 22:00 至次日 08:00 不在群里说话。
effective_from: 2026-02-01
extends: standard
ladder: [warn, mute, remove]
""",
    bad="""\
kind: ruleset
key: local
version: "1.0"
title: 补充细则
text: 晚上 23:50 至次日 06:00 不在群里说话。
effective_from: 2026-02-01
extends: standard
ladder: [guidance, warn]
""",
    judge=judge,
)
