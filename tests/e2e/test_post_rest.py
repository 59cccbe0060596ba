"""Outcomes, drift, answers to forms and evidence of reviews: posted once, however often it is asked."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reconciler.engine.follow_ups import APPLY_LABEL
from reconciler.engine.posting_drift import DRIFT_LABEL
from reconciler.model.approval import Evidence
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan
from reconciler.render.programs.apply import dump_apply
from reconciler.source.approvals import read_approvals
from reconciler.text import Text
from tests.e2e.desk import PostDesk, Ran, a_desk
from tests.forge.host.world import Thread
from tests.render.builders import a_group, a_join, a_leave, a_plan
from tests.render.scenarios import PLANS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PostDesk]:
    with a_desk(tmp_path) as made:
        yield made


def threads(desk: PostDesk, label: str) -> list[Thread]:
    return [each for each in desk.host.world.threads.values() if label in each.labels]


# ── applied ──


def report(status: str, *, converged: bool | None) -> str:
    """What `apply --json` prints of the one action of the plan."""
    plan = PLANS["one-join"]()
    left = None if converged is None else replace(plan, actions=(), groups=()) if converged else plan
    outcome = Outcome(plan.actions[0], Status(status), Text("因为 @all", "for @all"))
    return dump_apply([outcome], plan, left)


def applied(desk: PostDesk, commit: str, words: str) -> Ran:
    plan = desk.save("plan.json", PLANS["one-join"]())
    return desk.post("applied", "--plan", plan, "--applied", desk.save("applied.json", words), "--commit", commit)


def merged(desk: PostDesk, branch: str) -> tuple[int, str]:
    number = desk.host.open_pull_request(branch, {f"groups/{branch}.yaml": "a: 1\n"})
    return number, desk.host.merge(number)


def test_a_failure_is_one_issue_for_whoever_merged_until_all_of_that_commit_is_done(desk: PostDesk) -> None:
    number, commit = merged(desk, "one")
    for _ in range(2):
        ran = applied(desk, commit, report("failed", converged=False))
    opened = [(each.is_open, each.assignees) for each in threads(desk, APPLY_LABEL)]

    _, later = merged(desk, "two")
    applied(desk, later, report("applied", converged=True))
    after_another = [each.is_open for each in threads(desk, APPLY_LABEL)]
    for _ in range(2):
        applied(desk, commit, report("applied", converged=True))

    assert ran.code == 1, ran.err
    assert opened == [(True, ["meg"])]
    assert after_another == [True]
    assert [each.is_open for each in threads(desk, APPLY_LABEL)] == [False]
    assert len(desk.host.visible(number)) == 1
    assert "@all" not in desk.host.visible(number)[0].body


def test_an_apply_without_a_report_is_told(desk: PostDesk) -> None:
    number, commit = merged(desk, "one")

    applied(desk, commit, "")

    assert "没有执行结果" in desk.host.visible(number)[0].body
    assert len(threads(desk, APPLY_LABEL)) == 1


def test_what_is_put_off_opens_no_issue(desk: PostDesk) -> None:
    _, commit = merged(desk, "one")

    applied(desk, commit, report("deferred", converged=False))

    assert threads(desk, APPLY_LABEL) == []


def test_a_direct_push_is_said(desk: PostDesk) -> None:
    ran = applied(desk, desk.host.remote.write("main", {"x": "y"}, "Push"), report("applied", converged=True))

    assert ran.code == 0
    assert "no pull request" in ran.err


# ── drift ──

JOIN = a_plan(a_group("g", changes=(a_join("ann", "g"),)))
LEAVE = a_plan(a_group("g", changes=(a_leave("ann", "g"),)))


def drift(desk: PostDesk, plan: Plan) -> list[bool]:
    ran = desk.post("drift", "--plan", desk.save("drift.json", plan))
    assert ran.code == 0, ran.err
    return [each.is_open for each in threads(desk, DRIFT_LABEL)]


def test_one_issue_opens_closes_and_opens_again(desk: PostDesk) -> None:
    assert drift(desk, a_plan()) == []
    assert drift(desk, JOIN) == [True]
    written = desk.writes()
    assert drift(desk, JOIN) == [True]
    assert desk.writes() == written
    assert drift(desk, a_plan()) == [False]
    assert drift(desk, JOIN) == [True]


@pytest.mark.parametrize(
    ("association", "words", "is_open"),
    [
        pytest.param("COLLABORATOR", "/snooze 2099-12-31 等人事", False, id="quiet"),
        pytest.param("NONE", "/snooze 2099-12-31 等人事", True, id="stranger"),
        pytest.param("MEMBER", "/snooze 2001-12-31 等人事", True, id="over"),
        pytest.param("MEMBER", "/snooze 2099-12-31", True, id="no-reason"),
        pytest.param("MEMBER", "/snooze 2099-02-31 等人事", True, id="no-such-day"),
        pytest.param("OWNER", "/snooze 2099-12-31 等人事\n/unsnooze", True, id="taken-back"),
    ],
)
def test_a_collaborator_may_have_quiet(desk: PostDesk, association: str, words: str, is_open: bool) -> None:
    drift(desk, JOIN)
    issue = threads(desk, DRIFT_LABEL)[0]
    desk.host.comment_as("bob", issue.number, words, association)

    assert drift(desk, JOIN) == [is_open]


def test_a_removal_is_never_snoozed(desk: PostDesk) -> None:
    drift(desk, JOIN)
    desk.host.comment_as("bob", threads(desk, DRIFT_LABEL)[0].number, "/snooze 2099-12-31 later", "OWNER")

    assert drift(desk, LEAVE) == [True]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"one.yaml": "kind: group\nkey: [\n"}, id="one-file"),
        pytest.param({"company.yaml": "kind: company\n  name: ?\n"}, id="company.yaml"),
        pytest.param({"company.yaml": None}, id="no-company.yaml"),
    ],
)
def test_files_that_do_not_load_are_told_with_their_place_and_the_report_stays(
    desk: PostDesk, broken: dict[str, str | None]
) -> None:
    drift(desk, JOIN)
    issue = threads(desk, DRIFT_LABEL)[0]
    report, company = issue.body, (desk.folder / "groups" / "company.yaml").read_text("utf-8")
    for name, words in broken.items():
        (desk.folder / "groups" / name).write_text(words or "", "utf-8")

    for _ in range(2):
        ran = desk.post("drift", "--plan", desk.save("drift.json", ""), "--edits", "no-such-file.json")
    told, kept = desk.host.visible(issue.number), (issue.body, issue.is_open)
    for name in broken:
        (desk.folder / "groups" / name).unlink()
    (desk.folder / "groups" / "company.yaml").write_text(company, "utf-8")
    after = drift(desk, a_plan())

    assert ran.code == 1
    assert kept == (report, True)
    assert len(told) == 1
    assert f"groups/{next(iter(broken))}" in told[0].body
    assert told[0].body.split("-->")[1].strip() in desk.summary.read_text("utf-8")
    assert (after, desk.host.visible(issue.number)) == ([False], [])


def test_the_first_look_that_cannot_be_is_told_in_an_issue_of_its_own(desk: PostDesk) -> None:
    (desk.folder / "groups" / "one.yaml").write_text("kind: group\nkey: [\n", "utf-8")

    ran = desk.post("drift", "--plan", desk.save("drift.json", ""))

    assert ran.code == 1
    [issue] = threads(desk, DRIFT_LABEL)
    assert (issue.is_open, "默认分支上的文件读不进来" in issue.body) == (True, True)


# ── request ──


def answer(issue: int, outcome: str, files: dict[str, str], **more: Any) -> str:
    tree: dict[str, Any] = {
        "kind": "request",
        "format_version": 1,
        "issue": issue,
        "outcome": outcome,
        "form": "add-members",
        "title": {"zh": "加 @all `x`", "en": "add"},
        "reply": f"answer: {outcome}\n",
        "branch": f"request/issue-{issue}" if files else None,
        "body": "body" if files else None,
        "files": [{"file": name, "text": text} for name, text in files.items()],
    }
    return json.dumps({**tree, **more})


def request(desk: PostDesk, words: str) -> Ran:
    return desk.post("request", "--request", desk.save("request.json", words))


def pulls(desk: PostDesk) -> list[tuple[str | None, bool]]:
    return [(each.head, each.is_open) for each in desk.host.world.threads.values() if each.head]


def test_an_edit_becomes_one_pull_request_which_follows_the_issue(desk: PostDesk) -> None:
    issue = desk.host.open_issue("ann", "please", "form")
    branch = f"reconciler/request/issue-{issue}"
    first = request(desk, answer(issue, "edit", {"rd/a.yaml": "one\n"}))
    written = desk.writes()
    request(desk, answer(issue, "edit", {"rd/a.yaml": "one\n"}))

    assert first.code == 0, first.err
    assert desk.writes() == written
    assert pulls(desk) == [(branch, True)]
    assert "合并请求：#" in desk.host.visible(issue)[0].body

    request(desk, answer(issue, "edit", {"rd/a.yaml": "two\n"}))
    assert desk.host.remote.git("show", f"{branch}:groups/rd/a.yaml") == "two"

    request(desk, answer(issue, "questions", {}))
    assert pulls(desk) == [(branch, False)]
    assert len(desk.host.visible(issue)) == 1


@pytest.mark.parametrize(
    "path", ["../a.yaml", "/a.yaml", "a/../b.yaml", ".github/x.yaml", "a.sh", "a\\b.yaml", "a//b.yaml", "c:a.yaml", ""]
)
def test_a_path_that_leads_elsewhere_is_refused(desk: PostDesk, path: str) -> None:
    issue = desk.host.open_issue("ann", "please", "form")

    ran = request(desk, answer(issue, "edit", {path: "x\n"}))

    assert ran.code == 1
    assert desk.host.world.requests == []


def test_a_pull_request_that_may_not_be_opened_is_said_in_the_issue(desk: PostDesk) -> None:
    issue = desk.host.open_issue("ann", "please", "form")
    desk.host.fault("forbidden", "POST", "/pulls")

    ran = request(desk, answer(issue, "edit", {"a.yaml": "x\n"}))

    assert ran.code == 4
    assert "合并请求没有开成" in desk.host.visible(issue)[0].body


# ── approvals ──


def test_evidence_is_what_the_code_host_says(desk: PostDesk) -> None:
    number = desk.host.open_pull_request("topic", {"a.yaml": "a: 1\n"})
    old = desk.host.head(number)
    desk.host.review_as("bob", number, "APPROVED")
    desk.host.review_as("cat", number, "COMMENTED")
    head = desk.host.push(number, {"a.yaml": "a: 2\n"})
    desk.host.review_as("dan", number, "CHANGES_REQUESTED")
    commit = desk.host.merge(number, by="meg")
    run = desk.host.run(commit)
    desk.host.approve_run(run, "eve", "production")
    desk.host.approve_run(run, "fay", "production", "rejected")
    out = desk.folder / "approvals.json"

    ran = desk.post("approvals", "--commit", commit, "--run-id", str(run), "--out", str(out))

    assert ran.code == 0, ran.err
    found = read_approvals(out)
    assert (found.head, found.author, found.merged_by) == (head, "ann", "meg")
    assert [(each.by, each.commit) for each in found.reviews] == [("bob", old), ("dan", head)]
    assert [each.by for each in found.environment] == ["eve"]


def test_who_pushed_a_commit_wrote_some_of_it_and_update_branch_is_no_writing(desk: PostDesk) -> None:
    number = desk.host.open_pull_request("topic", {"a.yaml": "a: 1\n"})
    desk.host.push(number, {"a.yaml": "a: 2\n"}, "bob", "web-flow")
    desk.host.push(number, {"a.yaml": "a: 3\n"}, "", "cat")
    desk.host.remote.write("main", {"other.yaml": "x"}, "Meanwhile")
    desk.host.update_branch(number, "dan")

    assert evidence(desk, desk.host.merge(number)).writers == ("bob", "cat")


def test_who_asked_by_a_form_or_edited_it_wrote_what_came_of_it(desk: PostDesk) -> None:
    issue = desk.host.open_issue("li-yang", "please", "form")
    request(desk, answer(issue, "edit", {"rd/a.yaml": "one\n"}))
    number = next(each.number for each in desk.host.world.threads.values() if each.head)
    desk.host.world.threads[issue].editors += ["li-yang", "the-head"]

    found = evidence(desk, desk.host.merge(number))

    assert (found.author, found.writers) == ("github-actions[bot]", ("li-yang", "the-head"))


def test_a_request_edited_too_often_to_tell_by_whom_is_refused(desk: PostDesk) -> None:
    issue = desk.host.open_issue("li-yang", "please", "form")
    request(desk, answer(issue, "edit", {"rd/a.yaml": "one\n"}))
    number = next(each.number for each in desk.host.world.threads.values() if each.head)
    desk.host.world.threads[issue].editors += ["li-yang"] * 101

    ran = desk.post("approvals", "--commit", desk.host.merge(number), "--out", str(desk.folder / "approvals.json"))

    assert ran.code == 4
    assert "edited too often" in ran.err


def test_more_commits_than_are_listed_are_refused(desk: PostDesk) -> None:
    number = desk.host.open_pull_request("topic", {"a.yaml": "a: 1\n"})
    desk.host.push(number, {"a.yaml": "a: 2\n"})
    desk.host.commit_limit = 1

    ran = desk.post("approvals", "--commit", desk.host.merge(number), "--out", str(desk.folder / "approvals.json"))

    assert ran.code == 4
    assert "lists 1" in ran.err


def evidence(desk: PostDesk, commit: str) -> Evidence:
    out = desk.folder / "approvals.json"
    ran = desk.post("approvals", "--commit", commit, "--out", str(out))
    assert ran.code == 0, ran.err
    return read_approvals(out)


def test_a_commit_that_was_pushed_has_no_evidence(desk: PostDesk) -> None:
    commit = desk.host.remote.write("main", {"x": "y"}, "Push")
    out = desk.folder / "approvals.json"

    ran = desk.post("approvals", "--commit", commit, "--out", str(out))

    assert ran.code == 4
    assert not out.exists()


def test_a_commit_is_forty_digits(desk: PostDesk) -> None:
    assert desk.post("approvals", "--commit", "main; rm -rf", "--out", "x").code == 2
