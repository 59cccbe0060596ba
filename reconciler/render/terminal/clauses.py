"""Every clause with what carries it out and what proves it: for a terminal, for the manual, for programs."""

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from reconciler.model.clause import Mode, Trace
from reconciler.render.escape import code, markdown
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.terminal.styled import Line, line, paint
from reconciler.text import Language, Text

CLAUSES_FORMAT = 1

MODES = {
    Mode.ENFORCE: Text("自动执行", "enforce"),
    Mode.CHECK: Text("合并前检查", "check"),
    Mode.DETECT: Text("发现后报告", "detect"),
    Mode.PUBLISH: Text("发送到群", "publish"),
    Mode.MANUAL: Text("人工步骤", "manual"),
    Mode.STATED: Text("写明并宣导", "stated"),
}
_PART = re.compile(r"::|/(?:clean|found)/")
_RULES, _FEATURES = Text("规则：", "Rules: "), Text("功能：", "Features: ")
_TESTS, _LATER = Text("测试：", "Tests: "), Text("待做：", "To come: ")
_NOT_SHIPPED, _NONE = Text("安装包里不带测试", "not shipped"), Text("还没有", "none yet")
_HEADER = Text(
    "| 条款 | 要求 | 怎么落实 | 规则与功能 | 测试 | 待做 |",
    "| Clause | Asks | How | Rules and features | Tests | To come |",
)


def clauses_to_text(traces: Sequence[Trace], language: Language, *, width: int = 100, color: bool = False) -> str:
    """The table for a terminal, one document after another, then how many clauses have no code yet."""
    return paint(_lines(traces, language), width=width, color=color)


def clauses_to_markdown(traces: Sequence[Trace], language: Language) -> str:
    """The table for the manual. Tests are named by file, so that adding one to a file changes nothing here."""
    parts = []
    for document, rows in _by_document(traces):
        table = "\n".join(_row(trace, language) for trace in rows)
        parts.append(
            f"### {markdown(document.say(language))}\n\n{_HEADER.say(language)}\n|---|---|---|---|---|---|\n{table}"
        )
    return "\n\n".join(parts) + "\n"


def dump_clauses(traces: Sequence[Trace]) -> str:
    """The table for programs: versioned, both languages; `tests` is null where they are not at hand."""
    return pretty(
        {"kind": "clauses", "format_version": CLAUSES_FORMAT, "clauses": [_tree(trace) for trace in traces]},
    )


def count(traces: Sequence[Trace]) -> Text:
    """How many clauses there are and how many of them wait for code."""
    empty = sum(trace.is_empty for trace in traces)
    waiting = sum(trace.clause.later is not None for trace in traces) - empty
    return Text(
        f"共 {len(traces)} 条：{waiting} 条还有一部分待做，{empty} 条还没有代码。",
        f"{len(traces)} clauses; part of {waiting} is still to come; {empty} have no code yet.",
    )


def _by_document(traces: Sequence[Trace]) -> list[tuple[Text, list[Trace]]]:
    documents = list(dict.fromkeys(trace.clause.document for trace in traces))
    return [(each, [trace for trace in traces if trace.clause.document == each]) for each in documents]


def _lines(traces: Sequence[Trace], language: Language) -> Iterator[Line]:
    for document, rows in _by_document(traces):
        yield line((document.say(language), "bold"))
        for trace in rows:
            yield from _one(trace, language)
        yield line()
    yield line((count(traces).say(language), "bold"))


def _one(trace: Trace, language: Language) -> Iterator[Line]:
    clause = trace.clause
    yield line(
        (f"{clause.id:<7}", "bold"), clause.asks.say(language), (f"  {_modes(trace, language)}", "dim"), indent=2
    )
    rows = (
        (_RULES, _joined(trace.rules, language)),
        (_FEATURES, _semicolon(language).join(feature.title.say(language) for feature in trace.features)),
        (_TESTS, _proof(trace, language)),
        (_LATER, clause.later.say(language) if clause.later else ""),
    )
    for label, words in rows:
        if words:
            yield line((label.say(language), "dim"), words, indent=9, hang=0)


def _modes(trace: Trace, language: Language) -> str:
    return _joined([MODES[mode].say(language) for mode in trace.clause.modes], language)


def _joined(words: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(words)


def _semicolon(language: Language) -> str:
    return "；" if language == "zh" else "; "


def _proof(trace: Trace, language: Language) -> str:
    if trace.tests is None:
        return _NOT_SHIPPED.say(language)
    return str(len(trace.tests)) if trace.tests else _NONE.say(language)


def _row(trace: Trace, language: Language) -> str:
    done = [code(rule) for rule in trace.rules]
    done += [
        markdown(feature.title.say(language)) + Markup(" ") + code(f"reconciler/{feature.module}")
        for feature in trace.features
    ]
    parts = (
        code(trace.clause.id),
        markdown(trace.clause.asks.say(language)),
        markdown(_modes(trace, language)),
        Markup("<br>").join(done) or markdown("–"),
        Markup("<br>").join(code(file) for file in _files(trace)) or markdown("–"),
        markdown(trace.clause.later.say(language) if trace.clause.later else "–"),
    )
    return "| " + " | ".join(parts) + " |"


def _files(trace: Trace) -> list[str]:
    """Files of tests; of cases the rule's folder."""
    return list(dict.fromkeys(_PART.split(test)[0] for test in trace.tests or ()))


def _tree(trace: Trace) -> dict[str, object]:
    clause = trace.clause
    return {
        "id": clause.id,
        "document": both(clause.document),
        "asks": both(clause.asks),
        "modes": [mode.value for mode in clause.modes],
        "rules": list(trace.rules),
        "features": [
            {"id": each.id, "title": both(each.title), "mode": each.mode.value, "module": f"reconciler/{each.module}"}
            for each in trace.features
        ],
        "tests": None if trace.tests is None else list(trace.tests),
        "later": both(clause.later) if clause.later else None,
    }
