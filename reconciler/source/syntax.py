"""What libyaml complains about, said so that somebody who does not know YAML can mend it."""

import re
from typing import Final

import yaml

from reconciler.model.finding import Finding, Place, Severity
from reconciler.text import Text

_WHY = Text("在改好之前，这个文件里的内容都读不出来。", "Nothing in this file can be read until this is mended.")
_INDENT = Text(
    "让同一级的行左端对齐，每深一级多缩进两个空格。",
    "Let lines of one level begin in the same column, two spaces further for each level below.",
)

# (part of libyaml's problem or context, what, remedy), first match wins.
_MESSAGES: Final[tuple[tuple[str, Text, Text], ...]] = (
    (
        "found unexpected end of stream",
        Text("从这里开始的引号没有结束", "The quotation mark that opens here is never closed"),
        Text("在这段文字的末尾补上同样的引号。", "Close the text with the same quotation mark."),
    ),
    (
        "mapping values are not allowed",
        Text("这里不该出现冒号", "A colon is not allowed here"),
        Text(
            "如果冒号是文字的一部分，就给整段文字加上双引号；否则检查上一行末尾是否漏了冒号、这一行的缩进是否对齐。",
            "If the colon is part of a text, put the whole text in double quotes; otherwise see whether the line above "
            "lacks its colon and whether this line is indented like its neighbours.",
        ),
    ),
    (
        "block sequence entries are not allowed",
        Text("这里不该出现列表项（- ）", "A list item (- ) is not allowed here"),
        Text("让列表另起一行，每项前写“- ”。", "Begin the list on a new line, each item after “- ”."),
    ),
    (
        "could not find expected ':'",
        Text("这一行缺少冒号", "This line lacks its colon"),
        Text("写成“键: 值”，英文冒号后面空一格。", "Write “key: value”, with a space after the colon."),
    ),
    (
        "found character that cannot start any token",
        Text("这个字符不能放在值的开头", "A value cannot begin with this character"),
        Text("给整个值加上双引号。", "Put the whole value in double quotes."),
    ),
    (
        "escape c",
        Text("双引号里的这个反斜杠写法无效", "This backslash sequence is not valid inside double quotes"),
        Text("把反斜杠写两遍，或者改用单引号。", "Write the backslash twice, or use single quotes."),
    ),
    (
        "flow sequence",
        Text("方括号里的列表没有写完", "The list in square brackets is not complete"),
        Text("各项之间用英文逗号隔开，末尾补上“]”。", "Separate the items by commas and end with “]”."),
    ),
    (
        "flow mapping",
        Text("花括号里的内容没有写完", "The part in braces is not complete"),
        Text("各项之间用英文逗号隔开，末尾补上“}”。", "Separate the entries by commas and end with “}”."),
    ),
    (
        "node content",
        Text("这里应该有一个值", "A value is expected here"),
        Text(
            "补上一个值，或者删掉多余的逗号或括号。", "Write a value, or delete the comma or bracket that is too many."
        ),
    ),
    ("expected '-' indicator", Text("列表里混进了别的行", "A line that is not an item stands in a list"), _INDENT),
    (
        "while parsing a block",
        Text("这一行的缩进或写法和周围对不上", "This line's indentation or form does not fit its neighbours"),
        _INDENT,
    ),
    (
        "expected comment or line break",
        Text("“|”或“>”后面不能有别的文字", "Nothing may follow “|” or “>” on its line"),
        Text("让文字另起一行并缩进。", "Begin the text on the next line, indented."),
    ),
    (
        "expected <document start>",
        Text("“...”之后还有内容", "There is something after “...”"),
        Text(
            "删掉“...”，或把后面的内容放到另一个文件里。",
            "Delete the “...”, or move what follows into a file of its own.",
        ),
    ),
    (
        "alphabetic or numeric",
        Text("“&”或“*”后面缺少名字", "A name is missing after “&” or “*”"),
        Text(
            "如果它是文字的一部分，就给整段文字加上双引号。",
            "If it is part of a text, put the whole text in double quotes.",
        ),
    ),
    (
        "directive",
        Text("以 % 开头的指令读不懂", "This line that begins with % is not understood"),
        Text(
            "删掉这一行，或者给以 % 开头的文字加上双引号。",
            "Delete the line, or put a text that begins with % in double quotes.",
        ),
    ),
    (
        "tag",
        Text("以 ! 开头的标记读不懂", "This mark that begins with ! is not understood"),
        Text(
            "删掉这个标记，或者给以 ! 开头的文字加上双引号。",
            "Delete it, or put a text that begins with ! in double quotes.",
        ),
    ),
)
_OTHER = (
    Text("这里不符合 YAML 的写法", "This is not valid YAML"),
    Text(
        "对照附近的行检查缩进、引号和冒号。",
        "Compare indentation, quotation marks and colons with the lines around it.",
    ),
)
_FULL_WIDTH = re.compile("^\\s*(?:- )?[\\w-]+\uff1a")
_CONTEXT_IS_PLACE = ("found unexpected end of stream",)


def explain_syntax(file: str, text: str, problem: yaml.YAMLError) -> Finding:
    """One finding for a file that is not YAML, at the place where libyaml stopped.

    A quotation mark that is never closed is shown where it opens, not at the end of the file.
    """
    said = str(getattr(problem, "problem", None) or problem)
    context = str(getattr(problem, "context", None) or "")
    mark = getattr(problem, "problem_mark", None)
    if said in _CONTEXT_IS_PLACE and getattr(problem, "context_mark", None) is not None:
        mark = problem.context_mark  # type: ignore[attr-defined]  # present on every MarkedYAMLError
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = re.split(r"\r\n|\r|\n", text)
    if line >= len(lines) or (line == len(lines) - 1 and not lines[line] and line > 0):
        line = max(len(lines) - 2, 0)  # the end of the file: show its last line
        column = len(lines[line])
    what, remedy = _words(said, context)
    for near in (line, line - 1):
        if 0 <= near < len(lines) and _FULL_WIDTH.match(lines[near]):
            line, column = near, lines[near].index("\uff1a")
            what = Text("这里用了中文冒号“：”", "A full-width colon “：” is used here")
            remedy = Text("改成英文冒号，后面空一格。", "Write an ASCII colon followed by a space.")
            break
    place = Place(file, (), line + 1, column + 1)
    return Finding("yaml-syntax", Severity.ERROR, place, what, _WHY, remedy)


def _words(said: str, context: str) -> tuple[Text, Text]:
    both = f"{said} | {context}"
    for part, what, remedy in _MESSAGES:
        if part in both:
            return what, remedy
    return _OTHER
