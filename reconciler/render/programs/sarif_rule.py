"""A rule as SARIF describes it: short and long, with help as text and as Markdown."""

from reconciler.model.finding import Severity
from reconciler.model.rule import Rule
from reconciler.render.escape import markdown
from reconciler.render.words import titles
from reconciler.text import Language, Text

_GOOD, _BAD = Text("正确：", "Good:"), Text("错误：", "Bad:")
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
_ASK = Text("运行 reconciler explain {} 查看全部说明。", "Run reconciler explain {} to read all about it.")


def describe_rule(rule: Rule, language: Language) -> dict[str, object]:
    """A rule of the policy."""
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title.say(language)},
        "fullDescription": {"text": rule.why.say(language)},
        "help": {"text": _text(rule, language), "markdown": _markdown(rule, language)},
        "defaultConfiguration": {"level": rule.severity.word},
        "properties": {"tags": list(rule.clauses), "problem.severity": _PROBLEM[rule.severity]},
    }


def describe_unknown(rule_id: str, title: Text, language: Language) -> dict[str, object]:
    """A finding that is no rule of the policy: of a file's form, or of the address book."""
    words = title.say(language)
    return {
        "id": rule_id,
        "shortDescription": {"text": words},
        "fullDescription": {"text": words},
        "help": {"text": _ask(rule_id, language)},
        "defaultConfiguration": {"level": Severity.ERROR.word},
    }


def _text(rule: Rule, language: Language) -> str:
    parts = (
        titles.WHY.say(language) + rule.why.say(language),
        titles.MEND.say(language) + rule.remedy.say(language),
        f"{_GOOD.say(language)}\n{rule.good.strip()}",
        f"{_BAD.say(language)}\n{rule.bad.strip()}",
        _ask(rule.id, language),
    )
    return "\n\n".join(parts)


def _markdown(rule: Rule, language: Language) -> str:
    parts = (
        f"**{titles.WHY.say(language).strip()}** {markdown(rule.why.say(language))}",
        f"**{titles.MEND.say(language).strip()}** {markdown(rule.remedy.say(language))}",
        f"{_GOOD.say(language)}\n\n```yaml\n{rule.good.strip()}\n```",
        f"{_BAD.say(language)}\n\n```yaml\n{rule.bad.strip()}\n```",
        str(markdown(_ask(rule.id, language))),
    )
    return "\n\n".join(parts)


def _ask(rule_id: str, language: Language) -> str:
    return _ASK.say(language).replace("{}", rule_id)
