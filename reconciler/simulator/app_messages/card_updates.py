"""message/update_template_card [94888]: other buttons, or another card, for some or all who have it."""

from dataclasses import replace

from reconciler.simulator.app_messages.card_codes import find_code, spend_code
from reconciler.simulator.app_messages.cards import Card, kept_card, read_card, write_card
from reconciler.simulator.app_messages.person_messages import demand_own_agent
from reconciler.simulator.app_messages.recipients import Recipients, work_out
from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal


def update_card(call: Call) -> Answer:
    """message/update_template_card: `invaliduser` is an array here, of those who do not have the card.

    Raises: Refusal 301002, 82101 nobody named, 42022 code used, `code_bad_response_code` unknown or too old,
    82102 nobody of them has the card, and those of the new card.
    """
    demand_own_agent(call)
    body = call.body
    code = body.text("response_code")
    mail = find_code(call.moment, code, call.app.corp_id, call.app.agent_id, call.code("code_bad_response_code"))
    named = _named(call)
    copies: dict[str, Card] = {}
    for folded, words in call.moment.connection.execute(
        "SELECT folded, card FROM inbox WHERE mail = ? AND dropped = 0", (mail,)
    ):
        card = kept_card(words)
        if card is not None:
            copies[folded] = card
    wanted = list(copies) if named is None else [key for key in named.people if key in copies]
    if not wanted:
        raise Refusal(82102)
    for key in wanted:
        words = write_card(_changed(call, copies[key]))
        call.moment.connection.execute("UPDATE inbox SET card = ? WHERE mail = ? AND folded = ?", (words, mail, key))
    spend_code(call.moment, code)
    call.applied = True
    strangers = [] if named is None else [key for key in named.people if key not in copies]
    return {"invaliduser": [] if named is None else [*named.users, *strangers]}


def _named(call: Call) -> Recipients | None:
    """Whom the caller means; None is everybody who has the card. Raises: Refusal 82101."""
    body = call.body
    users, parties, tags = body.texts("userids"), body.numbers("partyids"), body.numbers("tagids")
    if body.number("atall", 0) == 1:
        return None
    if not (users or parties or tags):
        raise Refusal(82101)
    return work_out(call, users, map(str, parties), map(str, tags))


def _changed(call: Call, card: Card) -> Card:
    """The person's copy afterwards. Raises: Refusal 40058 when neither a button text nor a card is given."""
    body = call.body
    if "template_card" in body.tree:
        tree = body.inner("template_card")
        if not tree.text("task_id"):
            tree.tree["task_id"] = card.task_id
        new = read_card(tree)
        body.adopt(tree)
        return new
    button = body.inner("button")
    body.adopt(button)
    name = button.text("replace_name")
    if not name:
        raise Refusal(40058)
    return replace(card, replaced=name)
