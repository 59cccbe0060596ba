"""Valid trees of the smaller kinds → departments, profiles, rule sets, sanctions, overrides, waivers."""

from datetime import date
from typing import Any

from reconciler.model.company import DriftMode
from reconciler.model.desired import DepartmentSpec, GuardName, Override, Profile, Ruleset, Waiver
from reconciler.model.finding import Place
from reconciler.model.group import Classification, Enrolment
from reconciler.model.ids import GroupKey, UserId, user_id
from reconciler.model.sanction import Sanction, Step
from reconciler.source.build_groups import max_members_of, nicknames_of, review_of
from reconciler.source.build_words import build_words


def build_department(tree: dict[str, Any], file: str) -> DepartmentSpec:
    """The department of a tree that the schema accepts."""
    return DepartmentSpec(
        key=tree["key"],
        name=tree["name"],
        department_id=tree["department_id"],
        place=Place(file),
        head=_person(tree.get("head")),
        deputy=_person(tree.get("deputy")),
        delegates=tuple(user_id(person) for person in tree.get("delegates", ())),
        sensitive_words=build_words(tree.get("sensitive_words", ()), file, int(tree["department_id"])),
    )


def build_profile(tree: dict[str, Any], file: str) -> Profile:
    """The profile of a tree that the schema accepts."""
    defaults = tree.get("defaults", {})
    classification, brought = tree.get("classification"), defaults.get("classification")
    membership, drift = defaults.get("membership"), defaults.get("drift")
    return Profile(
        key=tree["key"],
        place=Place(file),
        extends=tree.get("extends"),
        category=tree.get("category"),
        classification=None if classification is None else Classification(classification),
        membership=None if membership is None else Enrolment(membership),
        drift=None if drift is None else DriftMode(drift),
        permissions=defaults.get("permissions", {}),
        rulesets=tuple(defaults["rulesets"]) if "rulesets" in defaults else None,
        max_members=max_members_of(defaults),
        review=review_of(defaults),
        nicknames=nicknames_of(defaults),
        policy=tree.get("policy", {}),
        default_classification=None if brought is None else Classification(brought),
    )


def build_ruleset(tree: dict[str, Any], file: str) -> Ruleset:
    """The rule set of a tree that the schema accepts."""
    return Ruleset(
        key=tree["key"],
        version=tree["version"],
        title=tree["title"],
        text=tree["text"],
        effective_from=date.fromisoformat(tree["effective_from"]),
        place=Place(file),
        issued_by=tree.get("issued_by"),
        approver=_person(tree.get("approver")),
        supersedes=tree.get("supersedes"),
        extends=tree.get("extends"),
        clauses=tuple(tree.get("clauses", ())),
        acknowledgement=tree.get("acknowledgement") == "required",
        ladder=tuple(Step(step) for step in tree.get("ladder", ())),
        review=review_of(tree),
    )


def build_sanction(tree: dict[str, Any], file: str) -> Sanction:
    """The sanction of a tree that the schema accepts."""
    until = tree.get("until")
    return Sanction(
        key=tree["key"],
        person=user_id(tree["person"]),
        groups=tuple(GroupKey(key) for key in tree["groups"]),
        step=Step(tree["step"]),
        begins=date.fromisoformat(tree["begins"]),
        place=Place(file),
        reason=tree.get("reason"),
        evidence=tree.get("evidence"),
        until=None if until is None else date.fromisoformat(until),
        approver=_person(tree.get("approver")),
        ruleset=tree.get("ruleset"),
    )


def build_overrides(tree: dict[str, Any], file: str) -> tuple[Override, ...]:
    """The overrides of a tree that the schema accepts; each has the place of its entry."""
    place = Place(file)
    return tuple(
        Override(
            guard=GuardName(entry["guard"]),
            limit=int(entry["limit"]),
            reason=entry["reason"],
            approver=user_id(entry["approver"]),
            until=date.fromisoformat(entry["until"]),
            place=place.at("entries", index),
            group=GroupKey(entry["group"]) if "group" in entry else None,
        )
        for index, entry in enumerate(tree["entries"])
    )


def build_waivers(tree: dict[str, Any], file: str) -> tuple[Waiver, ...]:
    """The waivers of a tree that the schema accepts; each has the place of its entry."""
    place = Place(file)
    return tuple(
        Waiver(
            rule=entry["rule"],
            reason=entry["reason"],
            approver=user_id(entry["approver"]),
            until=date.fromisoformat(entry["until"]),
            place=place.at("entries", index),
            group=GroupKey(entry["group"]) if "group" in entry else None,
            department=entry.get("department"),
            profile=entry.get("profile"),
        )
        for index, entry in enumerate(tree["entries"])
    )


def _person(written: str | None) -> UserId | None:
    return None if written is None else user_id(written)
