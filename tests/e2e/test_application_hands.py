"""What administrators do to our own application: reads go on, fail for one family, or fail altogether."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reconciler.simulator.hands.hands import Hands
from tests.e2e.grown import adopt_all, grown
from tests.e2e.town import AGENT

GOES_ON: dict[str, Callable[[Hands], object]] = {
    "enable-app": lambda hands: hands.enable_app(AGENT),
    "reset-secret": lambda hands: hands.reset_secret(AGENT),
    "revoke-token": lambda hands: hands.revoke_token(AGENT),
    "set-callback": lambda hands: hands.set_callback(AGENT, ""),
    "grant-area": lambda hands: hands.grant_area(AGENT, "customer"),
    "revoke-area-of-another-secret": lambda hands: hands.revoke_area(AGENT, "customer"),
}
STOPS: dict[str, Callable[[Hands], object]] = {
    "disable-app": lambda hands: hands.disable_app(AGENT),
    "set-range": lambda hands: hands.set_range(AGENT, departments=[2]),
    "set-trusted-ips": lambda hands: hands.set_trusted_ips(AGENT, ["10.0.0.1"]),
}
ONE_FAMILY: dict[str, tuple[str, Callable[[Hands], object]]] = {
    "revoke-area": ("sheet", lambda hands: hands.revoke_area(AGENT, "documents")),
    "set-archive": ("internal", lambda hands: hands.set_archive([], [], enabled=False)),
    "disable-app-of-customer-contact": ("customer", lambda hands: hands.disable_app(3)),
}


@pytest.mark.parametrize("hand", GOES_ON)
def test_a_read_goes_on(hand: str, tmp_path: Path) -> None:
    town = grown(tmp_path / "town", 1, 1, 1, 2)
    adopt_all(town)

    GOES_ON[hand](town.world.hands)
    plan = town.plan()
    town.close()

    assert (plan["groups"], plan["blocked"], plan["failed"]) == ([], [], [])


@pytest.mark.parametrize("hand", STOPS)
def test_a_read_of_nothing_concludes_nothing(hand: str, tmp_path: Path) -> None:
    town = grown(tmp_path / "town", 1, 1, 1, 2)
    adopt_all(town)
    before = town.ledger_text()

    STOPS[hand](town.world.hands)
    ran = town.run("drift", "--correct")
    after = town.ledger_text()
    town.close()

    assert ran.code == 4, ran.words
    assert after == before


@pytest.mark.parametrize("hand", ONE_FAMILY)
def test_one_family_fails_and_the_others_go_on(hand: str, tmp_path: Path) -> None:
    family, act = ONE_FAMILY[hand]
    town = grown(tmp_path / "town", 1, 1, 1, 2)
    adopt_all(town)

    act(town.world.hands)
    town.world.hands.rename_chat("app0", "周五吃什么")
    ran = town.run("drift", "--json")
    town.close()

    assert ran.json()["failed"] == [family]
    assert [refusal["guard"] for refusal in ran.json()["blocked"]] == ["unreadable-family"]
    assert [group["type"] for group in ran.json()["groups"]] == ["app"]
