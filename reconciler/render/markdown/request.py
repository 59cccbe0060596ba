"""The answer to a form, for the issue it came from and for the pull request it becomes."""

import re

from reconciler.model.answer import Answer, PassedOn
from reconciler.model.edited import Edited
from reconciler.model.length import characters
from reconciler.render.escape import code, markdown
from reconciler.render.terminal.edited import difference
from reconciler.render.words import counts
from reconciler.text import Language, Text

LONGEST = 60_000  # characters; a comment may have 65,536
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?")  # the one mention that is meant: whoever asked
_MOST_QUESTIONS = 50
_MOST_LINES = 200  # changed lines shown; the pull request shows all of them
BY_A_WORKFLOW = Text(
    "没有校验和计划？这个合并请求是工作流打开的，要有写权限的人点一下“Approve workflows to run”；"
    "没有这个按钮，就把它关闭再重新打开。",
    "No checks and no plan yet? A workflow opened this pull request: somebody with write access has to press “Approve "
    "workflows to run” or, where there is no such button, to close and reopen it.",
)
_HELLO = {
    "edit": Text("收到，已开合并请求，等负责人同意。", "Thank you: a pull request is open and waits for approval."),
    "nothing": Text("收到，不过本来就是这样，没有要改的。", "Thank you: it is so already, nothing has to change."),
    "passed-on": Text("收到，已经转达。", "Thank you: it was passed on."),
}
_NO_FORM = Text("这条内容看不出是哪份表单。", "This does not look like one of the forms.")
_USE_FORM = Text("请从 New issue 里选一份表单填写。", "Please choose a form under New issue.")
_EDIT = Text(
    "直接编辑上面第一条内容，改好保存，会自动再看一次。",
    "Edit the first text above and save: it is looked at once more.",
)


def answer_to_markdown(answer: Answer, language: Language) -> str:
    """What whoever asked reads: what was understood, what is open, what happens next."""
    lines = [f"**{markdown(_headline(answer).say(language))}**", ""]
    for question in answer.questions[:_MOST_QUESTIONS]:
        what, remedy = markdown(question.what.say(language)), markdown(question.remedy.say(language))
        lines.append(f"- {what}<br>{remedy}")
    if len(answer.questions) > _MOST_QUESTIONS:
        left = len(answer.questions) - _MOST_QUESTIONS
        lines.append(f"- {markdown(Text(f'还有 {left} 处同样的问题。', f'And {left} more like these.').say(language))}")
    if answer.questions:
        lines += ["", str(markdown(_EDIT.say(language)))]
    if answer.passed_on is not None:
        lines.append(str(markdown(_passed_on(answer.passed_on).say(language))))
    lines += [f"- {markdown(note.say(language))}" for note in answer.edited.notes]
    return within(lines)


def pull_request_body(answer: Answer, issue: int, requester: str, language: Language) -> str:
    """What a reviewer reads: who asked in which issue, and every line that changes."""
    who = f"@{requester}" if _LOGIN.fullmatch(requester) else str(markdown(requester))
    asked = Text(f"由 {who} 申请，见 #{issue}。", f"Asked for by {who}, see #{issue}.").say(language)
    lines = [f"**{markdown(answer.title.say(language))}**", "", asked, ""]
    return within([*lines, *edits_to_markdown(answer.edited, language), "", str(markdown(BY_A_WORKFLOW.say(language)))])


def edits_to_markdown(edited: Edited, language: Language) -> list[str]:
    """Each file with its changed lines, and the notes, as lines of Markdown."""
    lines = []
    for edit in edited.files:
        changed = difference(edit)
        lines += [f"{code(edit.file)}", ""]
        lines += [f"- {code(each[0])} {markdown(each[2:])}" for each in changed[:_MOST_LINES]]
        if len(changed) > _MOST_LINES:
            lines.append(f"- {markdown(counts.changes(len(changed) - _MOST_LINES).say(language))}")
    return [*lines, *(f"- {markdown(note.say(language))}" for note in edited.notes)]


def no_form(language: Language) -> str:
    """The answer to an issue that carries the label of a form but none of its questions."""
    return f"**{markdown(_NO_FORM.say(language))}**\n\n{markdown(_USE_FORM.say(language))}\n"


def _headline(answer: Answer) -> Text:
    if not answer.questions:
        return _HELLO[answer.outcome]
    number = len(answer.questions)
    return Text(
        f"收到，还有 {number} 处要先弄清楚。",
        f"Thank you: {counts.plural(number, 'point')} {counts.verb(number, 'has', 'have')} to be cleared up first.",
    )


def _passed_on(passed_on: PassedOn) -> Text:
    who, group, days = passed_on.contact, passed_on.group, passed_on.days
    soon = Text(f"，{days} 天内答复", f" and will answer within {days} days") if days else Text("", "")
    return Text(f"“{group}”的联系人 {who} 会处理{soon.zh}。", f"{who} looks after “{group}”{soon.en}.")


def within(lines: list[str]) -> str:
    """The lines as one text that a comment or pull request takes; what is too much is left out at the end."""
    text = "\n".join(lines).rstrip() + "\n"
    while characters(text) > LONGEST:
        text = text[: len(text) * LONGEST // characters(text)].rsplit("\n", 1)[0] + "\n"
    return text
