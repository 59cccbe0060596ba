"""outsider-in-group: nobody from outside is in a group that is for colleagues alone (D1.1, E3.2).

Only customer groups can hold people from outside; WeCom lets nobody else into the others.
"""

from collections import Counter
from collections.abc import Iterator

from reconciler.model.finding import Place, Severity
from reconciler.model.group import Classification, GroupSpec, GroupType
from reconciler.model.live import LiveGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.checks.partners_allowed import ALLOWED
from reconciler.policy.listing import SHOWN, person_shown
from reconciler.policy.options import options_of
from reconciler.policy.sightings import seen_groups
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Customer groups with outsiders that are confidential, say `partners: []`, or are of a category that allows none.

    What allows partners allows people from outside: one setting, `partners-allowed`.
    """
    allowed = options_of("partners-allowed", facts.desired)
    for group, live in seen_groups(facts, GroupType.CUSTOMER):
        if not live.outsiders:
            continue
        spec = group.spec
        if spec.classification is Classification.CONFIDENTIAL:
            why, remedy = _CONFIDENTIAL, None
        elif spec.partners == ():
            why, remedy = _NOBODY, None
        elif not allowed(spec).get("allowed", ALLOWED):
            why, remedy = _NOT_ALLOWED, _ALLOW
        else:
            continue
        shown = _outsiders_shown(live, facts)
        yield Flaw(
            _place(spec),
            Text(
                f"群“{spec.key}”里有{shown.zh}，{why.zh}。",
                f"The group “{spec.key}” has {shown.en}, but {why.en}.",
            ),
            spec.key,
            remedy,
        )


_CONFIDENTIAL = Text("而它是保密群", "it is confidential")
_NOBODY = Text("而文件里写着 `partners: []`：不许有外部人员", "its file says `partners: []`: nobody from outside")
_NOT_ALLOWED = Text("而这一类群只许本单位的人参加", "groups of this category are for colleagues alone")


def _outsiders_shown(live: LiveGroup, facts: Facts) -> Text:
    """How many, on what, and brought in by whom; never who, because WeCom shows the names of customers."""
    number = len(live.outsiders)
    on_wechat = sum(outsider.is_wechat for outsider in live.outsiders)
    invitors = Counter(outsider.invitor for outsider in live.outsiders if outsider.invitor is not None)
    zh, en = f" {number} 名外部人员（微信 {on_wechat} 名）", f"{number} from outside ({on_wechat} on WeChat)"
    if not invitors:
        return Text(zh, en)
    shown = [(person_shown(user, facts), times) for user, times in sorted(invitors.items())[:SHOWN]]
    return Text(
        f"{zh[:-1]}；邀请人{'、'.join(f'{who.zh.rstrip()} {times} 名' for who, times in shown)}）",
        f"{en[:-1]}; invited by {', '.join(f'{who.en}: {times}' for who, times in shown)})",
    )


def _place(spec: GroupSpec) -> Place:
    if spec.classification is Classification.CONFIDENTIAL:
        return spec.place.at("classification")
    return spec.place.at("type" if spec.partners is None else "partners")


_REMOVE = Text(
    "请群主在客户端把外部人员移出：群聊右上角「…」→ 成员列表中的「-」。接口不能移人，移出后再运行一次就会看到。",
    "Ask the owner to remove them in the client: the chat → “…” at the top right → “-” in the list of members. No API "
    "removes anybody; the next run sees it.",
)
_ALLOW = _REMOVE + Text(
    "这一类群本来就要对外的，在模板里写 `policy: {partners-allowed: {allowed: true}}`。",
    "Where groups of this category are meant for outside, write `policy: {partners-allowed: {allowed: true}}` into the "
    "profile.",
)

RULE = Rule(
    id="outsider-in-group",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("D1.1", "E3.2"),
    title=Text("内部的群里没有外人", "Nobody from outside in groups of colleagues"),
    why=Text(
        "外部人员在场，群里说的就等于传到了公司外面。",
        "What is said in front of people from outside has left the company.",
    ),
    remedy=_REMOVE,
    good="type: customer\ncategory: customers   # 模板里写了 partners-allowed: {allowed: true}",
    bad="type: customer\nclassification: confidential   # 群里有 2 名外部人员",
    judge=judge,
    limited_by=("customer", "members"),
)
