"""What WeCom allows for each (type of group, field): data, never a guess (design §5)."""

from dataclasses import dataclass
from enum import StrEnum

from reconciler.model.group import GroupType
from reconciler.text import Text


class Access(StrEnum):
    """How a field can be reached."""

    WRITE = "write"  # by API
    READ = "read"  # seen by API
    MANUAL = "manual"  # only a person in the client
    CONSOLE = "console"  # only the admin console
    NONE = "none"  # nothing exists


@dataclass(frozen=True, slots=True)
class Capability:
    """One cell of the table.

    Attributes:
        access: every way that exists, best first.
        endpoint: the API path, empty where there is none.
        limit: what bounds it, in words.
        needs: what the company must have switched on, in words.
        source: page number of the official document or the id of the secondary source in wecom-api.md.
        checked: the day the source was read, ISO.
        where: for `manual` and `console`, what to press, in words.
        seen_by: how it is seen as done: a live field, or `attest`.
    """

    type: GroupType
    field: str
    title: Text
    access: tuple[Access, ...]
    source: str
    checked: str
    endpoint: str = ""
    limit: Text | None = None
    needs: Text | None = None
    where: Text | None = None
    seen_by: str = ""

    @property
    def best(self) -> Access:
        """The best way."""
        return self.access[0]


CapabilityTable = tuple[Capability, ...]
