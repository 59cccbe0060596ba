"""What is said about a rule, a clause, a guard and any other finding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reconciler.model.capability import Capability
from reconciler.model.clause import Clause, Trace
from reconciler.model.finding import Severity
from reconciler.model.rule import Needs, Rule
from reconciler.render.terminal.capabilities import WAYS
from reconciler.render.terminal.clauses import MODES
from reconciler.render.terminal.explain import Page, Section
from reconciler.render.words.words import SEVERITIES, TYPES
from reconciler.text import Text, listed

_WHY, _ASKED = Text("为什么", "Why"), Text("制度怎么要求", "What the clauses ask")
_MEND, _OPTIONS = Text("怎么改", "How to mend it"), Text("选项", "Options")
_GOOD, _BAD = Text("正确的例子", "Good"), Text("错误的例子", "Bad")
_WAIVE = Text("怎么豁免（waivers.yaml，经评审）", "How to waive it (waivers.yaml, reviewed)")
_LIFT = Text("怎么放行（overrides.yaml，经评审）", "How to lift it (overrides.yaml, reviewed)")
_NOT_LIFTED = Text("怎么办", "What to do")
_WEIGHT, _LIMITED = Text("级别与时机", "Severity and when it runs"), Text("受企业微信限制", "Limited by WeCom")
_DOCUMENT, _ASKS = Text("出自", "Document"), Text("要求", "What it asks")
_HOW, _LATER = Text("怎么落实", "How it is carried out"), Text("还没做完", "Still to come")
_RULES, _FEATURES = Text("规则", "Rules"), Text("功能", "Features")
_TESTS, _WHAT = Text("测试", "Tests"), Text("这是什么", "What this is")
NOT_SHIPPED = Text("安装包里不带测试", "not shipped")
NONE_YET = Text("还没有", "none yet")
_DATED = Text(
    "与日期有关：只在定时运行时算错误，别的时候算警告，不会因为日子到了就挡住别人的改动。",
    "It depends on the date: an error in scheduled runs only and a warning elsewhere, so that a date never breaks "
    "somebody else's change.",
)
_LOWER = Text(
    "company.yaml 可以把它降为 warning 或 note；要关掉，只能豁免。",
    "company.yaml may lower it to warning or note; it is set aside only by a waiver.",
)
_NEEDS = {
    Needs.FILES: Text("只看文件：validate 就会运行。", "It looks at files alone: validate runs it."),
    Needs.DIRECTORY: Text("要读通讯录：plan 和 drift 会运行。", "It needs the address book: plan and drift run it."),
    Needs.LIVE: Text("要读企业微信里的群：plan 和 drift 会运行。", "It needs the live groups: plan and drift run it."),
}
_NO_RULE = Text(
    "不是策略规则，不能豁免：照提示改文件即可。",
    "This is no rule of the policy and cannot be waived: mend the file as the finding says.",
)
_NO_OVERRIDE = Text(
    "这道护栏不能放行：先处理原因，再运行一次。",
    "This guard cannot be lifted: settle the cause, then run again.",
)
_WHOLE_RUN = frozenset({"removals-per-run", "groups-touched", "directory-move", "vanished-document", "ledger-lost"})


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a rule, as the schema describes it. `default` is written as in YAML, empty if there is none."""

    name: str
    about: Text
    default: str = ""


def rule_page(
    rule: Rule, clauses: Mapping[str, Clause], options: Sequence[Option] = (), limit: Capability | None = None
) -> Page:
    """A rule: why, what its clauses ask, examples, how to mend and how to waive.

    Args:
        clauses: by id; those of the rule that are not in it are left out.
        options: its settings.
        limit: the capability that keeps WeCom from enforcing it.
    """
    return Page(rule.id, "rule", rule.title, tuple(_rule_sections(rule, clauses, options, limit)))


def _rule_sections(
    rule: Rule, clauses: Mapping[str, Clause], options: Sequence[Option], limit: Capability | None
) -> Iterator[Section]:
    yield Section("why", _WHY, (rule.why,))
    asked = tuple(_asked(clauses[each]) for each in rule.clauses if each in clauses)
    if asked:
        yield Section("clauses", _ASKED, asked)
    yield Section("good", _GOOD, yaml=rule.good.strip("\n"))
    yield Section("bad", _BAD, yaml=rule.bad.strip("\n"))
    yield Section("mend", _MEND, (rule.remedy,))
    if options:
        yield Section("options", _OPTIONS, tuple(_option(each) for each in options), _policy(rule, options))
    yield Section("waive", _WAIVE, yaml=waiver_entry(rule.id))
    weight = [_severity(rule.severity), _NEEDS[rule.needs]]
    yield Section("severity", _WEIGHT, (*weight, *([_DATED] if rule.dated else []), _LOWER))
    if limit is not None:
        yield Section("limit", _LIMITED, (_limit(limit),))


