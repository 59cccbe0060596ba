"""What the next enrolment would do is what it does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.change import Change
from reconciler.model.group import Enrolment
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.model.plan import GroupPlan, Plan
from reconciler.model.record import Baseline
from reconciler.planning import assemble
from tests.builders import a_baseline, a_chat, a_directory, a_group, a_past, a_past_group, a_spec, some_inputs

EVERYBODY = "ann bob cat dan eve fay"
NEXT = {Enrolment.OBSERVE: Enrolment.ADDITIVE, Enrolment.ADDITIVE: Enrolment.STRICT}
SOME = st.sets(st.sampled_from(EVERYBODY.split()), min_size=1).map(lambda found: " ".join(sorted(found | {"ann"})))


def plan_of(membership: Enrolment, wanted: str, live: LiveGroup, baseline: Baseline | None) -> Plan:
    """A plan for one group of ann's."""
    group = a_group(spec=a_spec(members=wanted), members=wanted, membership=membership)
    inputs = some_inputs([group], [live], a_past(a_past_group(baseline=baseline)), directory=a_directory(EVERYBODY))
    return assemble(inputs)


def changes_of(plan: Plan) -> dict[tuple[str, str, str, str], Change]:
    return {change.meaning: change for change in plan.changes}


@given(
    membership=st.sampled_from(list(NEXT)),
    wanted=SOME,
    inside=SOME,
    before=st.none() | SOME,
    name=st.sampled_from(["", "另一个名字"]),
    owner=st.sampled_from(["ann", "bob"]),
)
def test_doing_what_the_next_step_says_is_the_plan_of_the_next_enrolment(
    membership: Enrolment, wanted: str, inside: str, before: str | None, name: str, owner: str
) -> None:
    shown = a_chat(f"{inside} {owner}", owner=owner)
    live = replace(shown, name=name) if name else shown
    baseline = a_baseline(before) if before else None

    now = plan_of(membership, wanted, live, baseline)
    following = plan_of(NEXT[membership], wanted, live, baseline)

    said = now.groups[0].next_step if now.groups else None
    new = [change for meaning, change in changes_of(following).items() if meaning not in changes_of(now)]
    joins, leaves = sum(change.is_join for change in new), sum(change.is_leave for change in new)
    if following.blocked or now.blocked:
        return
    if said is None:
        assert new == []
    else:
        assert said.membership is NEXT[membership]
        assert (said.joins, said.leaves, said.fields) == (joins, leaves, len(new) - joins - leaves)


@pytest.mark.parametrize("membership", [Enrolment.STRICT])
def test_there_is_nothing_after_the_last_step(membership: Enrolment) -> None:
    [shown] = plan_of(membership, "ann bob", a_chat("ann cat"), None).groups

    assert isinstance(shown, GroupPlan)
    assert shown.next_step is None
    assert UserId("cat") in {change.before for change in shown.changes}
