"""Refusals name people and groups as people know them, in both languages."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.golden import check_golden
from tests.e2e.test_revoke import revoke
from tests.e2e.town import Ran, Town, a_group

OLD = (a_group("g", members=["bob", "cat", "dan"], membership="strict"), a_group("h", members=["bob", "eve"]))
NEW = (
    a_group("g", owner="bob", members=["cat", "fay"], membership="strict", name="新名"),
    a_group("h", members=["bob", "eve", "gus"]),
)
Refuse = Callable[[Town, str], Ran]


def reviewed(here: Town, lang: str) -> Ran:
    """What is there now is more than was reviewed."""
    if lang == "zh":
        here.save_plan()
        here.put(a_group("g", owner="cat", members=["bob", "fay", "hal"], membership="strict", name="又一个名"))
        here.world.hands.invite(here.chat("h").chat_id, ["dan"])
        here.put(a_group("h", members=["bob", "eve"], membership="strict"))
    return here.apply_saved(lang=lang)


def too_old(here: Town, lang: str) -> Ran:
    """The plan is older than the company allows."""
    if lang == "zh":
        here.save_plan()
        here.world.clock.advance(timedelta(days=30).total_seconds())
    return here.apply_saved(lang=lang)


def undo(here: Town, lang: str) -> Ran:
    """One group moved since, the other is undone; only shown."""
    if lang == "zh":
        here.apply()
        chat = here.chat("g").chat_id
        here.world.hands.invite(chat, ["hal"])
        here.world.hands.leave(chat, ["fay"])
    return here.run("undo", "last", lang=lang)


def guards(here: Town, lang: str) -> Ran:
    """Protected people and the last admin would go."""
    if lang == "zh":
        here.set_company(guards={"protected_people": ["dan"]})
        here.put(a_group("h", members=["bob", "eve"], admins=["bob"]))
        here.apply()
        here.put(a_group("h", members=["eve"], membership="strict"))
    return here.run("plan", lang=lang)


def approver(here: Town, lang: str) -> Ran:
    """Somebody approves who may not."""
    return revoke(here, "--yes", approver="cat", lang=lang)


def _refusal(ran: Ran) -> str:
    """What was blocked, where a plan is shown; else all the complaints."""
    parts = [part for part in ran.out.split("\n\n") if part.startswith(("Blocked (", "被拦下（"))]
    return "".join(f"{part}\n" for part in parts) or ran.err


@pytest.mark.parametrize("refuse", [reviewed, too_old, undo, guards, approver], ids=lambda refuse: str(refuse.__name__))
def test_what_a_refusal_says(refuse: Refuse, town: MakeTown) -> None:
    here = town(*OLD)
    assert here.apply().code == 0
    here.put(*NEW)

    told = {lang: refuse(here, lang) for lang in ("zh", "en")}

    assert {ran.code for ran in told.values()} == {1}
    for lang, ran in told.items():
        check_golden(f"refused-{refuse.__name__.replace('_', '-')}.{lang}.txt", _refusal(ran))
