"""One sentence for each keyword of JSON Schema that can fail in our schemas."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from reconciler.model.finding import Finding
from reconciler.source.forms import form_of, write_as
from reconciler.source.mistyped import wrong_type
from reconciler.source.schema import Schema, asked_for, is_required, words_of
from reconciler.source.spot import Spot, name_of
from reconciler.source.tree import Route
from reconciler.text import Text, listed

Failure = Any  # jsonschema.ValidationError; not imported, because only broken files pay for jsonschema
Explainer = Callable[[Spot, Route, Failure], Iterator[Finding]]


def explain_failure(spot: Spot, failure: Failure) -> list[Finding]:
    """Findings for one failed keyword; at least one."""
    route: Route = tuple(failure.absolute_path)
    explainer = _EXPLAINERS.get(failure.validator, _other)
    if "propertyNames" in failure.absolute_schema_path:
        explainer, route = _property_name, (*route, str(failure.instance))
    return list(explainer(spot, route, failure))


def nearest(word: str, choices: list[str]) -> str | None:
    """The choice that was most likely meant."""
    folded = {choice.casefold().replace("_", ""): choice for choice in choices}
    near = difflib.get_close_matches(word.casefold().replace("-", "").replace("_", ""), list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def _about(spot: Spot, route: Route) -> Text:
    asked = asked_for(spot.kind, route)
    words = words_of(asked[0]) if asked else Text("", "")
    return (
        Text(f"{words.zh}。", f"{words.en}.")
        if words.zh
        else Text("它的写法由 schema 规定。", "The schema fixes how it is written.")
    )


def _type(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    wanted = failure.validator_value
    yield wrong_type(spot, route, failure.instance, (wanted,) if isinstance(wanted, str) else tuple(wanted))


def _required(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    # jsonschema reports one missing property at a time and quotes it first in its message.
    missing = failure.message.split("'")[1]
    about = _about(spot, (*route, missing))
    where = name_of(route)
    inside = Text("", "") if not route else Text(f"{where.zh}里", f" in {where.en.replace('Item', 'item')}")
    what = Text(f"{inside.zh}缺少 `{missing}`", f"`{missing}` is missing{inside.en}")
    remedy = Text(f"补上一行 `{missing}: …`。", f"Add a line `{missing}: …`.")
    if route:  # a line of its own has no place within braces
        remedy = Text(f"在 {inside.zh}补上 `{missing}: …`。", f"Add `{missing}: …`{inside.en}.")
    yield spot.error("missing-property", route, what, about, remedy)


def _additional(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    known = list(failure.schema.get("properties", {}))
    for name in failure.instance:
        if name in known:
            continue
        free = [choice for choice in known if choice not in failure.instance]
        meant = nearest(str(name), free)
        what = Text(f"这里不能写 `{name}`", f"`{name}` is not known here")
        why = Text("不认识的项不会生效，往往是写错了。", "What is not known has no effect and is mostly a slip.")
        choices = listed([f"`{choice}`" for choice in known])
        if meant is not None:
            words = words_of(failure.schema["properties"][meant])
            about = asked_for(spot.kind, (*route, meant))
            words = words_of(about[0]) if about else words
            remedy = Text(f"改成 `{meant}`（{words.zh}）。", f"Write `{meant}` ({words.en}).")
        else:
            remedy = Text(f"删掉它；这里可以写：{choices.zh}。", f"Delete it; what can stand here: {choices.en}.")
            if not known:
                remedy = Text("删掉它；这里没有可写的项。", "Delete it; nothing can stand here.")
        yield spot.error_at_key("unknown-property", (*route, str(name)), what, why, remedy)


def _enum(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    choices = [str(choice) for choice in failure.validator_value]
    name, shown = name_of(route), listed([f"`{choice}`" for choice in choices])
    what = Text(
        f"{name.zh}不能是 `{spot.shown(route, failure.instance)}`",
        f"{name.en} cannot be `{spot.shown(route, failure.instance)}`",
    )
    meant = nearest(str(failure.instance), choices)
    remedy = Text(f"从这些里选一个：{shown.zh}。", f"Write one of {shown.en}.")
    if meant is not None:
        remedy = Text(f"是不是要写 `{meant}`？", f"Did you mean `{meant}`?") + remedy
    yield spot.error("not-a-choice", route, what, _about(spot, route), remedy)


def _pattern(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    form = form_of(failure.validator_value, words_of(failure.schema))
    name, shown = name_of(route), spot.shown(route, failure.instance)
    what = Text(f"{name.zh}的值 `{shown}` 写法不对", f"{name.en} has a value of the wrong form: `{shown}`")
    yield spot.error("malformed-value", route, what, _about(spot, route), write_as(form))


def _format(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    name = name_of(route)
    what = Text(
        f"{name.zh}的日期 `{spot.shown(route, failure.instance)}` 不存在",
        f"{name.en} is a date that does not exist: `{spot.shown(route, failure.instance)}`",
    )
    remedy = Text("改成日历上有的日期，例如 `2026-12-31`。", "Write a date of the calendar, such as `2026-12-31`.")
    yield spot.error("malformed-value", route, what, _about(spot, route), remedy)


def _property_name(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    name = route[-1]
    what = Text(
        f"名称 `{spot.shown(route, name)}` 写法不对", f"The name `{spot.shown(route, name)}` has the wrong form"
    )
    form = form_of(str(failure.schema.get("pattern")), words_of(failure.schema))
    yield spot.error_at_key("malformed-value", route, what, _about(spot, route[:-1]), write_as(form))


def _too_long(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    name, most, has = name_of(route), failure.validator_value, len(failure.instance)
    what = Text(
        f"{name.zh}太长：{has} 个字，最多 {most} 个", f"{name.en} is too long: {has} characters, at most {most}"
    )
    remedy = Text(f"缩短到 {most} 个字以内。", f"Shorten it to {most} characters.")
    yield spot.error("too-long", route, what, _about(spot, route), remedy)


def _too_short(spot: Spot, route: Route, _failure: Failure) -> Iterator[Finding]:
    name = name_of(route)
    what = Text(f"{name.zh}是空的", f"{name.en} is empty")
    remedy = Text("写上内容；不想管就删掉这一行。", "Write something; delete the line if it shall be unmanaged.")
    if is_required(spot.kind, route):
        remedy = Text("写上内容。", "Write something.")
    yield spot.error("empty-value", route, what, _about(spot, route), remedy)


def _too_small(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    name, least = name_of(route), failure.validator_value
    what = Text(
        f"{name.zh}太小：{failure.instance}，至少是 {least}",
        f"{name.en} is too small: {failure.instance}, at least {least}",
    )
    yield spot.error(
        "out-of-range", route, what, _about(spot, route), Text(f"写 {least} 或更大的数。", f"Write {least} or more.")
    )


def _too_large(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    name, most = name_of(route), failure.validator_value
    what = Text(
        f"{name.zh}太大：{failure.instance}，最多是 {most}",
        f"{name.en} is too large: {failure.instance}, at most {most}",
    )
    yield spot.error(
        "out-of-range", route, what, _about(spot, route), Text(f"写 {most} 或更小的数。", f"Write {most} or less.")
    )


def _repeated(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    items = failure.instance
    for index, item in enumerate(items):
        if item in items[:index]:
            name = name_of(route)
            what = Text(
                f"{name.zh}里 `{spot.shown(route, item)}` 写了不止一次",
                f"{name.en} names `{spot.shown(route, item)}` more than once",
            )
            why = Text("每一项只能出现一次。", "Each item may stand there once.")
            yield spot.error("repeated-item", (*route, index), what, why, Text("删掉这一项。", "Delete this item."))


def _one_of(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    choices = [branch["required"][0] for branch in failure.validator_value]
    present = [choice for choice in choices if choice in failure.instance]
    name, shown = name_of(route), listed([f"`{choice}`" for choice in choices])
    if present:
        both = listed([f"`{choice}`" for choice in present])
        what = Text(f"{name.zh}同时写了 {both.zh}", f"{name.en} says {both.en} at once")
        remedy = Text("只留一个；其余的另写成一项。", "Keep one of them; make an item of its own of each other.")
    else:
        what = Text(f"{name.zh}没有写明是谁", f"{name.en} does not say who it is about")
        remedy = Text(f"写上其中一个：{shown.zh}。", f"Write one of {shown.en}.")
    why = Text(f"{shown.zh} 里要写一个，只写一个。", f"Exactly one of {shown.en} belongs here.")
    yield spot.error("wrong-combination", route, what, why, remedy)


def _any_of(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    shown = listed([f"`{branch['required'][0]}`" for branch in failure.validator_value])
    name = name_of(route)
    what = Text(f"{name.zh}没有写明适用于谁", f"{name.en} does not say what it holds for")
    why = Text("没有范围就等于对谁都不适用。", "Without it, it holds for nothing.")
    yield spot.error(
        "wrong-combination",
        route,
        what,
        why,
        Text(f"至少写上其中一个：{shown.zh}。", f"Write at least one of {shown.en}."),
    )


def _not_both(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    both = [str(name) for name in failure.validator_value.get("required", ())]
    shown = listed([f"`{name}`" for name in both])
    what = Text(f"{shown.zh} 不能同时写", f"{shown.en} cannot be written together")
    why = Text("否则说不清它在什么时候适用。", "Otherwise it is unclear when it applies.")
    place = (*route, both[-1]) if both else route
    yield spot.error_at_key(
        "wrong-combination", place, what, why, Text(f"只留 {shown.zh} 中的一个。", f"Keep one of {shown.en}.")
    )


def _dependent(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    needs: Mapping[str, list[str]] = failure.validator_value
    for name, others in needs.items():
        missing = [other for other in others if other not in failure.instance]
        if name in failure.instance and missing:
            shown = listed([f"`{other}`" for other in missing])
            what = Text(f"`{name}` 只能和 {shown.zh} 一起写", f"`{name}` only goes with {shown.en}")
            why = Text("单独写它没有意义。", "On its own it means nothing.")
            remedy = Text(f"删掉 `{name}`。", f"Delete `{name}`.")
            yield spot.error_at_key("wrong-combination", (*route, name), what, why, remedy)


def _other(spot: Spot, route: Route, failure: Failure) -> Iterator[Finding]:
    name = name_of(route)
    what = Text(
        f"{name.zh}不符合 schema（{failure.validator}）", f"{name.en} does not fit the schema ({failure.validator})"
    )
    asked: Schema = failure.schema if isinstance(failure.schema, dict) else {}
    words = words_of(asked)
    remedy = (
        Text(f"照这里的说明写：{words.zh}。", f"Write what it asks for: {words.en}.")
        if words.zh
        else Text("对照 schema 改正。", "Compare it with the schema.")
    )
    yield spot.error("schema-mismatch", route, what, _about(spot, route), remedy)


_EXPLAINERS: Final[dict[str, Explainer]] = {
    "type": _type,
    "required": _required,
    "additionalProperties": _additional,
    "enum": _enum,
    "pattern": _pattern,
    "format": _format,
    "maxLength": _too_long,
    "minLength": _too_short,
    "minItems": _too_short,
    "minimum": _too_small,
    "maximum": _too_large,
    "uniqueItems": _repeated,
    "oneOf": _one_of,
    "anyOf": _any_of,
    "not": _not_both,
    "dependentRequired": _dependent,
}
