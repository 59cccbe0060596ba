"""A plan in two parts: what this pull request changes in groups, and what was waiting before it."""

from dataclasses import replace

from reconciler.model.change import Change
from reconciler.model.plan import GroupPlan, Plan
from reconciler.model.summary import summary_of
from reconciler.render.markdown.headline import headline
from reconciler.render.words import counts
from reconciler.text import Text

YOURS = Text("你这次的改动", "Your change")
WAITING_ALREADY = Text("本来就在等的改动，不是你这次带来的", "Already waiting, not brought by your change")


def is_split(plan: Plan) -> bool:
    """Whether anybody compared the plan with that of its base."""
    return plan.waiting_already is not None


def own_part(plan: Plan) -> Plan:
    """The plan with the changes in groups that the base does not ask for; the whole where nobody compared."""
    waiting = frozenset(plan.waiting_already or ())
    return _with(plan, tuple(_kept(group, waiting, kept=False) for group in plan.groups)) if is_split(plan) else plan


def earlier_part(plan: Plan) -> Plan:
    """The plan with the changes in groups that the base asks for as well; none where nobody compared."""
    waiting = frozenset(plan.waiting_already or ())
    return _with(plan, tuple(_kept(group, waiting, kept=True) for group in plan.groups))


def first_line(plan: Plan) -> Text:
    """What happens, in plain words, and how many people see a line of it in their chats; it stands alone."""
    own = own_part(plan)
    if not is_split(plan):
        return _seen(headline(plan), plan)
    earlier = len(earlier_part(plan).changes)
    also = Text(
        f"另有 {earlier:,} 处改动本来就在等，合并后一起执行。",
        f"{counts.plural(earlier, 'earlier change')} {counts.verb(earlier, 'is', 'are')} waiting and go with it.",
    )
    if own.changes:
        said = headline(replace(own, resources=()))
        yours = _seen(Text(f"你这次：{said.zh}", f"Your change: {said.en}"), own)
        return yours + also if earlier else yours
    if not earlier:
        return headline(plan)
    return Text("你这次不改动任何群。", "Your change touches no group.") + also


def _seen(said: Text, plan: Plan) -> Text:
    """A sentence, and how many people are in the chats that print a line; who is in two of them counts twice."""
    touched = [group for group in plan.groups if group.changes]
    seen = sum(max(group.size, sum(change.is_join for change in group.changes)) for group in touched)
    if not seen:
        return said
    return said + Text(f"群里 {seen:,} 人会看到提示。", f"{counts.people(seen).en} in the chats will notice.")


def _with(plan: Plan, groups: tuple[GroupPlan, ...]) -> Plan:
    return replace(plan, groups=groups, summary=summary_of(groups))


def _kept(group: GroupPlan, waiting: frozenset[tuple[str, str, str, str]], *, kept: bool) -> GroupPlan:
    def belongs(change: Change) -> bool:
        return (change.meaning in waiting) is kept

    return replace(group, changes=tuple(filter(belongs, group.changes)))


def with_waiting(plan: Plan, base: Plan) -> Plan:
    """The plan with every change marked that the base's plan, made against the same live state, has too."""
    asked = {change.meaning for change in base.changes}
    return replace(plan, waiting_already=tuple(sorted({c.meaning for c in plan.changes if c.meaning in asked})))
