"""Who a message reaches."""

import pytest

from reconciler.simulator import Simulator
from tests.simulator.letters import tell
from tests.simulator.scene import CORP, NARROW, Wecom, a_caller

EVERYBODY = ("ann", "bob", "carol", "dan", "eve")


def reached(world: Simulator) -> set[str]:
    """Everybody with something in the inbox."""
    return {user for user in EVERYBODY if world.inbox(user, CORP)}


@pytest.mark.parametrize(
    ("touser", "toparty", "totag", "people"),
    [
        pytest.param("@all", "", "", set(EVERYBODY), id="everybody"),
        pytest.param("@all", "99", "99", set(EVERYBODY), id="everybody-and-the-rest-is-ignored"),
        pytest.param("", "2", "", {"ann", "bob", "carol"}, id="a-department-and-everything-below"),
        pytest.param("", "", "7", {"ann", "dan", "bob", "carol"}, id="a-tag-with-its-department"),
        pytest.param("eve", "4", "", {"dan", "eve"}, id="each-person-once"),
        pytest.param("ann | bob", "", "", {"ann", "bob"}, id="blanks-around-the-bar"),
    ],
)
def test_recipients(world: Simulator, wecom: Wecom, touser: str, toparty: str, totag: str, people: set[str]) -> None:
    answer = tell(wecom, touser, toparty=toparty, totag=totag)

    assert (answer["errcode"], "invalidparty" in answer) == (0, False)
    assert reached(world) == people


def test_people_out_of_range_are_invalid(world: Simulator) -> None:
    answer = tell(a_caller(world, "secret-n"), "ann|dan|carol", toparty="2|3", totag="7", agentid=NARROW)

    assert (answer["invaliduser"], answer["invalidparty"], answer["invalidtag"]) == ("ann", "2", "7")
    assert reached(world) == {"dan", "carol", "bob"}
