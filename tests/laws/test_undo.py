"""Undo: what an apply changed is put back where nobody touched it since, and nowhere else."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from reconciler.ledger import DirectoryLedger, past_apply
from reconciler.simulator import HandError
from tests.e2e.test_connection import RULES
from tests.e2e.town import CORP, PEOPLE, Town, a_town, a_world
from tests.laws.stopped_apply import QUICK
from tests.laws.town_model import TAG, documents

USERS = tuple(person.split()[0] for person in PEOPLE)
KEYS = ("dev", "duty", "pals")
GROUPS = tuple(documents().values())
State = dict[str, tuple[str, str, frozenset[str]]]

users = st.sampled_from(USERS)
edits = st.dictionaries(
    st.sampled_from(KEYS),
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.sampled_from(["新名", "另一个"]),
            "owner": users,
            "members": st.lists(users, min_size=2, max_size=5, unique=True),
        },
    ),
    min_size=1,
)
hands = st.tuples(st.sampled_from(["invite", "leave", "rename_chat", "transfer_owner"]), st.sampled_from(KEYS), users)


def state(town: Town) -> State:
    """Every group as WeCom has it."""
    chats = {key: town.chat(key) for key in KEYS}
    return {key: (chat.name, chat.owner, frozenset(chat.members)) for key, chat in chats.items()}


def last(town: Town) -> str:
    """The last apply that changed a group."""
    return past_apply(DirectoryLedger(town.ledger, CORP).records(), "last").id


def edited(key: str, change: dict[str, Any]) -> dict[str, Any]:
    """A document after a commit; nobody is named twice."""
    document = {**documents()[key], **change}
    document["members"] = [line for line in document["members"] if line != document["owner"]]
    return document


def touch(town: Town, hand: tuple[str, str, str]) -> None:
    """What somebody does in the client, as far as it lets them."""
    door, key, user = hand
    more = {"name": "摸鱼群"} if door == "rename_chat" else {"owner": user}
    arguments = more if door in {"rename_chat", "transfer_owner"} else {"users": [user]}
    try:
        getattr(town.world.hands, door)(chat=town.chat(key).chat_id, **arguments)
    except HandError:
        event("the client refuses")


def a_changed_town(town: Town, changes: dict[str, dict[str, Any]]) -> tuple[State, str]:
    """Groups made by one apply and changed by the next: how they were between the two, and the second one's id."""
    town.write("rules.yaml", RULES)
    assert town.apply().code == 0
    before, first = state(town), last(town)
    town.put(*(edited(key, change) for key, change in changes.items()))
    assert town.apply().code in {0, 1}
    assume(last(town) != first)
    return before, last(town)


def world() -> dict[str, Any]:
    return a_world(PEOPLE, tags=[{"id": 7, "name": TAG, "people": ["dan", "fay"]}])


@settings(max_examples=8, phases=QUICK)
@given(edits)
def test_an_undo_puts_back_everything_and_a_second_one_nothing(changes: dict[str, dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town", GROUPS, world=world()) as town:
        before, apply_id = a_changed_town(town, changes)

        undone = town.run("undo", apply_id, "--yes")
        after, mark = state(town), town.mark
        again = town.run("undo", apply_id, "--yes")

        assert undone.code == 0, undone.words
        assert after == before
        assert (again.code, town.written(mark)) == (1, ()), again.words
        assert "already undone" in again.words


@settings(max_examples=10, phases=QUICK)
@given(edits, hands, st.booleans())
def test_a_group_that_a_hand_moved_is_left_and_the_others_are_undone(
    changes: dict[str, dict[str, Any]], hand: tuple[str, str, str], whole: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town", GROUPS, world=world()) as town:
        before, apply_id = a_changed_town(town, changes)
        left = state(town)
        touch(town, hand)
        now = state(town)
        moved = {key for key in KEYS if now[key] != left[key] and left[key] != before[key]}
        mark = town.mark

        ran = town.run("undo", apply_id, "--yes", *(["--all-or-nothing"] if whole else []))

        event("moved" if moved else "elsewhere")
        assert ran.code == (1 if moved else 0), ran.words
        if moved and whole:
            assert (state(town), town.written(mark)) == (now, ())
        else:
            untouched = moved | {key for key in KEYS if left[key] == before[key]}
            assert state(town) == {key: now[key] if key in untouched else before[key] for key in KEYS}
