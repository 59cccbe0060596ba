"""`reconciler attest` as a person uses it: a step is told, confirmed, and stays confirmed."""

import json

import jsonschema
import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.town import ROOT, Town, a_group

SCHEMA = json.loads((ROOT / "schemas" / "steps.schema.json").read_text(encoding="utf-8"))


def with_a_step(town: MakeTown) -> tuple[Town, str]:
    """A group whose admins somebody has to set; its owner was told."""
    made = town(a_group("one", admins=["bob"]))
    assert made.apply().code == 0
    [step] = made.run("attest", "--list", "--json").json()["steps"]
    return made, step["id"]


@pytest.mark.clause("B1")
def test_a_confirmed_step_is_not_asked_again(town: MakeTown) -> None:
    made, step = with_a_step(town)

    said = made.run("attest", step[:6], "--by", "ann", "--note", "done")
    again = made.apply()
    [listed] = made.run("attest", "--list", "--json").json()["steps"]

    assert (said.code, said.says("is done")) == (0, True)
    assert again.code == 0
    assert made.plan()["needs_a_person"] == []
    assert listed["attested"]["by"] == "ann"
    assert len(made.world.inbox("ann")) == 1
    assert made.ledger_report().problem is None


def test_what_is_printed_for_programs_fits_its_schema(town: MakeTown) -> None:
    made, step = with_a_step(town)

    listed = made.run("attest", "--list", "--json").json()
    said = made.run("attest", step, "--by", "ann", "--json").json()

    jsonschema.validate(listed, SCHEMA)
    jsonschema.validate(said, SCHEMA)
    assert listed["steps"][0]["assignee"] == "ann"
    assert said["attested"]["by"] == "ann"


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "没有编号为 ffff 的步骤"), ("en", "There is no step ffff")])
def test_an_unknown_step_is_a_sentence_and_exit_code_1(lang: str, phrase: str, town: MakeTown) -> None:
    made, _ = with_a_step(town)

    ran = made.run("attest", "ffff", "--by", "ann", lang=lang)

    assert (ran.code, ran.out, ran.says(phrase)) == (1, "", True)


def test_a_note_with_a_phone_number_is_refused_and_shown_nowhere(town: MakeTown) -> None:
    made, step = with_a_step(town)

    ran = made.run("attest", step, "--by", "ann", "--note", "call 13800138000")

    assert ran.code == 2
    assert "13800138000" not in ran.words + made.ledger_text()


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "通讯录里没有 nobody"), ("en", "The address book has no nobody")])
def test_whoever_the_address_book_does_not_have_vouches_for_nothing(lang: str, phrase: str, town: MakeTown) -> None:
    made, step = with_a_step(town)
    before = made.ledger_text()

    ran = made.run("attest", step, "--by", "nobody", lang=lang)

    assert (ran.code, ran.says(phrase), made.ledger_text()) == (1, True, before)


def test_a_login_of_the_code_host_stands_for_its_person(town: MakeTown) -> None:
    made, step = with_a_step(town)
    made.set_company(code_host={"people": {"Ann-GH": "ann"}})

    said = made.run("attest", step, "--json", variables={"RECONCILER_ACTOR": "ann-gh"}).json()

    assert said["attested"]["by"] == "ann"


@pytest.mark.parametrize("argv", [(), ("3fa0", "--list")])
def test_a_step_or_the_list_one_of_the_two(argv: tuple[str, ...], town: MakeTown) -> None:
    assert town(a_group("one")).run("attest", *argv).code == 2


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "谁来做"), ("en", "not done yet")])
def test_the_list_is_for_people_too(lang: str, phrase: str, town: MakeTown) -> None:
    made, step = with_a_step(town)

    ran = made.run("attest", "--list", lang=lang)

    assert ran.code == 0
    assert step in ran.out
    assert ran.says({"zh": "1 件还没有完成", "en": phrase}[lang])


def test_nobody_vouches_for_a_step_namelessly(town: MakeTown) -> None:
    made, step = with_a_step(town)
    before = made.ledger_text()

    ran = made.run("attest", step, variables={"RECONCILER_ACTOR": ""})

    assert (ran.code, ran.says("--by"), made.ledger_text()) == (2, True, before)
