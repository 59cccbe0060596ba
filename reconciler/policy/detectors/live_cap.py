"""live-cap: a live group has room left (C3.5)."""

from collections.abc import Iterator

from reconciler.model.company import HARD_CAP, Company
from reconciler.model.finding import Severity
from reconciler.model.group import GroupType
from reconciler.model.live import LiveGroup
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.sightings import seen_groups
from reconciler.text import Text

NEARLY_FULL = 95  # per cent of the cap
# Customer groups are capped by the platform, not by the company (wecom-api §1 row 7, sec S3).
CUSTOMER_CAP = 500
CUSTOMER_CAP_WITH_WECHAT = 200


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Live groups over their cap or nearly full; the cap is limits.max_members or what WeCom lets in, the smaller.

    People from outside count too.
    """
    for group, live in seen_groups(facts):
        cap = _cap(group, live, facts.desired.company)
        number = len(live.members) + len(live.outsiders)
        if number * 100 < cap * NEARLY_FULL:
            continue
        if number > cap:
            what = Text(
                f"群“{group.key}”现在有 {number} 人，超过上限 {cap} 人。",
                f"The group “{group.key}” has {number} people now, more than its cap of {cap}.",
            )
        else:
            what = Text(
                f"群“{group.key}”现在有 {number} 人，快到上限 {cap} 人了。",
                f"The group “{group.key}” has {number} people now; its cap is {cap}.",
            )
        yield Flaw(group.spec.place.at("limits", "max_members"), what, group.key)


def _cap(group: ResolvedGroup, live: LiveGroup, company: Company) -> int:
    """Most people in one group: what its family allows, or what git says if that is less."""
    match group.spec.type:
        case GroupType.APP:
            cap = company.people_cap
        case GroupType.CUSTOMER:
            has_wechat = any(outsider.is_wechat for outsider in live.outsiders)
            cap = CUSTOMER_CAP_WITH_WECHAT if has_wechat else CUSTOMER_CAP
        case GroupType.INTERNAL:
            cap = min(company.member_cap, HARD_CAP)
        case GroupType.SHEET:
            cap = HARD_CAP
    own = group.spec.max_members
    return cap if own is None else min(own, cap)


RULE = Rule(
    id="live-cap",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("C3.5",),
    title=Text("群里还有空位", "The group has room left"),
    why=Text("满员以后新人进不来，入群请求会失败。", "When it is full nobody new gets in and adding people fails."),
    remedy=Text(
        "清理不再需要的人、拆成几个群，或者调高 `limits.max_members`；"
        "客户群的上限由企业微信定：全是企业微信用户 500 人，有微信用户 200 人。",
        "Remove whoever is not needed, split the group, or raise `limits.max_members`; that of customer groups is set "
        "by WeCom: 500 people all on WeCom, 200 with WeChat users.",
    ),
    good="limits: {max_members: 60}   # 群里 40 人",
    bad="limits: {max_members: 60}   # 群里 59 人",
    judge=judge,
    limited_by=("app", "member_cap"),
)
