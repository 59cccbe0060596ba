"""What a company's own repository holds beside documents and workflows: pages for people, rules for git."""

from collections.abc import Sequence
from typing import Final

from reconciler.model.founding import Founding, ToolPin
from reconciler.render.escape import markdown
from reconciler.render.setup.first_readme import README
from reconciler.render.setup.first_setup import SETUP
from reconciler.render.setup.issue_forms import LABEL

_ATTRIBUTES: Final = "* text=auto eol=lf\n"
_IGNORED: Final = """\
# Plans, reports and simulated worlds of whoever tries something out.
/*.json
*.pem
/world/
/.ledger/
.venv/
"""


def first_pages(founding: Founding, tool: ToolPin, forms: Sequence[str], secret: str) -> dict[str, str]:
    """Each file by its path.

    Args:
        forms: the labels of the forms, beside the one they share.
        secret: the name of the variable with the application's secret.
    """
    words = {
        "name": str(markdown(founding.name)),
        "secret": secret,
        "repository": tool.repository,
        "ledger": founding.ledger,
        "labels": "\n".join(f"gh label create {label}" for label in (LABEL, *forms)),
    }
    return {
        "README.md": README.say(founding.language).format_map(words),
        "SETUP.md": SETUP.say(founding.language).format_map(words),
        ".gitattributes": _ATTRIBUTES,
        ".gitignore": _IGNORED,
    }
