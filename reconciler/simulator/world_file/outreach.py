"""What stands around customer groups in a world file: sensitive words, ways in, welcome templates."""

import json
from collections.abc import Collection
from dataclasses import replace

from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.outreach.intercept_rules import CONSOLE, WARN_AND_BLOCK, InterceptRule, demand_fields, to_row
from reconciler.simulator.outreach.join_ways import MINI_PROGRAM, MOST_GROUPS, QR_CODE, JoinWay, write_way
from reconciler.simulator.world.opaque import opaque
from reconciler.simulator.world_file.names import CorpNames, Row, demand
from reconciler.simulator.world_file.tree import Branch


def read_intercept_rule(branch: Branch, corp: CorpNames, number: int, now_ms: int) -> Row:
    """One entry of `intercept_rules`; made in the console when it names no app. Raises: WorldFileError."""
    agent_id, people, departments = (
        branch.number("agent_id", CONSOLE),
        branch.words("people"),
        branch.numbers("departments"),
    )
    demand(branch, "agent_id", [agent_id], [CONSOLE, *corp.apps])
    demand(branch, "people", map(fold, people), corp.people)
    demand(branch, "departments", departments, corp.departments)
    rule = InterceptRule(
        corp.corp_id, str(1001 + number), agent_id, branch.text("name"), branch.words("words"),
        branch.numbers("semantics"), branch.number("type", WARN_AND_BLOCK),
        tuple(corp.people[fold(user)] for user in people), departments, now_ms,
    )  # fmt: skip
    branch.close()
    try:
        demand_fields(rule)
    except Refusal as refusal:
        raise branch.wrong("", f"规则不合要求（{refusal.code}）", f"is not valid ({refusal.code})") from refusal
    return to_row(rule)


def read_join_way(branch: Branch, corp: CorpNames, groups: Collection[str], seed: str, number: int) -> Row:
    """One entry of `join_ways`; `groups` are ids of the world file. Raises: WorldFileError."""
    config_id = branch.text("config_id", opaque(32, seed, corp.corp_id, "join way", number))
    agent_id, wanted = branch.number("agent_id"), branch.words("groups")
    demand(branch, "agent_id", [agent_id], corp.apps)
    demand(branch, "groups", wanted, groups)
    if not 1 <= len(wanted) <= MOST_GROUPS:
        raise branch.wrong("groups", f"需要 1 到 {MOST_GROUPS} 个群", f"wants 1 to {MOST_GROUPS} groups")
    first, scene = branch.number("room_base_id", 1), branch.number("scene", QR_CODE)
    demand(branch, "scene", [scene], (MINI_PROGRAM, QR_CODE))
    way = JoinWay(
        corp.corp_id, config_id, agent_id, scene, branch.text("remark", ""),
        branch.flag("auto_create_room", True), branch.text("room_base_name", ""), first, wanted,
        branch.text("state", ""), False, f"https://p.qpic.cn/wwhead/{opaque(40, seed, config_id)}/0",
    )  # fmt: skip
    branch.close()
    return write_way(replace(way, next_number=first))


def read_welcome_template(branch: Branch, corp: CorpNames, seed: str, number: int) -> Row:
    """One entry of `welcome_templates`, text only; nobody was told. Raises: WorldFileError."""
    template_id = branch.text("template_id", "msg" + opaque(32, seed, corp.corp_id, "welcome", number))
    agent_id = branch.number("agent_id")
    demand(branch, "agent_id", [agent_id], corp.apps)
    row = (corp.corp_id, template_id, agent_id, branch.text("text"), "", json.dumps({}), 0)
    branch.close()
    return row
