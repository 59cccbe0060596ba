"""Findings about a document's structure: what YAML allows and a management document must not do."""

import re

from reconciler.model.finding import Finding, Place, Severity
from reconciler.source.scalars import quoted
from reconciler.text import Text


def _error(rule: str, place: Place, what: Text, why: Text, remedy: Text) -> Finding:
    return Finding(rule, Severity.ERROR, place, what, why, remedy)


def empty_file(file: str) -> Finding:
    """Nothing but comments or blanks."""
    return _error(
        "empty-file",
        Place(file, (), 1, 1),
        Text("这个文件是空的", "This file is empty"),
        Text("每个 YAML 文件都要写一份文档。", "Every YAML file holds one document."),
        Text("写上 `kind:` 和内容，或者删掉这个文件。", "Write `kind:` and what belongs to it, or delete the file."),
    )


def not_a_mapping(place: Place, text: str) -> Finding:
    """The top is a list or a single value."""
    full_width = re.search("^kind\uff1a", text, re.MULTILINE) is not None
    return _error(
        "not-a-mapping",
        place,
        Text("文件的最外层不是“键: 值”", "The top of this file is not made of “key: value” lines"),
        Text(
            "每份文档都从 `kind:` 开始，由“键: 值”组成。",
            "Every document begins with `kind:` and is made of “key: value” lines.",
        ),
        Text(
            "把中文冒号“：”改成英文冒号，后面空一格。",
            "Replace the full-width colon “：” by an ASCII colon and a space.",
        )
        if full_width
        else Text(
            "先写一行 `kind: group`（或别的类型），再写各项内容。",
            "Begin with a line `kind: group` (or another kind), then write the entries.",
        ),
    )


def several_documents(place: Place) -> Finding:
    """A second `---`."""
    return _error(
        "several-documents",
        place,
        Text("这个文件里有不止一份文档", "There is more than one document in this file"),
        Text("一个文件只放一份文档，后面的不会被读取。", "A file holds one document; what follows is not read."),
        Text(
            "删掉这里的“---”，或把后面的内容移到另一个文件。",
            "Delete this “---”, or move what follows into a file of its own.",
        ),
    )


def directive(place: Place) -> Finding:
    """`%YAML` or `%TAG` before the document."""
    return _error(
        "yaml-directive",
        place,
        Text("文件开头有 % 指令", "There is a % directive at the top of the file"),
        Text("指令会改变后面内容的含义。", "A directive changes what the rest means."),
        Text("删掉以 % 开头的行。", "Delete the lines that begin with %."),
    )


def doubled_key(place: Place, key: str, first_line: int) -> Finding:
    """The same key twice in one mapping."""
    return _error(
        "doubled-key",
        place,
        Text(
            f"`{key}` 写了两次（第一次在第 {first_line} 行）", f"`{key}` is written twice (first in line {first_line})"
        ),
        Text("只有一处会生效，另一处会被悄悄丢掉。", "Only one of them would count; the other would be lost silently."),
        Text("把两处合并成一处。", "Merge the two into one."),
    )


def merge_key(place: Place) -> Finding:
    """`<<: *anchor`."""
    return _error(
        "merge-key",
        place,
        Text("这里用了合并键 `<<`", "A merge key `<<` is used here"),
        Text(
            "合并键不属于 YAML 1.2，各种工具的理解不同。",
            "Merge keys are not part of YAML 1.2, and tools differ about them.",
        ),
        Text(
            "删掉这一行，把要合并的内容直接写出来；默认值请放进 profile。",
            "Delete this line and write out what it brings; defaults belong into a profile.",
        ),
    )


def key_not_text(place: Place, text: str) -> Finding:
    """A key that is, or that another reader takes for, something else than a text."""
    if not text:
        return _error(
            "key-not-text",
            place,
            Text("这里的键不是一个词", "The key here is not a word"),
            Text(
                "键只能是文字，不能是列表、映射、引用或空值。", "A key is a text: no list, mapping, alias or nothing."
            ),
            Text(
                "写成“键: 值”；以 [、{ 或 * 开头的文字要加双引号。",
                "Write “key: value”; put a text that begins with [, { or * in double quotes.",
            ),
        )
    return _error(
        "key-not-text",
        place,
        Text(f"键 `{text}` 会被读成别的东西，而不是文字", f"The key `{text}` is read as something else than a text"),
        Text(
            "不同的 YAML 工具会把它当成数字、日期或“是/否”。",
            "YAML tools take it for a number, a date or a yes/no value.",
        ),
        Text(f"加上双引号：`{quoted(text)}:`。", f"Quote it: `{quoted(text)}:`."),
    )


def tag(place: Place, name: str) -> Finding:
    """`!!str`, `!!binary`, `!anything`."""
    shown = name.replace("tag:yaml.org,2002:", "!!")
    return _error(
        "yaml-tag",
        place,
        Text(f"这里有类型标记 `{shown}`", f"There is a type tag `{shown}` here"),
        Text("类型标记会改变值的含义，有的还会执行代码。", "A tag changes what a value means, and some tags run code."),
        Text(f"删掉 `{shown}`；要表示文字就加双引号。", f"Delete `{shown}`; put a text in double quotes instead."),
    )


def unknown_alias(place: Place, name: str) -> Finding:
    """`*name` without `&name` before it, or inside it."""
    return _error(
        "unknown-alias",
        place,
        Text(
            f"引用 `*{name}` 没有对应的 `&{name}`，或者引用了自己",
            f"`*{name}` refers to no `&{name}` above, or to itself",
        ),
        Text("这里就没有值了。", "So there is no value here."),
        Text(
            "直接写出值；以 * 开头的文字要加双引号。",
            "Write out the value; put a text that begins with * in double quotes.",
        ),
    )


def too_many_aliases(place: Place, limit: int) -> Finding:
    """Aliases expand to more than the limit."""
    return _error(
        "too-many-aliases",
        place,
        Text(f"引用（*）展开后超过 {limit} 个值", f"The aliases (*) expand to more than {limit} values"),
        Text("层层引用可以让很小的文件占满内存。", "Nested aliases let a tiny file fill the memory."),
        Text(
            "直接写出内容；共用的默认值请放进 profile。",
            "Write out the contents; shared defaults belong into a profile.",
        ),
    )


def too_deep(place: Place, limit: int) -> Finding:
    """Nested too deeply."""
    return _error(
        "too-deep",
        place,
        Text(f"嵌套超过 {limit} 层", f"This is nested more than {limit} levels deep"),
        Text("没有哪种文档需要这么多层。", "No kind of document needs that many."),
        Text("减少嵌套的层数。", "Use fewer levels."),
    )


def too_many_nodes(place: Place, limit: int) -> Finding:
    """Too many values."""
    return _error(
        "too-many-values",
        place,
        Text(f"这个文件里的值超过 {limit} 个", f"This file holds more than {limit} values"),
        Text("一个群最多 1999 人，用不了这么多。", "A group has 1999 people at most and needs fewer."),
        Text("把内容分到几个文件里，或改用部门、标签。", "Split it into several files, or name departments or tags."),
    )
