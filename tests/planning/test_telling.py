"""Who hears of which step now: told once, reminded, escalated, governed; never twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.model.company import Callback, Governance
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.manual import Level, ManualStep
from reconciler.model.record import Past, PastStep
from reconciler.planning.assignees import Assignees
from reconciler.planning.telling import Telling, due_tellings
from reconciler.text import Text
from tests.builders import KEY, NOW, a_company, a_directory, a_group, a_spec, a_state, chat_of
from tests.planning.departments import a_department

ANN, BOB, BOSS, GOV = UserId("ann"), UserId("bob"), UserId("boss"), UserId("gov")
STEP = ManualStep("s1", KEY, "admins", ANN, Text.same("Admins"), Text.same("press"), "attest")
BOOK = a_directory("ann bob boss gov")
COMPANY = a_company(governance=Governance(people=(GOV,)), callback=Callback("https://example.com", "T", "K"))


def heard(days: int, *levels: tuple[Level, UserId], **fields: object) -> Past:
    """A ledger in which these heard of s1 so many days ago."""
    told = dict.fromkeys(levels, NOW - timedelta(days=days))
    step = PastStep("s1", KEY, chat_of(), "admins", NOW, told=told, opened_seq=3)
    return Past(steps={"s1": replace(step, **fields)})  # type: ignore[arg-type]  # One table of fields of several types.


def tellings(*steps: ManualStep, past: Past = Past(), **fields: object) -> list[tuple[str, str, tuple[str, ...]]]:  # noqa: B008  # Frozen.
    group = a_group(spec=a_spec(department="rd"))
    desired = a_state(group.spec, company=COMPANY, departments={"rd": a_department("rd", head="boss")})
    telling = Telling(COMPANY, BOOK, {KEY: group}, Assignees(desired, BOOK, frozenset({GOV})), past, NOW)
    made = due_tellings(steps, replace(telling, **fields), None)  # type: ignore[arg-type]  # As above.
    return [(each.to, each.level.value, each.steps) for each in made]


TOLD = (Level.TOLD, ANN)


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        pytest.param(Past(), [(ANN, "told")], id="new"),
        pytest.param(heard(0, TOLD), [], id="told-once"),
        pytest.param(heard(2, TOLD), [], id="not-due-yet"),
        pytest.param(heard(3, TOLD), [(ANN, "reminded")], id="due"),
        pytest.param(heard(3, TOLD, (Level.REMINDED, ANN)), [], id="reminded-once"),
        pytest.param(heard(7, TOLD, (Level.REMINDED, ANN)), [(BOSS, "escalated")], id="overdue"),
        pytest.param(heard(7, TOLD), [(ANN, "reminded"), (BOSS, "escalated")], id="runs-were-far-apart"),
        pytest.param(
            heard(14, TOLD, (Level.REMINDED, ANN), (Level.ESCALATED, BOSS)), [(GOV, "governed")], id="long-overdue"
        ),
        pytest.param(
            heard(99, TOLD, (Level.REMINDED, ANN), (Level.ESCALATED, BOSS), (Level.GOVERNED, GOV)), [], id="all-heard"
        ),
        pytest.param(heard(9, (Level.TOLD, BOB), (Level.ESCALATED, BOSS)), [(ANN, "told")], id="another-assignee"),
        pytest.param(heard(9, TOLD, is_open=False), [(ANN, "told")], id="handed-over-anew"),
        pytest.param(heard(9, TOLD, attested_at=NOW), [(ANN, "told")], id="asked-again"),
    ],
)
def test_each_level_hears_once(past: Past, expected: list[tuple[str, str]]) -> None:
    assert [(to, level) for to, level, _ in tellings(STEP, past=past)] == expected


def test_one_message_for_each_person_and_level() -> None:
    steps = [replace(STEP, id=f"s{number}", assignee=BOB if number == 2 else ANN) for number in (3, 1, 2)]

    assert tellings(*steps) == [(ANN, "told", ("s1", "s3")), (BOB, "told", ("s2",))]


def test_what_nobody_suitable_can_do_is_told_to_the_governance_role_once() -> None:
    nobody = replace(STEP, assignee=None)

    assert tellings(nobody) == [(GOV, "governed", ("s1",))]
    assert tellings(nobody, past=heard(0, (Level.GOVERNED, GOV))) == []


def test_the_head_who_does_it_themselves_is_not_told_of_it_as_head() -> None:
    step = replace(STEP, assignee=BOSS)

    assert tellings(step, past=heard(7, (Level.TOLD, BOSS), (Level.REMINDED, BOSS))) == []


def test_groups_to_be_made_are_told_of_apart_and_absent_ones_not_at_all() -> None:
    new, gone = GroupKey("new"), GroupKey("gone")
    steps = [STEP, replace(STEP, id="s2", group=new), replace(STEP, id="s3", group=gone)]

    found = tellings(*steps, made=frozenset({new}), absent=frozenset({gone}))

    assert found == [(ANN, "told", ("s1",)), (ANN, "told", ("s2",))]


def message_id(past: Past) -> str:
    group = a_group()
    telling = Telling(COMPANY, BOOK, {KEY: group}, Assignees(a_state(group.spec), BOOK, frozenset()), past, NOW)
    [made] = due_tellings([STEP], telling, None)
    return made.message_id


def test_a_step_handed_over_anew_is_another_message_or_the_ledger_would_refuse_it() -> None:
    occasions = [
        Past(),
        heard(0),
        heard(0, is_open=False),
        heard(0, attested_at=NOW, attested_seq=4),
        heard(0, opened_seq=9),
        heard(0, opened_seq=9, is_open=False),
    ]

    assert len({message_id(past) for past in occasions}) == len(occasions)
    assert message_id(heard(0)) == message_id(heard(0))


@pytest.mark.parametrize(
    ("steps", "buttons"),
    [
        pytest.param([STEP], [("s1", "完成")], id="one"),
        pytest.param([STEP, replace(STEP, id="s0")], [("s0", "第 1 件完成"), ("s1", "第 2 件完成")], id="as-numbered"),
        pytest.param([STEP, replace(STEP, id="s2", seen_by="name")], [], id="one-is-shown-by-live"),
        pytest.param([replace(STEP, id=f"s{number}") for number in range(7)], [], id="more-than-six"),
    ],
)
def test_a_card_has_a_button_for_each_step_in_the_order_of_the_text(
    steps: list[ManualStep], buttons: list[tuple[str, str]]
) -> None:
    group = a_group()
    telling = Telling(COMPANY, BOOK, {KEY: group}, Assignees(a_state(group.spec), BOOK, frozenset()), Past(), NOW)

    [made] = due_tellings(steps, telling, None)

    assert [(step, label.zh) for step, label in made.buttons] == buttons
    positions = [made.text.index(f"编号 {step}") for step, _ in made.buttons]
    assert positions == sorted(positions)
