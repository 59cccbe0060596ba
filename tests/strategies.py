"""Hypothesis strategies that several folders share."""

from dataclasses import dataclass

from hypothesis import strategies as st

from reconciler.model.change import Cause, Change
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from tests.builders import a_chat, a_handover, a_join, a_leave, a_rename

NAMES = ["ann", "bob", "cat", "dan", "eve", "fay", "gus", "hal"]

leave_causes = st.sampled_from([Cause.INTENT, Cause.DRIFT, Cause.EXPIRY, Cause.DEPARTED, Cause.SANCTION])


def crowds(at_least: int = 0) -> st.SearchStrategy[frozenset[str]]:
    """A few of the eight people there are."""
    return st.frozensets(st.sampled_from(NAMES), min_size=at_least)


@dataclass(frozen=True, slots=True)
class Move:
    """A live group, what is to change about it, and what it should be afterwards."""

    live: LiveGroup
    changes: tuple[Change, ...]
    wanted: LiveGroup
    cap: int


def _crowd(prefix: str, size: int) -> list[str]:
    return [f"{prefix}{number:04}" for number in range(size)]


@st.composite
def moves(draw: st.DrawFn, largest: int = 1999, over_cap: bool = False) -> Move:
    """A live group of 2 to `largest` people and changes that end with 2 people to the cap, owner among them.

    `over_cap`: the live group holds more than the cap, as one that was filled by hand.
    """
    stay = draw(st.integers(0, largest))
    leave = draw(st.integers(2 if stay == 0 else 1 if stay == 1 else 0, max(2, largest - stay)))
    fewest = max(0, 2 - stay)
    join = draw(st.integers(fewest, max(fewest, largest - stay)))
    size, end = stay + leave, stay + join
    cap = (
        draw(st.integers(end, max(end, size - 1)))
        if over_cap and size > end
        else draw(st.integers(max(size, end), max(largest, size, end)))
    )
    staying, leaving, joining = _crowd("s", stay), _crowd("l", leave), _crowd("j", join)
    before = draw(st.sampled_from(staying[:1] + leaving[-1:] + leaving[:1]))
    after = draw(st.sampled_from([*staying[-1:], *joining[:1], *joining[-1:]]))
    if before in staying and draw(st.booleans()):
        after = before
    live = a_chat([*staying, *leaving], owner=before, name="旧名")
    name = draw(st.sampled_from(["旧名", "新名"]))
    changes: list[Change] = [] if name == "旧名" else [a_rename("旧名", name)]
    changes += [] if before == after else [a_handover(before, after)]
    changes += [a_join(user) for user in joining]
    first, second = draw(leave_causes), draw(leave_causes)
    share = draw(st.integers(0, len(leaving)))
    changes += [a_leave(user, cause=first if n < share else second) for n, user in enumerate(leaving)]
    wanted = LiveGroup(live.chat_id, name, UserId(after), a_chat([*staying, *joining]).members)
    return Move(live, tuple(changes), wanted, cap)
