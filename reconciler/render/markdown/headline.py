"""The first line of a plan: what happens, in plain words, and what else needs to be known."""

from collections import Counter

from reconciler.model.action import SendMessage, TellPerson
from reconciler.model.change import Cause, Change, Field
from reconciler.model.plan import Plan
from reconciler.render.rows.impossible import MANAGED
from reconciler.render.standing import days_overdue
from reconciler.render.words import counts
from reconciler.render.words.words import CAUSES, KINDS, TYPES
from reconciler.text import Text


def headline(plan: Plan) -> Text:
    """How many people join and leave, in how many groups, new groups, owners, and the largest loss."""
    parts = [
        part for part in (_people(plan), _creations(plan), _fields(plan), _largest_loss(plan), _around(plan)) if part
    ]
    if not parts:
        return _nothing(plan)
    return Text("；".join(part.zh for part in parts) + "。", "; ".join(_capital(parts)) + ".")


def besides(plan: Plan) -> Text | None:
    """What else the reader must not miss: what is held back and what a person has to do."""
    parts = []
    if plan.blocked and (plan.changes or plan.actions):
        held = len(plan.blocked)
        parts.append(Text(f"{held} 项被拦下", f"{held} {counts.verb(held, 'item is', 'items are')} blocked"))
    asked = _asked(plan)
    if asked:
        parts.append(asked)
    late = sum(bool(days_overdue(step, plan.now)) for step in plan.manual)
    if late:
        parts.append(Text(f"{late:,} 件事逾期没做", f"{late:,} {counts.verb(late, 'step is', 'steps are')} overdue"))
    number = sum(entry.field != MANAGED for entry in plan.impossible)
    if number:
        parts.append(Text(f"{number} 件事做不到", f"{number} {counts.verb(number, 'thing', 'things')} cannot be done"))
    if not parts:
        return None
    together = counts.enumerated(parts)
    return Text(f"另有 {together.zh}。", f"Besides, {together.en}.")


def _asked(plan: Plan) -> Text | None:
    """What is new for people, and how many people hear of something."""
    steps = len(plan.new_manual)
    told = 0 if _tells_only(plan) else len({action.to for action in plan.actions if isinstance(action, TellPerson)})
    hear = Text(f"会通知 {told:,} 人", f"{counts.people(told).en} {counts.verb(told, 'is', 'are')} told")
    if not steps:
        return hear if told else None
    needs = Text(
        f"{steps:,} 件新的事要人来做", f"{steps:,} new {counts.verb(steps, 'step needs', 'steps need')} a person"
    )
    return Text(f"{needs.zh}（{hear.zh}）", f"{needs.en} ({hear.en})") if told else needs


def unread(plan: Plan) -> Text | None:
    """Families of groups that could not be read at all."""
    if not plan.failed:
        return None
    families = counts.enumerated([TYPES[family] for family in plan.failed])
    plural = ", ".join(f"{TYPES[family].en}s" for family in plan.failed)
    return Text(
        f"这次没有读到{families.zh}：它们保持原样，也不会被当成已经解散；原因和办法见“被拦下”。",
        f"Not read this time: {plural}. Nothing is done with them and none is taken for gone; see “Blocked”.",
    )


def why(changes: tuple[Change, ...]) -> Text | None:
    """How many changes each cause brings, so that what this pull request does and what was waiting stand apart."""
    found = Counter(change.cause for change in changes)
    if not found:
        return None
    parts = [(CAUSES[cause], found[cause]) for cause in Cause if found[cause]]
    return Text(
        "改动的原因：" + "，".join(f"{words.zh} {number} 处" for words, number in parts) + "。",
        "Why: " + ", ".join(f"{words.en} ({counts.plural(number, 'change')})" for words, number in parts) + ".",
    )


def _capital(parts: list[Text]) -> list[str]:
    first, *rest = (part.en for part in parts)
    return [first[:1].upper() + first[1:], *rest]


def _nothing(plan: Plan) -> Text:
    if plan.blocked:
        held = len(plan.blocked)
        verb = counts.verb(held, "item is", "items are")
        return Text(f"这次不会改动任何群：{held} 项被拦下。", f"No group is changed: {held} {verb} blocked.")
    if plan.undoes is not None:
        return Text("没有要撤销的改动。", "Nothing is left to undo.")
    if plan.actions:
        return _messages_only(plan)
    if any(group.reported or group.waiting for group in plan.groups) or plan.resources:
        return Text("这次不改动任何群，有差异只列出来。", "No group is changed; differences are only shown.")
    if plan.new_manual:
        return Text("没有要由接口完成的改动。", "Nothing is left to do by API.")
    if plan.manual or plan.impossible:
        return Text("没有新的事要做。", "Nothing new to do.")
    return Text("没有要做的事：企业微信里的群和 git 一致。", "Nothing to do: the groups in WeCom are as git asks.")


