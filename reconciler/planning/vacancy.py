"""A group whose owner has left or was revoked and that nobody may take over: the governance role is asked for somebody.

Nothing of the group is touched meanwhile, so nobody else would ever hear of it.
"""

from reconciler.model.change import Cause
from reconciler.model.group import Enrolment, GroupType, Lifecycle
from reconciler.model.manual import ATTEST, ManualStep
from reconciler.planning.assignees import Assignees
from reconciler.planning.attested import SUCCESSOR, step_id
from reconciler.planning.work import GroupWork
from reconciler.text import Text


def vacancy_step(work: GroupWork, assignees: Assignees) -> ManualStep | None:
    """The step that asks for an owner; None where the group has one, is not there, or is left alone.

    It ends by itself once the group has another owner, or the one it had may own it again. Nothing shows who owns an
    internal group today: there somebody attests it.
    """
    group, live = work.group, work.live
    cause = Cause.REVOKED if group.spec.owner in group.revoked else Cause.DEPARTED
    at_rest = group.membership is Enrolment.OBSERVE or group.spec.lifecycle in {Lifecycle.FROZEN, Lifecycle.RETIRED}
    if not group.is_unfollowed or live is None or (at_rest and cause is Cause.DEPARTED):
        return None
    is_shown = live.shows_owner and not live.is_assumed and group.spec.type is not GroupType.INTERNAL
    return ManualStep(
        id=step_id(group.chat_id, SUCCESSOR, group.spec.owner),
        group=group.key,
        field=SUCCESSOR,
        assignee=assignees.for_vacancy(group),
        what=Text(
            "指定一位接任的群主：{people} 不能再当群主，又没有合适的人接任",
            "Name a new owner: {people} can own it no longer, and nobody suitable follows",
        ),
        where=Text(
            "运行 reconciler edit set-owner 群的key 新群主的账号 --former-leaves，提交、评审、合并；"
            "下一次运行时移交，接口做不到的会请人在客户端转让。",
            "Run reconciler edit set-owner with the group's key, the id of whoever follows, and --former-leaves; have "
            "it reviewed and merged. The next run hands the group over, or asks somebody to where no API does.",
        ),
        seen_by="owner" if is_shown else ATTEST,
        people=(group.spec.owner,),
        cause=cause,
    )
