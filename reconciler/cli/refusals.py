"""What click refuses, said in both languages: click itself speaks English only."""

import re
from collections.abc import Mapping
from typing import Final

import click

from reconciler.system_errors import why_of
from reconciler.text import Text

# click's sentence, with its own names for the gaps → ours. What click can say is in its sources, and a test reads them.
SENTENCES: Final[Mapping[str, str]] = {
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不能用：{message}",
    "Invalid value: {message}": "值不能用：{message}",
    "Missing argument {param_hint}. {message}": "缺少参数 {param_hint}。{message}",
    "Missing argument {param_hint}.": "缺少参数 {param_hint}。",
    "Missing argument": "缺少参数",
    "Missing option {param_hint}. {message}": "缺少选项 {param_hint}。{message}",
    "Missing option {param_hint}.": "缺少选项 {param_hint}。",
    "Missing option": "缺少选项",
    "Missing parameter: {param_name}": "缺少参数 {param_name}",
    "Missing parameter": "缺少参数",
    "Missing command.": "缺少子命令。",
    "Missing {param_type}": "缺少 {param_type}",
    "No such option {name}. {message}": "没有选项 {name}。{message}",
    "No such option {name}.": "没有选项 {name}。",
    "No such command {name}. {message}": "没有命令 {name}。{message}",
    "No such command {name}.": "没有命令 {name}。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是不是其中之一：{possibilities}？",
    "Choose from:\n\t{choices}": "可选：{choices}。",
    "Got unexpected extra argument ({args})": "多了参数：{args}。",
    "Got unexpected extra arguments ({args})": "多了参数：{args}。",
    "Option {name} does not take a value.": "选项 {name} 后面不写值。",
    "Option {name} requires an argument.": "选项 {name} 后面要写值。",
    "Option {name} requires {nargs} arguments.": "选项 {name} 后面要写 {nargs} 个值。",
    "Argument {name} takes {nargs} values.": "参数 {name} 要写 {nargs} 个值。",
    "Takes {nargs} values but 1 was given.": "要写 {nargs} 个值，只写了 1 个。",
    "Takes {nargs} values but {len} were given.": "要写 {nargs} 个值，写了 {len} 个。",
    "{len_type} values are required, but {len_value} was given.": "要写 {len_type} 个值，写了 {len_value} 个。",
    "{len_type} values are required, but {len_value} were given.": "要写 {len_type} 个值，写了 {len_value} 个。",
    "Value must be an iterable.": "要写多个值。",
    "Could not open file {filename}: {message}": "打不开文件 {filename}：{message}",
    "unknown error": "原因不明",
    "{value} is not one of {choices}.": "“{value}”不在可选之列：{choices}。",
    "{value} is not a valid integer.": "“{value}”不是整数。",
    "{value} is not a valid float.": "“{value}”不是数。",
    "{value} is not a valid integer range.": "“{value}”不是整数。",
    "{value} is not a valid float range.": "“{value}”不是数。",
    "{value} is not a valid UUID.": "“{value}”不是 UUID。",
    "{value} is not a valid {number_type}.": "“{value}”不是数。",
    "{value} is not a valid boolean. Recognized values: {states}": "“{value}”不是是非值；可写：{states}",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 内。",
    "{value} does not match the format {format}.": "“{value}”写得不对；格式是 {format}。",
    "{value} does not match the formats {formats}.": "“{value}”写得不对；格式是 {formats} 之一。",
    "File {filename} does not exist.": "没有文件 {filename}。",
    "Directory {filename} does not exist.": "没有目录 {filename}。",
    "{name} {filename} does not exist.": "没有 {filename}。",
    "{name} {filename} is a file.": "{filename} 是文件，这里要写目录。",
    "{name} {filename} is a directory.": "{filename} 是目录，这里要写文件。",
    "{name} {filename} is not readable.": "{filename} 读不了，没有权限。",
    "{name} {filename} is not writable.": "{filename} 写不了，没有权限。",
    "{name} {filename} is not executable.": "{filename} 不能运行，没有权限。",
    "{value} is not {choice}.": "“{value}”不能用；只能写 {choice}。",
}
_GAP: Final = re.compile(r"\{(\w+)\}")
_QUOTED: Final = re.compile(r"""(['"])(.*?)\1""", re.DOTALL)
_LISTS: Final = frozenset({"choice", "choices", "format", "formats", "possibilities", "states"})
_FORMS: Final = {"%Y-%m-%d": "2026-12-31", "%Y-%m-%d %H:%M": "2026-12-31 09:00"}


def refusal_of(error: click.ClickException) -> Text:
    """Why click took no command line; a sentence of our own stays as it is."""
    words = error.format_message()
    return Text(in_chinese(words), _with_examples(words))


def in_chinese(words: str) -> str:
    """One of click's sentences in Chinese, the ones inside it too; other words stay."""
    system = why_of(words)
    if system is not None:
        return f"{system.zh}。"
    for pattern, chinese in _PATTERNS:
        found = pattern.fullmatch(words)
        if found is not None:
            return chinese.format(**{name: _gap(name, part) for name, part in found.groupdict().items()})
    return words


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = _GAP.split(sentence)
    texts = [re.escape(part) if index % 2 == 0 else f"(?P<{part}>.+?)" for index, part in enumerate(parts)]
    return re.compile("".join(texts), re.DOTALL)


def _gap(name: str, words: str) -> str:
    """What stands in a gap: names and values without Python's quotes, formats of dates as an example."""
    if name == "message":
        return in_chinese(words)
    plain = _QUOTED.sub(lambda found: found[2], words)
    if name in _LISTS:
        return "、".join(_FORMS.get(part, part) for part in re.split(r",\s+", plain))
    return plain


def _with_examples(words: str) -> str:
    for form, example in sorted(_FORMS.items(), reverse=True):
        words = words.replace(f"'{form}'", f"'{example}'")
    return words


_PATTERNS: Final = tuple((_pattern(sentence), chinese) for sentence, chinese in SENTENCES.items())
