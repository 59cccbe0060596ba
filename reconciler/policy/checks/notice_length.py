"""notice-length: what does not fit into 200 characters is linked (D2.4)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.audience import groups_by_key, targets
from reconciler.text import Text

LONGEST = 200


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Notices with a longer text and no link; of several groups the strictest counts."""
    groups = groups_by_key(facts)
    for notice in facts.desired.notices:
        length = len(notice.text.strip())
        if notice.link is not None:
            continue
        limits = [int(options(spec).get("max", LONGEST)) for _, spec in targets(notice.groups, groups)]
        longest = min(limits, default=int(options(None).get("max", LONGEST)))
        if length > longest:
            yield Flaw(
                notice.place.at("text"),
                Text(
                    f"通知“{notice.key}”有 {length} 个字，超过 {longest} 个字，又没有链接。",
                    f"The notice “{notice.key}” has {length} characters, more than {longest}, and no link.",
                ),
                notice.key,
            )


RULE = Rule(
    id="notice-length",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("A9", "D2.4", "E3.3"),
    title=Text("通知简短", "Notices are short"),
    why=Text("长消息在手机上没人看完，还把别的消息顶走。", "Nobody reads long messages on a phone to the end."),
    remedy=Text(
        "缩短 `text`，或者把全文放进文档，在 `link` 写上链接。",
        "Shorten `text`, or put the whole into a document and write its address under `link`.",
    ),
    good=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 报销新规下月起执行，全文见链接。\n"
        "link: https://docs.example.com/expenses\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00"
    ),
    bad=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: >-\n"
        "  出差须事先申请，写明事由、天数和预算，批准后方可出行；回来一周内报销。\n"
        "  出差须事先申请，写明事由、天数和预算，批准后方可出行；回来一周内报销。\n"
        "  出差须事先申请，写明事由、天数和预算，批准后方可出行；回来一周内报销。\n"
        "  出差须事先申请，写明事由、天数和预算，批准后方可出行；回来一周内报销。\n"
        "  出差须事先申请，写明事由、天数和预算，批准后方可出行；回来一周内报销。\n"
        "  出差须事先申请，写明事由、天数和预算，批准后方可出行；回来一周内报销。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00"
    ),
    judge=judge,
)
