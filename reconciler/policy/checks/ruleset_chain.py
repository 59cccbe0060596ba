"""ruleset-chain: versions of a rule set follow one another without forks, gaps or steps back (E7.3)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from reconciler.model.desired import Ruleset
from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.lineage import Rulesets, predecessors, replacements
from reconciler.text import Text, listed


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Breaks in the chains of `supersedes`.

    A fork: two rule sets supersede the same one. A gap: two with one title, neither of which leads to the other, so
    that the old one was never put out of force. A step back: the newer one takes effect no later than what it
    supersedes, or keeps its version. Circles and names that lead nowhere are found by the source.
    """
    rulesets = facts.desired.rulesets
    before = {key: predecessors(key, rulesets) for key in rulesets}
    yield from _forks(rulesets)
    for ruleset in rulesets.values():
        old = rulesets.get(ruleset.supersedes or "")
        if old is not None and ruleset.key not in before[old.key]:
            yield from _steps_back(ruleset, old)
    yield from _gaps(rulesets, before)


def _forks(rulesets: Rulesets) -> Iterator[Flaw]:
    for old, newer in replacements(rulesets).items():
        for one in newer if len(newer) > 1 else ():
            others = listed([f"`{other.key}`" for other in newer if other is not one])
            yield Flaw(
                one.place.at("supersedes"),
                Text(f"`{old}` 同时被 {others.zh} 取代。", f"`{old}` is superseded by {others.en}, too."),
                one.key,
                Text(
                    "只让一份取代它，其余的取代前一份，或者用 extends 作补充。",
                    "Let one supersede it; the others supersede that one, or extend it.",
                ),
            )


def _steps_back(new: Ruleset, old: Ruleset) -> Iterator[Flaw]:
    if new.effective_from <= old.effective_from:
        yield Flaw(
            new.place.at("effective_from"),
            Text(
                f"新版 {new.effective_from} 生效，不晚于它取代的 `{old.key}`（{old.effective_from}）。",
                f"It takes effect on {new.effective_from}, no later than `{old.key}`, which it supersedes "
                f"({old.effective_from}).",
            ),
            new.key,
            Text(
                f"把 effective_from 改成 {old.effective_from} 之后的日期。",
                f"Change effective_from to a day after {old.effective_from}.",
            ),
        )
    if new.version == old.version:
        yield Flaw(
            new.place.at("version"),
            Text(
                f"新版的版本号和它取代的 `{old.key}` 一样，都是“{old.version}”。",
                f"It has the version of `{old.key}`, which it supersedes: “{old.version}”.",
            ),
            new.key,
            Text("换一个新的版本号。", "Give it a new version."),
        )


def _gaps(rulesets: Rulesets, before: Mapping[str, tuple[str, ...]]) -> Iterator[Flaw]:
    titled: dict[str, list[Ruleset]] = defaultdict(list)
    for ruleset in sorted(rulesets.values(), key=lambda one: (one.effective_from, one.key)):
        titled["".join(ruleset.title.split()).casefold()].append(ruleset)
    for same in titled.values():
        for earlier, later in pairwise(same):
            if earlier.key not in before[later.key] and later.key not in before[earlier.key]:
                yield Flaw(
                    later.place.at("title"),
                    Text(
                        f"和 `{earlier.key}` 标题相同，却没有写明取代它，两份同时有效。",
                        f"It has the title of `{earlier.key}` and does not supersede it: both hold.",
                    ),
                    later.key,
                    Text(
                        f"写上 supersedes: {earlier.key}；不是同一份就换个标题。",
                        f"Add supersedes: {earlier.key}, or change the title where it is another rule set.",
                    ),
                )


RULE = Rule(
    id="ruleset-chain",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("E7.3",),
    title=Text("群规的版本一环扣一环", "Versions of rule sets form a chain"),
    why=Text(
        "新版生效，旧版就废止；版本接不上，就说不清现在按哪一份办。",
        "A new version ends the old one; where they do not join, nobody can tell which holds.",
    ),
    remedy=Text(
        "每份新版只取代前一份，生效日期和版本号都往后走。",
        "Let every version supersede the one before it, with a later effective date and a new version.",
    ),
    good="""\
kind: ruleset
key: standard-2
version: "2.0"
title: 群规（第二版）
effective_from: 2026-07-01
supersedes: standard
""",
    bad="""\
kind: ruleset
key: standard-2
version: "2.0"
title: 群规（第二版）
effective_from: 2025-07-01   # 比它取代的 standard（2026-01-01）还早
supersedes: standard
""",
    judge=judge,
)
