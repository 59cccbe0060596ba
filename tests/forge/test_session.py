"""Limits, lost answers, redirects and refusals."""

import pytest

from reconciler.errors import (
    ForgeDeniedError,
    ForgeMissingError,
    ForgeProtocolError,
    ForgeRejectedError,
    ForgeThrottledError,
    ForgeUnknownError,
    ForgeUnreachableError,
)
from reconciler.forge.endpoint import read
from reconciler.forge.waiting import Patience
from tests.forge.doors import Clocked
from tests.forge.host import Host
from tests.forge.host.host import REPOSITORY, UNDESCRIBED

_UNKNOWN = "no such route in the description"


@pytest.mark.parametrize(
    ("kind", "waited"),
    [
        pytest.param("secondary", [7.0], id="as-long-as-is-asked"),
        pytest.param("silent-secondary", [60.0], id="a-minute-where-nothing-is-said"),
        pytest.param("dated-secondary", [60.0], id="a-minute-where-a-date-is-said"),
        pytest.param("primary", [31.0], id="until-the-limit-is-reset"),
        pytest.param("502", [1.0], id="a-little"),
        pytest.param("before", [1.0], id="a-little-without-connection"),
        pytest.param("after", [1.0], id="a-little-without-answer"),
    ],
)
def test_a_question_is_asked_again_after_a_while(clocked: Clocked, kind: str, waited: list[float]) -> None:
    run = clocked.host.run("a" * 40)
    clocked.host.fault(kind)

    clocked.run(lambda forge: forge.runs.get(run))

    assert clocked.waited == waited


@pytest.mark.parametrize(
    ("kind", "waited"),
    [
        pytest.param("graph-limit", [31.0], id="until-the-limit-is-reset"),
        pytest.param("graph-secondary", [7.0], id="as-long-as-is-asked"),
        pytest.param("abuse", [60.0], id="the-name-of-older-servers"),
        pytest.param("graph-broken-off", [1.0], id="a-query-that-took-too-long"),
    ],
)
def test_trouble_inside_a_success_of_graphql_is_waited_for_as_well(
    clocked: Clocked, kind: str, waited: list[float]
) -> None:
    number = clocked.host.open_issue("ann", "t", "b")
    clocked.host.fault(kind, "POST", "/graphql")

    assert clocked.run(lambda forge: forge.comments.list(number)) == ()
    assert clocked.waited == waited


@pytest.mark.parametrize(
    ("kind", "what", "remedy"),
    [
        pytest.param("locked", "锁定", "Unlock", id="a-locked-conversation"),
        pytest.param("archived", "归档", "归档", id="an-archived-repository"),
        pytest.param("single-sign-on", "SAML", "issues: write", id="what-github-says-of-anything-else"),
        pytest.param("forbidden", "没有 issues: write 权限", "issues: write", id="a-missing-permission"),
    ],
)
def test_a_refusal_says_what_is_in_the_way(clocked: Clocked, kind: str, what: str, remedy: str) -> None:
    number = clocked.host.open_issue("ann", "t", "b")
    clocked.host.fault(kind, "POST", "/comments")

    with pytest.raises(ForgeDeniedError) as caught:
        clocked.run(lambda forge: forge.comments.add(number, "<!-- m -->", ("x",)))

    assert what in caught.value.what.zh
    assert caught.value.remedy is not None
    assert remedy in caught.value.remedy.zh


def test_what_is_switched_off_is_said_in_the_words_of_the_code_host(clocked: Clocked) -> None:
    clocked.host.fault("gone")

    with pytest.raises(ForgeMissingError) as caught:
        clocked.run(lambda forge: forge.issues.find("l", "<!-- m -->"))

    assert "Issues are disabled for this repo" in caught.value.what.en


def test_a_limit_is_not_waited_for_without_end(host: Host) -> None:
    clocked = Clocked(host, Patience(limit_wait_s=10.0))
    host.fault("secondary", times=9)

    with pytest.raises(ForgeThrottledError) as caught:
        clocked.run(lambda forge: forge.runs.get(1))

    assert (caught.value.retry_after_s, clocked.waited) == (7.0, [7.0])


def test_four_times_is_enough(clocked: Clocked) -> None:
    clocked.host.fault("502", times=9)

    with pytest.raises(ForgeUnreachableError):
        clocked.run(lambda forge: forge.runs.get(1))

    assert clocked.waited == [1.0, 2.0, 4.0]


def test_a_write_that_stays_unseen_is_said_to_be_unknown(clocked: Clocked) -> None:
    number = clocked.host.open_issue("ann", "t", "b")
    clocked.host.fault("502", "POST", "/comments", times=9)

    with pytest.raises(ForgeUnknownError):
        clocked.run(lambda forge: forge.comments.add(number, "<!-- m -->", ("x",)))

    assert clocked.host.visible(number) == []


def test_a_missing_permission_is_named(clocked: Clocked) -> None:
    clocked.host.fault("forbidden")

    with pytest.raises(ForgeDeniedError) as caught:
        clocked.run(lambda forge: forge.runs.approvals(1))

    assert caught.value.remedy is not None
    assert "actions: read" in caught.value.remedy.zh
    assert "actions: read" in caught.value.remedy.en


def test_a_redirect_within_the_host_is_followed(clocked: Clocked) -> None:
    run = clocked.host.run("a" * 40)
    clocked.host.fault("moved", times=2)

    assert clocked.run(lambda forge: forge.runs.get(run)).id == run


@pytest.mark.parametrize(("kind", "times"), [("away", 1), ("moved", 9)])
def test_a_redirect_elsewhere_or_without_end_is_not_followed(clocked: Clocked, kind: str, times: int) -> None:
    clocked.host.fault(kind, times=times)

    with pytest.raises(ForgeRejectedError):
        clocked.run(lambda forge: forge.runs.get(1))


def test_a_request_that_github_does_not_describe_is_refused_and_would_fail_any_test(clocked: Clocked) -> None:
    with pytest.raises(ForgeUnreachableError):
        clocked.ask(read("{repo}/issues/1/nothing", "issues"))

    assert set(clocked.host.complaints) == set(UNDESCRIBED) == {f"GET /repos/{REPOSITORY}/issues/1/nothing: {_UNKNOWN}"}
    UNDESCRIBED.clear()


def test_an_answer_that_is_none_is_said(clocked: Clocked) -> None:
    clocked.host.fault("garbage")

    with pytest.raises(ForgeProtocolError):
        clocked.run(lambda forge: forge.runs.get(1))
