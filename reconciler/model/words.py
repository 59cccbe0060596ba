"""Sensitive-word rules of customer contact: for people and departments, never for one group (wecom-api §6.9)."""

from dataclasses import dataclass, field
from enum import StrEnum

from reconciler.model.finding import Place
from reconciler.model.ids import UserId


class WordAction(StrEnum):
    """What becomes of a message with such a word."""

    BLOCK = "block"  # its sender is warned and it does not go out
    WARN = "warn"  # its sender is warned


class Semantics(StrEnum):
    """Kinds of content that a rule may look for besides words."""

    PHONE = "phone"
    EMAIL = "email"
    RED_PACKET = "red_packet"


@dataclass(frozen=True, slots=True)
class WordRule:
    """One rule, of the company or of a department. `departments` are ids of the address book."""

    key: str
    name: str
    words: tuple[str, ...]
    action: WordAction
    place: Place = field(compare=False)
    semantics: tuple[Semantics, ...] = ()
    users: tuple[UserId, ...] = ()
    departments: tuple[int, ...] = ()
