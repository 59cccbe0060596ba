"""Side doors into the inbox: what a person does with a message of an app."""

import sqlite3

from reconciler.simulator.app_messages.card_codes import issue_code
from reconciler.simulator.app_messages.cards import Card, kept_card
from reconciler.simulator.callbacks.events import Element, queue_event
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import Desk, hand, only_corp


class InboxHands(Desk):
    """Presses on cards."""

    @hand("点击模板卡片上的按钮", "press a button of a template card")
    def click_card(self, user: str, task: str, key: str, choices: list[str] | None = None, corp: str = "") -> str:
        """Button, submit or menu key; `choices` are `question=option`. Queues the event; returns its response code."""
        with self._transaction() as connection:
            corp_id = only_corp(connection, corp)
            mail, agent_id, card = _card_of(connection, corp_id, self._person(connection, corp_id, user), task)
            is_menu = key in card.menu
            if not is_menu and (card.replaced or key not in card.buttons):
                raise HandError(f"卡片上没有按钮 {key}", f"there is no button {key} on the card")
            selected = _selected(card, choices or [])
            code = issue_code(connection, mail)
            elements: list[Element] = [
                ("EventKey", key),
                ("TaskId", card.task_id),
                ("CardType", card.card_type),
                ("ResponseCode", code),
            ]
            if selected:
                elements.append(("SelectedItems", selected))
            elements.append(("AgentID", agent_id))
            kind = "template_card_menu_event" if is_menu else "template_card_event"
            queue_event(connection, corp_id, agent_id, kind, self._written(connection, corp_id, user), elements)
            return code


def _card_of(connection: sqlite3.Connection, corp_id: str, person: str, task: str) -> tuple[int, int, Card]:
    """The newest card with this task id that lies with the person. Raises: HandError."""
    rows = connection.execute(
        "SELECT mail, agent_id, card FROM inbox JOIN mails ON mails.id = mail WHERE folded = ? AND corp_id = ?"
        " AND dropped = 0 AND recalled = 0 AND card != '' ORDER BY mail DESC",
        (person, corp_id),
    )
    for mail, agent_id, words in rows:
        card = kept_card(words)
        if card is not None and card.task_id == task:
            return mail, agent_id, card
    raise HandError(f"{person} 没有任务为 {task} 的卡片", f"{person} has no card with the task {task}")


def _selected(card: Card, choices: list[str]) -> list[Element]:
    """What was chosen, question by question. Raises: HandError."""
    chosen: dict[str, list[Element]] = {}
    for words in choices:
        question, _, option = words.partition("=")
        if option not in card.questions.get(question, ()):
            raise HandError(f"卡片上没有选项 {words}", f"there is no option {words} on the card")
        chosen.setdefault(question, []).append(("OptionId", option))
    return [
        ("SelectedItem", [("QuestionKey", question), ("OptionIds", options)]) for question, options in chosen.items()
    ]
