"""Who still has to approve a branch: a section of its plan."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.plan import Plan
from reconciler.render.terminal.styled import Line, line
from reconciler.text import Language, Text

_SHOWN: Final = 20  # more than these are counted
_NAMED: Final = 3  # in what to do next


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


def next_approvals(plan: Plan) -> Text | None:
    """Who has to approve before the merge, for what to do next; None where nobody has to."""
    needed = plan.approvals or ()
    if not needed:
        return None
    named = [each.words for each in needed[:_NAMED]]
    zh, en = "；".join(words.zh for words in named), "; ".join(words.en for words in named)
    rest = len(needed) - len(named)
    more = Text(f"；另有 {rest:,} 项见上", f"; {rest:,} more above") if rest else Text("", "")
    return Text(f"先请人批准，每项一人即可：{zh}{more.zh}。", f"Ask for approval, one person each: {en}{more.en}.")


def approval_lines(plan: Plan, language: Language) -> Iterator[Line]:
    """The section for a terminal; nothing where nobody has to approve anything."""
    if not plan.approvals:
        return
    yield line()
    yield line((heading(plan).say(language), "bold"))
    for words in rows(plan):
        yield line(("? ", "manual"), words.say(language), indent=2)
