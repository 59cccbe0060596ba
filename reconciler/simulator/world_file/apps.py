"""Apps of a world file, and the message archive, which is a secret and a range too."""

import hashlib
import json

from reconciler.simulator.callbacks.address import checked_callback
from reconciler.simulator.contacts.directory import ROOT, fold
from reconciler.simulator.world.apps import AREAS, KINDS, SELF_BUILT
from reconciler.simulator.world_file.names import CorpNames, Row, demand
from reconciler.simulator.world_file.tree import Branch


def read_app(branch: Branch, corp: CorpNames, seed: str) -> Row:
    """One entry of `apps`. Raises: WorldFileError."""
    agent_id, kind = branch.number("agent_id"), branch.text("kind", SELF_BUILT)
    if agent_id in corp.apps:
        raise branch.wrong("agent_id", "重复", "is used twice")
    if kind not in KINDS:
        raise branch.wrong("kind", f"只能是：{'、'.join(KINDS)}", f"is one of: {', '.join(KINDS)}")
    corp.apps.append(agent_id)
    reach = branch.branch("range")
    departments, people, tags = reach.numbers("departments"), reach.words("people"), reach.numbers("tags")
    if not branch.has("range"):
        departments = (ROOT,)
    demand(reach, "departments", departments, corp.departments)
    demand(reach, "people", map(fold, people), corp.people)
    demand(reach, "tags", tags, corp.tags)
    reach.close()
    secret = branch.text("secret", hashlib.sha256(f"{seed}/{corp.corp_id}/{agent_id}".encode()).hexdigest()[:43])
    areas = branch.words("areas")
    demand(branch, "areas", areas, AREAS)
    row = (
        corp.corp_id, agent_id, branch.text("name", str(agent_id)), kind, secret, int(branch.flag("enabled", True)),
        json.dumps(departments), json.dumps(people), json.dumps(tags), json.dumps(branch.words("trusted_ips")),
        json.dumps(sorted(set(areas))), _callback(branch),
    )  # fmt: skip
    branch.close()
    return row


def read_archive(branch: Branch, corp: CorpNames) -> Row:
    """The `archive` of a corp: `enabled` (when not written, yes), and who is archived. Raises: WorldFileError."""
    people, departments = branch.words("people"), branch.numbers("departments")
    demand(branch, "people", map(fold, people), corp.people)
    demand(branch, "departments", departments, corp.departments)
    row = (corp.corp_id, int(branch.flag("enabled", True)), json.dumps(people), json.dumps(departments))
    branch.close()
    return row


def _callback(branch: Branch) -> str:
    if not branch.has("callback"):
        return ""
    inner = branch.branch("callback")
    url, token, aes_key = inner.text("url"), inner.text("token"), inner.text("aes_key")
    inner.close()
    try:
        return json.dumps(checked_callback(url, token, aes_key))
    except ValueError as error:
        raise branch.wrong("callback", "回调地址、Token 或 EncodingAESKey 无效", str(error)) from error
