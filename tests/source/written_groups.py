"""Group files as people write them: comments, blank lines, quotes, brackets, indents and line ends in every mixture."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

USERS = ("ann", "bob", "cat", "dan", "00123", "no", "12:30", "1e3")
_COMMENTS = st.sampled_from(["", "", "", "  # 备注", " #x: [", '   # "'])
_OWN_LINES = st.sampled_from([[], [], [], [""], ["# 一行说明"], ["", "  # - erin", ""], ["    # deep"]])
_SHALLOW = st.sampled_from([[], [], [""], ["# 一行说明"], ["", "# a", ""]])  # deeper ones would belong to the text
_ODD = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"]), max_size=12)
HOSTILE = st.one_of(
    st.sampled_from(
        ["no", "00123", "12:30", "~", "1e3", "@all", ":x", "a: b", "x #y", "- a", "'", '"', "\\", "2026-01-01", ""]
    ),
    st.sampled_from(
        ["研发部：平台", "🎉", "{a}", "a, b", "[x", "&a", "*a", "!x", "%x", "`", "---", "...", "= ", "<<", "?", " x "]
    ),
    st.sampled_from(["true", "Null", "0x1F", ".5", "-1", "+1", "1_000", "a:", "null", "trailing\t", "很长" * 90]),
    _ODD,
)
TEXTS = st.one_of(HOSTILE, st.lists(HOSTILE, min_size=2, max_size=4).map("\n".join))


@dataclass(frozen=True, slots=True)
class Written:
    """A file's text, and what it says."""

    text: str
    tree: dict[str, Any]


def _single(draw: st.DrawFn, value: str) -> str:
    """A user id or plain word with or without quotes."""
    if value[0] in "0123456789" or value == "no" or draw(st.booleans()):
        mark = draw(st.sampled_from("'\""))
        return f"{mark}{value}{mark}"
    return value


def _item(draw: st.DrawFn, value: str | dict[str, str], indent: int) -> list[str]:
    margin = " " * indent
    if isinstance(value, str):
        return [f"{margin}- {_single(draw, value)}{draw(_COMMENTS)}"]
    if draw(st.booleans()):
        inner = ", ".join(f"{key}: {_single(draw, one)}" for key, one in value.items())
        return [f"{margin}- {{{inner}}}{draw(_COMMENTS)}"]
    lines = [f"{margin}  {key}: {_single(draw, one)}{draw(_COMMENTS)}" for key, one in value.items()]
    return [f"{margin}- {lines[0].strip()}", *lines[1:]]


def _list(draw: st.DrawFn, key: str, values: list[Any]) -> list[str]:
    if not values:
        return [f"{key}: []{draw(_COMMENTS)}"]
    if all(isinstance(value, str) for value in values) and draw(st.booleans()):
        comma = draw(st.sampled_from([", ", ",", " , ", ",\n    "]))
        body = comma.join(_single(draw, value) for value in values)
        return [*f"{key}: [{draw(st.sampled_from(['', ' ']))}{body}]{draw(_COMMENTS)}".split("\n")]
    indent = draw(st.sampled_from([0, 2, 4]))
    lines = [f"{key}:{draw(_COMMENTS)}"]
    for value in values:
        lines += [*draw(_OWN_LINES), *_item(draw, value, indent)]
    return lines


def _map(draw: st.DrawFn, key: str, value: dict[str, str]) -> list[str]:
    if draw(st.booleans()):
        inner = ", ".join(f"{name}: {_single(draw, one)}" for name, one in value.items())
        return [f"{key}: {{{inner}}}{draw(_COMMENTS)}"]
    inside = [line for name, one in value.items() for line in (*draw(_OWN_LINES), f"  {name}: {_single(draw, one)}")]
    return [f"{key}:{draw(_COMMENTS)}", *inside]


def _text(draw: st.DrawFn) -> tuple[list[str], str]:
    marks = {"|": "一行\n  两行\n", "|-": "一行\n  两行", ">": "一行\n\n  两行\n"}
    mark = draw(st.sampled_from(sorted(marks)))
    if mark == ">":
        return [f"announcement: {mark}", "  一行", "", "    两行"], "一行\n\n  两行\n"
    return [f"announcement: {mark}", "  一行", "    两行"], marks[mark]


_PERSON = st.one_of(
    st.sampled_from(USERS),
    st.fixed_dictionaries({"user": st.sampled_from(USERS), "reason": st.sampled_from(["支援", "值班"])}),
    st.fixed_dictionaries({"department": st.sampled_from(["研发部/平台组", "112"])}),
)


@st.composite
def written_groups(draw: st.DrawFn, *, deep: bool = True) -> Written:
    """Files in forms that people use; each is a document without findings. `deep`: with indented comments."""
    members = draw(st.lists(_PERSON, max_size=4, unique_by=str))
    admins = draw(st.lists(st.sampled_from(USERS), max_size=3, unique=True))
    labels = draw(st.dictionaries(st.sampled_from(["line", "team"]), st.sampled_from(["技术", "ann"]), min_size=1))
    announcement, said = _text(draw)
    tree = {"kind": "group", "key": "rd", "name": "研发", "members": members, "admins": admins, "labels": labels}
    tree["announcement"] = said
    parts = [
        [f"name: {_single(draw, '研发')}{draw(_COMMENTS)}"],
        _list(draw, "members", members),
        _list(draw, "admins", admins),
        _map(draw, "labels", labels),
        announcement,
    ]
    lines = ["# yaml-language-server: $schema=x.json", "kind: group", "key: rd"]
    for part in draw(st.permutations(parts)):
        after_text = lines[-1] in {"  一行", "    两行"}
        lines += [*draw(_SHALLOW if after_text or not deep else _OWN_LINES), *part]
    end = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    last = [end, end, end + end] if lines[-1].startswith("  ") else [end, end, ""]  # a text below `|` needs its end
    text = end.join(lines) + draw(st.sampled_from(last))
    return Written(draw(st.sampled_from(["", "", "\ufeff"])) + text, tree)
