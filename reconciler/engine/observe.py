"""Read reality once: application, address book, groups, and whoever the walk did not meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from reconciler.engine.around import read_around
from reconciler.engine.families import read_families
from reconciler.engine.ports import Observer
from reconciler.errors import ForbiddenError
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory
from reconciler.model.group import GroupSpec
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.live import ApplicationState, LiveGroup, LiveState, SeenGroup
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedState
from reconciler.model.resource import ResourceChange
from reconciler.resolve import people_named, resolve, tags_named
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Observed:
    """Address book and groups at one moment, and what git asks when read with that address book."""

    directory: Directory
    live: LiveState
    resolved: ResolvedState


async def observe(
    observer: Observer,
    desired: DesiredState,
    past: Past,
    now: datetime,
    only: frozenset[GroupKey] | None = None,
    resources: tuple[ResourceChange, ...] = (),
) -> Observed:
    """One read per department, used tag, group, resource of ours and person missing from the walk; none twice.

    Args:
        only: read these groups alone (the address book is always read whole); None = all.
        resources: with `only`, read these and their groups besides.

    Raises: ProviderError: the address book or the whole family could not be read; nothing may be concluded.
    """
    check_application(await observer.read_application())
    directory = await observer.read_directory(tags_named(desired))
    besides = {key for change in resources for key in change.groups}
    specs = [spec for spec in desired.groups if only is None or spec.key in only | besides]
    live = await read_families(observer, desired, specs, now, whole=only is None)
    keys = None if only is None else frozenset((change.kind, change.key) for change in resources)
    live = await read_around(observer, live, past, keys)
    wanted = people_wanted(specs, live, directory, desired)
    directory = await observer.read_people(directory, frozenset(wanted - directory.people.keys()))
    known = people_in(live.groups.values()) | past.people
    return Observed(directory, live, resolve(desired, directory, now, known, past, live.contact_people))


async def look_up(observer: Observer, desired: DesiredState, now: datetime) -> tuple[Directory, ResolvedState]:
    """The address book alone, and what git asks when read with it; no group is read. Raises: ProviderError."""
    check_application(await observer.read_application())
    directory = await observer.read_directory(tags_named(desired))
    wanted = people_named(desired.groups) | people_tagged(directory)
    directory = await observer.read_people(directory, frozenset(wanted - directory.people.keys()))
    return directory, resolve(desired, directory, now, frozenset())


def check_application(application: ApplicationState) -> None:
    """Whether anything may be concluded from what our application sees. Raises: ForbiddenError."""
    if not application.enabled:
        raise ForbiddenError(
            Text(f"应用“{application.name}”已停用。", f"The application “{application.name}” is switched off."),
            Text("在管理后台「应用管理」里启用它。", "Switch it on in the admin console under 应用管理."),
            endpoint="agent/get",
        )
    if not application.root_in_range:
        raise ForbiddenError(
            Text(
                f"应用“{application.name}”的可见范围不是全公司，应用群聊的接口不能用，通讯录也读不全。",
                f"The application “{application.name}” does not see the whole company: app groups cannot be managed "
                "and the address book would be read in part.",
            ),
            Text(
                "在管理后台「应用管理」→ 本应用 →「可见范围」里选最上级部门。",
                "In the admin console open 应用管理 → this application → 可见范围 and choose the topmost department.",
            ),
            endpoint="agent/get",
        )


def people_in(groups: Iterable[SeenGroup]) -> frozenset[UserId]:
    """Members, and owners who need not be among them any more."""
    live = [group for group in groups if isinstance(group, LiveGroup)]
    return frozenset(user for group in live for user in (*group.members, group.owner) if user)


def people_wanted(
    specs: Iterable[GroupSpec], live: LiveState, directory: Directory, desired: DesiredState
) -> frozenset[UserId]:
    """Everybody whom these groups, the live groups, the tags that were read or the governance role name."""
    people = people_named(specs) | people_in(live.groups.values()) | people_tagged(directory)
    return people | _governance(desired)


def people_tagged(directory: Directory) -> frozenset[UserId]:
    """Everybody whom a tag that was read names."""
    return frozenset(user for tag in directory.tags.values() for user in tag.users)


def _governance(desired: DesiredState) -> frozenset[UserId]:
    role = desired.company.governance
    return frozenset(role.people) if role.membership_required else frozenset()
