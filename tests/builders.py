"""Builders of the words of the model: each gives a small valid value, and a test says only what matters to it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from reconciler.model.change import Cause, Change, Field
from reconciler.model.company import Company, GuardLimits, RemovalLimit
from reconciler.model.desired import DesiredState, GuardName, Override, Profile, Ruleset
from reconciler.model.directory import Absence, Department, Directory, Person, PersonStatus, Tag
from reconciler.model.finding import Place
from reconciler.model.group import Enrolment, GroupSpec, GroupType, Selector, SelectorKind
from reconciler.model.ids import ChatId, GroupKey, UserId, derive_chat_id, user_id
from reconciler.model.live import LiveGroup, LiveState, SeenGroup
from reconciler.model.quiet_hours import QuietHours
from reconciler.model.record import Baseline, Past, PastGroup
from reconciler.model.resolved import ResolvedGroup, ResolvedState
from reconciler.planning import ALL_CAUSES, Inputs
from reconciler.wecom.capabilities import CAPABILITIES

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 18, 10, 30, tzinfo=ZONE)
TODAY = NOW.date()
CORP = "wwacme0000000000"
KEY = GroupKey("rd-platform")
EVERYBODY_MAY_GO = RemovalLimit(share=100, number=100_000, free=100_000)
NO_LIMITS = GuardLimits(
    removals_per_group=EVERYBODY_MAY_GO,
    removals_per_run=EVERYBODY_MAY_GO,
    removals_per_day=EVERYBODY_MAY_GO,
    people_missing=EVERYBODY_MAY_GO,
    documents_missing=EVERYBODY_MAY_GO,
    groups_touched=100_000,
    groups_per_directory_move=100_000,
)
NIGHT = QuietHours(time(23, 30), time(7, 30))


def people(words: str | Iterable[str]) -> frozenset[UserId]:
    """`"ann bob"` → two ids."""
    listed = words.split() if isinstance(words, str) else words
    return frozenset(user_id(word) for word in listed)


def chat_of(key: str = KEY, generation: int = 1) -> ChatId:
    """The chat id of a group of ours."""
    return derive_chat_id(CORP, GroupKey(key), generation)


def a_company(**fields: Any) -> Company:
    """A company without limits in its guards, unless the test says so."""
    plain = Company(
        name="晨星",
        corp_id=CORP,
        agent_id="1000002",
        secret_env="WECOM_SECRET",
        zone=ZONE,
        place=Place("groups/company.yaml"),
        guards=NO_LIMITS,
    )
    return replace(plain, **fields)


def a_line(words: str, *, until: date | None = None) -> Selector:
    """`"bob"`, `"department:研发部"`, `"department:2/."` (not those below), `"tag:值班"`, `"group:rd"`."""
    kind, colon, value = words.partition(":")
    if not colon:
        return Selector(SelectorKind.USER, words, until=until)
    below = not value.endswith("/.")
    return Selector(SelectorKind(kind), value.removesuffix("/."), sub_departments=below, until=until)


def lines(words: str | Iterable[str | Selector]) -> tuple[Selector, ...]:
    """Several lines; a string is cut at its spaces."""
    listed = words.split() if isinstance(words, str) else words
    return tuple(a_line(line) if isinstance(line, str) else line for line in listed)


def a_spec(
    key: str = KEY,
    *,
    owner: str = "ann",
    members: str | Iterable[str | Selector] | None = "bob",
    excepted: str | Iterable[str | Selector] = (),
    admins: str | None = None,
    **fields: Any,
) -> GroupSpec:
    """A group as git asks for it; `members=None` means that git does not speak about people."""
    plain = GroupSpec(
        key=GroupKey(key),
        type=GroupType.APP,
        name=fields.pop("name", f"研发部-{key}"),
        owner=user_id(owner),
        place=Place(f"groups/{key}.yaml"),
        members=None if members is None else lines(members),
        excepted=lines(excepted),
        admins=None if admins is None else tuple(user_id(admin) for admin in admins.split()),
    )
    return replace(plain, **fields)


def a_state(*groups: GroupSpec, **fields: Any) -> DesiredState:
    """Everything git asks for."""
    return replace(DesiredState(company=fields.pop("company", None) or a_company(), groups=groups), **fields)


def a_profile(key: str, **fields: Any) -> Profile:
    """Defaults of a category or classification."""
    return replace(Profile(key=key, place=Place(f"groups/profiles/{key}.yaml")), **fields)


def a_ruleset(key: str = "standard", text: str = "请文明发言。", **fields: Any) -> Ruleset:
    """A version of rules that holds since the beginning of 2026."""
    plain = Ruleset(key, "1.0", "群规", text, date(2026, 1, 1), Place(f"groups/rulesets/{key}.yaml"))
    return replace(plain, **fields)


def an_override(guard: GuardName, limit: int, group: str | None = None, until: date = TODAY) -> Override:
    """A guard lifted by review, today still."""
    key = GroupKey(group) if group else None
    return Override(guard, limit, "年度调整", user_id("boss"), until, Place("groups/overrides.yaml"), key)


def a_person(word: str, *departments: int, status: PersonStatus = PersonStatus.ACTIVATED) -> Person:
    """Somebody in the address book, written with a capital letter there."""
    where = departments or (1,)
    return Person(user_id(word), word.capitalize(), f"名{word}", where, where[0], status)


def a_tag(name: str, users: str = "", departments: Iterable[int] = ()) -> Tag:
    """A tag of the address book."""
    return Tag(len(name), name, people(users), frozenset(departments))


DEPARTMENTS = {
    1: ("晨星", 0),
    2: ("研发部", 1),
    3: ("平台组", 2),
    4: ("发布组", 3),
    5: ("市场部", 1),
}


def a_directory(
    where: Mapping[str, Iterable[int]] | str = "ann bob",
    *,
    departments: Mapping[int, tuple[str, int]] = DEPARTMENTS,
    tags: Iterable[Tag] = (),
    absent: str = "",
) -> Directory:
    """An address book: people by department (or all at the top), departments as id → (name, parent)."""
    placed = dict.fromkeys(where.split(), (1,)) if isinstance(where, str) else where
    known = [a_person(word, *numbers) for word, numbers in placed.items()]
    listed = {tag.name: tag for tag in tags}
    return Directory(
        departments={n: Department(n, name, up, _path(n, departments)) for n, (name, up) in departments.items()},
        people={person.id: person for person in known},
        tags=listed,
        tag_names=frozenset(listed),
        absent=dict.fromkeys(people(absent), Absence.GONE),
    )


def _path(number: int, departments: Mapping[int, tuple[str, int]]) -> str:
    name, up = departments[number]
    if up not in departments:
        return ""
    above = _path(up, departments)
    return f"{above}/{name}" if above else name


def a_group(
    key: str = KEY,
    *,
    members: str | Iterable[str] = "ann bob",
    owner: str = "ann",
    membership: Enrolment = Enrolment.STRICT,
    spec: GroupSpec | None = None,
    **fields: Any,
) -> ResolvedGroup:
    """A resolved group of people named one by one."""
    everyone = people(members)
    document = spec or a_spec(key, owner=owner, members=sorted(everyone - people(owner)))
    company = a_company()
    plain = ResolvedGroup(
        spec=document,
        chat_id=document.chat_id or chat_of(key, document.generation),
        owner=user_id(owner),
        members=everyone,
        membership=membership,
        drift=company.drift,
    )
    return replace(plain, **fields)


def a_chat(
    members: str | Iterable[str] = "ann bob", *, key: str = KEY, owner: str = "ann", name: str | None = None
) -> LiveGroup:
    """A group as WeCom shows it."""
    title = f"研发部-{key}" if name is None else name
    return LiveGroup(chat_of(key), title, user_id(owner), people(members))


def a_baseline(
    members: str = "ann bob", *, owner: str = "ann", name: str | None = None, selectors: str | None = None
) -> Baseline:
    """What was asked the last time; without `selectors` everyone but the owner was named one by one."""
    everyone = people(members)
    named = {f"user:{user}" for user in everyone - people(owner)}
    words = named if selectors is None else selectors.split()
    return Baseline(f"研发部-{KEY}" if name is None else name, user_id(owner), everyone, frozenset(words))


def a_past(*groups: PastGroup, **fields: Any) -> Past:
    """A ledger that knows these groups."""
    known = frozenset(user for group in groups if group.baseline for user in group.baseline.members)
    return replace(Past(len(groups), {group.chat_id: group for group in groups}, people=known), **fields)


def a_past_group(key: str = KEY, baseline: Baseline | None = None, *, adopted: bool = False) -> PastGroup:
    """A group that was made a month ago, or adopted."""
    return PastGroup(GroupKey(key), chat_of(key), None if adopted else NOW - timedelta(days=30), baseline)


def a_join(user: str, key: str = KEY, cause: Cause = Cause.INTENT) -> Change:
    """Somebody comes in."""
    return Change(GroupKey(key), Field.MEMBER, "", user, cause)


def a_leave(user: str, key: str = KEY, cause: Cause = Cause.INTENT) -> Change:
    """Somebody goes out."""
    return Change(GroupKey(key), Field.MEMBER, user, "", cause)


def a_handover(before: str, after: str, key: str = KEY, cause: Cause = Cause.INTENT) -> Change:
    """The owner changes."""
    return Change(GroupKey(key), Field.OWNER, before, after, cause)


def a_rename(before: str, after: str, key: str = KEY, cause: Cause = Cause.INTENT) -> Change:
    """The name changes."""
    return Change(GroupKey(key), Field.NAME, before, after, cause)


def some_inputs(
    groups: Iterable[ResolvedGroup] = (), seen: Iterable[SeenGroup] = (), past: Past | None = None, **fields: Any
) -> Inputs:
    """Everything a plan depends on; the ledger has a record, as that of a company that is under way."""
    resolved = tuple(groups)
    desired = fields.pop("desired", None) or a_state(*(group.spec for group in resolved))
    plain = Inputs(
        desired=desired,
        resolved=ResolvedState(groups=resolved),
        directory=a_directory(),
        live=LiveState(NOW, {chat.chat_id: chat for chat in seen}),
        past=past or Past(records=1),
        now=NOW,
        capabilities=CAPABILITIES,
        causes=ALL_CAUSES,
    )
    return replace(plain, **fields)
