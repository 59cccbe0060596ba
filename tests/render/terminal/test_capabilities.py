"""What WeCom allows, shown."""

import json

import pytest

from reconciler.model.capability import Access, Capability
from reconciler.model.group import GroupType
from reconciler.render.terminal.capabilities import (
    capabilities_to_markdown,
    capabilities_to_text,
    dump_capabilities,
    symbol_of,
)
from reconciler.text import Language, Text
from tests.render.golden import check_golden
from tests.render.terminal.test_plan import LANGUAGES


def a_cell(field: str, zh: str, *access: Access, kind: GroupType = GroupType.APP) -> Capability:
    written = Access.WRITE in access
    return Capability(
        type=kind,
        field=field,
        title=Text(zh, field.capitalize()),
        access=access,
        source="98913",
        checked="2026-11-22",
        endpoint="/cgi-bin/appchat/update" if written else "",
        limit=Text("每小时 1000 次 | 全企业", "1000 an hour | whole corp") if written else None,
        needs=Text("应用可见范围须为根部门", "The app's range must be the root") if written else None,
        where=Text("群聊右上角「…」→ 群管理", "The chat → 「…」 → 群管理") if Access.MANUAL in access else None,
    )


CELLS = (
    a_cell("name", "群名", Access.WRITE, Access.READ),
    a_cell("admins", "群管理员", Access.MANUAL),
    a_cell("statistics", "统计", Access.READ),
    a_cell("member_cap", "成员上限", Access.CONSOLE, kind=GroupType.CUSTOMER),
    a_cell("list", "列出", Access.NONE, kind=GroupType.CUSTOMER),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_reads_as_agreed(language: Language) -> None:
    check_golden(f"capabilities/table.{language}.txt", capabilities_to_text(CELLS, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_the_manual_reads_as_agreed(language: Language) -> None:
    check_golden(f"capabilities/table.{language}.md", capabilities_to_markdown(CELLS, language))


def test_programs_get_every_cell_in_both_languages() -> None:
    tree = json.loads(dump_capabilities(CELLS))

    assert [cell["title"] for cell in tree["capabilities"]] == [{"zh": c.title.zh, "en": c.title.en} for c in CELLS]


def test_there_are_three_symbols() -> None:
    assert [symbol_of(cell) for cell in CELLS] == ["+", "?", "×", "?", "×"]
