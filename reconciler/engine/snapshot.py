"""A snapshot: taken from what a run has read, and read again instead of WeCom."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from reconciler.engine.families import watches_customers
from reconciler.engine.observe import Observed, people_in, people_wanted
from reconciler.engine.plan import Setting, plan_observed
from reconciler.errors import SettingsError, SnapshotError
from reconciler.model.company import Visibility
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Absence, Directory, Person
from reconciler.model.fingerprint import fingerprint
from reconciler.model.group import GroupType, Nicknames
from reconciler.model.ids import ChatId
from reconciler.model.live import AbsentGroup, FailedFamily, LiveGroup, LiveState, Outsider, SeenGroup, UnreadableGroup
from reconciler.model.plan import Plan
from reconciler.model.record import Past
from reconciler.model.snapshot import Snapshot
from reconciler.planning import ALL_CAUSES
from reconciler.resolve import resolve, tags_named
from reconciler.text import Text, listed

_SHOWN = 5
_LATER = Text(
    "由维护者把这个改动推到仓库自己的分支上，就会按企业微信现在的样子生成计划。",
    "Let a maintainer push the change to a branch of the repository itself: then it is planned against WeCom as it is.",
)
_NOT_HELD = Text("快照里没有这个群。", "The snapshot does not hold this group.")
_NO_CUSTOMERS = FailedFamily(Text("快照里没有客户群的清单。", "The snapshot holds no list of customer groups."), _LATER)


def check_keepable(desired: DesiredState) -> None:
    """Whether a snapshot may be kept at all. Raises: SettingsError where everybody could fetch it."""
    if desired.company.visibility is not Visibility.PRIVATE:
        raise SettingsError(
            Text(
                "company.yaml 写着仓库是公开的：快照里有姓名和成员，不写。",
                "company.yaml says that the repository is public: a snapshot names people and members, so none is "
                "written.",
            ),
            Text(
                "仓库是私有的，就写 visibility: private；公开的，就不要用 --snapshot。",
                "If the repository is private say visibility: private; if it is public do without --snapshot.",
            ),
        )


def take_snapshot(setting: Setting, observed: Observed, past: Past, lasts: timedelta) -> Snapshot:
    """What a run has read, without anything that people wrote; valid for `lasts`. Nothing is asked again.

    Raises: SettingsError where the company's documents are public.
    """
    check_keepable(setting.desired)
    company, live = setting.desired.company, observed.live
    types = {spec.identity(company.corp_id): spec.type for spec in setting.desired.groups if not spec.is_unlinked}
    named = {
        spec.identity(company.corp_id)
        for spec in setting.desired.groups
        if spec.nicknames is Nicknames.REAL_NAME and not spec.is_unlinked
    }
    formal = company.formal_employee
    return Snapshot(
        corp_id=company.corp_id,
        agent_id=company.agent_id,
        simulated=setting.simulated,
        taken_at=live.observed_at,
        valid_until=live.observed_at + lasts,
        directory=_directory(observed.directory, formal.attribute if formal else None),
        live=replace(
            live,
            groups={chat: _bare(seen, with_nicknames=chat in named) for chat, seen in live.groups.items()},
            resources={},
            failed_resources={},
        ),
        past=replace(past, revoked={user: replace(each, by="", reason="") for user, each in past.revoked.items()}),
        types={chat: _type(seen, types.get(chat)) for chat, seen in live.groups.items()},
    )


def observe_snapshot(snapshot: Snapshot, desired: DesiredState, now: datetime) -> Observed:
    """What reading WeCom for these documents would have shown at that moment, as far as the snapshot tells.

    A group that it does not hold is unreadable, but an app group that we never made: that one is absent.
    Raises: SnapshotError for tags whose people it does not hold.
    """
    directory = _with_tags(snapshot.directory, tags_named(desired))
    live = _live(snapshot, desired)
    unknown = people_wanted(desired.groups, live, directory, desired) - directory.people.keys()
    absent = {user: snapshot.directory.absent.get(user, Absence.GONE) for user in unknown}
    directory = replace(directory, absent=absent)
    known = people_in(live.groups.values()) | snapshot.past.people
    resolved = resolve(desired, directory, now, known, snapshot.past, live.contact_people)
    return Observed(directory, live, resolved)


def plan_snapshot(setting: Setting, snapshot: Snapshot) -> Plan:
    """What would have been done at the snapshot's moment, by the planner of every other plan; never to be applied.

    `setting.clock` has to tell the snapshot's moment. Raises: SnapshotError.
    """
    observed = observe_snapshot(snapshot, setting.desired, setting.clock())
    plan = plan_observed(setting, observed, snapshot.past, causes=ALL_CAUSES, scheduled=False)
    plan = replace(plan, snapshot_at=setting.clock())
    return replace(plan, fingerprint=fingerprint(plan))


def _directory(directory: Directory, attribute: str | None) -> Directory:
    """People with no attribute but the one that tells formal employees."""

    def bare(person: Person) -> Person:
        kept = {name: value for name, value in person.attributes.items() if name == attribute}
        return replace(person, attributes=kept)

    return replace(directory, people={user: bare(person) for user, person in directory.people.items()})


def _bare(seen: SeenGroup, *, with_nicknames: bool) -> SeenGroup:
    if not isinstance(seen, LiveGroup):
        return seen
    return replace(
        seen,
        announcement=None,
        announcement_digest=seen.announced,
        outsiders=tuple(
            Outsider(f"{number}", each.is_wechat, each.invitor, each.state)
            for number, each in enumerate(seen.outsiders, 1)
        ),
        nicknames=seen.nicknames if with_nicknames else {},
    )


def _type(seen: SeenGroup, declared: GroupType | None) -> GroupType:
    """What git does not declare was met in the list of customer groups."""
    return declared or (seen.type if isinstance(seen, LiveGroup) else GroupType.CUSTOMER)


def _with_tags(directory: Directory, wanted: frozenset[str]) -> Directory:
    lacking = sorted(wanted & directory.tag_names - directory.tags.keys())
    if lacking:
        names = listed(lacking[:_SHOWN])
        raise SnapshotError(
            Text(
                f"快照里没有这些标签的成员：{names.zh}{' 等' * (len(lacking) > _SHOWN)}。",
                f"The snapshot does not hold who has these tags: {names.en}{' and others' * (len(lacking) > _SHOWN)}.",
            ),
            _LATER,
        )
    return replace(directory, tags={name: tag for name, tag in directory.tags.items() if name in wanted})


def _live(snapshot: Snapshot, desired: DesiredState) -> LiveState:
    live, watches = snapshot.live, watches_customers(desired)
    failed = dict(live.failed)
    if watches and GroupType.CUSTOMER not in live.listed:
        failed.setdefault(GroupType.CUSTOMER, _NO_CUSTOMERS)
    specs = [spec for spec in desired.groups if not spec.is_unseen and not spec.is_unlinked]
    asked = {spec.identity(snapshot.corp_id): spec.type for spec in specs}
    if watches and GroupType.CUSTOMER not in failed:
        asked |= {chat: GroupType.CUSTOMER for chat, kind in snapshot.types.items() if kind is GroupType.CUSTOMER}
    groups = {chat: _seen(snapshot, failed, chat, kind) for chat, kind in asked.items()}
    families = set(asked.values()) | ({GroupType.CUSTOMER} if watches else set())
    return replace(
        live,
        groups=groups,
        failed={family: why for family, why in failed.items() if family in families},
        listed=live.listed if watches else frozenset(),
        contact_people=live.contact_people if watches else None,
    )


def _seen(
    snapshot: Snapshot, failed: Mapping[GroupType, FailedFamily], chat_id: ChatId, family: GroupType
) -> SeenGroup:
    if family in failed:
        return UnreadableGroup(chat_id, failed[family].what, remedy=failed[family].remedy)
    if chat_id in snapshot.live.groups and snapshot.types.get(chat_id) is family:
        return snapshot.live.groups[chat_id]
    if family is GroupType.APP and chat_id not in snapshot.past.groups and chat_id not in snapshot.types:
        return AbsentGroup(chat_id)
    return UnreadableGroup(chat_id, _NOT_HELD, remedy=_LATER)
