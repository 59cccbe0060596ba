"""What is made from data: tables of fields and capabilities, forms of issues, the example company's CODEOWNERS.

`make docs` writes them anew; a test compares them with what is there.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from reconciler.delegation.owning import ownership
from reconciler.render.setup.codeowners import codeowners
from reconciler.render.setup.issue_forms import issue_forms
from reconciler.render.terminal.capabilities import capabilities_to_markdown
from reconciler.source.stated import stated_under
from reconciler.text import Language
from reconciler.wecom.capabilities import CAPABILITIES
from tests.architecture.sources import ROOT

GROUPS: Final = ROOT / "docs" / "groups.md"
CODEOWNERS: Final = ROOT / ".github" / "CODEOWNERS"
CAPABILITY_TABLE: Final = ROOT / "docs" / "capabilities.md"

_HEAD: Final = "| 字段 Field | 值 Value | 含义 Meaning |\n|---|---|---|\n"
_MARKED: Final = re.compile(r"(<!-- fields: (\w+)(?:/(\w+))? -->\n).*?(<!-- end -->)", re.DOTALL)
_FORMS: Final = {
    "key": "键 / key",
    "user": "成员账号 / user id",
    "line": "一行文字 / one line",
    "words": "文字 / text",
    "date": "日期 / date",
    "days": "天数 / days: `90d`",
    "days_or_none": "天数 / days: `1d`, `0d`",
    "moment": "日期和时刻 / date and time: `YYYY-MM-DD HH:MM`",
    "link": "网址 / address",
    "env": "环境变量名 / environment variable",
    "mention": '成员账号或 / user id or `"@all"`',
    "policy": "[规则的选项 / rule options](#policy)",
    "clock": "时刻 / time: `HH:MM`",
    "member": "成员行 / member line",
    "exception": "排除行 / exception line",
}
_TYPES: Final = {"object": "对象 / map", "boolean": "`true` `false`", "string": "文字 / text"}

Schema = dict[str, Any]


def groups_document() -> str:
    """`docs/groups.md` with every marked table made from its schema."""
    return _MARKED.sub(
        lambda mark: f"{mark[1]}\n{_table(mark[2], mark[3])}\n{mark[4]}", GROUPS.read_text(encoding="utf-8")
    )


def capability_document() -> str:
    """`docs/capabilities.md`, in both languages."""
    head = (
        "# 企业微信允许做什么 / What WeCom allows\n\n"
        "由 `reconciler capabilities --markdown` 的数据生成（`make docs`）。Made from the data of "
        "`reconciler capabilities --markdown` by `make docs`.\n\n"
        "产品对每一项怎么做，`tests/capabilities` 里逐项有测试。What the product does with each of them is tested one "
        "by one in `tests/capabilities`.\n"
    )
    chinese, english = _capabilities("zh"), _capabilities("en")
    return f"{head}\n## 中文\n\n{chinese}\n## English\n\n{english}"


def codeowners_document() -> str:
    """`.github/CODEOWNERS` of the example company."""
    return codeowners(ownership(stated_under(ROOT / "groups")), "groups/")


def _capabilities(language: Language) -> str:
    return capabilities_to_markdown(CAPABILITIES, language=language).rstrip() + "\n"


def _table(file: str, definition: str | None) -> str:
    root: Schema = json.loads((ROOT / "schemas" / f"{file}.schema.json").read_text(encoding="utf-8"))
    rows = _rows(root, root["$defs"][definition] if definition else root, "")
    return _HEAD + "".join(f"{row}\n" for row in rows)


def _rows(root: Schema, schema: Schema, prefix: str) -> Iterator[str]:
    for name, written in schema["properties"].items():
        below = _follow(root, written)
        chinese, _, english = below["description"].partition("。 ")
        value = _value(root, written) + _default(below)
        must = " **必填 / required**" if name in schema.get("required", ()) else ""
        yield f"| `{prefix}{name}` | {value}{must} | {chinese}。<br>{english} |"
        if "properties" in below and not _form(written):
            yield from _rows(root, below, f"{prefix}{name}.")
        items = below.get("items", {})
        if "properties" in items:
            yield from _rows(root, items, f"{prefix}{name}[].")


def _value(root: Schema, written: Schema) -> str:
    form, below = _form(written), _follow(root, written)
    if form:
        return form
    if "const" in below:
        return f"`{below['const']}`"
    if "enum" in below:
        return " ".join(f"`{word}`" for word in below["enum"])
    if below.get("type") == "array":
        return f"列表 / list: {_value(root, below['items'])}"
    if below.get("type") in {"integer", "number"}:
        return f"{below.get('minimum', 0)}–{below.get('maximum', '')}"
    return _TYPES.get(str(below.get("type")), "")


def _default(below: Schema) -> str:
    if "default" not in below or "默认" in below["description"]:
        return ""
    words = below["default"] if isinstance(below["default"], str) else json.dumps(below["default"])
    return f"，默认 / default `{words}`"


def _form(written: Schema) -> str:
    return _FORMS.get(str(written.get("$ref", "")).rpartition("/")[2], "")


def _follow(root: Schema, written: Schema) -> Schema:
    name = str(written.get("$ref", "")).rpartition("/")[2]
    return {**root["$defs"][name], **written} if name else written


def main() -> None:
    """Write them anew."""
    GROUPS.write_text(groups_document(), encoding="utf-8")
    CAPABILITY_TABLE.write_text(capability_document(), encoding="utf-8")
    CODEOWNERS.write_text(codeowners_document(), encoding="utf-8")
    for file, text in issue_forms().items():
        (ROOT / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
