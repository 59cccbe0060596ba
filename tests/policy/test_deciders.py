"""Who may run a group."""

from typing import Any

import pytest

from reconciler.model.company import Governance
from reconciler.model.ids import user_id
from reconciler.policy.deciders import Deciders, may_approve_revocation
from tests.builders import a_company, a_directory, a_spec, a_state, a_tag, people
from tests.policy.builders import a_department, departments, some_facts

DEPARTMENTS = departments(
    a_department("rd", deputy=user_id("bob"), delegates=(user_id("cid"),)), a_department("hr", head=user_id("dan"))
)
PEOPLE = Governance(people=(user_id("gov"),))
TAG = Governance(people=(user_id("gov"),), tag="治理")


def deciders(governance: Governance = PEOPLE, **fields: Any) -> Deciders:
    """Of a company with two departments."""
    company = a_company(governance=governance)
    return Deciders(some_facts(desired={"company": company, "departments": DEPARTMENTS}, **fields))


@pytest.mark.clause("A5", "D3.1")
@pytest.mark.parametrize(
    ("department", "eligible"),
    [
        pytest.param("rd", "ann bob cid gov", id="its-own-department"),
        pytest.param(None, "ann bob cid dan gov", id="any-department"),
    ],
)
def test_head_deputy_delegates_and_governance_decide(department: str | None, eligible: str) -> None:
    assert deciders().of(a_spec(department=department)) == people(eligible)


def test_of_an_unknown_department_nothing_can_be_told() -> None:
    assert deciders().of(a_spec(department="lost")) is None


def test_a_governance_tag_is_known_only_where_the_address_book_was_read() -> None:
    spec = a_spec(department="rd")
    read = a_directory("ann eve", tags=[a_tag("治理", "eve")])
    nested = a_directory("ann eve", tags=[a_tag("治理", "eve", [3])])

    assert deciders(TAG).of(spec) is None
    assert deciders(TAG, directory=a_directory()).of(spec) is None
    assert deciders(TAG, directory=nested).of(spec) is None
    assert deciders(TAG, directory=read).of(spec) == people("ann bob cid gov eve")


@pytest.mark.parametrize(
    ("where", "approvers"),
    [
        pytest.param((4,), "plat rd gov top", id="all-the-way-up"),
        pytest.param((2,), "rd gov top", id="not-below"),
        pytest.param((4, 5), "plat rd gov top mkt vice", id="any-of-their-departments"),
        pytest.param((99,), "gov", id="a-department-that-is-not-there"),
    ],
)
def test_heads_of_their_departments_and_of_all_above_approve_a_revocation(
    where: tuple[int, ...], approvers: str
) -> None:
    company = a_company(governance=PEOPLE)
    heads = {"top": "1", "rd": "2", "plat": "3", "mkt": "5"}
    specs = [a_department(who, number=number, head=user_id(who)) for who, number in heads.items()]
    specs[-1] = a_department("mkt", number="5", head=user_id("mkt"), deputy=user_id("vice"))
    desired = a_state(company=company, departments=departments(*specs))

    assert may_approve_revocation(desired, a_directory({"eve": where}), user_id("eve")) == people(approvers)
