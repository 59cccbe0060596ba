"""Who still has to approve a branch: a section of its plan."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.plan import Plan
from reconciler.render.styled import Line, line
from reconciler.text import Language, Text

_SHOWN: Final = 20  # more than these are counted


def heading(plan: Plan) -> Text:
    """The section's title with how many approvals are needed, one person each."""
    number = len(plan.approvals or ())
    return Text(f"还要谁批准（{number:,} 项，每项一人即可）", f"Who has to approve ({number:,}, one person each)")


def rows(plan: Plan) -> list[Text]:
    """One sentence each, and how many there are besides."""
    needed = plan.approvals or ()
    rest = len(needed) - _SHOWN
    more = [Text(f"还有 {rest:,} 项，见 reconciler check-approvals", f"{rest:,} more: see reconciler check-approvals")]
    return [each.words for each in needed[:_SHOWN]] + (more if rest > 0 else [])


def approval_lines(plan: Plan, language: Language) -> Iterator[Line]:
    """The section for a terminal; nothing where nobody has to approve anything."""
    if not plan.approvals:
        return
    yield line()
    yield line((heading(plan).say(language), "bold"))
    for words in rows(plan):
        yield line(("? ", "manual"), words.say(language), indent=2)
