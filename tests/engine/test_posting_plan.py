"""Whatever the network does, a plan ends as one comment and one check."""

from pathlib import Path

import pytest

from reconciler.engine.posting import Desk
from reconciler.engine.posting_plan import CHANGES, PLAN_CHECK, PlanPost, post_plan
from reconciler.model.check_run import Annotation, Conclusion, Level
from reconciler.model.posted import Posted
from tests.forge.doors import Clocked
from tests.forge.host import Host


@pytest.fixture
def clocked(tmp_path: Path) -> Clocked:
    return Clocked(Host(tmp_path))


def a_post(number: int, commit: str = "") -> PlanPost:
    lines = tuple(Annotation("groups/a.yaml", n + 1, n + 1, Level.WARNING, f"line {n}") for n in range(60))
    return PlanPost(
        number=number,
        marker="<!-- reconciler:plan x -->",
        bodies=("body\n",),
        conclusion=Conclusion.SUCCESS,
        title="title",
        summaries=("summary",),
        label=CHANGES,
        unsaid="no comment",
        commit=commit,
        annotations=lines,
    )


def posted(clocked: Clocked, post: PlanPost) -> Posted:
    return clocked.run(lambda forge: post_plan(Desk(forge), post))


@pytest.mark.parametrize("kind", ["before", "after", "502", "502-after", "secondary"])
@pytest.mark.parametrize("path", ["/comments", "/labels", "/check-runs", "/pulls"])
def test_after_a_fault_and_a_second_run_all_is_there_once(clocked: Clocked, kind: str, path: str) -> None:
    number = clocked.host.open_pull_request("topic", {"a.yaml": "a: 1\n"})
    clocked.host.fault(kind, "", path)

    posted(clocked, a_post(number))
    posted(clocked, a_post(number))

    assert len(clocked.host.visible(number)) == 1
    assert clocked.host.world.threads[number].labels == [CHANGES]
    checks = [each for each in clocked.host.world.checks.values() if each["name"] == PLAN_CHECK]
    assert [len(each["annotations"]) for each in checks] == [60]


def test_a_plan_of_an_older_commit_leaves_the_comment_to_the_newer(clocked: Clocked) -> None:
    number = clocked.host.open_pull_request("topic", {"a.yaml": "a: 1\n"})
    old = clocked.host.head(number)
    clocked.host.push(number, {"a.yaml": "a: 2\n"})

    told = posted(clocked, a_post(number, old))

    assert clocked.host.visible(number) == []
    assert [each["head_sha"] for each in clocked.host.world.checks.values()] == [old]
    assert len(told.trouble) == 1
