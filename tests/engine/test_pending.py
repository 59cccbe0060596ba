"""Which plan is taken for what was merged: the one of the trusted workflow, for the last commit, and no other."""

import asyncio
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reconciler.engine.pending import Wanted, gather_reviewed
from reconciler.forge import GitHub, Session
from reconciler.model.pending import ReviewedPlan
from tests.forge.host import Host

ASKED = ("main", "o/r", "plan.yml")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    made = Host(tmp_path)
    yield made
    assert made.complaints == []


def packed(plan: bytes, name: str = "plan.json") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, plan)
    return stream.getvalue()


def planned(host: Host, number: int, plan: bytes = b"{}", **run: Any) -> int:
    """A run of the plan workflow for the head of a pull request with its artifact; the artifact's id."""
    head = run.pop("head", host.head(number))
    about = {"event": "pull_request_target", "workflow": "plan.yml", **run}
    made = host.run(head, **{key: about[key] for key in ("event", "workflow", "repository") if key in about})
    host.world.runs[made].conclusion = about.get("conclusion", "success")
    host.world.runs[made].home = about.get("home", "o/r")
    return host.leave_artifact(made, f"plan-{host.head(number)}", packed(plan, about.get("name", "plan.json")))


def gathered(host: Host, *commits: str) -> tuple[ReviewedPlan, ...]:
    async def inside() -> tuple[ReviewedPlan, ...]:
        async with Session(host.place(), transport=host.transport()) as session:
            return await gather_reviewed(GitHub(session), Wanted(commits, *ASKED))

    return asyncio.run(inside())


def opened(host: Host, branch: str = "topic") -> int:
    return host.open_pull_request(branch, {f"groups/{branch}.yaml": "a: 1\n"})


def test_the_newest_plan_of_the_last_commit_is_taken_with_the_evidence(host: Host) -> None:
    number = opened(host)
    planned(host, number, b"older commit")
    host.push(number, {"groups/topic.yaml": "a: 2\n"})
    planned(host, number, b"first")
    planned(host, number, b"second")
    planned(host, number, b"nobody saw it", conclusion="cancelled")
    host.review_as("bob", number)
    commit = host.merge(number)

    (found,) = gathered(host, commit)

    assert found.plan == b"second"
    assert found.pending.problem is None
    assert found.evidence is not None
    assert (found.evidence.head, found.evidence.merge_commit) == (host.head(number), commit)
    assert (found.evidence.merged_by, [each.by for each in found.evidence.reviews]) == ("meg", ["bob"])


@pytest.mark.parametrize(
    "run",
    [
        pytest.param({"workflow": "other.yml"}, id="another-workflow"),
        pytest.param({"event": "pull_request"}, id="the-pull-request's-own-workflow"),
        pytest.param({"repository": "eve/r"}, id="a-fork's-commit"),
        pytest.param({"home": "eve/r"}, id="another-repository's-run"),
        pytest.param({"head": "a" * 40}, id="another-commit"),
        pytest.param({"conclusion": None}, id="still-running"),
        pytest.param({"name": "other.json"}, id="no-plan-inside"),
    ],
)
def test_what_the_trusted_workflow_did_not_make_is_never_taken(host: Host, run: dict[str, Any]) -> None:
    number = opened(host)
    planned(host, number, b"forged", **run)
    commit = host.merge(number)

    (found,) = gathered(host, commit)

    assert (found.plan, found.evidence) == (b"", None)
    assert found.pending.problem is not None
    assert "left no plan" in found.pending.problem.en


def test_a_plan_that_is_gone_is_said_and_stops_no_other(host: Host) -> None:
    one, two = opened(host, "one"), opened(host, "two")
    host.world.expired.add(planned(host, one))
    planned(host, two, b"two")
    first, pushed, second = host.merge(one), host.remote.write("main", {"groups/x.yaml": "y"}, "Push"), host.merge(two)

    found = gathered(host, first, pushed, second)

    assert [(each.pending.number, each.plan) for each in found] == [(one, b""), (None, b""), (two, b"two")]
    problems = [each.pending.problem.en if each.pending.problem else "" for each in found]
    assert ["kept no longer" in problems[0], "no pull request" in problems[1], problems[2]] == [True, True, ""]
