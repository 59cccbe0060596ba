"""People whom no message reaches: their steps go to the next suitable person, and that is said."""

from collections.abc import Callable, Iterable, Iterator

from reconciler.model.finding import Finding, Severity
from reconciler.model.ids import UserId
from reconciler.model.manual import ManualStep
from reconciler.model.record import UNREACHABLE_FOR
from reconciler.planning.inputs import Inputs
from reconciler.planning.work import GroupWork
from reconciler.text import Text, listed


def passed_over(
    steps: Iterable[ManualStep], works: Iterable[GroupWork], inputs: Inputs, called: Callable[[UserId], Text]
) -> Iterator[Finding]:
    """One warning for each person whose steps others do now, with how many and who."""
    past, out = inputs.past, inputs.past.out_of_reach(inputs.now)
    moved: dict[UserId, list[ManualStep]] = {}
    for step in steps:
        known = past.steps.get(step.id)
        if known is not None and known.is_waiting and known.assignee in out and step.assignee != known.assignee:
            moved.setdefault(known.assignee, []).append(step)
    specs = {work.group.key: work.group.spec for work in works} if moved else {}
    for user, those in sorted(moved.items()):
        who, again = called(user), f"{past.unreachable[user] + UNREACHABLE_FOR:%Y-%m-%d}"
        doers = [called(doer) for doer in sorted({step.assignee for step in those if step.assignee})]
        zh, en = listed([doer.zh for doer in doers]).zh, listed([doer.en for doer in doers]).en
        number = Text(f"{len(those)} 件人工步骤", f"{len(those)} manual step{'' if len(those) == 1 else 's'}")
        now = (
            Text(f"{number.zh}改请 {zh} 做", f"{en} {'does' if len(doers) == 1 else 'do'} their {number.en} now")
            if doers
            else Text(
                f"{number.zh}没有别人合适做，已告诉治理人员",
                f"nobody else is suitable for their {number.en}, and the governance role hears of it",
            )
        )
        yield Finding(
            rule="unreachable-person",
            severity=Severity.WARNING,
            place=specs[those[0].group].place,
            what=Text(f"消息送不到 {who.zh}，{now.zh}。", f"Messages do not reach {who.en}: {now.en}."),
            why=Text("没人听说的事没人做。", "Nobody does what nobody hears of."),
            remedy=Text(
                f"确认此人在职、账号已启用，并在应用的可见范围内；{again} 起会再试一次。",
                "Make sure that they work here, that the account is on, and that they are in the app's range; from "
                f"{again} on it is tried once more.",
            ),
            subject=those[0].group,
        )
