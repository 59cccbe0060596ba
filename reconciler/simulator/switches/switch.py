"""What a switch is; the lists of them are in `switches` and its neighbours."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Switch:
    """One switch; `choices` is empty for a whole number of at least 0."""

    name: str
    default: str
    choices: tuple[str, ...]
    zh: str
    en: str


YES_NO = ("yes", "no")
