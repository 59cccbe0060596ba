"""A rule of the policy: what it asks, why, how to mend it, and the function that looks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from reconciler.model.activity import ActivityLog
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory
from reconciler.model.finding import Place, Severity
from reconciler.model.group import GroupSpec
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.live import LiveState
from reconciler.model.resolved import ResolvedState
from reconciler.text import Text


class Needs(StrEnum):
    """What a rule has to see; each kind sees what the ones before it see too."""

    FILES = "files"
    DIRECTORY = "directory"
    LIVE = "live"


Options = Mapping[str, Any]
"""A rule's settings, as `policy:` in profiles and company.yaml write them; the schema decides their shape."""

OptionsOf = Callable[[GroupSpec | None], Options]
"""The settings that hold for one group, or (None) for the company: the group's profiles win over company.yaml."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a rule may look at; it reads no file and no network.

    Attributes:
        desired: all valid documents.
        groups: every group with its profiles applied, sorted by key.
        now: aware, in the company's zone.
        directory, resolved: None where the address book was not read.
        live: None where WeCom's groups were not read.
        activity: None where the company names no activity source: then nothing is ever called idle.
        leaving: whom the plan takes out of each group, or would, for another cause than that nobody declared them.
    """

    desired: DesiredState
    groups: tuple[GroupSpec, ...]
    now: datetime
    directory: Directory | None = None
    resolved: ResolvedState | None = None
    live: LiveState | None = None
    activity: ActivityLog | None = None
    leaving: Mapping[GroupKey, frozenset[UserId]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing a rule found. `subject` is the key of what it is about; `remedy` replaces the rule's own one."""

    place: Place
    what: Text
    subject: str = ""
    remedy: Text | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. Its id names the file (in snake case), the cases, the waivers and the heading in the manual.

    Attributes:
        id: kebab-case.
        severity: unless company.yaml lowers it.
        needs: what has to be read before it can run.
        clauses: ids of the management documents' clauses it carries out.
        title: a few words.
        why: what goes wrong without it.
        remedy: the next act, literally.
        good, bad: a YAML example each.
        judge: the function; yields flaws in any order.
        dated: it depends on today's date: an error only in scheduled runs, a warning elsewhere, because a date never
            breaks somebody else's change.
        limited_by: the capability (type, field) that keeps WeCom from enforcing it, if one does.
    """

    id: str
    severity: Severity
    needs: Needs
    clauses: tuple[str, ...]
    title: Text
    why: Text
    remedy: Text
    good: str
    bad: str
    judge: Callable[[Facts, OptionsOf], Iterable[Flaw]] = field(compare=False)
    dated: bool = False
    limited_by: tuple[str, str] | None = None
