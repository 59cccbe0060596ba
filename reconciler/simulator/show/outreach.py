"""What stands around customer groups in one corp, as plain values; no message text."""

import sqlite3

from reconciler.simulator.outreach.intercept_rules import load_rules
from reconciler.simulator.outreach.join_ways import load_join_ways
from reconciler.simulator.outreach.mass_messages import load_mass_messages
from reconciler.simulator.outreach.welcome_templates import load_templates


def describe_outreach(connection: sqlite3.Connection, corp_id: str) -> dict[str, object]:
    """`intercept_rules`, `join_ways`, `welcome_templates` and `mass_messages` of a corp."""
    return {
        "intercept_rules": [
            {"rule_id": rule.rule_id, "name": rule.name, "agent_id": rule.agent_id, "words": len(rule.words)}
            for rule in load_rules(connection, corp_id)
        ],
        "join_ways": [
            {
                "config_id": way.config_id,
                "agent_id": way.agent_id,
                "remark": way.remark,
                "groups": list(way.groups),
                "made": list(way.made),
            }
            for way in load_join_ways(connection, corp_id)
        ],
        "welcome_templates": [
            {"template_id": each.template_id, "agent_id": each.agent_id, "with": each.kind, "notified": each.notified}
            for each in load_templates(connection, corp_id)
        ],
        "mass_messages": [
            {
                "msgid": each.msgid,
                "sender": each.sender,
                "state": "cancelled" if each.cancelled else each.state,
                "groups": list(each.groups),
                "sent": sum(status == 1 for _, status in each.results),
            }
            for each in load_mass_messages(connection, corp_id)
        ],
    }
