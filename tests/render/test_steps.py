"""Open steps for people and for programs."""

import json
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest

from reconciler.model.called import mask_id
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import Level
from reconciler.model.open_step import OpenStep
from reconciler.model.record import PastStep
from reconciler.render.programs.steps import dump_attestation, dump_steps
from reconciler.render.terminal.steps import steps_to_text
from reconciler.text import Text
from tests.builders import NOW

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "steps.schema.json").read_text(encoding="utf-8"))
ANN, BOB, BOSS = UserId("annabel"), UserId("bobby"), UserId("bossman")
TITLE = Text("群管理员", "Group admins")


def a_step(**fields: object) -> OpenStep:
    given: dict[str, object] = {
        "id": "3fa09c1b2d4e",
        "group": GroupKey("rd"),
        "group_name": "研发",
        "field": "admins",
        "title": TITLE,
        "people": (BOB,),
        "assignee": ANN,
        "seen_by": "attest",
        "since": NOW - timedelta(days=4),
        "due": NOW - timedelta(days=1),
        "heard": ((Level.TOLD, ANN, NOW - timedelta(days=4)), (Level.ESCALATED, BOSS, NOW)),
        **fields,
    }
    return OpenStep(**given)  # type: ignore[arg-type]  # One table of fields of several types.


STEPS = (
    a_step(),
    a_step(id="77aa00000000", assignee=None, heard=(), due=None, people=(), group_name="", seen_by="name"),
    a_step(id="bb0000000000", attested_at=NOW, attested_by=BOB, heard=()),
)


def test_a_terminal_is_told_what_who_until_when_and_who_heard() -> None:
    assert steps_to_text(STEPS, str, "zh", now=NOW).splitlines() == [
        "? 3fa09c1b2d4e  “研发”  群管理员（1 人）",
        "    annabel，交办于 2026-11-14，应于 2026-11-17 前完成，已逾期",
        "    已通知 annabel 11-14 10:30；已告知部门负责人 bossman 11-18 10:30",
        "? 77aa00000000  rd  群管理员",
        "    还没有合适的人，交办于 2026-11-14，还没有通知",
        "    企业微信显示得出，看到即完成",
        "✓ bb0000000000  “研发”  群管理员（1 人）",
        "    bobby 于 2026-11-18 确认完成",
        "",
        "2 件还没有完成，1 件已确认。",
        "做完后确认：reconciler attest 编号 --by 账号。企业微信显示得出的，看到以后自动勾掉。",
    ]


def test_english_says_the_same() -> None:
    assert steps_to_text(STEPS, str, "en", now=NOW, width=130).splitlines() == [
        "? 3fa09c1b2d4e  “研发”  Group admins (1 person)",
        "    annabel, handed over on 2026-11-14, was due by 2026-11-17, overdue",
        "    told annabel 11-14 10:30; told as head of the department bossman 11-18 10:30",
        "? 77aa00000000  rd  Group admins",
        "    nobody suitable is known, handed over on 2026-11-14, not told yet",
        "    taken off when WeCom shows it",
        "✓ bb0000000000  “研发”  Group admins (1 person)",
        "    confirmed by bobby on 2026-11-18",
        "",
        "2 steps not done yet, 1 confirmed.",
        "Confirm what is done: reconciler attest NUMBER --by USER. What WeCom shows is taken off when it is seen.",
    ]


@pytest.mark.parametrize(("lang", "words"), [("zh", "没有未完成的人工步骤。"), ("en", "No manual step is open.")])
def test_nothing_open_is_one_sentence(lang: str, words: str) -> None:
    assert steps_to_text((), str, lang, now=NOW) == f"{words}\n"  # type: ignore[arg-type]  # The two languages.


def test_where_names_are_hidden_ids_are_masked() -> None:
    shown = steps_to_text(STEPS, mask_id, "en", now=NOW)

    assert [user for user in (ANN, BOB, BOSS) if user in shown] == []


def test_programs_get_the_shape_of_the_schema() -> None:
    tree = json.loads(dump_steps(STEPS, simulated=True))

    jsonschema.validate(tree, SCHEMA)
    assert [step["id"] for step in tree["steps"]] == [step.id for step in STEPS]
    assert tree["steps"][0]["heard"][1] == {"level": "escalated", "person": BOSS, "at": NOW.isoformat()}
    assert tree["steps"][2]["attested"] == {"by": BOB, "at": NOW.isoformat()}


def test_an_attestation_has_the_shape_of_the_schema() -> None:
    step = PastStep("3fa09c1b2d4e", GroupKey("rd"), ChatId("c"), "admins", NOW, attested_at=NOW, attested_by=ANN)

    tree = json.loads(dump_attestation(step, simulated=False))

    jsonschema.validate(tree, SCHEMA)
    assert (tree["step"], tree["attested"]["by"]) == (step.id, ANN)
