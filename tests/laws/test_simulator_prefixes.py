"""Stop an apply anywhere, run it again: it ends where it would have ended, and every state on the way was valid."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.e2e.test_connection import RULES
from tests.e2e.town import PEOPLE, Town, a_group, a_town, a_world
from tests.laws.stopped_apply import QUICK, Film, stop_apply

CROWD = [f"u{number:04}" for number in range(2700)]
STATE = tuple[str, str, frozenset[str]]


def state(town: Town) -> dict[str, STATE]:
    """Every chat as a value."""
    return {key: (chat.name, chat.owner, frozenset(chat.members)) for key, chat in town.chats().items()}


@contextmanager
def before_the_apply() -> Iterator[Town]:
    """One group to be made with its message, two to be changed in every way at once, one in line."""
    old = [a_group("both", "ann", ["bob", "cat"], membership="strict"), a_group("left", "dan", ["eve"]),
           a_group("same")]  # fmt: skip
    with a_town(Path(tempfile.mkdtemp()) / "town", old) as town:
        assert town.apply().code == 0
        town.write("rules.yaml", RULES)
        town.put(
            a_group("both", "dan", ["eve", "fay"], membership="strict", name="新名"),
            a_group("left", "eve", ["dan", "gus"], name="另一个"),
            a_group("new", "ann", ["bob"], rulesets=["rules"]),
            a_group("newer", "hal", ["bob"], rulesets=["rules"]),
        )
        yield town


WRITES = 6  # two updates, two creations, two messages

EXPECTED = {
    "both": ("新名", "dan", {"dan", "eve", "fay"}),
    "left": ("另一个", "eve", {"dan", "eve", "gus"}),
    "new": ("new 群", "ann", {"ann", "bob"}),
    "newer": ("newer 群", "hal", {"bob", "hal"}),
    "same": ("same 群", "ann", {"ann", "bob"}),
}


def check_end(town: Town) -> None:
    """The end state, written down by hand; nothing left, nothing said twice."""
    chats = {key: town.chat(key) for key in EXPECTED}
    assert {key: (chat.name, chat.owner, set(chat.members)) for key, chat in chats.items()} == EXPECTED
    assert len(town.chats()) == len(EXPECTED)
    assert town.plan()["actions"] == []
    said = [message.chat_id for message in town.world.messages()]
    assert len(said) == len(set(said))
    assert town.ledger_report().problem is None


@pytest.mark.parametrize("afterwards", [False, True], ids=["before-the-effect", "after-the-effect"])
@pytest.mark.parametrize("last", range(WRITES))
def test_dying_at_any_write_and_running_again_ends_the_same(last: int, afterwards: bool) -> None:
    with before_the_apply() as town:
        film = Film(town)

        assert stop_apply(town, last, afterwards=afterwards)
        film.check()
        again = town.apply()
        film.check()
        film.close()

        assert again.code == 0, again.words
        check_end(town)
        unsure = len(town.world.messages()) < 2  # the one that was cut before it went out is left to a person
        assert unsure is any(step["field"] == "rules" for step in town.plan()["needs_a_person"]) or not unsure


@settings(max_examples=15, deadline=None, derandomize=True, phases=QUICK)
@given(stops=st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=2, max_size=5))
def test_dying_again_and_again_ends_the_same(stops: list[tuple[int, bool]]) -> None:
    with before_the_apply() as town:
        film = Film(town)
        for last, afterwards in stops:
            stop_apply(town, last, afterwards=afterwards)
            film.check()
        again = town.apply()
        film.close()

        assert again.code == 0, again.words
        check_end(town)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A group of 1,600 people, of whom 700 leave and 1,050 join: three calls."""
    people = [*PEOPLE, *(f"{user} 众 4" for user in CROWD)]
    town = Town(
        tmp_path_factory.mktemp("crowd") / "town",
        [a_group("g", "ann", CROWD[:1599], membership="strict")],
        world=a_world(people),
    )
    assert town.apply().code == 0
    yield town
    town.close()


def test_a_big_group_is_valid_after_each_of_its_calls(crowd: Town) -> None:
    """1,599 + 1,050 would pass the cap: the calls share joins and leaves so that no state does."""
    film = Film(crowd)
    crowd.put(a_group("g", "u1599", [*CROWD[700:1599], *CROWD[1600:2649]], membership="strict", name="新名"))
    mark = crowd.mark

    for last in range(3):
        assert stop_apply(crowd, 0, afterwards=last % 2 == 0)
        film.check()
    ran = crowd.apply()
    film.check()
    film.close()

    assert ran.code == 0, ran.words
    assert crowd.members("g") == {*CROWD[700:2649]}
    assert crowd.chat("g").owner == "u1599"
    assert len(crowd.written(mark)) == 3
