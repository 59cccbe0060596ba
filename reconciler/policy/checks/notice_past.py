"""notice-past: nothing is said when it makes no sense any more (A9)."""

from collections.abc import Iterator
from datetime import datetime

from reconciler.model.finding import Severity
from reconciler.model.notice import Notice
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Notices that end before they begin, have ended, or should have been said already.

    One that began and has not ended yet is in order: it is said late or was said.
    """
    for notice in facts.desired.notices:
        if notice.expires is None:
            if notice.at < facts.now:
                yield _should_have_been_said(notice)
        elif notice.expires <= notice.at:
            yield _never(notice, notice.expires)
        elif notice.expires < facts.now:
            yield _over(notice, notice.expires)


def _should_have_been_said(notice: Notice) -> Flaw:
    at = _shown(notice.at)
    return Flaw(
        notice.place.at("at"),
        Text(
            f"通知“{notice.key}”的发送时间 {at} 已经过去。",
            f"The time of the notice “{notice.key}”, {at}, has passed.",
        ),
        notice.key,
    )


def _never(notice: Notice, expires: datetime) -> Flaw:
    return Flaw(
        notice.place.at("expires"),
        Text(
            f"通知“{notice.key}”在 {_shown(expires)} 失效，不晚于发送时间 {_shown(notice.at)}：永远发不出去。",
            f"The notice “{notice.key}” expires at {_shown(expires)}, not after it is said ({_shown(notice.at)}): "
            "it is never sent.",
        ),
        notice.key,
        Text("把 `expires` 改到 `at` 之后，或者删掉它。", "Move `expires` behind `at`, or delete it."),
    )


def _over(notice: Notice, expires: datetime) -> Flaw:
    return Flaw(
        notice.place.at("expires"),
        Text(
            f"通知“{notice.key}”已于 {_shown(expires)} 失效。",
            f"The notice “{notice.key}” expired at {_shown(expires)}.",
        ),
        notice.key,
    )


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


RULE = Rule(
    id="notice-past",
    # A warning everywhere: a notice that was sent in time keeps its file until somebody takes it out.
    severity=Severity.WARNING,
    needs=Needs.FILES,
    clauses=("A9",),
    title=Text("通知没有过时", "Notices are not past their time"),
    why=Text(
        "过时的通知误导人；发完的通知留着只添乱。", "A notice past its time misleads; one that was sent is in the way."
    ),
    remedy=Text(
        "已经发过或不用再发，就删掉这个文件；还要发就改 `at`（和 `expires`）。",
        "Delete the file if it was sent or is not needed; otherwise change `at` (and `expires`).",
    ),
    good=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00\n"
        "expires: 2027-01-08 18:00"
    ),
    bad=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00\n"
        "expires: 2027-01-03 18:00"
    ),
    judge=judge,
    dated=True,
)
