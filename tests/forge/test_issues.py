"""One issue of ours, by label, marker and author."""

import pytest

from reconciler.errors import ForgeMissingError
from tests.forge.doors import Clocked

MARKER = "<!-- drift -->"


@pytest.mark.parametrize("kind", ["none", "before", "after", "502-after"])
def test_an_issue_is_made_once_and_then_changed(clocked: Clocked, kind: str) -> None:
    clocked.host.fault(kind, "POST", "/issues")

    first = clocked.run(lambda forge: forge.issues.put("drift", MARKER, "one", ("a",)))
    second = clocked.run(lambda forge: forge.issues.put("drift", MARKER, "two", ("b",)))

    assert (first.number, second.title, second.body) == (second.number, "two", f"{MARKER}\nb")
    assert len(clocked.host.world.threads) == 1


def test_a_forged_issue_and_a_pull_request_are_passed_over(clocked: Clocked) -> None:
    clocked.host.open_issue("eve", "x", MARKER, ("drift",))
    number = clocked.host.open_pull_request("topic", {"a": "1\n"}, author=clocked.host.login)
    clocked.host.world.threads[number].labels.append("drift")
    clocked.host.world.threads[number].body = MARKER

    assert clocked.run(lambda forge: forge.issues.find("drift", MARKER)) is None


def test_a_closed_issue_is_opened_again(clocked: Clocked) -> None:
    made = clocked.run(lambda forge: forge.issues.put("drift", MARKER, "one", ("a",)))
    clocked.run(lambda forge: forge.issues.close(made.number))
    closed = clocked.run(lambda forge: forge.issues.find("drift", MARKER))

    again = clocked.run(lambda forge: forge.issues.put("drift", MARKER, "one", ("a",)))

    assert closed is not None
    assert (closed.is_open, again.is_open, again.number) == (False, True, made.number)


def test_the_same_issue_is_not_sent_again(clocked: Clocked) -> None:
    made = clocked.run(lambda forge: forge.issues.put("drift", MARKER, "one", ("a",)))

    clocked.run(lambda forge: forge.issues.put("drift", MARKER, "one", ("a",)))
    clocked.run(lambda forge: forge.issues.reopen(made.number))

    assert [each.method for each in clocked.host.world.requests].count("PATCH") == 1


def test_labels_go_on_and_off_and_people_are_assigned(clocked: Clocked) -> None:
    number = clocked.host.open_issue("ann", "x", "", ("old",))

    clocked.run(lambda forge: forge.issues.label(number, add=("新 标签/a", "b"), remove=("old", "never")))
    clocked.run(lambda forge: forge.issues.label(number, remove=("新 标签/a",)))
    clocked.run(lambda forge: forge.issues.assign(number, "ann"))

    assert clocked.host.world.threads[number].labels == ["b"]
    assert clocked.host.world.threads[number].assignees == ["ann"]


def test_what_is_not_there_names_the_permission_that_may_be_missing(clocked: Clocked) -> None:
    with pytest.raises(ForgeMissingError) as caught:
        clocked.run(lambda forge: forge.comments.list(77))

    assert "issues: read" in caught.value.what.zh
