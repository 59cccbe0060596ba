"""Documents as they are stated in one commit or work tree, before anything is built from them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Stated:
    """One document.

    Attributes:
        kind: of the document; `file` for what cannot be read, `case` for a case of rules.
        key: empty for the kinds without one; the path for `file` and `case`.
        file: path below the root, which means nothing to the comparison.
        tree: what it says; None where it cannot be read.
        digest: of its bytes.
    """

    kind: str
    key: str
    file: str = field(compare=False)
    tree: dict[str, Any] | None = None
    digest: str = ""
