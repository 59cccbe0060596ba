"""The text of an issue that was opened with a form → the answers. Whoever opens an issue may write anything into it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from reconciler.errors import SourceError
from reconciler.model.form import FORMS, Form, FormKind, Request
from reconciler.text import Text, listed

MAX_CHARACTERS: Final = 65_536  # of an issue at GitHub
_NOTHING: Final = frozenset(
    {"", "_no response_", "none", "无", "-"}
)  # what GitHub writes for an empty answer, and people
_HEADING: Final = re.compile(r"#{3} +(.+?) *")
_INVISIBLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LINE_END: Final = re.compile(r"\r\n?")
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)  # nobody sees it, so nobody asks for it
_FENCE: Final = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[\w-]*[ \t]*$\n?", re.MULTILINE)


class RequestError(SourceError):
    """What was asked for cannot be told from the issue; `kind` is the form it was meant for."""

    def __init__(self, kind: FormKind, what: Text, remedy: Text) -> None:
        super().__init__(what, remedy)
        self.kind = kind


def read_request(body: str) -> Request | None:
    """The answered form; None for an issue that is no form of ours.

    Raises: RequestError for a form of which a needed answer is missing, or that is too long.
    """
    found = _form_of(_as_seen(body))
    if found is None:
        return None
    if len(body) > MAX_CHARACTERS:
        raise RequestError(
            found.form.kind,
            Text("内容太长，读不了。", "That is too long to be read."),
            Text("人多的话，分几次申请。", "Ask for fewer people at a time."),
        )
    answers = {name: words for name, words in found.answers.items() if words.casefold() not in _NOTHING}
    missing = [each for each in found.form.fields if each.required and not each.choices and each.id not in answers]
    if missing:
        zh, en = listed([each.label.zh for each in missing]).zh, listed([each.label.en for each in missing]).en
        raise RequestError(
            found.form.kind,
            Text(f"这几项没有填：{zh}。", f"These were not answered: {en}."),
            Text("编辑上面的内容，补上再保存。", "Edit the text above, fill them in and save."),
        )
    return Request(found.form.kind, answers)


def _as_seen(body: str) -> str:
    """The text as people read it: without comments, fences and characters that do not show."""
    text = _LINE_END.sub("\n", unicodedata.normalize("NFC", body))
    return _FENCE.sub("", _COMMENT.sub("", _INVISIBLE.sub("", text)))


@dataclass(frozen=True, slots=True)
class _Found:
    form: Form
    answers: dict[str, str]


def _form_of(text: str) -> _Found | None:
    """The form whose headings stand in the text, as no two forms share any.

    Raises: RequestError where those of several do: answering one of them would pass over the others.
    """
    sections = _sections(text)
    forms = [form for form in FORMS if any(each.heading in sections for each in form.fields)]
    if len(forms) > 1:
        names = listed([f"“{form.title.zh}”" for form in forms]).zh, listed([f"“{form.title.en}”" for form in forms]).en
        raise RequestError(
            forms[0].kind,
            Text(f"这里写了几份表单：{names[0]}。", f"Several forms stand here: {names[1]}."),
            Text("一条 issue 留一份，其余的另开。", "Leave one of them and open an issue for each of the others."),
        )
    return next((_Found(form, {f.id: sections.get(f.heading, "") for f in form.fields}) for form in forms), None)


def _sections(text: str) -> dict[str, str]:
    """What stands below each heading of ours; the first counts, other headings are part of an answer."""
    ours = {each.heading for form in FORMS for each in form.fields}
    sections: dict[str, list[str]] = {}
    lines: list[str] | None = None
    for line in text.split("\n"):
        heading = _HEADING.fullmatch(line)
        if heading is not None and heading[1] in ours:
            lines = [] if heading[1] in sections else sections.setdefault(heading[1], [])
        elif lines is not None:
            lines.append(line)
    return {heading: "\n".join(found).strip() for heading, found in sections.items()}
