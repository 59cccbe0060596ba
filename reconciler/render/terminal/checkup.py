"""What the doctor found, for a terminal: one line a check, what to do and where, and a last line that counts."""

from collections.abc import Iterator, Sequence

from reconciler.model.checkup import Check, State
from reconciler.render.terminal.styled import Line, Style, line, paint
from reconciler.render.words import counts
from reconciler.text import Language, Text

STATES: dict[State, tuple[Text, Style]] = {
    State.OK: (Text("正常", "ok"), "join"),
    State.WARNING: (Text("警告", "warning"), "change"),
    State.FAILURE: (Text("失败", "failure"), "blocked"),
    State.NOT_CHECKED: (Text("未检查", "not checked"), "dim"),
}
_SIMULATED = Text(
    "以下针对模拟器，不是真的企业微信。", "What follows is about the simulator and not about the real WeCom."
)
_REMEDY, _PAGE = Text("怎么办：", "What to do: "), Text("位置：", "Where: ")
_COLON = Text("：", ": ")


def checkup_to_text(
    checks: Sequence[Check], language: Language, *, simulated: bool = False, width: int = 100, color: bool = False
) -> str:
    """Every check in its order.

    Args:
        checks: in the order in which they are to be read.
        simulated: say first that this is the simulator.
        width: of the terminal, in cells.
        color: whether ANSI colour is wanted.
    """
    first = [line((_SIMULATED.say(language), "bold"), hang=0), line()] if simulated else []
    told = [part for check in checks for part in _check(check, language)]
    last = line((_count(checks).say(language), "bold"), hang=0)
    return paint((*first, *told, line(), last), width=width, color=color)


def _check(check: Check, language: Language) -> Iterator[Line]:
    words, style = STATES[check.state]
    head = f"{check.title.say(language)}{_COLON.say(language)}"
    column = _column(language)
    state = words.say(language)
    gap = " " * (column - _width(state))
    yield line((state, style), gap, (head, "bold"), check.detail.say(language), hang=column)
    if check.remedy is not None:
        yield line((_REMEDY.say(language), "dim"), check.remedy.say(language), indent=column)
    if check.page is not None:
        yield line((_PAGE.say(language), "dim"), check.page.say(language), indent=column)


def _number(state: State, number: int) -> Text:
    words, _ = STATES[state]
    is_noun = state in {State.WARNING, State.FAILURE}
    return Text(f"{number} 项{words.zh}", counts.plural(number, words.en) if is_noun else f"{number} {words.en}")


def _column(language: Language) -> int:
    """Where what is said of a check begins: two cells behind the longest state."""
    return 2 + max(_width(words.say(language)) for words, _ in STATES.values())


def _width(words: str) -> int:
    from rich.cells import cell_len

    return cell_len(words)


def _count(checks: Sequence[Check]) -> Text:
    numbers = {state: sum(check.state is state for check in checks) for state in State}
    parts = [_number(state, number) for state, number in numbers.items() if number]
    together = counts.enumerated(parts)
    return Text(f"{len(checks)} 项检查：{together.zh}。", f"{counts.plural(len(checks), 'check')}: {together.en}.")
