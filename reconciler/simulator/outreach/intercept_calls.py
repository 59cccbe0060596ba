"""add_, get_, update_ and del_intercept_rule, get_intercept_rule_list [95097], shaped as unevenly as the page."""

from dataclasses import replace

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.fields import Fields
from reconciler.simulator.outreach.intercept_rules import (
    NODES_PER_CALL,
    InterceptRule,
    demand_fields,
    keep_rule,
    load_rule,
    load_rules,
    new_rule_id,
)

Range = tuple[tuple[str, ...], tuple[int, ...]]


def add_rule(call: Call) -> Answer:
    """add_intercept_rule: `semantics_list` stands at the top here. Raises: Refusal, see `demand_fields`, 60011."""
    body, connection = call.body, call.moment.connection
    scope = body.inner("applicable_range")
    users, departments = _range(call, scope)
    body.adopt(scope)
    rule = InterceptRule(
        call.app.corp_id, new_rule_id(connection), call.app.agent_id, body.text("rule_name"),
        tuple(body.texts("word_list")), tuple(body.numbers("semantics_list")), body.number("intercept_type", 0),
        users, departments, call.moment.now_ms,
    )  # fmt: skip
    demand_fields(rule)
    keep_rule(connection, rule)
    call.applied = True
    return {"rule_id": rule.rule_id}


def list_rules(call: Call) -> Answer:
    """get_intercept_rule_list: every rule of the corp, whoever made it; nothing tells whose it is."""
    rules = load_rules(call.moment.connection, call.app.corp_id)
    rows = [{"rule_id": rule.rule_id, "rule_name": rule.name, "create_time": rule.created_ms // 1000} for rule in rules]
    return {"rule_list": rows}


def get_rule(call: Call) -> Answer:
    """get_intercept_rule: the range filtered to what the caller sees; two shapes are switches."""
    rule = load_rule(call.moment.connection, call.app.corp_id, call.body.text("rule_id"))
    visible = call.visible
    found: Answer = {
        "rule_id": int(rule.rule_id) if call.switch("rule_id_type") == "number" else rule.rule_id,
        "rule_name": rule.name,
        "word_list": list(rule.words),
        "intercept_type": rule.intercept_type,
        "applicable_range": {
            "user_list": [user for user in rule.users if fold(user) in visible.people],
            "department_list": [each for each in rule.departments if each in visible.departments],
        },
    }
    placement, semantics = call.switch("semantics_placement"), list(rule.semantics)
    if placement in ("top", "both"):
        found["semantics_list"] = semantics
    if placement in ("extra", "both"):
        found["extra_rule"] = {"semantics_list": semantics}
    return {"rule": found}


def update_rule(call: Call) -> Answer:
    """update_intercept_rule: semantics inside `extra_rule`, ranges as deltas, no words is no change.

    Raises: Refusal 41070, 41071, `code_foreign_rule` another app's, 41076, 60011, and see `demand_fields`.
    """
    rule, body = _own_rule(call), call.body
    extra, adds, dels = (body.inner(each) for each in ("extra_rule", "add_applicable_range", "remove_applicable_range"))
    added, removed = _range(call, adds), (dels.texts("user_list"), dels.numbers("department_list"))
    if len(removed[0]) + len(removed[1]) > NODES_PER_CALL:
        raise Refusal(41076)
    gone = {fold(user) for user in removed[0]}
    users = {fold(user): user for user in (*rule.users, *added[0]) if fold(user) not in gone}
    departments = [each for each in dict.fromkeys((*rule.departments, *added[1])) if each not in removed[1]]
    semantics = extra.numbers("semantics_list") if "semantics_list" in extra.tree else rule.semantics
    body.adopt(extra, adds, dels)
    changed = replace(
        rule,
        name=body.text("rule_name") or rule.name,
        words=tuple(body.texts("word_list")) or rule.words,
        semantics=tuple(semantics),
        intercept_type=body.number("intercept_type", rule.intercept_type),
        users=tuple(users.values()),
        departments=tuple(departments),
    )
    demand_fields(changed)
    keep_rule(call.moment.connection, changed)
    call.applied = True
    return {}


def delete_rule(call: Call) -> Answer:
    """del_intercept_rule. Raises: Refusal 41070, 41071, `code_foreign_rule` another app's."""
    keep_rule(call.moment.connection, replace(_own_rule(call), deleted=True))
    call.applied = True
    return {}


def _own_rule(call: Call) -> InterceptRule:
    rule = load_rule(call.moment.connection, call.app.corp_id, call.body.text("rule_id"))
    if rule.agent_id != call.app.agent_id:
        raise Refusal(call.code("code_foreign_rule"))
    return rule


def _range(call: Call, scope: Fields) -> Range:
    """People and departments in the caller's range. Raises: Refusal 41076 too many nodes, 60011 out of range."""
    users, departments = scope.texts("user_list"), scope.numbers("department_list")
    if max(len(users), len(departments)) > NODES_PER_CALL:
        raise Refusal(41076)
    visible, people = call.visible, call.directory.people
    keys = list(dict.fromkeys(map(fold, users)))
    if not set(keys) <= visible.people or not set(departments) <= visible.departments:
        raise Refusal(60011)
    return tuple(people[key].user_id for key in keys), tuple(dict.fromkeys(departments))
