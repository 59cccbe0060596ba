"""Departments that were renamed, moved, merged or split, and the lines of YAML to change because of it."""

from collections.abc import Iterator

from reconciler.model.plan import Plan
from reconciler.model.reorganisation import DepartmentEdit, Reorganisation
from reconciler.render.rows.change import place_words
from reconciler.render.terminal.styled import Line, Style, line
from reconciler.render.words import counts
from reconciler.render.words.names import Names
from reconciler.text import Text, listed

TITLE = Text("部门调整", "Reorganisation")
EDITS = Text("YAML 的改法：", "What to write in the YAML:")
RIGHT = Text("YAML 不用改。", "The YAML is right as it stands.")
_REMOVED = Text("删掉这一行", "delete this line")

_HELD: tuple[str, Style] = ("! ", "blocked")
_FOLLOWED: tuple[str, Style] = ("~ ", "change")


def heading(plan: Plan) -> Text:
    """The section's title with how many there are."""
    number = len(plan.reorganisations)
    return Text(f"{TITLE.zh}（{number:,} 起）", f"{TITLE.en} ({number:,})")


def told(each: Reorganisation) -> Text:
    """What happened, how much depends on it, and what becomes of the groups."""
    groups, people = counts.groups(len(each.groups)), counts.people(each.people)
    if each.is_held:
        fate = Text("先不动这些群。", "Nothing is done with these groups.")
    elif each.is_taken or not each.kind.is_followed:
        fate = Text("已经评审放行。", "A reviewed override lets it through.")
    else:
        fate = Text("成员照旧，没有人因此进群或出群。", "Members stay: nobody joins or leaves because of it.")
    return each.what + Text(f"涉及 {groups.zh}、{people.zh}。", f"It concerns {groups.en}, {people.en}.") + fate


def edit_words(edit: DepartmentEdit) -> Text:
    """`研发部/平台组 → 研发部/平台部`."""
    if not edit.new:
        return Text(f"{edit.old} → （{_REMOVED.zh}）", f"{edit.old} → ({_REMOVED.en})")
    new = listed(edit.new)
    return Text(f"{edit.old} → {new.zh}", f"{edit.old} → {new.en}")


def edit_rows(each: Reorganisation, names: Names) -> list[tuple[str, str]]:
    """Where to edit, file and line or the document's key, and what to write there."""
    return [(place_words(edit.place) or edit.document, edit_words(edit).say(names.language)) for edit in each.edits]


def reorganisation_lines(plan: Plan, names: Names) -> Iterator[Line]:
    """The section of a plan for a terminal; nothing where no department moved."""
    if not plan.reorganisations:
        return
    language = names.language
    yield line()
    yield line((heading(plan).say(language), "bold"))
    for each in plan.reorganisations:
        yield line(_HELD if each.is_held else _FOLLOWED, told(each).say(language), indent=2)
        rows = edit_rows(each, names)
        yield line(((EDITS if rows else RIGHT).say(language), "dim"), indent=4)
        for place, words in rows:
            yield line(place, f"  {words}", indent=6)


def reorganisation_parts(plan: Plan, names: Names) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The same for Markdown: sign, sentence, and rows of places with what to write there."""
    return [
        ("!" if each.is_held else "~", told(each).say(names.language), edit_rows(each, names))
        for each in plan.reorganisations
    ]
