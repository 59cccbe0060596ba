"""Whom and what has to be read before resolving."""

from reconciler.model.company import Governance
from reconciler.resolve import people_named, tags_named
from tests.builders import a_company, a_spec, a_state, people


def test_tags_of_groups_and_of_the_governance_role_are_read() -> None:
    state = a_state(
        a_spec("a", members="tag:值班 bob"),
        a_spec("b", members="tag:研发 tag:值班"),
        a_spec("c", members=None),
        company=a_company(governance=Governance(tag="治理")),
    )

    assert tags_named(state) == {"值班", "研发", "治理"}


def test_people_are_named_as_owner_admin_or_member() -> None:
    groups = [a_spec("a", owner="Ann", members="Bob department:2", admins="cat"), a_spec("b", members=None)]

    assert people_named(groups) == people("ann bob cat")
