"""Manual steps as the ledger tells them: opened, told, attested, ended.

- A step is open from `step-opened` until `step-ended`. Opened again, because it ended or because its attestation no
  longer holds, it begins anew.
- Who heard of it: reserves of `tell` that were not confirmed `failed`; those without a confirm count, because the
  message may have gone out. An attestation wipes them.
- `manual` is what earlier versions wrote: ids alone.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from reconciler.ledger.records import Record
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import Level, StepEnd
from reconciler.model.record import PastStep


class Heard(NamedTuple):
    """Somebody was told of some steps."""

    to: UserId
    level: Level
    steps: tuple[str, ...]
    at: datetime


def heard_of(record: Record, at: datetime) -> Heard:
    """The reserve of a message to a person. Raises: KeyError, TypeError or ValueError for facts nobody wrote."""
    return Heard(UserId(_word(record["to"])), Level(record["level"]), tuple(map(_word, record["steps"])), at)


class StepBook:
    """Every step that was ever handed over."""

    def __init__(self) -> None:
        self._steps: dict[str, PastStep] = {}

    def steps(self, unsure: Iterable[Heard | None] = ()) -> dict[str, PastStep]:
        """All steps by id; `unsure` are messages whose end nobody knows."""
        book = StepBook()
        book._steps = dict(self._steps)
        for heard in unsure:
            book.heard(heard)
        return book._steps

    def step(self, step_id: str) -> PastStep | None:
        """One step, None if it was never handed over."""
        return self._steps.get(step_id)

    def handed_over(self, record: Record, at: datetime) -> None:
        """The old form."""
        for step_id in map(_word, record["steps"]):
            self._steps.setdefault(step_id, PastStep(step_id, GroupKey(""), ChatId(""), "", at))

    def opened(self, record: Record, at: datetime) -> None:
        """A step begins."""
        step_id = _word(record["step"])
        self._steps[step_id] = PastStep(
            id=step_id,
            group=GroupKey(_word(record["group"])),
            chat_id=ChatId(_word(record["chat_id"])),
            field=_word(record["field"]),
            opened_at=at,
            people=tuple(UserId(_word(user)) for user in record["people"]),
            seen_by=_word(record["seen_by"]),
            assignee=None if record["assignee"] is None else UserId(_word(record["assignee"])),
            opened_seq=record["seq"],
        )

    def attested(self, record: Record, at: datetime) -> None:
        """Somebody vouches for a step."""
        known = self._steps[_word(record["step"])]
        by = UserId(_word(record["by"]))
        self._steps[known.id] = replace(known, attested_at=at, attested_by=by, attested_seq=record["seq"], told={})

    def ended(self, record: Record, _: datetime) -> None:
        """A step was seen as done, or withdrawn."""
        StepEnd(record["end"])
        known = self._steps[_word(record["step"])]
        self._steps[known.id] = replace(known, is_open=False, told={})

    def heard(self, heard: Heard | None) -> None:
        """Somebody was told."""
        for step_id in heard.steps if heard else ():
            known = self._steps.get(step_id)
            if heard and known is not None:
                told = {**known.told, (heard.level, heard.to): heard.at}
                self._steps[step_id] = replace(known, told=told)


def _word(value: str) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
