"""Where a plan came from: the commits and documents it was made of, and what decided."""

from dataclasses import dataclass
from enum import StrEnum

SHOWN_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Origin:
    """Git as it was when a plan was made.

    Attributes:
        tree: SHA-256 over the contents of all documents, wherever they lie; empty where nobody looked.
        head: the commit that was checked out, 40 or 64 hexadecimal digits; empty where the root is in no repository.
        base: the commit the branch left the default branch at; `head` itself where that is not known.
        is_dirty: documents under the root differ from `head`.
    """

    tree: str = ""
    head: str = ""
    base: str = ""
    is_dirty: bool = False


class Standing(StrEnum):
    """How a checkout stands to the commits of a plan."""

    AHEAD = "ahead"  # the plan's head, or what followed it, or what followed its base
    BEHIND = "behind"
    UNRELATED = "unrelated"
    UNTOLD = "untold"  # a shallow clone, or git gave no answer
    NO_REPOSITORY = "no-repository"


@dataclass(frozen=True, slots=True)
class Checkout:
    """What is checked out now, and how it stands to a plan's commits."""

    origin: Origin = Origin()
    standing: Standing = Standing.NO_REPOSITORY


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """Digests of everything that decides what a plan may hold; two plans with equal ones were judged alike.

    Attributes:
        rules: the rules this version of the command knows, with their severities.
        settings: of company.yaml: guards, budgets, policy, severities, and whatever else bounds a plan.
        overrides, waivers: those in force on the day.
        capabilities: the table of what WeCom allows.
    """

    rules: str = ""
    settings: str = ""
    overrides: str = ""
    waivers: str = ""
    capabilities: str = ""

    @property
    def version(self) -> str:
        """All of them in one word, for people to compare."""
        parts = (self.rules, self.settings, self.overrides, self.waivers, self.capabilities)
        return ".".join(part[:8] for part in parts)
