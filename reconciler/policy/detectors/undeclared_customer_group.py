"""undeclared-customer-group: every customer group is listed in git (A2, F2, I1.2). None of them is ever touched."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reconciler.model.finding import Place, Severity
from reconciler.model.group import GroupSpec, GroupType, Lifecycle
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup, UnreadableGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.homes import home_of
from reconciler.policy.listing import SHOWN, person_shown
from reconciler.text import Text

ONE_BY_ONE = 3  # undeclared groups of one owner that have a finding each; more are told together


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Listed customer groups that no document claims: alone, or together for an owner who has many.

    Says nothing where they were not listed, and nothing while a document is broken: it may be the one that is missed.
    """
    if facts.live is None or facts.directory is None or facts.desired.broken:
        return
    if GroupType.CUSTOMER not in facts.live.listed:
        return
    corp_id = facts.desired.company.corp_id
    claimed = {spec.identity(corp_id) for spec in facts.desired.groups}
    by_owner: dict[UserId, list[LiveGroup]] = defaultdict(list)
    for chat_id, seen in sorted(facts.live.groups.items()):
        if chat_id in claimed:
            continue
        if isinstance(seen, UnreadableGroup):
            yield _unreadable(seen, facts)
        elif isinstance(seen, LiveGroup):
            twin = _twin(seen, facts)
            if twin is not None:
                yield _unlinked(seen, twin)
            else:
                by_owner[seen.owner].append(seen)
    for owner, groups in sorted(by_owner.items()):
        yield from _of_owner(owner, groups, facts)


def _of_owner(owner: UserId, groups: Sequence[LiveGroup], facts: Facts) -> Iterator[Flaw]:
    place, subject = _where(owner, facts)
    who = _owner_shown(owner, facts)
    if len(groups) <= ONE_BY_ONE:
        for group in groups:
            words = _group_shown(group)
            yield Flaw(
                place,
                Text(
                    f"客户群{words.zh}没有登记，群主{who.zh.rstrip()}。",
                    f"The customer group {words.en} is not listed in git; its owner is {who.en}.",
                ),
                subject,
                _adopt(f"--chat {group.chat_id}"),
            )
        return
    shown = [_group_shown(group) for group in groups[:SHOWN]]
    more = len(groups) - len(shown)
    zh = "、".join(words.zh for words in shown) + (f" 等 {len(groups)} 个" if more else "")
    en = ", ".join(words.en for words in shown) + (f" and {more} more" if more else "")
    people = sum(len(group.members) + len(group.outsiders) for group in groups)
    outside = sum(len(group.outsiders) for group in groups)
    yield Flaw(
        place,
        Text(
            f"群主{who.zh}有 {len(groups)} 个客户群没有登记，共 {people} 人次，其中外部 {outside} 人次：{zh}。",
            f"{who.en} owns {len(groups)} customer groups that are not listed in git, {people} memberships in all, "
            f"{outside} of them from outside: {en}.",
        ),
        subject,
        _adopt(f"--owner {facts.directory.written(owner) if facts.directory else owner}"),
    )


def _group_shown(group: LiveGroup) -> Text:
    people, outside = len(group.members) + len(group.outsiders), len(group.outsiders)
    name = group.name or "…"
    return Text(
        f"“{name}”（{group.chat_id}，{people} 人，其中外部 {outside} 人）",
        f"“{name}” ({group.chat_id}, {people} people, {outside} of them from outside)",
    )


def _owner_shown(owner: UserId, facts: Facts) -> Text:
    who = person_shown(owner, facts)
    if facts.directory is not None and owner in facts.directory.people:
        return who
    return Text(
        f"{who.zh.rstrip()}（不在通讯录里，可能已离职）", f"{who.en} (not in the address book: perhaps they left)"
    )


def _where(owner: UserId, facts: Facts) -> tuple[Place, str]:
    """The document of the owner's department, so that its head sees the finding and it can be waived there."""
    home = home_of(owner, facts)
    if home is None:
        return facts.desired.company.place.at("customer_groups"), ""
    return home.place.at("department_id"), home.key


def _twin(live: LiveGroup, facts: Facts) -> GroupSpec | None:
    """The declared group that this one is probably: same name, same owner, and no chat id written down yet."""
    for spec in facts.groups:
        waits = spec.type is GroupType.CUSTOMER and spec.is_unlinked and spec.lifecycle is not Lifecycle.RETIRED
        if waits and (spec.name, spec.owner) == (live.name, live.owner):
            return spec
    return None


def _unlinked(live: LiveGroup, twin: GroupSpec) -> Flaw:
    words = _group_shown(live)
    return Flaw(
        twin.place.at("type"),
        Text(
            f"客户群{words.zh}的群名和群主与“{twin.key}”相同，而“{twin.key}”还没有写 `chat_id`。",
            f"The customer group {words.en} has the name and owner of “{twin.key}”, which has no `chat_id` yet.",
        ),
        twin.key,
        Text(
            f"确认是同一个群后，在文件里写 `chat_id: {live.chat_id}`。",
            f"If it is the same group, write `chat_id: {live.chat_id}` into the file.",
        ),
    )


def _unreadable(seen: UnreadableGroup, facts: Facts) -> Flaw:
    return Flaw(
        facts.desired.company.place.at("customer_groups"),
        Text(
            f"有一个客户群没有登记，也读不到：{seen.chat_id}。{seen.reason.zh}",
            f"A customer group is not listed in git and could not be read: {seen.chat_id}. {seen.reason.en}",
        ),
        "",
        seen.remedy,
    )


def _adopt(selection: str) -> Text:
    command = f"reconciler adopt --type customer {selection}"
    return Text(
        f"该管的，用 `{command}` 登记（只看不改）；不该有的，请群主解散。登记前不会动它。",
        f"List it with `{command}`, which changes nothing in it, or ask its owner to dissolve it; until then it is "
        "left alone.",
    )


RULE = Rule(
    id="undeclared-customer-group",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("A2", "F2", "I1.2"),
    title=Text("客户群都已登记", "Every customer group is listed"),
    why=Text(
        "没登记的客户群没人批准过，群规、成员和外部人员都没人管。",
        "Nobody approved a group that is not listed, and nobody looks after its rules, people and guests.",
    ),
    remedy=Text(
        "用 `reconciler adopt --type customer --chat …` 登记，或者请群主解散。内部群没有列表接口，查不出来。",
        "List it with `reconciler adopt --type customer --chat …`, or ask its owner to dissolve it. "
        "No API lists internal groups.",
    ),
    good="type: customer\nchat_id: wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA   # 企业微信里的每个客户群都有这样一份文件",
    bad="type: customer   # 企业微信里还有一个 wrOgQhDgAABBBBBB，没有文件写它",
    judge=judge,
    limited_by=("internal", "list"),
)
