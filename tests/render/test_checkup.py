"""What the doctor found, as people and programs read it."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from reconciler.model.checkup import Check, Topic
from reconciler.render.programs.checkup import dump_checkup
from reconciler.render.terminal.checkup import checkup_to_text
from reconciler.text import Language, Text
from tests.render.golden import check_golden

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "checkup.schema.json").read_text(encoding="utf-8"))
CHECKS: tuple[Check, ...] = (
    Topic("clock", Text("时钟", "Clock")).ok(Text("与企业微信相差 0 秒。", "It differs from WeCom's by 0 s.")),
    Topic("app-use", Text("应用使用情况", "Use of the application")).warning(
        Text("上次写操作在 90 天前。", "Days since the last write: 90."),
        Text("让定时任务运行起来。", "Let a scheduled job run."),
    ),
    Topic("app-range", Text("应用可见范围", "Range of the application")).failure(
        Text("不包含根部门，不能管理应用群。", "The root department is not in it: there can be no app groups."),
        Text("选择根部门（整个企业）。", "Choose the root department (the whole company)."),
        Text(
            "管理后台 → 应用管理 → 应用 → 可见范围",
            "admin console → App Management → the app → Allowed users (可见范围)",
        ),
    ),
    Topic("archive", Text("会话内容存档", "Message archive")).not_checked(
        Text("没有写 secrets.archive。", "There is no secrets.archive.")
    ),
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("simulated", [True, False])
def test_every_state_reads_as_agreed(language: Language, simulated: bool) -> None:
    name = "simulated" if simulated else "earnest"

    check_golden(f"checkup/{name}.{language}.txt", checkup_to_text(CHECKS, language, simulated=simulated))


def test_json_has_the_documented_shape_and_both_languages() -> None:
    tree = json.loads(dump_checkup(CHECKS, simulated=False))

    jsonschema.Draft202012Validator(SCHEMA).validate(tree)
    assert tree["counts"] == {"ok": 1, "warning": 1, "failure": 1, "not_checked": 1}
    assert [(check["id"], check["state"]) for check in tree["checks"]] == [
        (check.id, check.state.value) for check in CHECKS
    ]
    assert tree["checks"][2]["page"]["zh"].endswith("可见范围")
    assert tree["checks"][0]["remedy"] is None


def test_colour_adds_no_meaning() -> None:
    coloured = checkup_to_text(CHECKS, "en", color=True)

    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == checkup_to_text(CHECKS, "en")
