"""A plan on its pull request: one comment, one check, one label, whatever happens in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.engine.posting_plan import BLOCKED, CHANGES, PLAN_CHECK
from tests.e2e.desk import PostDesk, a_desk
from tests.render.builders import a_group, a_join, a_plan
from tests.render.scenarios import PLANS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PostDesk]:
    with a_desk(tmp_path) as made:
        yield made


@pytest.fixture
def number(desk: PostDesk) -> int:
    return desk.host.open_pull_request("topic", {"groups/a.yaml": "a: 1\n"})


def argv(desk: PostDesk, number: int, scenario: str) -> tuple[str, ...]:
    return ("plan", "--plan", desk.save("plan.json", PLANS[scenario]()), "--pull-request", str(number))


def checks(desk: PostDesk) -> list[tuple[str, str]]:
    return [(each["name"], each["conclusion"]) for each in desk.host.world.checks.values()]


def test_a_second_post_changes_nothing(desk: PostDesk, number: int) -> None:
    first = desk.post(*argv(desk, number, "mixed"))
    written = desk.writes()

    second = desk.post(*argv(desk, number, "mixed"))

    assert first.code == second.code
    assert desk.writes() == written
    assert len(desk.host.visible(number)) == 1


def test_the_verdict_is_check_label_and_exit_code(desk: PostDesk, number: int) -> None:
    good = desk.post(*argv(desk, number, "one-join"))
    bad = desk.post(*argv(desk, number, "blocked"))

    assert (good.code, bad.code) == (0, 1)
    assert checks(desk) == [(PLAN_CHECK, "success"), (PLAN_CHECK, "failure")]
    assert desk.host.world.threads[number].labels == [BLOCKED]
    assert len(desk.host.visible(number)) == 1


def test_a_comment_that_is_refused_changes_no_verdict_and_is_said(desk: PostDesk, number: int) -> None:
    desk.host.fault("forbidden", "POST", f"/issues/{number}/comments")

    ran = desk.post(*argv(desk, number, "one-join"))

    assert ran.code == 0
    assert "The comment was not posted" in ran.err
    assert checks(desk) == [(PLAN_CHECK, "success")]
    assert "评论没有发" in desk.summary.read_text("utf-8")
    assert desk.host.world.threads[number].labels == [CHANGES]


def test_without_permission_for_checks_the_remedy_is_named(desk: PostDesk, number: int) -> None:
    desk.host.fault("forbidden", "POST", "/check-runs")

    ran = desk.post(*argv(desk, number, "one-join"))

    assert ran.code == 4
    assert "checks: write" in ran.err


def test_without_a_token_nothing_is_asked(desk: PostDesk, number: int) -> None:
    del desk.variables["GITHUB_TOKEN"]

    ran = desk.post(*argv(desk, number, "one-join"))

    assert ran.code == 4
    assert "GITHUB_TOKEN" in ran.err
    assert desk.host.world.requests == []


def test_a_rehearsal_posts_nothing(desk: PostDesk, number: int) -> None:
    ran = desk.post(*argv(desk, number, "one-join"), "--dry-run")

    assert ran.code == 0
    assert [each["act"] for each in ran.told["deeds"]] == ["comment", "label", "check"]
    assert desk.writes() == []


def test_a_plan_that_cannot_be_read_is_a_failed_check(desk: PostDesk, number: int) -> None:
    ran = desk.post("plan", "--plan", desk.save("plan.json", "{}"), "--pull-request", str(number))

    assert ran.code == 1
    assert checks(desk) == [(PLAN_CHECK, "failure")]
    assert "没有可用的计划" in desk.host.visible(number)[0].body


def test_github_community_projects_safe_settings_245_ten_thousand_changes_are_one_comment_and_one_check(
    desk: PostDesk, number: int
) -> None:
    """runatlantis/atlantis#4932: a plan too long for a comment was split, or the check never ended."""
    groups = [a_group(f"g{n}", changes=tuple(a_join(f"user{m}", f"g{n}") for m in range(100))) for n in range(100)]

    ran = desk.post("plan", "--plan", desk.save("plan.json", a_plan(*groups)), "--pull-request", str(number))

    assert ran.code == 0, ran.err
    [comment] = desk.host.visible(number)
    assert 100 < len(comment.body) <= 65_536
    assert [(name, state != "") for name, state in checks(desk)] == [(PLAN_CHECK, True)]


def test_a_forged_comment_is_left_alone_and_ours_put_right(desk: PostDesk, number: int) -> None:
    desk.post(*argv(desk, number, "hostile"))
    ours = desk.host.visible(number)[0]
    good = ours.body
    desk.host.comment_as("eve", number, good)
    desk.host.edit_comment(ours.id, good + "\nedited")

    desk.post(*argv(desk, number, "hostile"))

    assert [each.body for each in desk.host.visible(number)] == [good, good]
