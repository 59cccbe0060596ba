"""Approvals count on the plan's commit, never for oneself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reconciler.engine.approved import judge_evidence
from reconciler.model.approval import (
    Approved,
    EnvironmentApproval,
    Evidence,
    Review,
    ReviewState,
    ReviewTerms,
    SelfAdd,
    Separation,
)
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.origin import Origin
from reconciler.model.plan import Plan
from tests.engine.worlds import three_joins

HEAD, OLD = "a" * 40, "b" * 40
AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
PEOPLE = {"author": UserId("ann"), "lead": UserId("bob"), "lead-too": UserId("bob"), "cat-login": UserId("cat")}


def a_plan() -> Plan:
    """cat joins a, dan joins b, eve joins c."""
    return replace(three_joins().plan(), origin=Origin("t", HEAD, OLD))


def a_review(by: str, state: str = "approved", commit: str = HEAD, hours: int = 0) -> Review:
    return Review(by, commit, ReviewState(state), AT + timedelta(hours=hours))


def judged(*reviews: Review, author: str = "Author", environment: str = "", **terms: object) -> Approved:
    entries = tuple(EnvironmentApproval(by, AT) for by in environment.split())
    evidence = Evidence(HEAD, author, reviews, entries)
    return judge_evidence(evidence, a_plan(), replace(ReviewTerms(), **terms), PEOPLE)  # type: ignore[arg-type]  # Fields.


@pytest.mark.parametrize(
    ("reviews", "blocking"),
    [
        pytest.param([a_review("Lead")], [], id="approved"),
        pytest.param([], ["1 must approve; 0 did"], id="nobody"),
        pytest.param([a_review("Lead", commit=OLD)], ["1 must approve; 0 did"], id="an-older-commit"),
        pytest.param([a_review("AUTHOR")], ["1 must approve; 0 did"], id="the-author"),
        pytest.param(
            [a_review("lead", "dismissed")],
            ["the review of lead was dismissed", "1 must approve; 0 did"],
            id="dismissed",
        ),
        pytest.param(
            [a_review("lead"), a_review("LEAD", "changes_requested", hours=1)],
            ["LEAD asks for changes", "1 must approve; 0 did"],
            id="changed-their-mind",
        ),
        pytest.param([a_review("lead", "changes_requested"), a_review("Lead", hours=1)], [], id="content-at-last"),
        pytest.param(
            [a_review("lead"), a_review("lead", "changes_requested")],
            ["lead asks for changes", "1 must approve; 0 did"],
            id="at-the-same-moment-the-stricter",
        ),
    ],
)
def test_only_the_last_word_on_the_plans_commit_counts(reviews: list[Review], blocking: list[str]) -> None:
    assert [text.en for text in judged(*reviews, approvals=1).blocking] == blocking


def test_two_logins_of_one_person_are_one_approval() -> None:
    approved = judged(
        a_review("lead"), a_review("lead-too"), *[a_review("lead", hours=n) for n in range(10)], approvals=2
    )

    assert [text.en for text in approved.blocking] == ["2 must approve; 1 did"]


def test_an_approval_of_an_older_commit_is_told_with_whose_it_is() -> None:
    assert "Lead approved bbbbbbbbbb, an older commit; that is not counted" in [
        text.en for text in judged(a_review("Lead", commit=OLD)).remarks
    ]


def test_an_author_who_adds_herself_and_an_approver_who_adds_himself_are_told() -> None:
    by_author = judged(a_review("lead"), author="cat-login")
    by_approver = judged(a_review("cat-login"))

    added = (SelfAdd(UserId("cat"), GroupKey("a"), "member"),)
    assert (by_author.self_adds, by_approver.self_adds) == (added, added)
    assert (by_author.is_separate, by_author.blocking) == (False, ())


@pytest.mark.parametrize("environment", ["author", "LEAD", "lead-too"])
def test_one_person_in_two_roles_is_refused_where_the_company_says_so(environment: str) -> None:
    refused = judged(a_review("lead"), environment=environment, separation=Separation.REFUSE)
    reported = judged(a_review("lead"), environment=environment)
    ignored = judged(a_review("lead"), environment=environment, separation=Separation.OFF)

    assert (len(refused.blocking), len(reported.blocking)) == (1, 0)
    assert (refused.is_separate, reported.is_separate, ignored.is_separate) == (False, False, None)


def test_three_people_in_three_roles_are_separate() -> None:
    approved = judged(a_review("lead"), environment="operator", separation=Separation.REFUSE)

    assert (approved.is_separate, approved.blocking) == (True, ())
    assert (approved.approvers, approved.environment) == ((("lead", HEAD),), ("operator",))


def test_a_login_nobody_knows_is_told() -> None:
    assert any("nobody knows who stranger is" in text.en for text in judged(a_review("stranger")).remarks)


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (Origin("t"), "no commit"),
        (Origin("t", OLD, OLD), "the approvals are for commit aaaaaaaaaa"),
        (Origin("t", HEAD, OLD, is_dirty=True), "not committed"),
    ],
)
def test_approvals_of_something_else_than_the_plan_block(origin: Origin, words: str) -> None:
    evidence = Evidence(HEAD, "author", (a_review("lead"),))

    approved = judge_evidence(evidence, replace(a_plan(), origin=origin), ReviewTerms(), PEOPLE)

    assert any(words in text.en for text in approved.blocking)


def test_ten_thousand_reviews_are_judged_as_one() -> None:
    many = [a_review(f"user{number}", "approved", hours=number) for number in range(10_000)]

    assert len(judged(*many, approvals=100).approvers) == 10_000
