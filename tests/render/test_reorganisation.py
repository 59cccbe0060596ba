"""Reorganisations in the faces of a plan."""

import json
from dataclasses import replace

import pytest

from reconciler.model.finding import Place
from reconciler.model.ids import GroupKey
from reconciler.model.plan import Plan
from reconciler.model.reorganisation import DepartmentEdit, Reorganisation
from reconciler.model.reorganisation import ReorganisationKind as Kind
from reconciler.render.markdown.plan import plan_to_markdown
from reconciler.render.programs.plan import dump_plan, load_plan
from reconciler.render.reorganisation import reorganisation_lines
from reconciler.render.terminal.drift import drift_to_text
from reconciler.render.terminal.plan import plan_to_text
from reconciler.render.terminal.styled import paint
from reconciler.render.words.names import Names
from reconciler.text import Language
from tests.builders import CORP, NOW

EDIT = DepartmentEdit(
    "rd", "研发部/平台组", ("研发部/平台部",), Place("rd/rd.yaml", ("members", 0, "department"), 7, 17)
)
RENAMED = Reorganisation(
    Kind.RENAMED, 3, "研发部/平台组", ("研发部/平台部",), (GroupKey("rd"), GroupKey("ops")), 12, edits=(EDIT,)
)
PLAN = Plan(CORP, "1000002", False, NOW, reorganisations=(RENAMED,))


def shown(moved: Reorganisation, language: Language) -> str:
    plan = replace(PLAN, reorganisations=(moved,))
    return paint(reorganisation_lines(plan, Names.of(plan, language)), width=200, color=False).strip("\n")


@pytest.mark.parametrize(
    ("moved", "zh", "en"),
    [
        pytest.param(
            RENAMED,
            "  ~ 部门“研发部/平台组”改名为“研发部/平台部”。涉及 2 个群、12 人。成员照旧，没有人因此进群或出群。\n"
            "    YAML 的改法：\n      rd/rd.yaml:7  研发部/平台组 → 研发部/平台部",
            "  ~ The department “研发部/平台组” is now called “研发部/平台部”. It concerns 2 groups, 12 people. "
            "Members stay: nobody joins or leaves because of it.\n"
            "    What to write in the YAML:\n      rd/rd.yaml:7  研发部/平台组 → 研发部/平台部",
            id="renamed",
        ),
        pytest.param(
            replace(RENAMED, kind=Kind.SPLIT, after=("A", "B"), is_held=True, edits=(replace(EDIT, new=("A", "B")),)),
            "  ! 部门“研发部/平台组”拆分了，人去了“A”、“B”。涉及 2 个群、12 人。先不动这些群。\n"
            "    YAML 的改法：\n      rd/rd.yaml:7  研发部/平台组 → A、B",
            "  ! The department “研发部/平台组” was split: its people went to “A”, “B”. It concerns 2 groups, "
            "12 people. Nothing is done with these groups.\n"
            "    What to write in the YAML:\n      rd/rd.yaml:7  研发部/平台组 → A, B",
            id="split-and-held",
        ),
        pytest.param(
            replace(RENAMED, kind=Kind.DISSOLVED, after=(), edits=(replace(EDIT, new=()),)),
            "  ~ 部门“研发部/平台组”撤销了，看不出它的人去了哪个部门。涉及 2 个群、12 人。已经评审放行。\n"
            "    YAML 的改法：\n      rd/rd.yaml:7  研发部/平台组 → （删掉这一行）",
            "  ~ The department “研发部/平台组” is gone, and its people are found in no other. It concerns 2 groups, "
            "12 people. A reviewed override lets it through.\n"
            "    What to write in the YAML:\n      rd/rd.yaml:7  研发部/平台组 → (delete this line)",
            id="dissolved-and-let-through",
        ),
        pytest.param(
            replace(RENAMED, kind=Kind.RECREATED, edits=()),
            "  ~ 部门“研发部/平台组”删除后又重建了，ID 不再是 3。涉及 2 个群、12 人。成员照旧，没有人因此进群或出群。\n"
            "    YAML 不用改。",
            "  ~ The department “研发部/平台组” was deleted and made again; its id is not 3 any more. "
            "It concerns 2 groups, 12 people. Members stay: nobody joins or leaves because of it.\n"
            "    The YAML is right as it stands.",
            id="made-again",
        ),
    ],
)
def test_each_is_told_with_the_lines_to_write(moved: Reorganisation, zh: str, en: str) -> None:
    assert shown(moved, "zh") == f"部门调整（1 起）\n{zh}"
    assert shown(moved, "en") == f"Reorganisation (1)\n{en}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_plan_drift_and_markdown_tell_it(language: Language) -> None:
    plan, drift = plan_to_text(PLAN, language), drift_to_text(PLAN, language)
    comment = plan_to_markdown(PLAN, language)

    assert "rd/rd.yaml:7  研发部/平台组 → 研发部/平台部" in plan
    assert "rd/rd.yaml:7  研发部/平台组 → 研发部/平台部" in drift
    assert "  - `rd/rd.yaml:7`" in comment
    assert "研发部/平台组 → 研发部/平台部" in comment


def test_json_names_documents_by_their_key_and_no_file() -> None:
    saved = dump_plan(PLAN)

    [tree] = json.loads(saved)["reorganisations"]
    assert tree["edits"] == [{"document": "rd", "old": "研发部/平台组", "new": ["研发部/平台部"]}]
    assert "rd.yaml" not in saved
    assert load_plan(saved, corp_id=CORP).reorganisations == (RENAMED,)