def clause_page(trace: Trace, rules: Mapping[str, Rule]) -> Page:
    """A clause: what it asks, how it is carried out, by which rules and features, proven by which tests."""
    clause = trace.clause
    ways = listed_texts([MODES[mode] for mode in clause.modes])
    sections = [Section("asks", _ASKS, (clause.asks,)), Section("how", _HOW, (ways,))]
    if trace.rules:
        cited = tuple(
            Text(f"{each}：{rules[each].title.zh}", f"{each}: {rules[each].title.en}") for each in trace.rules
        )
        sections.append(Section("rules", _RULES, cited))
    if trace.features:
        told = tuple(
            Text(f"{each.title.zh}（reconciler/{each.module}）", f"{each.title.en} (reconciler/{each.module})")
            for each in trace.features
        )
        sections.append(Section("features", _FEATURES, told))
    if clause.later is not None:
        sections.append(Section("later", _LATER, (clause.later,)))
    sections.append(Section("tests", _TESTS, _tests(trace)))
    sections.append(Section("document", _DOCUMENT, (clause.document,)))
    title = Text(f"《{clause.document.zh}》", clause.document.en)
    return Page(clause.id, "clause", title, tuple(sections))


def guard_page(guard: str, title: Text, *, can_be_lifted: bool) -> Page:
    """A guard: what it refuses, and the entry that lifts it where one can."""
    what = Text(
        "护栏：拦下一份计划里的改动，等人核对。",
        "A guard: it holds changes of a plan back until somebody has looked at them.",
    )
    sections = [Section("what", _WHAT, (what,))]
    if can_be_lifted:
        sections.append(Section("lift", _LIFT, yaml=override_entry(guard)))
    else:
        sections.append(Section("lift", _NOT_LIFTED, (_NO_OVERRIDE,)))
    return Page(guard, "guard", title, tuple(sections))


def finding_page(finding: str, title: Text) -> Page:
    """A finding that is no rule of the policy."""
    return Page(finding, "finding", title, (Section("what", _WHAT, (_NO_RULE,)),))


def waiver_entry(rule_id: str) -> str:
    """An entry of waivers.yaml, ready to be pasted; what is in <> has to be filled in."""
    return (
        "kind: waiver\nentries:\n"
        f"  - rule: {rule_id}\n"
        "    group: <key>  # or department, profile\n"
        "    reason: <reason>\n"
        "    approver: <user id>\n"
        "    until: <YYYY-MM-DD>"
    )


def override_entry(guard: str) -> str:
    """An entry of overrides.yaml, ready to be pasted; what is in <> has to be filled in."""
    target = "" if guard in _WHOLE_RUN else "    group: <key>\n"
    return (
        "kind: override\nentries:\n"
        f"  - guard: {guard}\n{target}"
        "    limit: <number>\n"
        "    reason: <reason>\n"
        "    approver: <user id>\n"
        "    until: <YYYY-MM-DD>"
    )


def listed_texts(texts: Sequence[Text]) -> Text:
    """Texts one after another: 、 in Chinese, commas in English."""
    return Text(listed([text.zh for text in texts]).zh, listed([text.en for text in texts]).en)


def _asked(clause: Clause) -> Text:
    return Text(
        f"{clause.id}《{clause.document.zh}》：{clause.asks.zh}",
        f"{clause.id} ({clause.document.en}): {clause.asks.en}",
    )


def _option(option: Option) -> Text:
    return Text(f"{option.name}：{option.about.zh}", f"{option.name}: {option.about.en}")


def _policy(rule: Rule, options: Sequence[Option]) -> str:
    rows = "".join(f"    {option.name}: {option.default or '…'}\n" for option in options)
    return f"policy:\n  {rule.id}:\n{rows}"


def _severity(severity: Severity) -> Text:
    words = SEVERITIES[severity]
    return Text(f"级别：{words.zh}。", f"Severity: {words.en}.")


def _limit(cell: Capability) -> Text:
    ways = listed_texts([WAYS[access] for access in cell.access])
    kind, why = TYPES[cell.type], cell.limit or Text("", "")
    return Text(
        f"{kind.zh}的{cell.title.zh}：{ways.zh}" + (f"；{why.zh}。" if why.zh else "。"),
        f"{kind.en}, {cell.title.en}: {ways.en}" + (f"; {why.en}." if why.en else "."),
    )


def _tests(trace: Trace) -> tuple[Text, ...]:
    if trace.tests is None:
        return (NOT_SHIPPED,)
    return tuple(Text.same(each) for each in trace.tests) or (NONE_YET,)
