"""When the calls of a plan are made, where they are not all made at once."""

from datetime import datetime

from reconciler.model.action import Operation
from reconciler.model.plan import Plan, Stage
from reconciler.render.outlook import clock
from reconciler.render.words import counts
from reconciler.text import Text

_MOST_SHOWN = 8  # stages told one by one

_CALLS: dict[Operation, tuple[Text, str]] = {
    "create": (Text("建群", "creation"), "次"),
    "update": (Text("改群", "update"), "次"),
    "transfer": (Text("转让客户群", "handover"), "次"),
    "send": (Text("群消息", "message to a group"), "条"),
    "tell": (Text("个人消息", "message to a person"), "条"),
    "resource": (Text("群外设置", "call around groups"), "次"),
}
_PLURALS = {"message to a group": "messages to groups", "message to a person": "messages to people"}
_PLURALS |= {"call around groups": "calls around groups"}


def stage_words(plan: Plan) -> list[Text]:
    """The stages, one sentence; nothing if all is done at once, or all after quiet hours, which is said elsewhere."""
    stages = plan.stages
    if not stages or (len(stages) == 1 and stages[0].at in {plan.now, plan.forecast.until}):
        return []
    told = [_stage(stage, plan.now) for stage in stages[:_MOST_SHOWN]]
    zh, en = "；".join(text.zh for text in told), "; ".join(text.en for text in told)
    rest = len(stages) - len(told)
    if rest:
        end = clock(stages[-1].at, plan.now)
        zh += f"；另有 {rest:,} 批，{end.zh.strip()} 起做最后一批"
        en += f"; and {rest:,} more, the last from {end.en} on"
    if len(stages) == 1:
        return [Text(f"现在不能做：{zh}。", f"Nothing can be done now: {en}.")]
    return [Text(f"分 {len(stages):,} 批做完：{zh}。", f"Done in {len(stages):,} stages: {en}.")]


def _stage(stage: Stage, now: datetime) -> Text:
    calls = counts.enumerated([_calls(op, count) for op, count in stage.calls])
    if stage.at == now:
        return Text(f"现在{calls.zh}", f"now {calls.en}")
    when = clock(stage.at, now)
    return Text(f"{when.zh.strip()} 起{calls.zh}", f"from {when.en} on {calls.en}")


def _calls(op: Operation, count: int) -> Text:
    name, unit = _CALLS[op]
    many = name.en if count == 1 else _PLURALS.get(name.en, f"{name.en}s")
    return Text(f"{name.zh} {count:,} {unit}", f"{count:,} {many}")
