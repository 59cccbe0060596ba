"""A plan saved and read again."""

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from reconciler.errors import PlanFormatError
from reconciler.model.action import SendMessage
from reconciler.model.change import Change
from reconciler.model.finding import Finding, Place
from reconciler.model.manual import ManualStep
from reconciler.model.plan import Blocked, Budget, Forecast, GroupPlan, Plan, Stage, Summary
from reconciler.model.undo import Undoes
from reconciler.render.programs.canonical import digest_of
from reconciler.render.programs.plan import dump_plan, load_plan
from reconciler.render.programs.plan_tree import sorted_findings
from reconciler.text import Text
from tests.render import scenarios
from tests.render.builders import (
    CORP,
    NOW,
    a_creation,
    a_finding,
    a_group,
    a_join,
    a_message,
    a_plan,
    a_step,
    an_update,
)
from tests.render.strategies import law, plans

SCHEMA = json.loads((Path(__file__).parents[3] / "schemas" / "plan.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def as_saved(plan: Plan) -> Plan:
    """The plan as far as it is saved: findings without places and sorted, messages without text."""
    return replace(
        plan,
        findings=tuple(replace(finding, place=Place("")) for finding in sorted_findings(plan.findings)),
        actions=tuple(replace(act, text="") if isinstance(act, SendMessage) else act for act in plan.actions),
    )


def a_full_plan() -> Plan:
    return a_plan(
        a_group(changes=(a_join("lisi"),)),
        actions=(an_update(["lisi"]), a_creation(["zhangsan", "lisi"]), a_message()),
        manual=(a_step(),),
        blocked=(Blocked("unreadable", Text("读不到", "unreadable"), Text("再试", "try again")),),
        findings=(a_finding(), a_finding("announcement-length")),
        stages=(Stage(NOW, (("create", 1), ("update", 1), ("send", 1))),),
    )


def resealed(text: str, **fields: Any) -> str:
    """A plan file changed by somebody who also works the digest out again."""
    tree = {**json.loads(text), **fields}
    return json.dumps({**tree, "digest": digest_of(tree)})


@law
@given(plans)
def test_a_saved_plan_read_again_is_the_same_plan(plan: Plan) -> None:
    again = load_plan(dump_plan(plan), corp_id=plan.corp_id)

    assert again == as_saved(plan)


@law
@given(plans)
def test_a_saved_plan_has_the_shape_of_its_schema(plan: Plan) -> None:
    tree = json.loads(dump_plan(plan))

    VALIDATOR.validate(tree)


@law
@given(plans)
def test_saving_reading_and_saving_changes_no_byte(plan: Plan) -> None:
    text = dump_plan(plan)

    assert dump_plan(load_plan(text, corp_id=plan.corp_id)) == text


def test_moving_things_in_git_changes_no_byte() -> None:
    plan = a_full_plan()
    moved = a_plan(
        a_group(changes=(a_join("lisi", line=99),)),
        actions=plan.actions,
        manual=plan.manual,
        blocked=plan.blocked,
        stages=plan.stages,
        findings=(a_finding("announcement-length", place=Place("elsewhere.yaml", (), 3, 1)), a_finding()),
    )

    assert dump_plan(moved) == dump_plan(plan)


def test_neither_files_nor_message_texts_are_saved() -> None:
    text = dump_plan(a_full_plan())

    assert ".yaml" not in text
    assert "正文" not in text


def test_half_an_emoji_in_a_name_is_saved_and_read() -> None:
    plan = a_plan(a_group(name="坏掉的\ud83d"))

    text = dump_plan(plan)

    assert text.encode("utf-8")
    assert load_plan(text, corp_id=CORP) == plan


def test_another_layout_of_the_same_json_is_accepted() -> None:
    plan = a_full_plan()

    relaid = json.dumps(json.loads(dump_plan(plan)), sort_keys=False)

    assert load_plan("\ufeff" + relaid, corp_id=CORP) == as_saved(plan)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "truncated", id="empty"),
        pytest.param(dump_plan(a_full_plan())[:-40], "truncated", id="cut-off"),
        pytest.param("[" * 100_000, "truncated", id="absurdly-deep"),
        pytest.param('{"kind": "plan", "kind": "plan"}', "truncated", id="a-key-twice"),
        pytest.param('{"kind": "plan", "read": NaN}', "truncated", id="not-json-number"),
        pytest.param("[]", "not a plan", id="a-list"),
        pytest.param('{"kind": "findings"}', "not a plan", id="other-output"),
        pytest.param('{"kind": "plan"}', "format_version is missing", id="no-version"),
        pytest.param(resealed(dump_plan(a_full_plan()), format_version=3), "newer version", id="newer"),
        pytest.param(resealed(dump_plan(a_full_plan()), format_version=0), "older version", id="older"),
        pytest.param(resealed(dump_plan(a_full_plan()), corp_id="wwother"), "another company (wwother)", id="foreign"),
        pytest.param(dump_plan(a_full_plan()).replace("李四", "李逵"), "edited by hand", id="edited"),
        pytest.param(
            resealed(dump_plan(a_full_plan()), actions=[]),
            "fingerprint: it does not match",
            id="edited-and-sealed-again",
        ),
        pytest.param(resealed(dump_plan(a_full_plan()), extra=1), "extra: unknown or contradictory", id="unknown-key"),
        pytest.param(resealed(dump_plan(a_full_plan()), read="12"), "read: a whole number", id="wrong-type"),
        pytest.param(resealed(dump_plan(a_full_plan()), read=True), "read: a whole number", id="a-flag-for-a-number"),
        pytest.param(resealed(dump_plan(a_full_plan()), simulated=0), "simulated: true or false", id="no-flag"),
        pytest.param(resealed(dump_plan(a_full_plan()), groups={}), "groups: a list", id="no-list"),
        pytest.param(resealed(dump_plan(a_full_plan()), people=[]), "people: an object", id="no-object"),
        pytest.param(resealed(dump_plan(a_full_plan()), agent_id=7), "agent_id: a string", id="no-string"),
        pytest.param(resealed(dump_plan(a_full_plan()), now="soon"), "now: a time with its zone", id="no-time"),
        pytest.param(resealed(dump_plan(a_full_plan()), now="2026-11-18T10:30"), "now: a time with", id="no-zone"),
        pytest.param(resealed(dump_plan(a_full_plan()), actions=[{"op": "delete"}]), "actions[0].op:", id="no-such-op"),
        pytest.param(
            resealed(dump_plan(a_full_plan()), findings=[{"severity": "fatal"}]),
            "findings[0].severity:",
            id="no-such-severity",
        ),
        pytest.param(
            resealed(dump_plan(a_full_plan()), groups=[{"key": "a", "name": "a", "type": "secret"}]),
            "groups[0].type: not a known value",
            id="no-such-type",
        ),
    ],
)
def test_what_is_not_a_sound_plan_is_refused(text: str, words: str) -> None:
    with pytest.raises(PlanFormatError) as refused:
        load_plan(text, corp_id=CORP)

    assert words in refused.value.what.en
    assert refused.value.remedy is not None


