"""What cases in files cannot show: other pictures read, odd options, several things at once."""

from typing import Any

import pytest

from reconciler.model.desired import DesiredState
from reconciler.model.finding import Place
from reconciler.model.group import Classification
from reconciler.model.ids import user_id
from reconciler.model.resolved import ResolvedState
from reconciler.model.rule import Facts
from reconciler.policy import rule_named
from reconciler.policy.options import options_of
from tests.builders import a_company, a_directory, a_group, a_spec, lines, people
from tests.policy.builders import a_department, departments, some_facts

RD = departments(a_department("rd"), a_department("deep", "发布组", "4"), a_department("hr", "人资中心", "5"))


def flaws(rule: str, facts: Facts) -> list[tuple[tuple[str | int, ...], str]]:
    """Route and English sentence of everything a rule finds."""
    found = rule_named(rule)
    assert found is not None
    return [(flaw.place.path, flaw.what.en) for flaw in found.judge(facts, options_of(rule, facts.desired))]


def with_pattern(pattern: str, **fields: Any) -> Facts:
    """One group under a naming pattern."""
    company = a_company(policy={"naming-pattern": {"pattern": pattern}})
    return some_facts(a_spec(**fields), desired={"company": company, "departments": RD})


@pytest.mark.clause("A4")
@pytest.mark.parametrize(
    ("pattern", "name", "labels", "fits"),
    [
        pytest.param("{department}-{topic}", "研发部-发布-二期", {}, True, id="topic-with-hyphens"),
        pytest.param("{department}-{topic}", "研发部- 发布", {}, False, id="topic-begins-with-a-space"),
        pytest.param("{topic}（{department}）", "发布（研发部）", {}, True, id="topic-first"),
        pytest.param("{topic}", "什么都行", {}, True, id="topic-alone"),
        pytest.param("{department}-{project}-{topic}", "研发部-a.b-x", {"project": "a.b"}, True, id="label"),
        pytest.param(
            "{department}-{project}-{topic}", "研发部-aXb-x", {"project": "a.b"}, False, id="label-is-literal"
        ),
        pytest.param("{work_item}", "值班", {"work_item": "值班"}, True, id="work-item"),
        pytest.param("{department}-{topic}-{topic}", "研发部-a", {}, False, id="two-topics"),
        pytest.param("群", "群", {}, True, id="nothing-but-text"),
        pytest.param("群", "群二", {}, False, id="text-and-more"),
    ],
)
def test_names_fit_a_pattern(*, pattern: str, name: str, labels: dict[str, str], fits: bool) -> None:
    found = flaws("naming-pattern", with_pattern(pattern, name=name, labels=labels, department="rd"))

    assert (found == []) is fits


@pytest.mark.clause("A4")
def test_the_departments_above_count_where_the_address_book_was_read() -> None:
    spec = a_spec(name="平台组-发布", department="deep")
    facts = some_facts(spec, desired={"departments": RD})
    told = some_facts(spec, desired={"departments": RD}, directory=a_directory())

    assert flaws("naming-pattern", told) == []
    assert flaws("naming-pattern", facts) == [(("name",), "The name “平台组-发布” should be “发布组-<topic>”.")]


@pytest.mark.clause("A4")
def test_a_group_of_a_lost_department_is_left_to_the_finding_it_has() -> None:
    facts = some_facts(a_spec(name="x", department="lost"), desired={"departments": RD})

    assert flaws("naming-pattern", facts) == []
    assert flaws("owner-eligible", facts) == []


@pytest.mark.clause("C2.2")
def test_everything_wrong_with_a_name_is_said_at_once_and_no_invisible_character_is_repeated() -> None:
    found = flaws("name-characters", some_facts(a_spec(name="平\u200b台－\u200b组 ")))

    assert found == [
        (
            ("name",),
            "The name “平<U+200B>台－<U+200B>组 ” has an invisible character, U+200B, "
            "“－” (U+FF0D), which is easily taken for “-”, a space at its beginning or end.",
        )
    ]


@pytest.mark.clause("F3")
def test_a_crowd_is_known_where_the_address_book_was_read() -> None:
    spec = a_spec("g", members="bob tag:值班 department:2", classification=Classification.CONFIDENTIAL)
    crowd = people(f"p{number}" for number in range(51))
    group = a_group("g", spec=spec, selected=((1, "tag:值班", crowd), (2, "department:2", people("ann bob"))))
    read = some_facts(spec, resolved=ResolvedState(groups=(group,)), directory=a_directory())

    assert flaws("confidential-broad-selector", read) == [
        (("members", 1), "“值班” brings 51 people; one line of a confidential group may bring 50.")
    ]
    assert flaws("confidential-broad-selector", some_facts(spec)) == []


@pytest.mark.clause("G1.1")
@pytest.mark.parametrize(
    ("line", "belongs"),
    [
        pytest.param("department:研发部", True, id="itself"),
        pytest.param("department:研发部/平台组/发布组", True, id="below"),
        pytest.param("department:事业部/研发部", True, id="with-what-is-above"),
        pytest.param("department:研发部二部", False, id="name-begins-alike"),
        pytest.param("department:002", True, id="its-id"),
        pytest.param("department:5", False, id="id-of-another-document"),
        pytest.param("department:77", True, id="id-nobody-knows"),
        pytest.param("department:1", False, id="the-company"),
        pytest.param("ann", True, id="the-head"),
        pytest.param("bob", False, id="somebody"),
    ],
)
def test_lines_of_a_team(*, line: str, belongs: bool) -> None:
    company = a_company(policy={"team-selector": {"required": True}})
    spec = a_spec(members=lines([line]), department="rd", owner="ann")
    facts = some_facts(spec, desired={"company": company, "departments": RD})

    assert (flaws("team-selector", facts) == []) is belongs


def test_rules_of_the_company_look_at_the_company() -> None:
    facts = some_facts()

    assert facts.desired == DesiredState(company=a_company())
    assert flaws("governance-set", facts) == [(("governance",), "Nobody is named for the governance of all groups.")]
    assert flaws("quiet-hours-set", facts) == [(("quiet_hours",), "The company has no quiet hours.")]
    assert facts.desired.company.place == Place("groups/company.yaml")


@pytest.mark.clause("C2.4")
def test_an_owner_named_as_admin_does_not_count() -> None:
    spec = a_spec(owner="ann", admins="ann b c d")

    assert [path for path, _ in flaws("admin-count", some_facts(spec))] == [("admins", 0)]
    assert user_id("ANN") == spec.owner
