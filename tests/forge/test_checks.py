"""Annotations arrive all, in order, fifty at a time."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.errors import ForgeRejectedError, ForgeUnknownError
from reconciler.model.check_run import Annotation, CheckRun, Conclusion, Level
from tests.forge.doors import Clocked
from tests.forge.host import Host

FAULTS = ["before", "after", "502", "502-after", "secondary"]


def a_check(commit: str, count: int, summaries: tuple[str, ...] = ("all well",)) -> CheckRun:
    notes = tuple(
        Annotation("groups/a.yaml", line, line, Level.WARNING, f"m{line}", "t") for line in range(1, count + 1)
    )
    return CheckRun("plan", commit, Conclusion.SUCCESS, "title", summaries, ("text",), notes)


@pytest.mark.parametrize("count", [0, 1, 50, 51, 120])
def test_the_same_check_twice_is_one_check(clocked: Clocked, count: int) -> None:
    check = a_check(clocked.host.remote.git("rev-parse", "main"), count)

    pages = {clocked.run(lambda forge: forge.checks.put(check)) for _ in range(2)}

    (shown,) = clocked.host.world.checks.values()
    assert len(pages) == 1
    assert [each["message"] for each in shown["annotations"]] == [f"m{line}" for line in range(1, count + 1)]
    assert (shown["status"], shown["conclusion"]) == ("completed", "success")


def test_a_verdict_that_comes_back_is_shown_again_and_not_the_one_between(clocked: Clocked) -> None:
    commit = clocked.host.remote.git("rev-parse", "main")
    good, bad = a_check(commit, 1), a_check(commit, 1, ("blocked",))

    for check in (bad, good, bad, bad):
        put_at_last(clocked, check)

    assert [each["shown"]["summary"] for each in clocked.host.world.checks.values()] == [
        "blocked",
        "all well",
        "blocked",
    ]


def test_the_first_summary_that_fits_is_shown(clocked: Clocked) -> None:
    check = a_check(clocked.host.remote.git("rev-parse", "main"), 0, ("群" * 21_846, "short"))

    clocked.run(lambda forge: forge.checks.put(check))

    (shown,) = clocked.host.world.checks.values()
    assert shown["shown"]["summary"] == "short"


def test_a_summary_that_fits_nowhere_is_not_cut(clocked: Clocked) -> None:
    with pytest.raises(ForgeRejectedError):
        clocked.run(lambda forge: forge.checks.put(a_check("0" * 40, 0, ("x" * 65_536,))))


@settings(max_examples=25)
@given(count=st.integers(0, 180), faults=st.lists(st.sampled_from(FAULTS), max_size=3))
def test_annotations_arrive_all_and_in_order_in_batches(count: int, faults: list[str]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        host = Host(Path(directory))
        for kind in faults:
            host.fault(kind, "P", "/check-runs")  # POST and PATCH

        put_at_last(Clocked(host), a_check(host.remote.git("rev-parse", "main"), count))

        (shown,) = host.world.checks.values()
        sent = [json.loads(each.body) for each in host.world.requests if "check-runs" in each.path and each.body]
        assert [each["message"] for each in shown["annotations"]] == [f"m{line}" for line in range(1, count + 1)]
        assert all(len(each.get("output", {}).get("annotations", [])) <= 50 for each in sent)


def put_at_last(clocked: Clocked, check: CheckRun) -> None:
    """Runs are repeated by people until one ends well."""
    try:
        clocked.run(lambda forge: forge.checks.put(check))
    except ForgeUnknownError:
        put_at_last(clocked, check)
