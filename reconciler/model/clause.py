"""What one clause of a management document asks, and in which ways the product carries it out."""

from dataclasses import dataclass
from enum import StrEnum

from reconciler.text import Text


class Mode(StrEnum):
    """How a clause is carried out."""

    ENFORCE = "enforce"  # written to WeCom, drift corrected
    CHECK = "check"  # a rule on what git asks for
    DETECT = "detect"  # a rule on what WeCom or the address book shows
    PUBLISH = "publish"  # said to the group, once, at the right time
    MANUAL = "manual"  # a step for a named person
    STATED = "stated"  # written down in a document that git keeps and people read


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    Attributes:
        id: letter of the document and number of the clause.
        document: the document's title.
        asks: what it asks, in our own words.
        modes: every way in which it is carried out, best first.
        later: what of it is still to come, in words; None when all of it is there.
    """

    id: str
    document: Text
    asks: Text
    modes: tuple[Mode, ...]
    later: Text | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """Code that is no rule and carries clauses out. `module` is relative to the package, in posix form."""

    id: str
    title: Text
    mode: Mode
    module: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """One row of the traceability table.

    Attributes:
        rules: ids of the policy's rules that cite the clause.
        tests: node ids of tests and folders of cases that prove it; None where the tests are not at hand.
    """

    clause: Clause
    rules: tuple[str, ...] = ()
    features: tuple[Feature, ...] = ()
    tests: tuple[str, ...] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no code carries the clause out."""
        return not self.rules and not self.features
