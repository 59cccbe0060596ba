"""One comment stays, whatever people and networks do."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.errors import ForgeError, ForgeRejectedError
from tests.forge.doors import Clocked
from tests.forge.host import Host
from tests.forge.host.world import BOT

MARKER = "<!-- marker -->"


@pytest.fixture
def number(host: Host) -> int:
    return host.open_pull_request("topic", {"a.yaml": "a: 1\n"})


def bodies(host: Host, number: int) -> list[str]:
    return [each.body for each in host.visible(number)]


def test_a_second_post_changes_the_first_in_place(clocked: Clocked, number: int) -> None:
    first = clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("one",)))
    second = clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("two",)))

    assert first.id == second.id
    assert bodies(clocked.host, number) == [f"{MARKER}\ntwo"]


def test_the_same_body_is_not_sent_again(clocked: Clocked, number: int) -> None:
    clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("one",)))
    before = len(clocked.host.world.requests)

    clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("one",)))

    assert [each.path for each in clocked.host.world.requests[before:]] == ["/graphql"]


def test_somebody_elses_comment_with_our_marker_is_left_alone(clocked: Clocked, number: int) -> None:
    clocked.host.comment_as("eve", number, f"{MARKER}\nforged")

    clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("ours",)))

    assert bodies(clocked.host, number) == [f"{MARKER}\nforged", f"{MARKER}\nours"]


@pytest.mark.parametrize(("number_of_others", "read"), [(4_999, True), (5_001, False)])
def test_a_thread_too_long_to_be_read_whole_is_refused_and_not_half_used(
    clocked: Clocked, number: int, number_of_others: int, read: bool
) -> None:
    for _ in range(number_of_others):
        clocked.host.comment_as("ann", number, "x")

    if read:
        clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("one",)))
        return
    with pytest.raises(ForgeRejectedError) as caught:
        clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("one",)))
    assert "5,000" in caught.value.what.zh


def test_older_ones_of_ours_are_hidden(clocked: Clocked, number: int) -> None:
    for body in ("old", "older"):
        clocked.host.comment_as(BOT, number, f"{MARKER}\n{body}")

    clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("new",)))

    assert bodies(clocked.host, number) == [f"{MARKER}\nnew"]


def test_the_first_body_that_fits_is_shown(clocked: Clocked, number: int) -> None:
    clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("x" * 65_536, "short")))

    assert bodies(clocked.host, number) == [f"{MARKER}\nshort"]


def test_no_body_is_ever_cut(clocked: Clocked, number: int) -> None:
    with pytest.raises(ForgeRejectedError):
        clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("群" * 65_536,)))


def test_a_comment_is_added_once(clocked: Clocked, number: int) -> None:
    for _ in range(2):
        clocked.run(lambda forge: forge.comments.add(number, MARKER, ("done",)))

    assert bodies(clocked.host, number) == [f"{MARKER}\ndone"]


def test_comments_beyond_the_first_page_are_found(clocked: Clocked, number: int) -> None:
    for _ in range(120):
        clocked.host.comment_as("ann", number, "talk")
    clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("one",)))

    clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("two",)))

    assert bodies(clocked.host, number)[120:] == [f"{MARKER}\ntwo"]
    assert len(clocked.run(lambda forge: forge.comments.list(number))) == 121


@pytest.mark.parametrize("kind", ["before", "after", "502", "502-after"])
def test_a_lost_answer_makes_no_second_comment(clocked: Clocked, number: int, kind: str) -> None:
    clocked.host.fault(kind, "POST", "/comments")

    clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("one",)))

    assert bodies(clocked.host, number) == [f"{MARKER}\none"]


def test_an_older_one_that_was_deleted_meanwhile_is_no_trouble(clocked: Clocked, number: int) -> None:
    for body in ("old", "older"):
        clocked.host.comment_as(BOT, number, f"{MARKER}\n{body}")
    clocked.host.fault("graph-missing", "POST", "minimizeComment")

    kept = clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, ("new",)))

    assert kept.body == f"{MARKER}\nnew"


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("post"), st.text("ab", min_size=1, max_size=3)),
        st.tuples(st.just("foreign"), st.sampled_from([MARKER, f"{MARKER}\nx", "x"])),
        st.tuples(st.just("duplicate"), st.text("cd", max_size=2)),
        st.tuples(st.just("edit"), st.sampled_from(["gone", f"{MARKER}\nedited"])),
        st.tuples(st.just("delete"), st.just("")),
        st.tuples(st.just("hide"), st.just("")),
        st.tuples(st.just("fault"), st.sampled_from(["before", "after", "502", "502-after", "secondary"])),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(events=EVENTS, last=st.text("xyz", min_size=1, max_size=3))
def test_any_story_ends_in_one_visible_comment_of_ours_with_the_newest_body(
    events: list[tuple[str, str]], last: str
) -> None:
    with tempfile.TemporaryDirectory() as directory:
        host = Host(Path(directory))
        clocked, number = Clocked(host), host.open_issue("ann", "t", "b")
        for kind, word in events:
            happen(clocked, number, kind, word)
        host.world.faults.clear()

        clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, (last,)))

        ours = [each for each in host.visible(number) if each.author == BOT and MARKER in each.body]
        assert [each.body for each in ours] == [f"{MARKER}\n{last}"]
        assert host.complaints == []


def happen(clocked: Clocked, number: int, kind: str, word: str) -> None:
    """One thing that people, the network or we do."""
    host = clocked.host
    ours = [each for each in host.visible(number) if each.author == BOT]
    match kind:
        case "post":
            try:
                clocked.run(lambda forge: forge.comments.put_sticky(number, MARKER, (word,)))
            except ForgeError:
                return
        case "foreign":
            host.comment_as("eve", number, word)
        case "duplicate":
            host.comment_as(BOT, number, f"{MARKER}\n{word}")
        case "fault":
            host.fault(word, "POST" if word != "502" else "")
        case "edit" if ours:
            host.edit_comment(ours[-1].id, word)
        case "delete" if ours:
            host.delete_comment(ours[0].id)
        case "hide" if ours:
            ours[-1].hidden = True
