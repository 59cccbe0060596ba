"""What the next step of enrolment would do, group by group: observe → additive → strict."""

from dataclasses import dataclass

from reconciler.model.plan import NextStep, Plan
from reconciler.render.rows.change import FOLD
from reconciler.render.words import counts
from reconciler.render.words.names import Names
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class NextRow:
    """One group and what its next step would do, in words."""

    name: str
    key: str
    words: str


def next_rows(plan: Plan, names: Names, *, most: int | None = FOLD) -> tuple[list[NextRow], int]:
    """Groups whose next step would change something, those that lose most first; and how many are not listed."""
    found = [(group, group.next_step) for group in plan.groups if group.next_step and not group.next_step.is_idle]
    found.sort(key=lambda entry: (-entry[1].leaves, -entry[1].joins, entry[0].key))
    rows = [NextRow(group.name, group.key, _words(step).say(names.language)) for group, step in found[:most]]
    return rows, len(found) - len(rows)


def ready_words(plan: Plan) -> Text | None:
    """How many observed groups can take the next step without any change."""
    number = len(plan.ready)
    if not number:
        return None
    return Text(
        f"{number:,} 个只看不改的群可以放心改成 additive：成员、群名和群主都不会变。",
        f"{counts.plural(number, 'observed group')} can be made additive: no member, name or owner would change.",
    )


def _words(step: NextStep) -> Text:
    parts = [Text(f"加入 {step.joins:,} 人", f"add {counts.people(step.joins).en}")] if step.joins else []
    parts += [Text(f"移出 {step.leaves:,} 人", f"remove {counts.people(step.leaves).en}")] if step.leaves else []
    fields = Text(f"改 {step.fields:,} 项（群名、群主等）", f"change {counts.plural(step.fields, 'field')}")
    parts += [fields] if step.fields else []
    together = counts.enumerated(parts)
    return Text(f"下一步 {step.membership}：会{together.zh}", f"next step {step.membership}: it would {together.en}")