OTHER_NAMES = {"manual": "needs_a_person", "impossible": "cannot_be_done", "snapshot_at": "snapshot"}
NOT_SAVED = {"place", "text"}


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        pytest.param(Plan, (), id="plan"),
        pytest.param(GroupPlan, ("groups",), id="group"),
        pytest.param(Change, ("groups", "changes"), id="change"),
        pytest.param(ManualStep, ("needs_a_person",), id="manual-step"),
        pytest.param(Blocked, ("blocked",), id="blocked"),
        pytest.param(Finding, ("findings",), id="finding"),
        pytest.param(Budget, ("budget",), id="budget"),
        pytest.param(Stage, ("stages",), id="stage"),
        pytest.param(Forecast, ("forecast",), id="forecast"),
        pytest.param(Summary, ("summary",), id="summary"),
    ],
)
def test_every_field_of_the_model_is_saved(kind: type[Any], where: tuple[str, ...]) -> None:
    """A field added to the model and forgotten here would be lost on the way to a file."""
    tree = json.loads(dump_plan(replace(a_full_plan(), undoes=Undoes("a1"), snapshot_at=NOW)))

    for step in where:
        tree = tree[step][0] if isinstance(tree[step], list) else tree[step]

    assert {OTHER_NAMES.get(field.name, field.name) for field in fields(kind)} - NOT_SAVED <= tree.keys()


def test_a_plan_that_contradicts_itself_says_where() -> None:
    tree = json.loads(dump_plan(scenarios.mixed()))
    tree["groups"][0]["changes"][0]["smuggled"] = 1
    tree["digest"] = digest_of(tree)

    with pytest.raises(PlanFormatError) as refusal:
        load_plan(json.dumps(tree), corp_id=tree["corp_id"])

    assert "groups[0]['changes'][0]['smuggled']" in refusal.value.what.en
