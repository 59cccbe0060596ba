"""Plans about what stands around groups: ways in, welcomes, sensitive words, mass messages."""

from dataclasses import replace

from reconciler.model.change import Cause
from reconciler.model.plan import Budget, Plan
from reconciler.model.resource import Fate, ResourceKind, ResourceOp
from reconciler.text import Text
from tests.render.builders import a_plan, a_resource, a_write

WAY = a_resource(
    ResourceKind.JOIN_WAY,
    "vip/lobby",
    Text("“大客户”的进群方式 lobby", "The way into “大客户”: lobby"),
    differs=("groups", "remark"),
)
LOST_WELCOME = a_resource(
    ResourceKind.WELCOME,
    "vip",
    Text("“大客户”的入群欢迎语", "The welcome of “大客户”"),
    op=ResourceOp.CREATE,
)
SEEN_WORDS = a_resource(
    ResourceKind.WORDS,
    "sales/price",
    Text("敏感词规则“价格”", "The sensitive-word rule “价格”"),
    differs=("users", "words"),
    fate=Fate.REPORTED,
)
OLD_WAY = a_resource(
    ResourceKind.JOIN_WAY,
    "vip/desk",
    Text("进群方式 vip/desk", "Join ways: vip/desk"),
    op=ResourceOp.DELETE,
    cause=Cause.INTENT,
)
TASK = a_resource(
    ResourceKind.MASS_MESSAGE,
    "holiday/zhangsan",
    Text("请群主在 2 个客户群里发通知“放假安排”", "The owner is asked to send “放假安排” to 2 customer groups"),
    op=ResourceOp.CREATE,
    cause=Cause.INTENT,
)


def around() -> Plan:
    """Made, changed, taken away, and one that is only shown."""
    acted = (OLD_WAY, WAY, TASK, LOST_WELCOME)
    return a_plan(
        actions=tuple(a_write(change) for change in acted),
        resources=(*acted, SEEN_WORDS),
        budget=Budget(updates_allowed=900, creations_allowed=900),
        names={"vip": "大客户"},
        unchanged=12,
    )


def around_drifted() -> Plan:
    """As `reconciler drift` sees it: what git asks for is left to apply."""
    waiting = tuple(replace(change, fate=Fate.WAITING) for change in (OLD_WAY, TASK))
    acted = (WAY, LOST_WELCOME)
    return replace(
        around(), actions=tuple(a_write(change) for change in acted), resources=(*acted, SEEN_WORDS, *waiting)
    )


FOR_AROUND = {"around": around}
