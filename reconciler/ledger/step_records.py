"""Facts about manual steps."""

from typing import Literal, TypedDict

from reconciler.model.ids import ChatId
from reconciler.model.manual import ManualStep


class StepOpened(TypedDict):
    """A manual step is owed from now on, by `assignee` if anybody; `people` are those it is about."""

    type: Literal["step-opened"]
    step: str
    group: str
    chat_id: str
    field: str
    people: list[str]
    seen_by: str
    assignee: str | None


class StepAttested(TypedDict):
    """Somebody vouches that a manual step is done; the note is theirs, and holds no personal number."""

    type: Literal["step-attested"]
    step: str
    by: str
    note: str


class StepEnded(TypedDict):
    """A manual step was `seen` as done, or was `withdrawn` because nothing asks for it any more."""

    type: Literal["step-ended"]
    step: str
    end: str


def opened_facts(step: ManualStep, chat_id: ChatId) -> StepOpened:
    """A manual step that is handed over."""
    return {
        "type": "step-opened",
        "step": step.id,
        "group": step.group,
        "chat_id": chat_id,
        "field": step.field,
        "people": list(step.people),
        "seen_by": step.seen_by,
        "assignee": step.assignee,
    }
