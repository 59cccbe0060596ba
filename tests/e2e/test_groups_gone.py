"""Groups that are not where they should be: taken, foreign, dissolved, forgotten. None comes back in silence."""

import shutil

import pytest

from reconciler.model.ids import GroupKey, derive_chat_id
from tests.e2e.conftest import MakeTown
from tests.e2e.town import CORP, OTHER, Town, a_group, in_process
from tests.e2e.trouble import Trouble, check, nothing, plan_now, rows

G = derive_chat_id(CORP, GroupKey("g"), 1)
DISSOLVED = (49008, 86003)


def theirs(town: Town) -> None:
    town.world.hands.make_chat(G, OTHER, ["ann", "bob"], name="别人的")


def made_elsewhere_meanwhile(town: Town) -> None:
    """The read says that there is no such chat, the creation that it is taken, the second read that it is foreign."""
    theirs(town)
    town.world.faults.add("code", on="appchat/get", code=86003)


def adopted_but_unknown(town: Town) -> None:
    town.put(a_group("g", chat_id="nobodyKnows"))


def applied(town: Town) -> None:
    assert town.apply().code == 0


def dissolved(town: Town) -> None:
    applied(town)
    town.world.hands.dissolve(G)


def ledger_lost(town: Town) -> None:
    town.put(a_group("h"))
    applied(town)
    shutil.rmtree(town.ledger)


def ledger_lost_and_dissolved(town: Town) -> None:
    ledger_lost(town)
    town.world.hands.dissolve(G)


def ledger_lost_and_new(town: Town) -> None:
    ledger_lost(town)
    town.put(a_group("new"))


def document_deleted(town: Town) -> None:
    town.put(a_group("h"))
    applied(town)
    (town.root / "g.yaml").unlink()


def ours(town: Town) -> None:
    town.world.hands.make_chat(G, 1000002, ["ann", "bob"], name="g 群")


def made_by_us_meanwhile(town: Town) -> None:
    ours(town)
    town.world.faults.add("code", on="appchat/get", code=86003)


GONE = (
    Trouble("foreign", theirs, 1, "是别的应用建的", "made by another application"),
    Trouble("taken-while-we-looked", made_elsewhere_meanwhile, 5, "这个群 ID 已被占用", "This chat id is taken"),
    Trouble("adopted-unknown", adopted_but_unknown, 1, "没有 chat_id 为", "no group with the chat id"),
    Trouble("document-deleted", document_deleted, 1, "的文件不见了", "is gone while the group is still there"),
    Trouble("ours-already", made_by_us_meanwhile, 0, "群已存在", "exists already"),
)


@rows(GONE)
def test_a_group_that_is_not_as_expected_is_left_alone(trouble: Trouble, lang: str, town: MakeTown) -> None:
    check(trouble, town(a_group("g")), lang)


@pytest.mark.parametrize("code", DISSOLVED)
@pytest.mark.parametrize("dissolved_id", ["taken", "free"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_dissolved_group_asks_for_a_generation(code: int, dissolved_id: str, lang: str, town: MakeTown) -> None:
    trouble = Trouble("dissolved", dissolved, 1, "generation: 2", "generation: 2")
    made = town(a_group("g"), code_dissolved=code, dissolved_id=dissolved_id)

    check(Trouble("planned", dissolved, 1, "generation: 2", "generation: 2", act=plan_now), made, lang)
    check(Trouble("applied", nothing, 1, trouble.zh, trouble.en), made, lang)
    corrected = made.run("drift", "--correct", lang=lang)

    assert corrected.code == 1
    assert made.chat("g").dissolved


@pytest.mark.parametrize("code", DISSOLVED)
def test_generation_2_makes_it_anew_and_retiring_ends_it(code: int, town: MakeTown) -> None:
    made = town(a_group("g"), code_dissolved=code)
    dissolved(made)

    made.put(a_group("g", lifecycle="retired"))
    retired = made.apply()
    made.put(a_group("g", generation=2))
    again = made.apply()

    assert (retired.code, again.code) == (0, 0)
    assert set(made.chat("g", generation=2).members) == {"ann", "bob"}
    assert made.chat("g").dissolved
    assert made.plan()["actions"] == []


@pytest.mark.parametrize("code", DISSOLVED)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("arrange", [ledger_lost_and_dissolved, ledger_lost_and_new])
def test_without_its_ledger_nothing_is_created(arrange: object, lang: str, code: int, town: MakeTown) -> None:
    assert callable(arrange)
    made = town(a_group("g"), code_dissolved=code)
    arrange(made)
    mark = made.mark

    ran = made.apply(lang)

    assert ran.code == 1
    assert ran.says("generation: 2") or ran.says("台账可能丢了" if lang == "zh" else "it was probably lost")
    assert made.written(mark) == ()


def test_without_its_ledger_groups_in_line_stay_and_are_settled_again(town: MakeTown) -> None:
    made = town(a_group("g"))
    ledger_lost(made)
    mark = made.mark

    ran = made.apply()

    assert ran.code == 0
    assert made.written(mark) == ()
    assert '"settled"' in made.ledger_text()


def test_without_its_ledger_and_without_any_group_nothing_is_guessed(town: MakeTown) -> None:
    """All groups dissolved with 86003 and no ledger: nothing tells them from a new company; 86215 does at creation."""
    made = town(a_group("g"), code_dissolved=86003)
    dissolved(made)
    shutil.rmtree(made.ledger)

    ran = made.apply()

    assert ran.code == 5
    assert ran.says("This chat id is taken")
    assert made.chat("g").dissolved


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "台账"), ("en", "ledger")])
def test_an_edited_ledger_stops_everything(lang: str, phrase: str, town: MakeTown) -> None:
    made = town(a_group("g"))
    applied(made)
    path = made.ledger / "000001.jsonl"
    path.write_text(path.read_text("utf-8").replace('"bob"', '"eve"'), encoding="utf-8")
    edited, mark = made.ledger_text(), made.mark
    made.put(a_group("g", members=["cat"]))

    planned, ran = made.run("plan", lang=lang), made.apply(lang)

    assert (planned.code, ran.code) == (4, 4)
    assert ran.says(phrase)
    assert made.since(mark) == ()
    assert made.ledger_text() == edited


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "没有世界"), ("en", "there is no world")])
def test_a_simulator_is_never_made_up(lang: str, phrase: str, town: MakeTown) -> None:
    made = town(a_group("g"))

    ran = in_process("plan", "--root", str(made.root), "--simulator", str(made.folder / "nowhere"), lang=lang)

    assert ran.code == 2
    assert ran.says(phrase)
