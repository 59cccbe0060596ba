"""admin-count: a group has enough admins, and no more than WeCom lets it have (C2.4)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import active_groups
from reconciler.text import Text

MIN: Final = 0
MAX: Final = 3


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Too few or too many admins, and people named twice: as owner and admin, or as admin in another case.

    Admins that are not written count as none only where the option asks for some. A group that WeCom itself fills
    cannot have any (`field-fits-type`) and is left out.
    """
    for spec in active_groups(facts):
        if spec.managed_by is not None:
            continue
        limits = options(spec)
        fewest, most = limits.get("min", MIN), limits.get("max", MAX)
        admins = spec.admins or ()
        seen = {spec.owner}
        for index, admin in enumerate(admins):
            if admin in seen:
                yield Flaw(
                    spec.place.at("admins", index),
                    Text(
                        f"`{admin}` 已经是群主或群管理员，不必再写。",
                        f"`{admin}` is the owner or an admin already.",
                    ),
                    spec.key,
                    Text("从 admins 里删掉这一项。", "Take this item out of admins."),
                )
            seen.add(admin)
        number = len(seen) - 1
        if not fewest <= number <= most:
            yield Flaw(
                spec.place.at("admins"),
                Text(
                    f"除群主外有 {number} 位群管理员，应为 {fewest} 到 {most} 位。",
                    f"Beside the owner there are {number} admins; {fewest} to {most} are asked for.",
                ),
                spec.key,
            )


RULE = Rule(
    id="admin-count",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("C2.4",),
    title=Text("群管理员的人数", "The number of admins"),
    why=Text(
        "没有管理员，群主一忙就没人管；太多了，又等于没人负责。",
        "Without admins a busy owner leaves the group alone; with many of them nobody is responsible.",
    ),
    remedy=Text("增减 admins，群主不算在内。", "Add admins or take some out; the owner does not count."),
    good="admins: [lisi]",
    bad="admins: [lisi, wangwu, zhaoliu, sunqi]",
    judge=judge,
    limited_by=("app", "admins"),
)
