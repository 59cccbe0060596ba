"""Who is idle is said only where an export covers the time; it is proposed, and nobody is removed for it."""

from dataclasses import replace
from typing import Any

import pytest

from reconciler.model.activity import ActivityLog
from reconciler.model.group import GroupSpec, Lifecycle
from reconciler.model.rule import Facts
from tests.builders import NOW, a_chat, a_company, a_directory, a_profile, a_spec, a_tag, chat_of
from tests.policy.world import a_log, places, remedies, sentences, some_facts

FILE = "groups/rd-platform.yaml"
UNKNOWN = ["groups/company.yaml activity"]
IDLE_RULES = ("idle-member", "idle-group")
PEOPLE = "ann bob cyd dan"
RECENT = {"ann": 1, "bob": 2, "cyd": 3, "dan": 4}
SPEC = a_spec(members="bob cyd dan")


def facts_of(log: ActivityLog | None, spec: GroupSpec = SPEC, members: str = PEOPLE, **desired: Any) -> Facts:
    """One group with these people in it, and this export."""
    book = a_directory({"ann": [1], "bob": [1], "cyd": [2], "dan": [1], "eve": [1]}, tags=[a_tag("值班", "dan")])
    return some_facts(spec, directory=book, seen=[a_chat(members)], activity=log, **desired)


@pytest.mark.clause("A8", "C3.3", "H6.1")
@pytest.mark.parametrize(
    ("spec", "days", "members", "found"),
    [
        pytest.param(SPEC, RECENT, PEOPLE, "", id="everybody-speaks"),
        pytest.param(SPEC, {**RECENT, "cyd": 89}, PEOPLE, "", id="just-in-time"),
        pytest.param(SPEC, {**RECENT, "cyd": 91}, PEOPLE, "Cyd.", id="long-ago"),
        pytest.param(SPEC, {"ann": 1}, PEOPLE, "Bob, Cyd, Dan.", id="never-in-the-export"),
        pytest.param(SPEC, {"bob": 1, "cyd": 1, "dan": 1}, PEOPLE, "", id="owners-may-be-silent"),
        pytest.param(a_spec(members="bob cyd dan", admins="bob"), {"cyd": 1, "dan": 1}, PEOPLE, "", id="admins-too"),
        pytest.param(SPEC, RECENT, PEOPLE + " eve", "", id="undeclared-is-another-rule"),
        pytest.param(SPEC, {"ann": 1, "bob": 1}, "ann bob", "", id="who-is-not-in-is-not-idle"),
        pytest.param(SPEC, {"ann": 200}, PEOPLE, "", id="nobody-spoke-is-idle-group"),
        pytest.param(replace(SPEC, lifecycle=Lifecycle.FROZEN), {"ann": 1}, PEOPLE, "", id="frozen"),
    ],
)
def test_members_without_a_word_are_proposed(spec: GroupSpec, days: dict[str, int], members: str, found: str) -> None:
    facts = facts_of(a_log(days), spec, members)

    assert places("idle-member", facts) == ([f"{FILE} members"] if found else [])
    assert "".join(sentences("idle-member", facts)).endswith(found)


@pytest.mark.clause("A8", "C3.3")
@pytest.mark.parametrize(
    ("remove", "remedy"),
    [
        (
            False,
            "Ask whether they still need the group; if not, take Bob out of `members`, add Cyd, Dan to `except`.",
        ),
        (True, "Take Bob out of `members`, add Cyd, Dan to `except`."),
    ],
)
def test_the_proposal_is_an_edit_in_words(remove: bool, remedy: str) -> None:
    spec = a_spec(members="bob department:研发部 tag:值班")
    company = a_company(policy={"idle-member": {"remove": remove}})

    facts = facts_of(a_log({"ann": 1}), spec, company=company)

    assert remedies("idle-member", facts) == [remedy]


@pytest.mark.clause("B5", "H6.1")
@pytest.mark.parametrize(
    ("days", "found"),
    [
        pytest.param({"ann": 89}, "", id="in-time"),
        pytest.param({"ann": 91, "bob": 200}, "since 2026-08-19, more than 90 days ago.", id="long-ago"),
    ],
)
def test_groups_without_a_word_are_proposed(days: dict[str, int], found: str) -> None:
    facts = facts_of(a_log(days))

    assert places("idle-group", facts) == ([f"{FILE} lifecycle"] if found else [])
    assert "".join(sentences("idle-group", facts)).endswith(found)


@pytest.mark.clause("B5", "H6.1")
def test_a_group_the_export_does_not_mention_is_told_with_care() -> None:
    log = a_log({"ann": 1}, key="other")
    seen = [a_chat(PEOPLE), a_chat("ann bob", key="other")]

    facts = some_facts(SPEC, a_spec("other"), directory=a_directory(PEOPLE), seen=seen, activity=log)

    assert places("idle-group", facts) == [f"{FILE} lifecycle"]
    assert "unless the group is new or not archived" in sentences("idle-group", facts)[0]
    assert places("idle-member", facts) == ["groups/other.yaml members"]


@pytest.mark.clause("A8", "B5", "C3.3", "H6.1")
@pytest.mark.parametrize("rule", IDLE_RULES)
@pytest.mark.parametrize(
    ("log", "words"),
    [
        pytest.param(None, "names no activity source", id="no-source"),
        pytest.param(a_log({}, since=365), "none of the groups managed here", id="empty"),
        pytest.param(a_log({"ann": 200}, key="xx"), "none of the groups managed here", id="other-ids"),
        pytest.param(a_log({"ann": 50}, since=89), "not the last 90 days", id="begins-too-late"),
        pytest.param(a_log({"ann": 200}, until=8), "not the last 90 days", id="ended-too-long-ago"),
    ],
)
def test_without_a_fitting_export_it_is_not_known(rule: str, log: ActivityLog | None, words: str) -> None:
    facts = facts_of(log)

    assert places(rule, facts) == UNKNOWN
    assert words in sentences(rule, facts)[0]


@pytest.mark.parametrize("rule", IDLE_RULES)
def test_it_is_said_once_for_the_company(rule: str) -> None:
    seen = [a_chat(), a_chat(key="other")]

    facts = some_facts(a_spec(), a_spec("other"), seen=seen)

    assert places(rule, facts) == UNKNOWN


@pytest.mark.parametrize("rule", IDLE_RULES)
def test_nothing_is_said_where_no_group_was_seen(rule: str) -> None:
    assert places(rule, some_facts(a_spec(), seen=[])) == []


@pytest.mark.parametrize("rule", IDLE_RULES)
def test_each_group_has_its_own_number_of_days(rule: str) -> None:
    quick = a_profile("quick", category="quick", policy={rule: {"days": 7}})
    spec = replace(SPEC, category="quick")
    days = {"ann": 1, "bob": 20, "cyd": 1, "dan": 1} if rule == "idle-member" else {"ann": 20}

    facts = facts_of(a_log(days, since=30), spec, profiles={"quick": quick})

    assert [place.split()[0] for place in places(rule, facts)] == [FILE]
    assert places(rule, replace(facts, groups=(), desired=replace(facts.desired, profiles={}))) == UNKNOWN


def test_the_moments_of_a_log_may_be_in_any_zone() -> None:
    log = a_log({"ann": 1, "bob": 1, "cyd": 91, "dan": 1})
    elsewhere = {key: at.astimezone(None) for key, at in log.last_of_person.items()}

    facts = facts_of(replace(log, last_of_person=elsewhere))

    assert NOW.tzinfo is not None
    assert chat_of() in log.last_in_chat
    assert places("idle-member", facts) == [f"{FILE} members"]
