"""Cases of rules: a small company in one file, what a rule says about it, and the edit that mends it.

`tests/cases/policy/<rule-id>/{clean,found}/*.yaml` are YAML streams. The first document is the head; every other one is
a file of the company, taken as it stands (comments, line ends and all), named `<key>.yaml` or `<kind>.yaml`. A company
and the department `rd` are added where the case has none. The head has:

- `clauses`: what the case proves; of the rule's own.
- `expect`: in `found` cases, one line for each finding: the file's name, a space, the route with dots.
- `mend`: the remedy carried out: edits `{in: file, from: text, to: text}`, or `{in: file, add: text}` at the end.
- `now`: an aware time, 2026-11-23T10:00:00+08:00 by default; `scheduled: true` for a scheduled run.

Every line on which a finding is shown ends with the comment `# ✗`, once for each finding.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from reconciler.model.desired import DesiredState
from reconciler.model.finding import Finding, Place
from reconciler.model.rule import Facts, Rule
from reconciler.policy import Judged, judge, rule_named
from reconciler.resolve import with_profiles
from reconciler.source.load import load
from reconciler.source.places import locate

CASES = Path(__file__).parent.parent / "cases" / "policy"
NOW = "2026-11-23T10:00:00+08:00"
COMPANY = """\
kind: company
name: 云帆科技
corp_id: ww0123456789abcdef
agent_id: "1000002"
secrets: {app: WECOM_APP_SECRET}
quiet_hours: {from: "23:30", to: "07:30"}
governance: {people: [hrhead]}
"""
DEPARTMENT = """\
kind: department
key: rd
name: 研发部
department_id: "10"
head: zhangsan
delegates: [lisi]
"""
MARK = "✗"
_HEAD = frozenset({"clauses", "expect", "mend", "now", "scheduled"})
_BREAK = re.compile(r"^---[ \t]*\r?\n", re.MULTILINE)

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `files` are the company's files by name; `edits` the mending, empty where the case has none."""

    path: Path
    rule: str
    clauses: tuple[str, ...]
    files: Files
    expect: tuple[str, ...] = ()
    edits: tuple[Mapping[str, str], ...] = ()
    now: datetime = field(default_factory=lambda: datetime.fromisoformat(NOW))
    scheduled: bool = False

    @property
    def name(self) -> str:
        """Short and unique, for test ids."""
        return f"{self.rule}-{self.path.parent.name}-{self.path.stem}"

    @property
    def marked(self) -> list[str]:
        """`file:line` for every mark, in the order of files and lines."""
        return [
            f"{file}:{number}"
            for file, text in sorted(self.files.items())
            for number, line in enumerate(text.splitlines(), start=1)
            for _ in range(line.count(MARK))
        ]

    def mended(self) -> dict[str, str]:
        """The files after the edits. Raises: AssertionError where an edit does not fit its file exactly once."""
        files = dict(self.files)
        for edit in self.edits:
            text = files[edit["in"]]
            if "add" in edit:
                files[edit["in"]] = text + edit["add"]
            else:
                assert text.count(edit["from"]) == 1, f"{self.name}: {edit['from']!r} is not there once"
                files[edit["in"]] = text.replace(edit["from"], edit["to"])
        return files


def all_cases(verdict: str) -> Iterator[Case]:
    """Every `clean` or `found` case, sorted by path."""
    for path in sorted(CASES.glob(f"*/{verdict}/*.yaml")):
        yield read_case(path)


def read_case(path: Path) -> Case:
    """The case in a file. Raises: AssertionError for a head with unknown keys or two files of one name."""
    first, *documents = _BREAK.split(path.read_bytes().decode())
    head: dict[str, Any] = yaml.safe_load(first)
    assert head.keys() <= _HEAD, f"{path}: unknown keys in the head"
    files = {"company.yaml": COMPANY, "rd.yaml": DEPARTMENT}
    named: set[str] = set()
    for text in documents:
        name = _name_of(text)
        assert name not in named, f"{path}: two files are named {name}"
        named.add(name)
        files[name] = text
    return Case(
        path=path,
        rule=path.parent.parent.name,
        clauses=tuple(head["clauses"]),
        files=files,
        expect=tuple(head.get("expect", ())),
        edits=tuple(head.get("mend", ())),
        now=datetime.fromisoformat(head.get("now", NOW)),
        scheduled=head.get("scheduled", False),
    )


def rule_of(case: Case) -> Rule:
    """The rule a case is about. Raises: AssertionError where there is none of that id."""
    rule = rule_named(case.rule)
    assert rule is not None, f"{case.path}: there is no rule {case.rule}"
    return rule


def findings_of(case: Case, root: Path, files: Files | None = None) -> tuple[Finding, ...]:
    """What the case's rule alone says about its files (or others in their place), with lines.

    Raises: AssertionError where the files themselves are not in order.
    """
    desired = load_desired(root, case.files if files is None else files)
    judged = judge_desired(desired, case.now, scheduled=case.scheduled, rule=rule_of(case))
    return tuple(finding for finding in locate(root, judged.findings) if finding.rule == case.rule)


def load_desired(root: Path, files: Files) -> DesiredState:
    """The desired state of files, written below a root and read by the real loader without a complaint."""
    for name, text in files.items():
        (root / name).write_bytes(text.encode())
    loaded = load(root)
    assert [(finding.rule, finding.place, finding.what.en) for finding in loaded.findings] == []
    assert loaded.desired is not None
    return loaded.desired


def judge_desired(desired: DesiredState, now: datetime, *, scheduled: bool = False, rule: Rule | None = None) -> Judged:
    """What the rules (or one) say about documents alone, profiles applied."""
    facts = Facts(desired, with_profiles(desired.groups, desired.profiles), now)
    return judge(facts, scheduled=scheduled, rules=None if rule is None else (rule,))


def shown(place: Place) -> str:
    """A place as `expect` writes it."""
    return f"{place.file} {'.'.join(map(str, place.path))}"


def _name_of(text: str) -> str:
    document = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds only texts, lists and maps
    return f"{document.get('key', document['kind'])}.yaml"