def _tells_only(plan: Plan) -> bool:
    return not plan.changes and all(isinstance(action, TellPerson) for action in plan.actions)


def _messages_only(plan: Plan) -> Text:
    told = {action.to for action in plan.actions if isinstance(action, TellPerson)}
    sent = sum(isinstance(action, SendMessage) for action in plan.actions)
    parts = (
        [
            Text(
                f"往群里发 {sent:,} 条消息",
                f"{counts.plural(sent, 'message')} {counts.verb(sent, 'goes', 'go')} to groups",
            )
        ]
        if sent
        else []
    )
    parts += (
        [
            Text(
                f"通知 {len(told):,} 人",
                f"{counts.people(len(told)).en} {counts.verb(len(told), 'is', 'are')} told of manual steps",
            )
        ]
        if told
        else []
    )
    together = counts.enumerated(parts)
    return Text(f"不改动任何群，只{together.zh}。", f"No group is changed; {together.en}.")


def _people(plan: Plan) -> Text | None:
    people = [c for group in plan.groups if group.exists for c in group.changes if c.field is Field.MEMBER]
    if not people:
        return None
    joins = sum(change.is_join for change in people)
    leaves = len(people) - joins
    touched = len({change.group for change in people})
    once = joins + leaves == len({change.after or change.before for change in people})
    unit = "人" if once else "人次"
    moves = [Text(f"加入 {joins:,} {unit}", _en(joins, once, "join"))] if joins else []
    moves += [Text(f"移出 {leaves:,} {unit}", _en(leaves, once, "leave", short=bool(joins)))] if leaves else []
    together = counts.enumerated(moves)
    if touched == 1:
        name = next(group.name for group in plan.groups if people[0] in group.changes)
        return Text(f"“{name}”{together.zh}", f"{together.en}, in “{name}”")
    where = counts.groups(touched)
    return Text(f"{together.zh}，涉及 {where.zh}", f"{together.en}, in {where.en}")


def _en(number: int, once: bool, act: str, *, short: bool = False) -> str:
    if once and short:
        return f"{number:,} {act}{'s' if number == 1 else ''}"
    if once:
        return f"{counts.people(number).en} {act}{'s' if number == 1 else ''}"
    return counts.plural(number, act if act == "join" else "removal")


def _creations(plan: Plan) -> Text | None:
    number = plan.summary.creations
    if not number:
        return None
    new = [group for group in plan.groups if not group.exists and group.changes]
    size = sum(change.is_join for group in new for change in group.changes)
    with_people = counts.people(size)
    if len(new) == 1:
        name = new[0].name
        return Text(f"新建群“{name}”（{with_people.zh}）", f"1 new group, “{name}”, with {with_people.en}")
    return Text(
        f"新建 {number:,} 个群（共 {with_people.zh}）",
        f"{counts.plural(number, 'new group')} with {with_people.en} in all",
    )


def _fields(plan: Plan) -> Text | None:
    owners, renames = plan.summary.owners, plan.summary.renames
    parts = [Text(f"{owners:,} 个群换群主", counts.plural(owners, "new owner"))] if owners else []
    parts += [Text(f"{renames:,} 个群改名", counts.plural(renames, "new name"))] if renames else []
    return counts.enumerated(parts) if parts else None


def _around(plan: Plan) -> Text | None:
    """What is made, changed or taken away around groups, by kind."""
    found = Counter(change.kind for change in plan.acted_resources)
    if not found:
        return None
    parts = [
        Text(f"{KINDS[kind].zh} {number:,} 个", counts.plural(number, KINDS[kind].en))
        for kind, number in sorted(found.items())
    ]
    together = counts.enumerated(parts)
    return Text(f"群以外改动 {together.zh}", f"around groups {together.en}")


def _largest_loss(plan: Plan) -> Text | None:
    if plan.summary.largest_loss is None or plan.summary.groups == 1:
        return None
    key, number = plan.summary.largest_loss
    name = next((f"“{group.name}”" for group in plan.groups if group.key == key), key)
    return Text(f"移出最多的是{name}：{number:,} 人", f"largest loss: {name}, {counts.people(number).en}")
