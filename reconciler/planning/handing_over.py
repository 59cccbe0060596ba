"""Everything that people have to do, who has to hear of it now, and what has come to an end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from reconciler.model.action import TellPerson
from reconciler.model.change import EMERGENCY
from reconciler.model.manual import ManualStep, StepEnd
from reconciler.model.plan import Impossible
from reconciler.planning.steps import StepContext, ends_of, steps_of
from reconciler.planning.telling import Telling, due_tellings
from reconciler.planning.work import GroupWork
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a plan asks of people.

    Attributes:
        manual: owed now.
        impossible: asked for, but WeCom has no way.
        ended: open steps that live shows as done, or that nothing asks for any more.
        tellings: messages about steps that are due now.
    """

    manual: tuple[ManualStep, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    ended: tuple[tuple[str, StepEnd], ...] = ()
    tellings: tuple[TellPerson, ...] = ()


def hand_over(
    works: Iterable[GroupWork], context: StepContext, telling: Telling, quiet_until: datetime | None
) -> HandedOver:
    """The human part of a plan. What a guard holds back is not handed to a person either, nor taken for done."""
    steps: list[ManualStep] = []
    impossible: list[Impossible] = []
    ended: list[tuple[str, StepEnd]] = []
    for work in works:
        if work.is_held and work.live is None:
            continue  # a group that is not there and will not be made has nothing to press
        if work.group.spec.managed_by is not None:
            impossible.append(_managed_by_wecom(work))
            continue
        owed, never = steps_of(work, context)
        if context.causes == EMERGENCY:
            owed, never = tuple(step for step in owed if step.cause in EMERGENCY), ()
        steps.extend(owed)
        impossible.extend(never)
        if not work.is_held and context.causes != EMERGENCY:
            ended.extend(ends_of(work, owed, context))
    return HandedOver(tuple(steps), tuple(impossible), tuple(sorted(ended)), due_tellings(steps, telling, quiet_until))


def _managed_by_wecom(work: GroupWork) -> Impossible:
    """Department groups and the all-staff group follow the address book; nothing declares them (wecom-api-2 §9)."""
    return Impossible(
        work.group.key,
        "managed_by",
        Text(
            "由企业微信管理（部门群或全员群）：成员随通讯录变动，这里只登记，什么都不做。",
            "Managed by WeCom (a department or all-staff group): it follows the address book and is only listed here.",
        ),
    )
