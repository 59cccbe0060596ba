"""The good and the bad example of every rule are what they say."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from reconciler.model.rule import Needs, Rule
from reconciler.policy import all_rules
from tests.policy.cases import NOW, judge_desired, load_desired

SAID = ("notice-", "task-", "activity-")  # their examples are tested beside their builders
RULES = tuple(rule for rule in all_rules() if rule.needs is Needs.FILES and not rule.id.startswith(SAID))

Document = dict[str, Any]

# A company in which every example makes sense: what an example does not say is as it is here.
COMPANY: Document = {
    "kind": "company",
    "name": "云帆科技",
    "corp_id": "ww0123456789abcdef",
    "agent_id": "1000002",
    "secrets": {"app": "WECOM_APP_SECRET"},
    "quiet_hours": {"from": "23:30", "to": "07:30"},
    "governance": {"people": ["hrhead"]},
    "policy": {"partners-allowed": {"allowed": "true"}, "team-selector": {"required": "true"}},
}
GROUP: Document = {
    "kind": "group",
    "key": "rd-release",
    "type": "app",
    "name": "研发部-平台发布",
    "purpose": "平台每周发布的协调与通知",
    "category": "project",
    "department": "rd",
    "owner": "zhangsan",
    "admins": ["lisi"],
    "members": [{"department": "研发部"}],
    "rulesets": ["standard"],
    "review": {"every": "90d"},
    "feedback": {"contact": "lisi", "respond_within": "2d"},
}
RULESET: Document = {
    "kind": "ruleset",
    "key": "standard",
    "version": "1.0",
    "title": "群规",
    "text": "每天 23:30 至次日 07:30 请勿群聊。",
    "effective_from": "2026-01-01",
    "issued_by": "综合管理部",
    "approver": "zhangsan",
    "ladder": ["warn", "mute", "remove"],
}
SECRECY: Document = RULESET | {"key": "confidentiality", "title": "保密规定", "acknowledgement": "required"}
OTHERS: tuple[Document, ...] = (
    {
        "kind": "department",
        "key": "rd",
        "name": "研发部",
        "department_id": "10",
        "head": "zhangsan",
        "delegates": ["lisi"],
    },
    {"kind": "profile", "key": "project", "category": "project"},
)
BASES = (COMPANY, GROUP, RULESET, SECRECY, *OTHERS)
# What a new document of a kind begins with.
PLAIN: dict[str, Document] = {
    "group": {key: GROUP[key] for key in ("type", "name", "department", "owner")},
    "ruleset": {"text": "请实名"},
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_is_clean(rule: Rule, tmp_path: Path) -> None:
    assert _found(rule, rule.good, tmp_path) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_is_found(rule: Rule, tmp_path: Path) -> None:
    assert _found(rule, rule.bad, tmp_path) != []


def _found(rule: Rule, example: str, root: Path) -> list[str]:
    documents = _company_with(example)
    files = {f"{kind}-{key}.yaml": _dump(document) for (kind, key), document in documents.items()}
    judged = judge_desired(load_desired(root, files), datetime.fromisoformat(NOW), rule=rule)
    return [finding.what.en for finding in judged.findings]


def _company_with(example: str) -> dict[tuple[str, str], Document]:
    """The bases with an example laid over them: without a kind it is about the group, `null` leaves a key out."""
    documents = {(base["kind"], base.get("key", "")): base for base in BASES}
    for part in yaml.load_all(example, Loader=yaml.BaseLoader):
        kind = part.get("kind", "group")
        identity = (kind, part.get("key", GROUP["key"] if kind == "group" else ""))
        laid = documents.get(identity, PLAIN.get(kind, {})) | part
        documents[identity] = {key: value for key, value in laid.items() if value != "null"}
    return documents


def _dump(document: Document) -> str:
    """YAML that means the same: texts quoted where the schema wants texts, numbers and words plain otherwise."""
    return yaml.dump(_typed(document), allow_unicode=True, sort_keys=False)


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _typed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_typed(one) for one in value]
    return {"true": True, "false": False}.get(value, value)
