"""Small builders for folders of documents."""

from pathlib import Path

from reconciler.model.finding import Finding
from reconciler.source.load import Loaded, load

COMPANY = """\
kind: company
name: 示例公司
corp_id: ww0123456789abcdef
agent_id: "1000002"
secrets: {app: WECOM_APP_SECRET}
"""


def a_group(key: str = "rd-platform", more: str = "", owner: str = "zhangsan") -> str:
    """The text of a group document; `more` are further lines."""
    return f"kind: group\nkey: {key}\ntype: app\nname: 群 {key}\nowner: {owner}\n{more}"


def a_department(key: str = "rd", number: str = "2") -> str:
    """The text of a department document."""
    return f'kind: department\nkey: {key}\nname: 研发部\ndepartment_id: "{number}"\n'


def a_ruleset(key: str, more: str = "") -> str:
    """The text of a rule set document."""
    return f"kind: ruleset\nkey: {key}\nversion: v1\ntitle: 群规\ntext: 请实名\neffective_from: 2026-01-01\n{more}"


def a_profile(key: str, more: str = "") -> str:
    """The text of a profile document."""
    return f"kind: profile\nkey: {key}\n{more}"


def a_notice(key: str, groups: str = "a", more: str = "") -> str:
    """The text of a notice; `groups` as they stand between brackets."""
    return f"kind: notice\nkey: {key}\ntitle: 通知\ntext: 请看\ngroups: [{groups}]\nat: 2026-11-25 10:00\n{more}"


def a_task(key: str, groups: str = "a") -> str:
    """The text of a task."""
    return f"kind: task\nkey: {key}\ntitle: 任务\ntext: 请办\ngroups: [{groups}]\n"


def an_activity(key: str, groups: str = "a", more: str = "") -> str:
    """The text of an activity."""
    return f"kind: activity\nkey: {key}\ntitle: 活动\ngroups: [{groups}]\n{more}"


def a_sanction(key: str, groups: str = "a", more: str = "") -> str:
    """The text of a sanction."""
    return f"kind: sanction\nkey: {key}\nperson: lisi\ngroups: [{groups}]\nstep: warn\nbegins: 2026-11-20\n{more}"


def a_folder(root: Path, files: dict[str, str | bytes]) -> Path:
    """Writes files below a root, folders as needed; text as UTF-8, byte for byte."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def load_files(root: Path, files: dict[str, str | bytes]) -> Loaded:
    """Loads a company and further files."""
    return load(a_folder(root, {"company.yaml": COMPANY, **files}))


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Findings in one line each: rule, file, line, column."""
    return [f"{finding.rule} {finding.place.file}:{finding.place.line}:{finding.place.column}" for finding in findings]
