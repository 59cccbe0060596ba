"""Everything built from the files, before it is known whether it fits together."""

from dataclasses import dataclass, field
from typing import Any

from reconciler.model.company import Company
from reconciler.model.desired import DepartmentSpec, Override, Profile, Ruleset, Waiver
from reconciler.model.finding import Place
from reconciler.model.group import GroupSpec
from reconciler.model.notice import Activity, Notice, Task
from reconciler.model.sanction import Sanction


@dataclass(slots=True)
class Collection:
    """Built documents by kind, in the order of their files.

    Attributes:
        timed: (kind, file, tree) of documents with times of day, which need the company's zone to be built.
        company_files: every file that is a company document, broken ones too.
        broken_keys: keys of documents that exist but could not be used, by kind; no reference to them is unknown.
        broken: what becomes `DesiredState.broken`.
    """

    companies: list[Company] = field(default_factory=list)
    groups: list[GroupSpec] = field(default_factory=list)
    departments: list[DepartmentSpec] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    rulesets: list[Ruleset] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    sanctions: list[Sanction] = field(default_factory=list)
    timed: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    company_files: list[str] = field(default_factory=list)
    broken_keys: dict[str, set[str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def keys(self, kind: str) -> set[str]:
        """Every key of a kind that git mentions as a document, usable or not."""
        documents: dict[str, list[str]] = {
            "group": [group.key for group in self.groups],
            "department": [department.key for department in self.departments],
            "profile": [profile.key for profile in self.profiles],
            "ruleset": [ruleset.key for ruleset in self.rulesets],
        }
        return {*documents[kind], *self.broken_keys.get(kind, ()), *self.broken_keys.get("", ())}


def shown(place: Place) -> str:
    """A place's file, as it is named in a sentence about another file."""
    return f"`{place.file}`"
