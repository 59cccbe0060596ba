"""One call to the code host: what is sent, what it needs, and whether it may be sent twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Call:
    """One request.

    Attributes:
        method, path: `path` begins with a slash, below the REST base; `{repo}` stands for `/repos/owner/name`.
        permission: what the token needs, in the code host's own words: `issues: write`.
        repeatable: the same request twice has the effect of once, so it is sent again when no answer came.
    """

    method: str
    path: str
    permission: str
    body: Mapping[str, object] | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    repeatable: bool = True

    @property
    def is_graphql(self) -> bool:
        """Whether it goes to the other interface."""
        return self.path == GRAPHQL


GRAPHQL = "graphql"


def read(path: str, permission: str, **query: str) -> Call:
    """A question."""
    return Call("GET", path, f"{permission}: read", query=query)


def make(path: str, permission: str, body: Mapping[str, object]) -> Call:
    """What makes something: sent twice it makes two."""
    return Call("POST", path, f"{permission}: write", body, repeatable=False)


def change(path: str, permission: str, body: Mapping[str, object]) -> Call:
    """What sets something to a state."""
    return Call("PATCH", path, f"{permission}: write", body)
