"""What decides whether a plan holds, as digests: the same before the review and at apply, or the review is void."""

import dataclasses
from datetime import date
from functools import cache

from reconciler.model.capability import CapabilityTable
from reconciler.model.company import Company
from reconciler.model.desired import DesiredState
from reconciler.model.origin import PolicyVersion
from reconciler.model.value_digest import digest_of_value
from reconciler.policy import all_rules

_NO_POLICY = frozenset(
    {
        "name",
        "place",
        "language",
        "secret_env",
        "customer_secret_env",
        "archive_secret_env",
        "secrets_rotated",
        "connection",
        "ledger",
        "activity",
        "callback",
        "sensitive_words",
        "people",
    }
)
"""Fields of company.yaml that bound no plan, or whose effect is itself in the plan; every other one decides."""


def policy_version(desired: DesiredState, capabilities: CapabilityTable, today: date) -> PolicyVersion:
    """The version of what decides on a day: an override or a waiver that has run out is not part of it.

    Args:
        today: in the company's zone.
    """
    overrides = tuple(entry for entry in desired.overrides if today <= entry.until)
    waivers = tuple(entry for entry in desired.waivers if today <= entry.until)
    return PolicyVersion(
        rules=_rules(),
        settings=digest_of_value(_settings(desired.company)),
        overrides=digest_of_value(frozenset(overrides)),
        waivers=digest_of_value(frozenset(waivers)),
        capabilities=_table(capabilities),
    )


@cache
def _rules() -> str:
    """The rules are the same as long as the process lives."""
    return digest_of_value([(rule.id, rule.severity.word, rule.dated) for rule in all_rules()])


@cache
def _table(capabilities: CapabilityTable) -> str:
    """The table is long and there is one: `apply` asks for its digest each time that it plans again."""
    return digest_of_value(capabilities)


def _settings(company: Company) -> dict[str, object]:
    names = [each.name for each in dataclasses.fields(company) if each.name not in _NO_POLICY]
    role = company.governance
    people = frozenset(role.people)  # their order decides nothing
    return {name: getattr(company, name) for name in names} | {
        "governance": (people, role.tag, role.membership_required)
    }
