"""One row of a table of trouble: how it comes about, what the command says in both languages, and how it ends."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest

from tests.e2e.town import Ran, Town

Arrange = Callable[[Town], object]
Act = Callable[[Town, str], Ran]


def apply_now(town: Town, lang: str) -> Ran:
    """Apply without a saved plan."""
    return town.apply(lang)


def apply_saved(town: Town, lang: str) -> Ran:
    """Apply the saved plan."""
    return town.apply_saved(lang)


def plan_now(town: Town, lang: str) -> Ran:
    """Plan."""
    return town.run("plan", lang=lang)


def nothing(_town: Town) -> None:
    """What most rows do afterwards, and before."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row.

    `writes` is how many writes may take effect while `act` runs; `then` looks at the world afterwards.
    """

    name: str
    arrange: Arrange
    code: int
    zh: str
    en: str
    act: Act = apply_now
    writes: int = 0
    then: Arrange = field(default=nothing)


def rows(troubles: Iterable[Trouble]) -> pytest.MarkDecorator:
    """Every row in both languages."""
    parameters = [pytest.param(each, lang, id=f"{each.name}-{lang}") for each in troubles for lang in ("zh", "en")]
    return pytest.mark.parametrize(("trouble", "lang"), parameters)


def check(trouble: Trouble, town: Town, lang: str) -> Ran:
    """Let it happen, and hold what holds in every row: the sentence, the number, the chain, the writes."""
    trouble.arrange(town)
    before, mark = town.chats(), town.mark

    ran = trouble.act(town, lang)

    assert (ran.code, ran.says(trouble.zh if lang == "zh" else trouble.en)) == (trouble.code, True), ran.words
    assert "Traceback" not in ran.err
    assert town.ledger_report().problem is None
    assert len(town.written(mark)) == trouble.writes
    if not trouble.writes:
        assert town.chats() == before
    trouble.then(town)
    return ran
