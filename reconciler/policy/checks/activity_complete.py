"""activity-complete: an activity says when, where and what (A16)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text

_PARTS = {
    "starts": (
        Text("没有写时间", "does not say when"),
        Text("在 `starts` 写上开始时间，例如 2027-01-15 14:00。", "Write the start under `starts`: 2027-01-15 14:00."),
    ),
    "venue": (
        Text("没有写地点", "does not say where"),
        Text("在 `venue` 写上地点；线上活动写会议名称。", "Write the place under `venue`; online, the meeting's name."),
    ),
    "content": (
        Text("没有写内容", "does not say what"),
        Text("在 `content` 写上活动内容。", "Write what happens under `content`."),
    ),
}


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """What activities lack; each lack is one flaw."""
    for activity in facts.desired.activities:
        given = {"starts": activity.starts, "venue": activity.venue, "content": activity.content}
        for part, (lack, remedy) in _PARTS.items():
            if not given[part]:
                yield Flaw(
                    activity.place.at(part),
                    Text(f"活动“{activity.key}”{lack.zh}。", f"The activity “{activity.key}” {lack.en}."),
                    activity.key,
                    remedy,
                )


RULE = Rule(
    id="activity-complete",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("A16",),
    title=Text("活动写明时间、地点、内容", "Activities say when, where and what"),
    why=Text("缺一样，大家就得在群里一个个问。", "With one of them missing everybody has to ask."),
    remedy=Text("补上 `starts`、`venue` 和 `content`。", "Add `starts`, `venue` and `content`."),
    good=(
        "kind: activity\n"
        "key: security-training\n"
        "title: 信息安全培训\n"
        "groups: [rd-release]\n"
        "starts: 2027-01-15 14:00\n"
        "venue: 三楼报告厅\n"
        "content: 钓鱼邮件的识别与上报。"
    ),
    bad=("kind: activity\nkey: security-training\ntitle: 信息安全培训\ngroups: [rd-release]\nstarts: 2027-01-15 14:00"),
    judge=judge,
)
