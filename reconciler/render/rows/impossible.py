"""What nobody can do, told once for all the groups it concerns; and the groups that WeCom manages by itself."""

from dataclasses import dataclass

from reconciler.model.plan import Impossible, Plan
from reconciler.render.rows.change import FOLD
from reconciler.render.words import counts, titles
from reconciler.render.words.names import Names
from reconciler.text import Text, listed

MANAGED = "managed_by"
"""The field of groups that are only listed, because WeCom keeps them itself."""


@dataclass(frozen=True, slots=True)
class ImpossibleRow:
    """`groups` by name; beyond twelve they are counted."""

    groups: str
    what: str
    field: str


def impossible_rows(plan: Plan, names: Names) -> list[ImpossibleRow]:
    """One row for each thing, groups that WeCom manages last."""
    together: dict[tuple[bool, str, Text], list[Impossible]] = {}
    for entry in plan.impossible:
        together.setdefault((entry.field == MANAGED, entry.field, entry.what), []).append(entry)
    return [
        ImpossibleRow(_groups(entries, names), what.say(names.language), field)
        for (_, field, what), entries in sorted(together.items(), key=lambda entry: entry[0])
    ]


def impossible_heading(plan: Plan) -> Text:
    """How many things cannot be done, and how many groups are only listed."""
    managed = sum(entry.field == MANAGED for entry in plan.impossible)
    number = len(plan.impossible) - managed
    zh = [f"{number:,} 件"] * bool(number) + [f"{managed:,} 个群由企业微信管理"] * bool(managed)
    en = [f"{number:,}"] * bool(number) + [f"{counts.plural(managed, 'group')} managed by WeCom"] * bool(managed)
    return Text("，".join(zh), ", ".join(en)) if zh else titles.NONE


def _groups(entries: list[Impossible], names: Names) -> str:
    called = [names.groups.get(entry.group, entry.group) for entry in entries]
    rest = len(called) - FOLD
    more = Text(f"等 {len(called):,} 个群", f" and {rest:,} more groups") if rest > 0 else Text("", "")
    return listed(called[:FOLD]).say(names.language) + more.say(names.language)
