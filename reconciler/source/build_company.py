"""A valid `kind: company` tree → `Company`."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from reconciler.model.approval import ReviewTerms, Separation
from reconciler.model.company import (
    HARD_CAP,
    ActivitySource,
    Budgets,
    Callback,
    Company,
    Connection,
    DriftMode,
    FormalEmployee,
    Governance,
    GuardLimits,
    LedgerHome,
    RemovalLimit,
    StepTerms,
    Visibility,
)
from reconciler.model.directory import ROOT_DEPARTMENT
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.ids import GroupKey, user_id
from reconciler.model.quiet_hours import QuietHours
from reconciler.model.retention import Retention
from reconciler.source.build_times import build_calendar, build_freeze, build_windows, clock_of, wrong_times
from reconciler.source.build_words import build_words
from reconciler.source.rights import wrong_rights
from reconciler.text import Language, Text

DEFAULT_ZONE = "Asia/Shanghai"
WECOM_UPDATES_PER_HOUR = 1000  # all applications of the corp together [90312]
WECOM_CREATIONS_PER_DAY = 1000  # as above [90245]


def days_of(duration: str) -> int:
    """`90d` → 90."""
    return int(duration.removesuffix("d"))


def build_company(tree: dict[str, Any], file: str) -> tuple[Company | None, tuple[Finding, ...]]:
    """The company of a tree that the schema accepts; None and a finding where its time zone does not exist."""
    place = Place(file)
    name = tree.get("time_zone", DEFAULT_ZONE)
    zone = _zone(name)
    if zone is None:
        return None, (_unknown_zone(place.at("time_zone"), name),)
    findings: list[Finding] = [*wrong_times(tree, place, zone), *wrong_rights(tree, place)]
    quiet = None
    if "quiet_hours" in tree:
        quiet = QuietHours(clock_of(tree["quiet_hours"]["from"]), clock_of(tree["quiet_hours"]["to"]))
        if quiet.start == quiet.end:
            findings.append(_no_quiet(place.at("quiet_hours", "to")))
    language: Language = tree.get("language", "zh")
    company = Company(
        name=tree["name"],
        corp_id=tree["corp_id"],
        agent_id=tree["agent_id"],
        secret_env=tree["secrets"]["app"],
        zone=zone,
        place=place,
        language=language,
        visibility=Visibility(tree.get("visibility", "private")),
        quiet_hours=quiet,
        governance=_governance(tree.get("governance", {})),
        member_cap=int(tree.get("member_cap", HARD_CAP)),
        departed_grace=timedelta(days=days_of(tree.get("departed_grace", "1d"))),
        drift=DriftMode(tree.get("drift", "correct")),
        guards=_guards(tree.get("guards", {})),
        budgets=_budgets(tree.get("budgets", {})),
        connection=_connection(tree.get("wecom", {})),
        secrets_rotated=date.fromisoformat(tree["secrets_rotated"]) if "secrets_rotated" in tree else None,
        ledger=_ledger(tree.get("ledger", {})),
        unreviewed_apply=tree.get("apply", {}).get("unreviewed") == "allow",
        review=_review(tree.get("review", {})),
        people={login.casefold(): user_id(user) for login, user in tree.get("code_host", {}).get("people", {}).items()},
        formal_employee=_formal_employee(tree["formal_employee"]) if "formal_employee" in tree else None,
        activity=ActivitySource(**tree["activity"]) if "activity" in tree else None,
        policy=tree.get("policy", {}),
        severities=tree.get("severities", {}),
    )
    return _with_families(company, tree), tuple(findings)


def _with_families(company: Company, tree: dict[str, Any]) -> Company:
    """When groups are touched; what groups that people made ask for: secrets, who is asked to do what, events."""
    return replace(
        company,
        windows=build_windows(tree["windows"]) if "windows" in tree else None,
        calendar=build_calendar(tree.get("calendar", {})),
        freeze=build_freeze(tree["freeze"], company.zone) if "freeze" in tree else None,
        customer_secret_env=tree["secrets"].get("customer"),
        archive_secret_env=tree["secrets"].get("archive"),
        watch_customers=tree.get("customer_groups", {}).get("watch", False),
        console_admins=tuple(user_id(person) for person in tree.get("console_admins", ())),
        step_terms=StepTerms(**{name: timedelta(days=days_of(d)) for name, d in tree.get("manual_steps", {}).items()}),
        callback=_callback(tree["callback"]) if "callback" in tree else None,
        sensitive_words=build_words(tree.get("sensitive_words", ()), company.place.file, ROOT_DEPARTMENT),
    )


def _ledger(tree: dict[str, Any]) -> LedgerHome:
    home = {key: words for key, words in tree.items() if key != "retain"}
    return LedgerHome(**home, retain=Retention(tree["retain"]) if "retain" in tree else None)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # unknown, a folder of zones, or not a name at all
        return None


def _governance(tree: dict[str, Any]) -> Governance:
    return Governance(
        people=tuple(user_id(person) for person in tree.get("people", ())),
        tag=tree.get("tag"),
        membership_required=tree.get("membership") == "required",
    )


def _review(tree: dict[str, Any]) -> ReviewTerms:
    return ReviewTerms(
        max_age=timedelta(days=days_of(tree.get("max_age", "7d"))),
        approvals=int(tree.get("approvals", 0)),
        separation=Separation(tree.get("separation", "report")),
    )


def _formal_employee(tree: dict[str, Any]) -> FormalEmployee:
    return FormalEmployee(
        tag=tree.get("tag"),
        department=tree.get("department"),
        attribute=tree.get("attribute"),
        values=tuple(tree.get("values", ())),
    )


def _callback(tree: dict[str, Any]) -> Callback:
    return Callback(url=tree["url"], token_env=tree["token_env"], key_env=tree["aes_key_env"])


def _budgets(tree: dict[str, Any]) -> Budgets:
    """What is asked for, at most what other applications leave of WeCom's limits; the schema keeps that above 0."""
    asked, others = Budgets(), tree.get("other_apps", {})
    return Budgets(
        updates_per_hour=min(
            int(tree.get("updates_per_hour", asked.updates_per_hour)),
            WECOM_UPDATES_PER_HOUR - int(others.get("updates_per_hour", 0)),
        ),
        creations_per_day=min(
            int(tree.get("creations_per_day", asked.creations_per_day)),
            WECOM_CREATIONS_PER_DAY - int(others.get("creations_per_day", 0)),
        ),
    )


