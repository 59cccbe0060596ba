"""Everything around groups in one hand: what differs, the calls, what people still have to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reconciler.model.action import WriteResource
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory
from reconciler.model.ids import ChatId
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup, ResolvedState
from reconciler.model.resource import PastResource, ResourceChange, ResourceKind
from reconciler.planning.duties import Duty
from reconciler.planning.mass_tasks import MassTasks
from reconciler.planning.resource_diff import Sight
from reconciler.planning.resources import Around, plan_resources
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is planned around groups.

    Attributes:
        changes: every difference, whatever becomes of it.
        actions: one call for each that is acted on.
        duties: acts of people, by the chat that they belong to.
        confirmed: ids of steps about mass messages that went out.
    """

    changes: tuple[ResourceChange, ...]
    actions: tuple[WriteResource, ...]
    duties: Mapping[ChatId, tuple[Duty, ...]]
    confirmed: frozenset[str]


def plan_surroundings(around: Around) -> Surroundings:
    """Compare, and hand to owners what only they can do: attach a welcome, confirm a mass message."""
    tasks = MassTasks(around.desired, around.groups, around.live, around.past, around.now)
    planned = plan_resources(around, tasks.due())
    actions = tuple(each.action for each in planned if each.action is not None)
    duties: dict[ChatId, tuple[Duty, ...]] = dict(tasks.to_confirm(actions))
    for chat_id, duty in _welcomes(around.groups, around.past, actions):
        duties[chat_id] = (*duties.get(chat_id, ()), duty)
    return Surroundings(tuple(each.change for each in planned), actions, duties, tasks.confirmed())


def sight_of(desired: DesiredState, resolved: ResolvedState, directory: Directory) -> Sight:
    """What customer contact sees: everybody, where it is called with our own application's secret.

    A run gets here only if that application sees the whole company; of another application's range nothing is known.
    """
    sees_everybody = desired.company.customer_secret_env is None
    return Sight(
        declared=frozenset(group.chat_id for group in resolved.groups),
        people=frozenset(directory.people) if sees_everybody else None,
        departments=frozenset(directory.departments) if sees_everybody else None,
    )


def _welcomes(
    groups: Iterable[ResolvedGroup], past: Past, actions: Iterable[WriteResource]
) -> Iterable[tuple[ChatId, Duty]]:
    """No call attaches a welcome to a group; one that is made anew has to be attached again [92366]."""
    made = {action.key for action in actions if action.kind is ResourceKind.WELCOME and not action.id}
    for group in groups:
        known = past.resources.get((ResourceKind.WELCOME, group.key))
        times = (known or PastResource(ResourceKind.WELCOME, group.key)).made + (group.key in made)
        if group.spec.welcome is not None and times:
            words = Text(
                "给本群选用素材库里由应用写入的入群欢迎语",
                "Choose for this group the welcome that the application put into the library",
            )
            yield group.chat_id, Duty("welcome", f"{group.key}:{times}", words)
