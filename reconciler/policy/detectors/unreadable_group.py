"""unreadable-group: every declared group can be read (D3.2): what nobody sees, nobody checks."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.group import GroupType, Lifecycle
from reconciler.model.live import LiveState, UnreadableGroup
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """A family that could not be read at all is said once, any other unreadable group in its own file."""
    if facts.live is None or facts.resolved is None:
        return
    for family, failed in sorted(facts.live.failed.items()):
        number = sum(_is_in(family, group) for group in facts.resolved.groups)
        name = _NAMES[family]
        what = Text(
            f"{name.zh}一个也读不到，涉及登记的 {number} 个。",
            f"No {name.en} could be read; {number} are listed in git.",
        )
        yield Flaw(facts.desired.company.place.at("secrets"), what + failed.what, "", failed.remedy)
    for group in facts.resolved.groups:
        seen = facts.live.groups.get(group.chat_id)
        if isinstance(seen, UnreadableGroup) and _is_in(group.spec.type, group) and not _has_failed(group, facts.live):
            what = Text(f"群“{group.key}”读不到。", f"The group “{group.key}” could not be read.")
            yield Flaw(group.spec.place.at("type"), what + seen.reason, group.key, seen.remedy)


def _is_in(family: GroupType, group: ResolvedGroup) -> bool:
    """Whether a group would have been read with its family."""
    spec = group.spec
    return spec.type is family and not (spec.is_unseen or spec.is_unlinked) and spec.lifecycle is not Lifecycle.RETIRED


def _has_failed(group: ResolvedGroup, live: LiveState) -> bool:
    return group.spec.type in live.failed


_NAMES = {
    GroupType.APP: Text("应用群", "app group"),
    GroupType.CUSTOMER: Text("客户群", "customer group"),
    GroupType.INTERNAL: Text("存档里的内部群", "internal group of the archive"),
    GroupType.SHEET: Text("智能表格群", "sheet group"),
}

RULE = Rule(
    id="unreadable-group",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("D3.2",),
    title=Text("登记的群都读得到", "Every listed group can be read"),
    why=Text(
        "读不到的群不检查、不改动，人离职了也还在里面。",
        "What cannot be read is neither checked nor changed: people who left stay in it.",
    ),
    remedy=Text(
        "用 `reconciler doctor` 看是密钥、可见范围还是哪一页的授权不对。",
        "Let `reconciler doctor` say whether it is the secret, the range or a page of the console.",
    ),
    good="type: customer   # 本应用列在 客户联系 → 可调用接口的应用 里",
    bad="type: customer   # 接口回答 48002：本应用不在 客户联系 → 可调用接口的应用 里",
    judge=judge,
)
