"""What the user wrote wrong: a value with a place and a remedy. Gathered, sorted, shown all at once."""

from dataclasses import dataclass
from enum import IntEnum

from reconciler.text import Text


class Severity(IntEnum):
    """How much a finding weighs; the smaller number sorts first."""

    ERROR = 0
    WARNING = 1
    NOTE = 2

    @property
    def word(self) -> str:
        """The word used in machine formats."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the desired state: a file and the route of keys in it.

    Rules only know the route; the line is worked out at the rim, by reading the file again, and only for
    places that are shown. `line` and `column` count from 1; 0 means not worked out yet.
    """

    file: str
    path: tuple[str | int, ...] = ()
    line: int = 0
    column: int = 0

    def at(self, *steps: str | int) -> "Place":
        """A place below this one."""
        return Place(self.file, self.path + steps)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where, why it matters and how to mend it.

    `rule` is a kebab-case id. `subject` is the group, department, … it is about (a key), empty for a file.
    """

    rule: str
    severity: Severity
    place: Place
    what: Text
    why: Text
    remedy: Text
    subject: str = ""
    clauses: tuple[str, ...] = ()

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings are shown by file, line, column, then rule and sentence."""
        return (self.place.file, self.place.line, self.place.column, self.rule, self.what.en)


def has_errors(findings: tuple[Finding, ...]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
