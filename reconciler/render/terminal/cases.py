"""Results of cases for a terminal: which passed, and what the others lack or have too much."""

from collections.abc import Iterator, Sequence

from reconciler.model.case import CaseResult, Missing, Unexpected
from reconciler.render.terminal.findings import where
from reconciler.render.terminal.styled import Line, Style, line, paint
from reconciler.render.words import counts
from reconciler.render.words.words import SEVERITIES
from reconciler.text import Language, Text

NO_CASES = Text(
    "没有用例：根目录下没有以 `.case.yaml` 结尾的文件。",
    "There are no cases: no file under the root ends in `.case.yaml`.",
)
_PASSED = Text("通过", "passed")
_FAILED = Text("未通过", "failed")
_VERDICTS: dict[bool, tuple[Text, Style]] = {True: (_PASSED, "join"), False: (_FAILED, "blocked")}
_MISSING = Text("应有而没有：", "Missing: ")
_UNEXPECTED = Text("意外：", "Unexpected: ")


def cases_to_text(
    results: Sequence[CaseResult], language: Language, *, unusable: int = 0, width: int = 100, color: bool = False
) -> str:
    """One line for each case, below it what is missing and what came unexpected, and a last line that counts.

    Args:
        results: in the order of their files, every place with its line.
        unusable: how many files of cases could not be run.
        width: of the terminal, in cells.
        color: whether ANSI colour is wanted.
    """
    told = [part for result in results for part in _case(result, language)]
    last = line((_count(results, unusable).say(language), "bold"), hang=0)
    return paint((*told, last), width=width, color=color)


def _case(result: CaseResult, language: Language) -> Iterator[Line]:
    words, style = _VERDICTS[result.is_passed]
    yield line((words.say(language), style), f"  {result.title}  ", (result.place.file, "dim"))
    for missing in result.missing:
        yield from _missing(missing, language)
    for unexpected in result.unexpected:
        yield from _unexpected(unexpected, language)


def _missing(one: Missing, language: Language) -> Iterator[Line]:
    expected = one.expected
    severity = "" if expected.severity is None else SEVERITIES[expected.severity].say(language)
    words = _words(expected.rule, expected.key, expected.path or "", severity)
    yield line(_MISSING.say(language), (words, "bold"), f"  {where(expected.place)}", indent=2)
    if one.why is not None:
        yield line(one.why.say(language), indent=4, hang=0)


def _unexpected(one: Unexpected, language: Language) -> Iterator[Line]:
    finding = one.finding
    words = _words(finding.rule, one.key, one.path, SEVERITIES[finding.severity].say(language))
    yield line(_UNEXPECTED.say(language), (words, "bold"), f"  {where(finding.place)}", indent=2)
    yield line(finding.what.say(language), indent=4, hang=0)


def _words(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _count(results: Sequence[CaseResult], unusable: int) -> Text:
    number, passed = len(results) + unusable, sum(result.is_passed for result in results)
    numbers = ((passed, _PASSED), (len(results) - passed, _FAILED), (unusable, Text("没有运行", "not run")))
    parts = [Text(f"{each:,} 个{words.zh}", f"{each:,} {words.en}") for each, words in numbers if each]
    together = counts.enumerated(parts)
    return Text(f"{number:,} 个用例：{together.zh}。", f"{counts.plural(number, 'case')}: {together.en}.")
