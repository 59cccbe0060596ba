"""Findings about values of the wrong sort: nothing, unquoted, ambiguous, a list where a text belongs, …"""

from typing import Any, Final

from reconciler.model.finding import Finding
from reconciler.source.forms import fits, form_of, write_as
from reconciler.source.scalars import TAKEN_FOR, Mistaken, as_number, quoted, read_plain
from reconciler.source.schema import Schema, asked_for, is_required, words_of
from reconciler.source.spot import Spot, name_of
from reconciler.source.tree import Route
from reconciler.text import Text, listed

_SORTS: Final[dict[str, Text]] = {
    "string": Text("文字", "a text"),
    "object": Text("“键: 值”", "“key: value” lines"),
    "array": Text("列表", "a list"),
    "boolean": Text("逻辑值（true 或 false）", "true or false"),
    "integer": Text("整数", "a whole number"),
    "number": Text("数字", "a number"),
}
_YES: Final = frozenset({"yes", "on", "y", "true"})


def sort_of(value: Any) -> Text:
    """What a value is, in words."""
    if value is None:
        return Text("空值", "nothing")
    if isinstance(value, bool):
        return Text("“是/否”", "true or false")
    if isinstance(value, float):
        return Text("小数", "a decimal number")
    if isinstance(value, int):
        return Text("数字", "a number")
    if isinstance(value, str):
        return Text("文字", "a text")
    return _SORTS["array"] if isinstance(value, list) else _SORTS["object"]


def wrong_type(spot: Spot, route: Route, value: Any, wanted: tuple[str, ...]) -> Finding:
    """A value whose sort the schema does not take; `wanted` are JSON Schema's type names."""
    asked = asked_for(spot.kind, route)
    schema: Schema = asked[0] if asked else {}
    if value is None:
        return _empty(spot, route, wanted)
    if "string" in wanted and isinstance(value, (bool, int, float)):
        return _unquoted(spot, route, schema)
    name, source = name_of(route), spot.positions.source(route)
    either = Text("或".join(_SORTS[sort].zh for sort in wanted), " or ".join(_SORTS[sort].en for sort in wanted))
    got = sort_of(value)
    what = Text(f"{name.zh}应该是{either.zh}，这里是{got.zh}", f"{name.en} is {either.en}; here it is {got.en}")
    about = words_of(schema)
    return spot.error(
        "wrong-type", route, what, Text(f"{about.zh}。", f"{about.en}."), _mend_type(wanted, value, source, route)
    )


def _mend_type(wanted: tuple[str, ...], value: Any, source: str, route: Route) -> Text:
    step = route[-1] if route else ""
    if wanted == ("array",) and isinstance(value, (str, int, float)) and source:
        item = source if read_plain(source) == (source, None) else quoted(source)
        return Text(f"写成列表：`{step}: [{item}]`。", f"Write a list: `{step}: [{item}]`.")
    if wanted == ("array",):
        return Text(
            "写成列表：每项一行，以“- ”开头；没有内容就写 `[]`。",
            "Write a list: one item a line, each after “- ”; `[]` if it has to be empty.",
        )
    if wanted == ("boolean",):
        return Text("写 `true` 或 `false`，不加引号。", "Write `true` or `false`, without quotes.")
    if wanted[0] in {"integer", "number"}:
        number = as_number(source) if isinstance(value, str) else None
        example = number or "10"
        return Text(f"写一个数字，不加引号，例如 `{example}`。", f"Write a number without quotes, such as `{example}`.")
    if "object" in wanted and "string" not in wanted:
        return Text(
            "在下一行缩进两格，写“键: 值”。", "Begin a new line, indent it by two spaces and write “key: value”."
        )
    return Text(
        "这里只写一个值，不要写列表或“键: 值”。", "Write one value here, neither a list nor “key: value” lines."
    )


