"""A page about one rule, clause, guard or finding: for a terminal, for the manual, for programs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from reconciler.render.escape import code, markdown
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.terminal.styled import Line, line, paint
from reconciler.text import Language, Text

EXPLANATIONS_FORMAT = 1

_CODE = re.compile(r"`([^`]+)`")

Kind = Literal["rule", "clause", "guard", "finding"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, items one below the other, then YAML as it has to be typed. `name` is its key for programs."""

    name: str
    heading: Text
    items: tuple[Text, ...] = ()
    yaml: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything there is to say about one id."""

    id: str
    kind: Kind
    title: Text
    sections: tuple[Section, ...]


def pages_to_text(pages: Sequence[Page], language: Language, *, width: int = 100, color: bool = False) -> str:
    """Pages for a terminal `width` cells wide."""
    return paint(_lines(pages, language), width=width, color=color)


def pages_to_markdown(pages: Sequence[Page], languages: Sequence[Language], *, level: int = 2) -> str:
    """Pages for the manual in one language or in several, one below the other; examples stand there once."""
    return "\n\n".join("\n\n".join(_page(page, languages, level)) for page in pages) + "\n"


def dump_pages(pages: Sequence[Page]) -> str:
    """Pages for programs: versioned, both languages."""
    trees = [
        {
            "id": page.id,
            "kind": page.kind,
            "title": both(page.title),
            "sections": [
                {
                    "name": section.name,
                    "heading": both(section.heading),
                    "items": [both(item) for item in section.items],
                    "yaml": section.yaml,
                }
                for section in page.sections
            ],
        }
        for page in pages
    ]
    return pretty({"kind": "explanations", "format_version": EXPLANATIONS_FORMAT, "explanations": trees})


def _lines(pages: Sequence[Page], language: Language) -> Iterator[Line]:
    for number, page in enumerate(pages):
        if number:
            yield line()
        yield line((page.id, "bold"), f"  {page.title.say(language)}")
        for section in page.sections:
            yield line()
            yield line((section.heading.say(language), "dim"), indent=2)
            for item in section.items:
                yield line(item.say(language), indent=4, hang=0)
            for words in section.yaml.splitlines():
                yield Line(line(words).pieces, indent=6, whole=True)


def _page(page: Page, languages: Sequence[Language], level: int) -> Iterator[str]:
    yield f"{'#' * level} {code(page.id)}"
    yield _said(page.title, languages, bold=True, glue=" / ")
    for section in page.sections:
        yield _said(section.heading, languages, bold=True, glue=" / ")
        if section.items:
            yield "\n".join(f"- {_said(item, languages)}" for item in section.items)
        if section.yaml:
            yield f"```yaml\n{section.yaml.strip()}\n```"


def _said(text: Text, languages: Sequence[Language], *, bold: bool = False, glue: str = "<br>\n  ") -> str:
    spoken = list(dict.fromkeys(text.say(language) for language in languages))
    words = Markup(glue if len(spoken) > 1 else "").join(_sentence(each) for each in spoken)  # noqa: S704 - our own glue
    return f"**{words}**" if bold else str(words)


def _sentence(words: str) -> Markup:
    """Our own words: what stands between back quotes stays code."""
    parts = enumerate(_CODE.split(words))
    return Markup("").join(code(part) if number % 2 else markdown(part) for number, part in parts)
