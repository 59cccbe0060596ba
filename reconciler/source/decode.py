"""Bytes of a file → text that a YAML reader and an editor count alike, or findings about its characters."""

import bisect
import re
from dataclasses import dataclass

from reconciler.model.finding import Finding, Place, Severity
from reconciler.text import Text

MAX_SIZE_BYTES = 1024 * 1024
MAX_CHARACTER_FINDINGS = 100

_BOM = "\ufeff"
# Control characters, the separators that YAML 1.1 readers count as line ends, and marks that turn the direction
# of writing (they can make a reviewed line read differently from what it says).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SUSPECT = re.compile(f"\t|{FORBIDDEN.pattern}")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without byte order mark. `usable` is False where reading on would only add noise."""

    text: str
    findings: tuple[Finding, ...] = ()
    usable: bool = True


def line_starts(text: str) -> list[int]:
    """Index of the first character of each line; CRLF, LF and a lone CR end a line."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def decode(file: str, raw: bytes) -> Decoded:
    """Text of a file, with findings about what is not text in it.

    Args:
        file: path below the root, for places.
        raw: the whole file, at most `MAX_SIZE_BYTES`.
    """
    if b"\0" in raw:
        return Decoded("", (_binary(file, raw),), usable=False)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        return Decoded(raw.decode("utf-8", "replace"), (_not_utf8(file, raw, problem.start),), usable=False)
    text = text.removeprefix(_BOM)
    if _SUSPECT.search(text) is None:
        return Decoded(text)
    return _with_suspects(file, text)


def _with_suspects(file: str, text: str) -> Decoded:
    """Findings for suspect characters, one a line and sort; they are read as spaces so that columns stay."""
    starts = line_starts(text)
    findings: list[Finding] = []
    seen: set[tuple[int, bool]] = set()
    usable = True
    for match in _SUSPECT.finditer(text):
        line = bisect.bisect_right(starts, match.start())
        begin = starts[line - 1]
        usable = usable and bool(text[begin : match.start()].strip())
        is_tab = match.group() == "\t"
        if (line, is_tab) in seen or len(findings) >= MAX_CHARACTER_FINDINGS:
            continue
        seen.add((line, is_tab))
        place = Place(file, (), line, match.start() - begin + 1)
        findings.append(_tab(place) if is_tab else forbidden_character(place, match.group()))
    return Decoded(_SUSPECT.sub(" ", text), tuple(findings), usable)


def forbidden_character(place: Place, character: str) -> Finding:
    """A finding about one character that does not belong into a document."""
    name = f"U+{ord(character):04X}"
    if character == _BOM:
        rule, what = (
            "byte-order-mark",
            Text(f"文件中间有字节顺序标记（{name}）", f"A byte order mark ({name}) is inside the file"),
        )
    elif character in "\u2028\u2029\u0085":
        rule = "line-separator"
        what = Text(f"这里有一个特殊的换行符（{name}）", f"There is an unusual line separator ({name}) here")
    else:
        rule = "control-character"
        what = Text(f"这里有一个看不见的控制字符（{name}）", f"There is an invisible control character ({name}) here")
    why = Text(
        "看不见的字符会让文件读起来和看上去不一样，评审的人发现不了。",
        "Invisible characters make a file mean something other than what a reviewer sees.",
    )
    return Finding(rule, Severity.ERROR, place, what, why, Text("删掉这个字符。", "Delete this character."))


def _tab(place: Place) -> Finding:
    return Finding(
        "tab-character",
        Severity.ERROR,
        place,
        Text("这里有一个制表符（Tab）", "There is a tab character here"),
        Text(
            "YAML 的缩进只能用空格；制表符在不同编辑器里宽度不同。",
            "YAML is indented by spaces only; a tab's width differs between editors.",
        ),
        Text("把制表符换成空格（每级缩进两个）。", "Replace the tab by spaces (two for each level)."),
    )


def _binary(file: str, raw: bytes) -> Finding:
    utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    what = (
        Text("这个文件是 UTF-16 编码", "This file is encoded in UTF-16")
        if utf16
        else Text("这不是文本文件（含有 NUL 字节）", "This is not a text file (it has NUL bytes)")
    )
    remedy = (
        Text("另存为 UTF-8 编码。", "Save it again as UTF-8.")
        if utf16
        else Text(
            "把它移出这个目录，或改名为不以 .yaml、.yml 结尾。",
            "Move it out of this folder, or rename it so that it does not end in .yaml or .yml.",
        )
    )
    why = Text("这里的 YAML 文件必须是 UTF-8 文本。", "YAML files here are UTF-8 text.")
    return Finding("not-text", Severity.ERROR, Place(file, (), 1, 1), what, why, remedy)


def _not_utf8(file: str, raw: bytes, at: int) -> Finding:
    before = raw[:at].decode("utf-8").removeprefix(_BOM)
    starts = line_starts(before)
    place = Place(file, (), len(starts), len(before) - starts[-1] + 1)
    chinese = _is_gb18030(raw)
    guess = Text("；看起来是 GBK 编码", "; it looks like GBK") if chinese else Text("", "")
    return Finding(
        "not-utf-8",
        Severity.ERROR,
        place,
        Text(f"这个文件不是 UTF-8 编码{guess.zh}", f"This file is not encoded in UTF-8{guess.en}"),
        Text("用别的编码读，中文会变成乱码。", "Read in another encoding, names turn into garbage."),
        Text("在编辑器里选择“以 UTF-8 编码保存”。", "Choose “Save with encoding UTF-8” in your editor."),
    )


def _is_gb18030(raw: bytes) -> bool:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