def _empty(spot: Spot, route: Route, wanted: tuple[str, ...]) -> Finding:
    name = name_of(route)
    what = Text(f"{name.zh}没有值", f"{name.en} has no value")
    why = Text("空着既不表示“不管”，也不表示“必须为空”。", "Nothing means neither “unmanaged” nor “must be empty”.")
    remedy = Text("写上值；不想管就删掉这一行。", "Write a value; delete the line if it shall be unmanaged.")
    if is_required(spot.kind, route):
        remedy = Text("写上值。", "Write a value.")
    elif "array" in wanted:
        remedy = Text(
            "必须为空就写 `[]`；不想管就删掉这一行。",
            "Write `[]` if it must be empty; delete the line if it shall be unmanaged.",
        )
    elif route and isinstance(route[-1], int):
        remedy = Text("写上值，或者删掉这一项。", "Write a value, or delete the item.")
    return spot.error("empty-value", route, what, why, remedy)


def _unquoted(spot: Spot, route: Route, schema: Schema) -> Finding:
    name, source = name_of(route), spot.positions.source(route)
    shown = spot.shown(route, source)
    what = Text(
        f"{name.zh}的值 `{shown}` 没加引号，会被读成别的东西",
        f"{name.en} says `{shown}` without quotes, which is not read as a text",
    )
    why = Text(
        "这里要的是文字；编号和版本号读成数字会丢掉前导零和末尾的零。",
        "A text belongs here; read as a number, ids and versions lose zeros at either end.",
    )
    return spot.error("unquoted-text", route, what, why, _as_text(spot, route, schema, source))


def _as_text(spot: Spot, route: Route, schema: Schema, source: str) -> Text:
    """How to write a scalar where a text belongs."""
    if "enum" in schema:
        choices = listed([f"`{choice}`" for choice in schema["enum"]])
        return Text(f"从这些里选一个：{choices.zh}。", f"Write one of {choices.en}.")
    pattern = schema.get("pattern")
    if pattern is not None and not fits(pattern, source):
        form = form_of(pattern, words_of(schema))
        return write_as(form)
    shown = quoted(spot.shown(route, source))
    return Text(f"加上引号：`{shown}`。", f"Quote it: `{shown}`.")


def ambiguous_scalar(spot: Spot, route: Route, mistaken: Mistaken) -> Finding | None:
    """A plain scalar that another reader takes for something else; None where it is right or explained otherwise."""
    asked = asked_for(spot.kind, route)
    if asked is None or asked[1]:
        return None
    schema, source = asked[0], spot.positions.source(route)
    wanted = schema.get("type", "string")
    sorts = (wanted,) if isinstance(wanted, str) else tuple(wanted)
    if mistaken is Mistaken.NULL and "string" not in sorts:
        return _empty(spot, route, sorts)
    if "string" in sorts or "const" in schema:
        remedy = _as_text(spot, route, schema, source)
        if mistaken is Mistaken.NULL and "enum" not in schema and not is_required(spot.kind, route):
            remedy = remedy + Text("不想管就删掉这一行。", "Delete the line if it shall be unmanaged.")
    elif sorts == ("boolean",) and mistaken is Mistaken.BOOLEAN:
        canonical = "true" if source.lower() in _YES else "false"
        remedy = Text(f"写成 `{canonical}`。", f"Write `{canonical}`.")
    elif sorts[0] in {"integer", "number"}:
        number = as_number(source)
        remedy = (
            Text(f"写成 `{number}`。", f"Write `{number}`.")
            if number
            else Text("用普通的十进制写法，例如 `200`。", "Write an ordinary decimal number, such as `200`.")
        )
    else:
        return None
    name, taken = name_of(route), TAKEN_FOR[mistaken]
    shown = spot.shown(route, source)
    what = Text(f"{name.zh}的值 `{shown}` 有歧义", f"{name.en} says `{shown}`, which is ambiguous")
    why = Text(
        f"不加引号时，有的 YAML 工具会把它读成{taken.zh}。", f"Without quotes some YAML readers take it for {taken.en}."
    )
    return spot.error("ambiguous-scalar", route, what, why, remedy)
