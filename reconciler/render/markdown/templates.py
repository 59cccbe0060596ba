"""Templates of Markdown in which nothing can be shown unescaped."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from reconciler.render.escape import code, markdown, url
from reconciler.render.mask import redact


@cache
def markdown_environment() -> Environment:
    """The templates; whatever they show is escaped."""
    environment = Environment(
        autoescape=True,
        finalize=_safe,
        loader=PackageLoader("reconciler.render", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["code"] = code
    environment.filters["url"] = url
    environment.filters["sign"] = Markup
    return environment


def _safe(value: object) -> Markup:
    """Whatever a template shows is escaped for Markdown, without being asked."""
    return value if isinstance(value, Markup) else markdown("" if value is None else str(value))


def shown_tidily(template: Template, **context: object) -> str:
    """A filled template without blanks at the ends of lines, nor more than one empty line in a row."""
    lines = (words.rstrip() for words in template.render(**context).splitlines())
    text = "\n".join(lines).strip() + "\n"
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return redact(text)