def _guards(tree: dict[str, Any]) -> GuardLimits:
    standard = GuardLimits()

    def removal(name: str, otherwise: RemovalLimit) -> RemovalLimit:
        return replace(otherwise, **{part: int(value) for part, value in tree.get(name, {}).items()})

    return GuardLimits(
        removals_per_group=removal("removals_per_group", standard.removals_per_group),
        removals_per_run=removal("removals_per_run", standard.removals_per_run),
        removals_per_day=removal("removals_per_day", standard.removals_per_day),
        people_missing=removal("people_missing", standard.people_missing),
        documents_missing=removal("documents_missing", standard.documents_missing),
        groups_touched=int(tree.get("groups_touched", standard.groups_touched)),
        groups_per_directory_move=int(tree.get("groups_per_directory_move", standard.groups_per_directory_move)),
        protected=frozenset(GroupKey(key) for key in tree.get("protected", ())),
        protected_people=frozenset(user_id(person) for person in tree.get("protected_people", ())),
        failures_in_a_row=int(tree.get("failures_in_a_row", standard.failures_in_a_row)),
    )


def _connection(tree: dict[str, Any]) -> Connection:
    standard = Connection()
    return Connection(
        base_url=tree.get("base_url", standard.base_url).rstrip("/"),
        proxy=tree.get("proxy"),
        timeout_s=float(tree.get("timeout_s", standard.timeout_s)),
        concurrency=int(tree.get("concurrency", standard.concurrency)),
    )


def _unknown_zone(place: Place, name: str) -> Finding:
    return Finding(
        "unknown-time-zone",
        Severity.ERROR,
        place,
        Text(f"没有叫 `{name}` 的时区", f"There is no time zone called `{name}`"),
        Text("免打扰时段和到期日都按公司的时区计算。", "Quiet hours and end dates are counted in the company's zone."),
        Text("写 IANA 时区名，例如 `Asia/Shanghai`。", "Write an IANA time zone, such as `Asia/Shanghai`."),
    )


def _no_quiet(place: Place) -> Finding:
    return Finding(
        "empty-quiet-hours",
        Severity.WARNING,
        place,
        Text("免打扰时段的开始和结束相同，等于没有", "The quiet hours begin and end at the same time: there are none"),
        Text("结束时刻本身不在时段里。", "The end is the first minute outside."),
        Text(
            "改掉 `from` 或 `to`；不需要就删掉 `quiet_hours`。",
            "Change `from` or `to`; delete `quiet_hours` if none are wanted.",
        ),
    )
