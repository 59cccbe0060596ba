"""A department renamed, moved, merged or split under twelve groups: one cause, one block, one override."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reconciler.source.edit import replace_department
from tests.e2e.conftest import MakeTown
from tests.e2e.town import Ran, Town, a_group, a_world

KEYS = tuple(f"g{number:02}" for number in range(12))
PEOPLE = ("ann 安 2", "bob 波 2", "cat 卡 3", "dan 丹 3", "eve 伊 3", "fay 菲 4", "gus 格 4", "hal 哈 1", "ivy 艾 5")
DEPARTMENTS = ["1 总公司", "2 研发", "3 平台 2", "4 市场", "5 发布 3"]
Act = Callable[[Any], None]


@pytest.fixture
def company(town: MakeTown) -> Town:
    """Twelve groups of one department, one of the department above and one of another, all in line."""
    made = town(
        *(a_group(key, members=["bob", {"department": "研发/平台"}], membership="strict") for key in KEYS),
        a_group("rd", members=[{"department": "研发"}], membership="strict"),
        a_group("ads", members=["ann", {"department": "市场"}], membership="strict"),
        world=a_world(PEOPLE, departments=DEPARTMENTS),
    )
    assert made.apply().code == 0
    return made


def everybody(town: Town) -> dict[str, set[str]]:
    return {key: town.members(key) for key in (*KEYS, "rd", "ads")}


def edit_as_proposed(town: Town) -> int:
    """Every proposed edit, as JSON gives it, done by the same hand that edits files elsewhere."""
    done = 0
    for moved in town.plan()["reorganisations"]:
        for edit in moved["edits"]:
            path: Path = town.root / f"{edit['document']}.yaml"
            text = replace_department(path.name, path.read_text("utf-8"), edit["old"], *edit["new"])
            path.write_text(text, encoding="utf-8")
            done += 1
    return done


def let_through(town: Town, limit: int) -> None:
    entry = {
        "guard": "directory-move",
        "limit": limit,
        "reason": "年度调整",
        "approver": "ann",
        "until": "2026-12-31",
    }
    town.write("overrides.yaml", {"kind": "override", "entries": [entry]})


def rename(hands: Any) -> None:
    hands.rename_department(3, "平台部")


def rename_above(hands: Any) -> None:
    hands.rename_department(2, "研发中心")


def move_above(hands: Any) -> None:
    hands.create_department(6, "集团")
    hands.move_department(2, 6)


def make_again(hands: Any) -> None:
    hands.merge_department(3, 4)
    hands.create_department(9, "平台", 2)
    for user in ("cat", "dan", "eve"):
        hands.move_person(user, [9])
    hands.move_department(5, 9)


@pytest.mark.clause("A7")
@pytest.mark.parametrize(
    ("act", "kind", "zh", "en", "edits"),
    [
        pytest.param(
            rename,
            "renamed",
            "部门“研发/平台”改名为“研发/平台部”",
            "“研发/平台” is now called “研发/平台部”",
            12,
            id="renamed",
        ),
        pytest.param(
            rename_above,
            "renamed",
            "部门“研发”改名为“研发中心”",
            "“研发” is now called “研发中心”",
            13,
            id="renamed-above",
        ),
        pytest.param(
            move_above, "moved", "部门“研发”移到了“集团/研发”", "“研发” moved to “集团/研发”", 13, id="moved-above"
        ),
        pytest.param(make_again, "recreated", "删除后又重建了", "was deleted and made again", 0, id="made-again"),
    ],
)
def test_a_department_with_another_path_moves_nobody(
    act: Act, kind: str, zh: str, en: str, edits: int, company: Town
) -> None:
    before, mark = everybody(company), company.mark
    act(company.world.hands)

    plans: list[Ran] = [company.run("plan", lang=lang) for lang in ("zh", "en")]
    drift = company.run("drift")
    applied, again = company.apply(), company.apply()

    assert [ran.code for ran in (*plans, drift, applied, again)] == [0] * 5
    assert (plans[0].says(zh), plans[1].says(en), drift.says(en)) == (True, True, True)
    assert (everybody(company), company.written(mark)) == (before, ())
    kinds = [moved["kind"] for moved in company.plan()["reorganisations"]]
    assert kinds == ([kind] if edits else [])  # the ledger remembers a department that was made again
    assert edit_as_proposed(company) == edits
    plan = company.plan()
    assert (plan["actions"], plan["blocked"], plan["reorganisations"]) == ([], [], [])
    assert company.apply().code == 0
    assert everybody(company) == before


def merge(hands: Any) -> None:
    hands.merge_department(3, 4)


def split(hands: Any) -> None:
    hands.split_department(3, 7, "一组", ["cat", "dan"], parent=2)
    hands.merge_department(3, 4)


def dissolve(hands: Any) -> None:
    hands.merge_department(5, 3)
    hands.merge_department(3, 1)


def take_the_name(hands: Any) -> None:
    hands.rename_department(3, "底座")
    hands.create_department(8, "平台", 2)
    hands.move_person("hal", [8])


def swap_names(hands: Any) -> None:
    hands.rename_department(3, "旧平台")
    hands.rename_department(4, "平台")
    hands.move_department(4, 2)
    hands.move_department(3, 1)
    hands.rename_department(3, "市场")


def make_again_with_others(hands: Any) -> None:
    make_again(hands)
    hands.move_person("hal", [9])


HELD = [
    pytest.param(merge, 12, "并入了“市场”", "was merged into “市场”", id="merged"),
    pytest.param(split, 12, "拆分了，人去了", "was split: its people went to", id="split"),
    pytest.param(dissolve, 12, "撤销了", "is gone, and its people are found in no other", id="dissolved"),
    pytest.param(
        take_the_name, 12, "现在叫“研发/平台”的是另一个部门", "Another department is called “研发/平台”", id="taken"
    ),
    pytest.param(swap_names, 13, "现在叫“市场”的是另一个部门", "Another department is called “市场” now", id="swapped"),
    pytest.param(make_again_with_others, 12, "里面的人和原来不一样", "not those it had", id="made-again"),
]


@pytest.mark.clause("A7", "D3.2")
@pytest.mark.parametrize(("act", "number", "zh", "en"), HELD)
def test_what_would_mean_other_people_is_one_block(act: Act, number: int, zh: str, en: str, company: Town) -> None:
    before = everybody(company)
    act(company.world.hands)

    plans = [company.run("plan", lang=lang) for lang in ("zh", "en")]
    drift, applied = company.run("drift"), company.apply()

    moves = [held for held in company.plan()["blocked"] if held["guard"] == "directory-move"]
    assert [(held["group"], held["number"]) for held in moves] == [(None, number)]
    assert len(company.plan()["blocked"]) == 1
    assert [ran.code for ran in (*plans, drift, applied)] == [1] * 4
    assert (plans[0].says(zh), plans[1].says(en)) == (True, True)
    assert plans[1].says(f"limit: {number}")
    assert {key: company.members(key) for key in KEYS} == {key: before[key] for key in KEYS}


@pytest.mark.clause("A7")
@pytest.mark.parametrize(("act", "number", "_zh", "_en"), HELD)
def test_the_proposed_edits_lift_the_block(act: Act, number: int, _zh: str, _en: str, company: Town) -> None:
    act(company.world.hands)
    company.apply()

    assert edit_as_proposed(company) >= number
    edited = company.plan()
    first, left = company.apply(), company.plan()

    assert (edited["blocked"], edited["reorganisations"]) == ([], [])
    assert first.code == 0
    assert (left["actions"], left["blocked"], left["reorganisations"]) == ([], [], [])


@pytest.mark.clause("D3.2")
@pytest.mark.parametrize(("act", "number", "_zh", "_en"), HELD)
def test_one_override_lets_the_set_through(act: Act, number: int, _zh: str, _en: str, company: Town) -> None:
    act(company.world.hands)
    let_through(company, number - 1)
    too_small = company.apply()
    let_through(company, number)

    applied, left = company.apply(), company.plan()

    assert (too_small.code, applied.code) == (1, 0)
    assert (left["actions"], left["blocked"]) == ([], [])


def test_let_through_a_merged_departments_line_means_the_other_one(company: Town) -> None:
    merge(company.world.hands)
    let_through(company, 12)

    company.apply()

    assert company.members("g00") == {"ann", "bob", "cat", "dan", "eve", "fay", "gus", "ivy"}


def test_let_through_a_taken_path_is_settled_for_good(company: Town) -> None:
    take_the_name(company.world.hands)
    let_through(company, 12)
    company.apply()
    (company.root / "overrides.yaml").unlink()

    plan = company.plan()

    assert company.members("g00") == {"ann", "bob", "hal"}
    assert (plan["actions"], plan["blocked"], plan["reorganisations"]) == ([], [], [])


def test_two_reorganisations_at_once_are_one_block(company: Town) -> None:
    merge(company.world.hands)
    company.world.hands.merge_department(4, 2)
    company.world.hands.rename_department(2, "大研发")

    plan = company.plan()

    assert [(moved["kind"], moved["before"], moved["is_held"]) for moved in plan["reorganisations"]] == [
        ("merged", "市场", True),
        ("renamed", "研发", False),
        ("merged", "研发/平台", True),
    ]
    assert [held["number"] for held in plan["blocked"]] == [13]
    edit_as_proposed(company)
    assert company.plan()["blocked"] == []


def test_a_reviewed_plan_leaves_groups_alone_whose_department_went_since(company: Town) -> None:
    company.put(
        a_group("g00", members=["bob", {"department": "研发/平台"}], name="新名字", membership="strict"),
        a_group("ads", members=["ann", "bob", {"department": "市场"}], membership="strict"),
    )
    company.save_plan()
    merge(company.world.hands)

    company.apply_saved()

    assert company.chat("g00").name != "新名字"


def test_a_department_document_whose_department_is_gone_is_told(company: Town) -> None:
    company.write(
        "platform/department.yaml",
        {"kind": "department", "key": "platform", "name": "平台", "department_id": "5", "head": "ann"},
    )
    company.world.hands.merge_department(5, 3)

    plan = company.run("plan")

    assert (plan.code, plan.says("department-gone")) == (0, True)


def test_people_who_go_while_the_department_stays_are_told_with_their_way(company: Town) -> None:
    company.world.hands.split_department(3, 7, "一组", ["cat", "dan", "eve"], parent=4)

    plans = [company.run("plan", lang=lang) for lang in ("zh", "en")]

    assert [ran.code for ran in plans] == [1, 1]
    assert plans[0].says("去向：“研发/平台”→“市场/一组”3 人")
    assert plans[1].says("People went “研发/平台” → “市场/一组”: 3")


def test_nobodys_name_is_in_what_the_ledger_remembers_of_departments(company: Town) -> None:
    records = [line for line in company.ledger_text().splitlines() if '"departments"' in line]

    assert len(records) == 1
    assert "研发/平台" in records[0]
    assert not any(user in records[0] for user in ("ann", "cat", "安", "卡"))
