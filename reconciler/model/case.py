"""A case of rules: documents of a company, and what the rules have to say about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reconciler.model.desired import DesiredState
from reconciler.model.finding import Finding, Place, Severity
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Expectation:
    """One finding that has to come. None is any; `key` is the document's, empty for a document without one.

    `path` is written as `path_in_words` says.
    """

    rule: str
    key: str
    place: Place
    path: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A document of a case: its key ("" if its kind has none) and where it stands in the case's file."""

    key: str
    place: Place


@dataclass(frozen=True, slots=True)
class Case:
    """One case, ready to be judged.

    Attributes:
        at: the day by which dates are judged, noon in the company's zone.
        scheduled: judged as a scheduled run.
        documents: the case's own, by the file name that places in them give.
        desired: the company with these documents in it.
        findings: about the documents together, before any rule; their places are those in the documents.
    """

    title: str
    at: date
    place: Place
    documents: Mapping[str, CaseDocument]
    desired: DesiredState
    expect: tuple[Expectation, ...] = ()
    findings: tuple[Finding, ...] = ()
    scheduled: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A finding that was expected and did not come; `why` where that is known."""

    expected: Expectation
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Unexpected:
    """A finding that came and nobody expected. `finding` has its place in the case's file, `path` is the document's."""

    key: str
    path: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of a case."""

    title: str
    place: Place
    missing: tuple[Missing, ...] = ()
    unexpected: tuple[Unexpected, ...] = ()

    @property
    def is_passed(self) -> bool:
        """Whether exactly the expected findings came."""
        return not self.missing and not self.unexpected


def path_in_words(route: tuple[str | int, ...]) -> str:
    """A route as `expect` writes it: `members[1].department`, indices counted from 0."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in route)
    return "".join(steps).removeprefix(".")
