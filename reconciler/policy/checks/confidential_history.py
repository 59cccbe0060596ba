"""confidential-history: newcomers to a confidential group do not read what was said before (F3, I1.3)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import confidential_groups
from reconciler.text import Text

_KEY = "history_for_new_members"


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Confidential groups where the history is visible to newcomers, or where nobody says that it is hidden."""
    written = {spec.key: spec.permissions for spec in facts.desired.groups}
    for spec, reason in confidential_groups(facts):
        setting = spec.permissions.get(_KEY)
        if setting == "hidden":
            continue
        what = Text("保密群没有规定隐藏历史消息。", "The confidential group does not say that its history is hidden.")
        if setting is not None:
            what = Text("保密群的历史消息对新成员可见。", "The confidential group's history is visible to newcomers.")
        own = _KEY in written.get(spec.key, {})
        yield Flaw(spec.place.at("permissions", _KEY) if own else reason, what, spec.key)


RULE = Rule(
    id="confidential-history",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("F3", "I1.3"),
    title=Text("保密群隐藏历史消息", "Confidential groups hide their history"),
    why=Text(
        "后来的人不该一进群就看到以前说过的保密内容。", "Who joins later has no claim to every secret told before."
    ),
    remedy=Text(
        "在 permissions 里写上 history_for_new_members: hidden，或写进保密模板。",
        "Add history_for_new_members: hidden to permissions, here or in the confidential profile.",
    ),
    good="""\
classification: confidential
permissions: {history_for_new_members: hidden}
""",
    bad="""\
classification: confidential
permissions: {history_for_new_members: visible}
""",
    judge=judge,
    limited_by=("app", "permissions.history_for_new_members"),
)
