"""Hostile words in every text that goes to the code host, wherever in it they can stand: they stay words."""

import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from reconciler.model.answer import Answer, PassedOn, Question
from reconciler.model.edited import Edited, FileEdit
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.form import FormKind
from reconciler.model.ids import GroupKey
from reconciler.model.plan import Blocked, NeededApproval
from reconciler.render.escape import title
from reconciler.render.markdown.applied import refusal_comment
from reconciler.render.markdown.comment import plan_comment
from reconciler.render.markdown.findings import findings_to_markdown
from reconciler.render.markdown.request import answer_to_markdown, pull_request_body
from reconciler.render.programs.apply_read import Refusal
from reconciler.render.words import posted as posted_words
from reconciler.text import Text
from tests.render.builders import a_group, a_join, a_leave, a_plan
from tests.render.markdown.test_comment import NAMES, OURS, REFERENCE, rendered
from tests.render.scenarios import one_join

WORDS = [Text(name, name) for name in NAMES[:120] if name.strip("-= \n\r\t")]
ORDER = re.compile(r"\[(?:(?:skip|no) (?:ci|actions)|(?:ci|actions) skip)\]|https?://", re.IGNORECASE)
EDIT = FileEdit("rd/a.yaml", "was\n", "is\n")


def drifted(words: Text) -> str:
    plan = a_plan(a_group("g", name=words.zh, changes=(a_join(words.zh, "g"), a_leave(words.en, "g"))))
    return posted_words.drift_body(plan, "zh", ("2026-12-31", words.zh, words.en), "")


def held(words: Text) -> str:
    blocked = Blocked("guard", words, words, GroupKey(words.zh))
    needed = NeededApproval((words.zh,), (words.zh,), words)
    finding = Finding("rule", Severity.ERROR, Place("a.yaml", (), 1, 1), words, words, words, words.zh)
    plan = replace(one_join(), blocked=(blocked,), approvals=(needed,), findings=(finding,))
    return plan_comment(plan, "zh", marked=False)[0] + findings_to_markdown([finding], "zh", files=1)


def answered(words: Text) -> str:
    answer = Answer(FormKind.ADD_MEMBERS, words, questions=(Question(words, words),), edited=Edited((EDIT,), (words,)))
    passed = Answer(FormKind.FEEDBACK, words, passed_on=PassedOn(words.zh, words.en, 2))
    return answer_to_markdown(answer, "zh") + answer_to_markdown(passed, "en")


def proposed(words: Text) -> str:
    edit = FileEdit(f"rd/{words.zh}.yaml", "", f"{words.zh}\n")
    body = pull_request_body(
        Answer(FormKind.NEW_GROUP, words, edited=Edited((edit,), (words,))), 1, f"{words.zh}]", "zh"
    )
    return body.replace("见 #1。", "")


def refused(words: Text) -> str:
    bodies = posted_words.refused_bodies(words, words, "zh")
    return bodies[0] + posted_words.unadopted(words, "zh") + refusal_comment(Refusal(words, words, (words,)), "zh")


@pytest.mark.parametrize("place", [drifted, held, answered, proposed, refused])
def test_words_of_others_are_nothing_but_words(place: Callable[[Text], str]) -> None:
    for words in WORDS:
        shown = rendered(place(words))

        assert set(re.findall(r"<([a-z0-9]+)", shown)) <= OURS | {"strong", "br", "h4", "blockquote", "em"}, words
        assert "<!" not in shown
        assert REFERENCE.search(html.unescape(re.sub(r"<code>.*?</code>|<[^>]*>", "\n", shown))) is None, words


def test_a_title_gives_no_order() -> None:
    assert not [
        words.zh for words in WORDS if ORDER.search(title(f"{words.zh} [skip ci] https://github.com/o/r/pull/1"))
    ]
