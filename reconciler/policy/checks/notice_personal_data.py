"""notice-personal-data: no phone and no id-card number is sent to a group (G5, E5.1)."""

from collections.abc import Iterator

from reconciler.model.finding import Place, Severity
from reconciler.model.personal_numbers import find_personal_numbers
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Every number in what is to be said, told by its position: a finding must not repeat what should not be seen."""
    for key, place, words in _texts(facts):
        for number in find_personal_numbers(words):
            kind = number.kind.value
            yield Flaw(
                place,
                Text(
                    f"“{key}”里有{kind.zh}（这段文字第 {number.line} 行第 {number.character} 个字起，号码不显示）。",
                    f"“{key}” contains {kind.en}: line {number.line}, character {number.character} of this text; "
                    "the number is not shown.",
                ),
                key,
            )


def _texts(facts: Facts) -> Iterator[tuple[str, Place, str]]:
    """Everything that a group would read, with its document's key and its place."""
    desired = facts.desired
    for notice in desired.notices:
        fields = {"title": notice.title, "text": notice.text, "link": notice.link, "source": notice.source}
        yield from ((notice.key, notice.place.at(name), words) for name, words in fields.items() if words)
    for task in desired.tasks:
        yield task.key, task.place.at("title"), task.title
        yield task.key, task.place.at("text"), task.text
    for activity in desired.activities:
        fields = {"title": activity.title, "content": activity.content, "venue": activity.venue}
        yield from ((activity.key, activity.place.at(name), words) for name, words in fields.items() if words)


RULE = Rule(
    id="notice-personal-data",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("G5", "E5.1"),
    title=Text("通知里没有个人号码", "No personal numbers in notices"),
    why=Text(
        "发进群的号码收不回来，仓库里的历史也抹不掉。",
        "A number sent to a group cannot be taken back, and one in the repository's history stays there.",
    ),
    remedy=Text(
        "删掉号码，改写成员账号，或者请大家在通讯录里查。",
        "Take the number out; write the person's user id, or ask people to look it up in the address book.",
    ),
    good=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 有问题请在企业微信里找 zhouting。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00"
    ),
    bad=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 有问题请打 138-0013-8000。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00"
    ),
    judge=judge,
)
