"""What is open, with whom, until when, and who heard of it."""

from dataclasses import replace
from datetime import timedelta

from reconciler.engine.open_steps import open_steps, step_title
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import Level
from reconciler.model.record import Past, PastStep
from reconciler.text import Text
from reconciler.wecom.capabilities import CAPABILITIES
from tests.builders import KEY, NOW, a_spec, a_state

ANN, BOB, CAT = UserId("ann"), UserId("bob"), UserId("cat")
STEP = PastStep("aaaa", KEY, ChatId("chat"), "admins", NOW, (BOB,), assignee=ANN)


def test_the_oldest_comes_first_and_what_somebody_vouched_for_last() -> None:
    steps = [
        replace(STEP, id="vouched", attested_at=NOW, attested_by=CAT),
        replace(STEP, id="later", opened_at=NOW + timedelta(days=1)),
        replace(STEP, id="ended", is_open=False),
        STEP,
    ]

    found = open_steps(Past(steps={step.id: step for step in steps}), a_state(a_spec()), CAPABILITIES)

    assert [step.id for step in found] == ["aaaa", "later", "vouched"]
    assert (found[0].assignee, found[0].due, found[0].heard, found[0].group_name) == (ANN, None, (), f"研发部-{KEY}")


def test_the_one_who_was_told_last_does_it_and_their_time_counts() -> None:
    later = NOW + timedelta(days=2)
    told = {(Level.TOLD, ANN): NOW, (Level.REMINDED, ANN): later, (Level.TOLD, BOB): later}

    [found] = open_steps(Past(steps={"aaaa": replace(STEP, told=told)}), a_state(a_spec()), CAPABILITIES)

    assert (found.assignee, found.due) == (BOB, later + timedelta(days=3))
    assert found.heard == ((Level.TOLD, ANN, NOW), (Level.REMINDED, ANN, later), (Level.TOLD, BOB, later))


def test_fields_are_named_as_the_capability_table_names_them() -> None:
    state = a_state(a_spec())

    fields = ("admins", "members.join", "dissolve", "unheard-of")
    titles = [step_title(replace(STEP, field=field), state, CAPABILITIES) for field in fields]
    vanished = step_title(replace(STEP, group=GroupKey("vanished")), state, CAPABILITIES)

    assert titles == [
        vanished,
        Text("邀请进群", "Invite people"),
        Text("解散这个群", "Dissolve the group"),
        Text.same("unheard-of"),
    ]
