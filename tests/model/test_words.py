"""Small promises of the words themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.model.change import Cause
from reconciler.model.fingerprint import fingerprint
from reconciler.model.plan import Blocked, Plan
from reconciler.text import Text, listed
from tests.builders import CORP, NOW, a_baseline, a_group, a_join, a_line, a_spec, people


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("ZhangSan", "user:zhangsan"),
        (" zhangsan ", "user:zhangsan"),
        ("department:研发部/平台组", "department:研发部/平台组"),
        ("department:研发部/.", "department:研发部/."),
        ("tag:VIP", "tag:VIP"),
    ],
)
def test_lines_have_canonical_words(written: str, words: str) -> None:
    assert a_line(written).words == words


def test_a_baselines_digest_does_not_depend_on_order() -> None:
    assert a_baseline("ann bob eve").digest == a_baseline("eve bob ann").digest


@pytest.mark.parametrize(
    "other",
    [
        a_baseline("ann bob eve"),
        a_baseline(name="x"),
        a_baseline(owner="bob", selectors="user:bob"),
        a_baseline(selectors="department:2"),
    ],
)
def test_a_baselines_digest_tells_baselines_apart(other: object) -> None:
    assert getattr(other, "digest") != a_baseline().digest  # noqa: B009 - the parameters are of one type


def test_reasons_name_every_line_that_brings_somebody() -> None:
    spec = a_spec(members="bob department:研发部", admins="bob")
    group = a_group(spec=spec, members="ann bob", selected=((1, "department:研发部", people("bob")),))
    lines = group.lines()

    reasons = [group.reasons(user, lines) for user in sorted(group.members)]

    assert reasons == [("owner",), ("admin", "department:研发部", "user:bob")]


def test_routes_lead_to_the_line_that_brings_somebody() -> None:
    spec = a_spec(members="bob department:研发部", admins="eve", owner="ann")
    group = a_group(spec=spec, members="ann bob dan eve", selected=((1, "department:研发部", people("dan")),))
    lines = group.lines()

    routes = [group.line_of(user, lines) for user in sorted(group.members)]

    assert routes == [("owner",), ("members", 0), ("members", 1), ("admins",)]


def a_plan() -> Plan:
    return Plan(corp_id=CORP, agent_id="1", simulated=False, now=NOW)


@pytest.mark.parametrize(
    "changed",
    [
        replace(a_plan(), now=NOW + timedelta(days=1)),
        replace(a_plan(), people={next(iter(people("ann"))): ("Ann", "安", "研发部")}),
        replace(a_plan(), simulated=True),
    ],
)
def test_the_fingerprint_is_of_the_meaning(changed: Plan) -> None:
    assert fingerprint(changed) == fingerprint(a_plan())


def test_the_fingerprint_covers_what_is_blocked() -> None:
    held = Blocked("too-few-members", Text.same("w"), Text.same("r"), a_spec().key, 1, 2)

    assert fingerprint(replace(a_plan(), blocked=(held,))) != fingerprint(a_plan())


def test_a_changes_meaning_is_neither_its_cause_nor_its_place() -> None:
    assert a_join("bob", cause=Cause.DRIFT).meaning == a_join("bob", cause=Cause.INTENT).meaning


def test_sentences_join_in_both_languages() -> None:
    assert (Text("一。", "One.") + Text("二。", "Two.")).say("zh") == "一。二。"
    assert (Text("一。", "One.") + Text("二。", "Two.")).say("en") == "One. Two."
    assert listed(["ann", "bob"]) == Text("ann、bob", "ann, bob")
