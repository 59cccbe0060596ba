"""group_welcome_template/add, edit, get and del [92366]: a library; which group uses what is the client's affair."""

import json
import sqlite3
from dataclasses import dataclass

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.outreach.attachments import Content, read_attachment
from reconciler.simulator.world.opaque import opaque

MOST_TEMPLATES = 100
TEXT_BYTES = 3000
TEMPLATE_ID_SIZE = 32
PRECEDENCE = ("image", "link", "miniprogram", "file", "video")


@dataclass(frozen=True, slots=True)
class WelcomeTemplate:
    """One template: a text, and at most one thing beside it. `notified` says whether members were told of it."""

    corp_id: str
    template_id: str
    agent_id: int
    text: str
    kind: str
    content: Content
    notified: bool


def add_template(call: Call) -> Answer:
    """add: tells the members unless `notify` is 0. Raises: Refusal 41055 over 100 in the corp, and see `_read`."""
    text, kind, content = _read(call)
    if len(load_templates(call.moment.connection, call.app.corp_id)) >= MOST_TEMPLATES:
        raise Refusal(41055)
    template_id = "msg" + opaque(TEMPLATE_ID_SIZE, call.moment.seed, "welcome", call.moment.seq)
    call.moment.connection.execute(
        "INSERT INTO welcome_templates VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            call.app.corp_id, template_id, call.app.agent_id, text, kind, json.dumps(content),
            int(call.body.number("notify", 1) != 0),
        ),
    )  # fmt: skip
    call.applied = True
    return {"template_id": template_id}


def edit_template(call: Call) -> Answer:
    """edit: the whole content anew; nobody is told. Raises: Refusal 41058 another app's, and see `_find`, `_read`."""
    template = _own(call)
    call.moment.connection.execute(
        "UPDATE welcome_templates SET text = ?, kind = ?, content = ? WHERE corp_id = ? AND template_id = ?",
        _row(call, template),
    )
    call.applied = True
    return {}


def get_template(call: Call) -> Answer:
    """get: anybody's; a picture comes back as its address only."""
    template = _find(call)
    found: Answer = {"text": {"content": template.text}} if template.text else {}
    if template.kind:
        content = template.content
        found[template.kind] = {"pic_url": content["pic_url"]} if template.kind == "image" else content
    return found


def delete_template(call: Call) -> Answer:
    """del. Raises: Refusal 41058 another app's, and see `_find`."""
    template = _own(call)
    call.moment.connection.execute(
        "DELETE FROM welcome_templates WHERE corp_id = ? AND template_id = ?", (template.corp_id, template.template_id)
    )
    call.applied = True
    return {}


def load_templates(connection: sqlite3.Connection, corp_id: str) -> tuple[WelcomeTemplate, ...]:
    """Every template of the corp, oldest first."""
    rows = connection.execute(
        "SELECT corp_id, template_id, agent_id, text, kind, content, notified FROM welcome_templates"
        " WHERE corp_id = ? ORDER BY rowid",
        (corp_id,),
    )
    return tuple(
        WelcomeTemplate(corp, template_id, agent_id, text, kind, json.loads(content), bool(notified))
        for corp, template_id, agent_id, text, kind, content, notified in rows
    )


def _row(call: Call, template: WelcomeTemplate) -> tuple[str, str, str, str, str]:
    text, kind, content = _read(call)
    return text, kind, json.dumps(content), template.corp_id, template.template_id


def _read(call: Call) -> tuple[str, str, Content]:
    """The content of a request: of several things beside the text the first by precedence counts.

    A thing with nothing but empty fields is not there: clients with fixed structures send those.

    Raises: Refusal 45002 text over 3000 bytes, `code_empty_welcome` nothing at all, and see `read_attachment`.
    """
    body = call.body
    inner = body.inner("text")
    text = inner.text("content")
    body.adopt(inner)
    if len(text.encode("utf-8")) > TEXT_BYTES:
        raise Refusal(45002)
    for kind in PRECEDENCE:
        tree = body.inner(kind)
        if any(tree.tree.values()):
            content = read_attachment(call, kind, tree)
            body.adopt(tree)
            return text, kind, content
    if not text:
        raise Refusal(call.code("code_empty_welcome"))
    return text, "", {}


def _find(call: Call) -> WelcomeTemplate:
    """Raises: Refusal `code_unknown_template`."""
    template_id = call.body.text("template_id")
    for template in load_templates(call.moment.connection, call.app.corp_id):
        if template.template_id == template_id:
            return template
    raise Refusal(call.code("code_unknown_template"))


def _own(call: Call) -> WelcomeTemplate:
    template = _find(call)
    if template.agent_id != call.app.agent_id:
        raise Refusal(41058)
    return template
