"""What became of each action of an apply."""

from dataclasses import dataclass
from enum import StrEnum

from reconciler.model.action import Action
from reconciler.model.resource import Made
from reconciler.text import Text


class Status(StrEnum):
    """How an action ended."""

    APPLIED = "applied"
    FAILED = "failed"
    UNKNOWN = "unknown"  # a write was sent, no answer came, and its effect cannot be seen
    DEFERRED = "deferred"  # quiet hours or a used-up budget: the next run does it
    SKIPPED = "skipped"  # not tried: an earlier action of the same group failed, or the run was stopped


@dataclass(frozen=True, slots=True)
class Outcome:
    """One action and its end; `errcode` is WeCom's number where it gave one, `made` what making something answered."""

    action: Action
    status: Status
    detail: Text | None = None
    errcode: int | None = None
    made: Made | None = None
