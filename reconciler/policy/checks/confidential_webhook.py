"""confidential-webhook: no robot writes into a confidential group (F3, F5.3.2)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import confidential_groups
from reconciler.text import Text


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Confidential groups that name a webhook."""
    for spec, _place in confidential_groups(facts):
        if spec.webhook_env is not None:
            yield Flaw(
                spec.place.at("webhook_env"),
                Text("保密群配了机器人。", "A confidential group has a webhook."),
                spec.key,
            )


RULE = Rule(
    id="confidential-webhook",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("F3", "F5.3.2"),
    title=Text("保密群没有机器人", "No webhook in confidential groups"),
    why=Text(
        "机器人的地址谁拿到谁就能往群里发，既不审核，也查不到是谁。",
        "Whoever has a webhook's address writes into the group, unreviewed and unknown.",
    ),
    remedy=Text(
        "删掉 webhook_env，并请群主在客户端移除机器人。",
        "Delete webhook_env and have the owner remove the robot in the client.",
    ),
    good="classification: confidential",
    bad="""\
classification: confidential
webhook_env: WECOM_WEBHOOK_BID
""",
    judge=judge,
)
