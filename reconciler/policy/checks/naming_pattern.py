"""naming-pattern: a name says whose group it is and what it is about, 部门-项目 or 部门-事项 (A4)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reconciler.model.desired import DepartmentSpec
from reconciler.model.directory import Directory
from reconciler.model.finding import Severity
from reconciler.model.group import GroupSpec
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import named_groups
from reconciler.text import Text

PATTERN: Final = "{department}-{topic}"
_BLANK: Final = re.compile(r"\{(department|project|work_item|topic)\}")
_LABELS: Final = ("project", "work_item")

Names = tuple[str, ...]


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Names that do not follow the pattern, and labels that the pattern asks for and the group does not have."""
    departments = facts.desired.departments
    names = {key: _names(spec, facts.directory) for key, spec in departments.items()}
    everywhere = tuple(dict.fromkeys(name for known in names.values() for name in known))
    for spec in named_groups(facts):
        if spec.department is not None and spec.department not in departments:
            continue  # a finding of its own: what the name should begin with is not known
        pattern = options(spec).get("pattern", PATTERN)
        allowed = names[spec.department] if spec.department is not None else everywhere
        labels = _labels(pattern, spec.labels)
        missing = [label for label, value in labels.items() if value is None]
        if missing:
            yield _unlabelled(spec, pattern, missing[0])
        elif not _fits(spec.name, _BLANK.split(pattern), _words(allowed, labels)):
            known = spec.department is not None
            yield _misnamed(spec, _shown(pattern, allowed if known else (), labels), known=known)


def _names(spec: DepartmentSpec, directory: Directory | None) -> Names:
    """The department's name and those above it: from its own name where that is a path, and from the address book."""
    parts = spec.name.split("/")
    department = directory.departments.get(int(spec.department_id)) if directory is not None else None
    above = department.path.split("/") if department is not None and department.path else []
    return tuple(dict.fromkeys(name for name in (parts[-1], *reversed(parts), *reversed(above)) if name))


def _labels(pattern: str, labels: Mapping[str, str]) -> dict[str, str | None]:
    return {label: labels.get(label) for label in _LABELS if f"{{{label}}}" in pattern}


def _words(departments: Names, labels: Mapping[str, str | None]) -> dict[str, Names]:
    """What may stand in each blank; a blank without words, as the topic, takes any text."""
    known = {"department": departments} if departments else {}
    return known | {label: (value or "",) for label, value in labels.items()}


def _fits(name: str, pieces: Sequence[str], words: Mapping[str, Names]) -> bool:
    """Whether a name is made of the pieces of a pattern: literals and blanks by turns, a literal first.

    Compared by hand: a regular expression would have to be compiled anew for every label.
    """
    literal, *rest = pieces
    if not name.startswith(literal):
        return False
    name = name[len(literal) :]
    if not rest:
        return not name
    blank, *after = rest
    if blank in words:
        return any(name.startswith(word) and _fits(name[len(word) :], after, words) for word in words[blank])
    ends = range(1, len(name) + 1)
    return any(name[:end].strip() == name[:end] and _fits(name[end:], after, words) for end in ends)


def _shown(pattern: str, departments: Names, labels: Mapping[str, str | None]) -> Text:
    def fill(topic: str, department: str) -> str:
        words = {**labels, "topic": f"<{topic}>", "department": departments[0] if departments else f"<{department}>"}
        return _BLANK.sub(lambda blank: words[blank.group(1)] or "", pattern)

    return Text(fill("主题", "部门"), fill("topic", "department"))


def _misnamed(spec: GroupSpec, form: Text, *, known: bool) -> Flaw:
    what = Text(f"群名“{spec.name}”不合格式，应为“{form.zh}”。", f"The name “{spec.name}” should be “{form.en}”.")
    if not known:
        what += Text(
            "群没有写 department，以哪个部门的名称开头都行。", "The group names no department: any one will do."
        )
    remedy = Text(f"把 name 改成“{form.zh}”的样子。", f"Change name to the form “{form.en}”.")
    return Flaw(spec.place.at("name"), what, spec.key, remedy)


def _unlabelled(spec: GroupSpec, pattern: str, label: str) -> Flaw:
    return Flaw(
        spec.place.at("labels"),
        Text(
            f"群名的格式是“{pattern}”，但群没有标签 {label}。",
            f"Names have the form “{pattern}”, and the group has no label {label}.",
        ),
        spec.key,
        Text(f"在 labels 里写上 {label}。", f"Add {label} under labels."),
    )


RULE = Rule(
    id="naming-pattern",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("A4",),
    title=Text("群名的格式", "Names follow the pattern"),
    why=Text(
        "群多了以后，只有统一的名字才能一眼看出是哪个部门的什么事。",
        "Among many groups only uniform names show at a glance whose group it is and what it is about.",
    ),
    remedy=Text("按“部门-项目”或“部门-事项”改 name。", "Change name to department, hyphen, project or work item."),
    good="name: 研发部-平台发布",
    bad="name: 平台发布群",
    judge=judge,
)
