"""`undo`: what an apply changed is put back where nobody touched it since; the rest is said, never pretended."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reconciler.ledger import DirectoryLedger, past_apply
from tests.e2e.conftest import MakeTown
from tests.e2e.town import CORP, ROOT, Town, a_group


def changed_town(town: MakeTown) -> Town:
    """Two groups made by one apply and changed by the next: name, owner, people."""
    here = town(a_group("g", members=["bob", "cat", "dan"], membership="strict"), a_group("h", members=["bob", "eve"]))
    assert here.apply().code == 0
    here.put(
        a_group("g", owner="bob", members=["cat", "fay"], membership="strict", name="新名"),
        a_group("h", members=["bob", "eve", "gus"]),
    )
    assert here.apply().code == 0
    return here


def before(town: Town) -> bool:
    chat = town.chat("g")
    return (chat.name, chat.owner, town.members("g"), town.members("h")) == (
        "g 群",
        "ann",
        {"ann", "bob", "cat", "dan"},
        {"ann", "bob", "eve"},
    )


def last(town: Town) -> str:
    return past_apply(DirectoryLedger(town.ledger, CORP).records(), "last").id


def test_an_undo_puts_back_name_owner_and_people_and_says_what_git_still_asks(town: MakeTown) -> None:
    here = changed_town(town)

    ran = here.run("undo", "last", "--yes")

    assert ran.code == 0, ran.words
    assert before(here)
    assert "After the undo WeCom and git differ" in ran.words


def test_without_yes_nothing_is_written_and_the_plan_says_what_it_undoes(town: MakeTown) -> None:
    here = changed_town(town)
    mark, apply_id = here.mark, last(here)

    shown, chinese = here.run("undo", "last", "--exit-code"), here.run("undo", apply_id[:8], lang="zh")

    assert (shown.code, chinese.code, here.written(mark)) == (3, 0, ())
    assert f"Undoes apply {apply_id}" in shown.words
    assert chinese.says(f"撤销执行 {apply_id}。")
    assert chinese.says("下一次 apply 会再做一遍")


def test_the_json_is_a_plan_by_its_schema(town: MakeTown) -> None:
    here = changed_town(town)

    plan = here.run("undo", "last", "--json").json()

    schema = json.loads((ROOT / "schemas" / "plan.schema.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(plan)) == []
    assert (plan["undoes"]["apply"], plan["scope"]) == (last(here), ["undo"])
    assert {change["cause"] for group in plan["groups"] for change in group["changes"]} == {"undo"}


def test_markdown_says_which_apply_is_undone(town: MakeTown) -> None:
    here = changed_town(town)

    ran = here.run("undo", "last", "--markdown")

    assert ran.code == 0
    assert "Undoes apply" in ran.out


def test_a_saved_undo_is_carried_out_by_apply(town: MakeTown, tmp_path: Path) -> None:
    here, file = changed_town(town), str(tmp_path / "undo.json")

    assert here.run("undo", "last", "--out", file).code == 0
    ran = here.run("apply", file)

    assert ran.code == 0, ran.words
    assert before(here)
    assert f'"undoes":"{json.loads(Path(file).read_text("utf-8"))["undoes"]["apply"]}"' in here.ledger_text()


def test_a_group_that_moved_is_refused_with_who_and_the_others_are_undone(town: MakeTown) -> None:
    here = changed_town(town)
    here.world.hands.invite(here.chat("g").chat_id, ["hal"])

    ran = here.run("undo", "last", "--yes")

    assert ran.code == 1, ran.words
    assert "came in: 哈 (总公司) hal" in ran.words
    assert (here.chat("g").name, here.members("h")) == ("新名", {"ann", "bob", "eve"})


def test_all_or_nothing_undoes_nothing_where_one_group_moved(town: MakeTown) -> None:
    here = changed_town(town)
    here.world.hands.invite(here.chat("g").chat_id, ["hal"])
    mark = here.mark

    ran = here.run("undo", "last", "--yes", "--all-or-nothing", lang="zh")

    assert (ran.code, here.written(mark)) == (1, ())
    assert ran.says("其余的也都不撤销")


def test_a_second_undo_is_refused_and_the_undo_of_the_undo_does_it_again(town: MakeTown) -> None:
    here = changed_town(town)
    apply_id = last(here)
    assert here.run("undo", apply_id, "--yes").code == 0
    undo_id = last(here)

    second, again = here.run("undo", apply_id, "--yes"), here.run("undo", "last", "--yes")

    assert (second.code, again.code) == (1, 0), again.words
    assert f"already undone by {undo_id}" in second.words
    assert "WeCom and git differ" not in again.words
    assert (here.chat("g").name, here.members("h")) == ("新名", {"ann", "bob", "eve", "gus"})


def test_drift_does_not_do_again_what_was_undone_and_apply_does(town: MakeTown) -> None:
    here = changed_town(town)
    assert here.run("undo", "last", "--yes").code == 0

    drift = here.run("drift", "--correct")
    held = before(here)
    plan = here.plan()
    done = here.apply()

    assert (drift.code, held, done.code) == (0, True, 0), drift.words
    assert {change["cause"] for group in plan["groups"] for change in group["changes"]} == {"undo"}
    assert (here.chat("g").name, here.members("h")) == ("新名", {"ann", "bob", "eve", "gus"})


def test_what_was_undone_is_no_part_of_a_revocation(town: MakeTown) -> None:
    here = changed_town(town)
    here.set_company(governance={"people": ["hal"]})
    assert here.run("undo", "last", "--yes").code == 0

    ran = here.run("revoke", "dan", "--reason", "stolen", "--approver", "hal")

    assert "dan leaves" in ran.words
    assert "undone" not in ran.words


def test_what_was_made_or_said_is_not_pretended_to_be_undone(town: MakeTown) -> None:
    here = town(a_group("g", members=["bob", "cat"]))
    assert here.apply().code == 0

    ran = here.run("undo", "last", "--yes")

    assert ran.code == 0, ran.words
    assert here.members("g") == {"ann", "bob", "cat"}
    assert "no call that dissolves one" in ran.words
    shown = here.run("undo", "last")
    assert "no call that dissolves one" in shown.words


def test_people_who_were_added_count_as_removals(town: MakeTown) -> None:
    here = changed_town(town)
    here.set_company(guards={"removals_per_group": {"number": 0, "free": 0}})

    ran = here.run("undo", "last", "--yes")

    assert ran.code == 1
    assert "removals-per-group" in ran.words


@pytest.mark.parametrize(
    ("asked", "lang", "said"),
    [
        pytest.param("ffffffff", "en", "The ledger knows no apply ffffffff", id="en"),
        pytest.param("ffffffff", "zh", "台账里没有编号为 ffffffff 的执行", id="zh"),
    ],
)
def test_an_unknown_apply_is_refused(town: MakeTown, asked: str, lang: str, said: str) -> None:
    here = changed_town(town)

    ran = here.run("undo", asked, lang=lang)

    assert ran.code == 1
    assert ran.says(said)
