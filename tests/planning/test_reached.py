"""Steps of somebody whom no message reaches go to the next suitable person, are told there, and that is said."""

from datetime import datetime, timedelta

import pytest

from reconciler.model.action import TellPerson
from reconciler.model.ids import UserId, user_id
from reconciler.model.plan import Plan
from reconciler.model.record import UNREACHABLE_FOR, Past, PastStep
from reconciler.planning import assemble
from tests.builders import KEY, NOW, a_chat, a_directory, a_group, a_spec, some_inputs

GROUP = a_group(spec=a_spec(admins="bob", announcement="请友善"))


def plan_of(refused: dict[str, datetime], *, here: str = "ann bob", assignee: str = "ann") -> Plan:
    """A plan after the steps were handed over to `assignee`; `refused`: when messages to somebody were."""
    inputs = some_inputs([GROUP], [a_chat()], directory=a_directory(here))
    steps = {
        step.id: PastStep(step.id, KEY, GROUP.chat_id, step.field, NOW, assignee=user_id(assignee))
        for step in assemble(inputs).manual
    }
    unreachable = {UserId(user): at for user, at in refused.items()}
    return assemble(
        some_inputs(
            [GROUP],
            [a_chat()],
            Past(records=9, steps=steps, unreachable=unreachable),
            directory=a_directory(here),
        )
    )


def told(plan: Plan) -> list[str]:
    return [action.to for action in plan.actions if isinstance(action, TellPerson)]


def said(plan: Plan) -> list[str]:
    return [found.what.en for found in plan.findings if found.rule == "unreachable-person"]


@pytest.mark.clause("B7")
@pytest.mark.parametrize(
    ("refused", "receiver", "words"),
    [
        pytest.param({}, ["ann"], [], id="reached"),
        pytest.param(
            {"ann": NOW},
            ["bob"],
            ["Messages do not reach 名ann (晨星) Ann: 名bob (晨星) Bob does their 2 manual steps now."],
            id="the-next-does-it",
        ),
        pytest.param({"ann": NOW - UNREACHABLE_FOR + timedelta(seconds=1)}, ["bob"], None, id="a-week-long"),
        pytest.param({"ann": NOW - UNREACHABLE_FOR}, ["ann"], [], id="then-it-is-tried-again"),
        pytest.param(
            {"ann": NOW, "bob": NOW},
            [],
            [
                "Messages do not reach 名ann (晨星) Ann: nobody else is suitable for their 2 manual steps, and the "
                "governance role hears of it."
            ],
            id="nobody-is-left",
        ),
        pytest.param({"bob": NOW}, ["ann"], [], id="somebody-who-has-nothing-to-do"),
    ],
)
def test_who_is_told_instead(refused: dict[str, datetime], receiver: list[str], words: list[str] | None) -> None:
    plan = plan_of(refused)

    assert told(plan) == receiver
    assert words is None or said(plan) == words


def test_a_step_that_others_do_for_another_reason_is_not_spoken_of() -> None:
    plan = plan_of({"eve": NOW}, assignee="ann")

    assert said(plan) == []
