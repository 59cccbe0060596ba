"""What becomes of an answered form: an edit to be reviewed, questions back, or words passed on (E1.1, E4.3)."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from reconciler.engine.editing import Editor
from reconciler.engine.new_group import NewGroup, declare_group
from reconciler.errors import EditError
from reconciler.model.answer import Answer, PassedOn, Question
from reconciler.model.edited import Edited
from reconciler.model.form import FormKind, Request
from reconciler.model.group import Enrolment, GroupSpec, Lifecycle
from reconciler.model.personal_numbers import find_personal_numbers
from reconciler.source.people_rows import MOST_ROWS, UnnamedColumnsError, people_in
from reconciler.text import Text


def answer_request(request: Request, editor: Editor, today: date) -> Answer:
    """Work a request out; nothing is written, every question is asked at once."""
    return _WAYS[request.kind](request.answers, editor, today)


def _add(answers: Mapping[str, str], editor: Editor, today: date) -> Answer:
    title = Text(f"加人：{answers['group']}", f"Add people: {answers['group']}")
    until, reason = _day(answers.get("until"), today), answers["reason"]
    people, questions = _people(answers["people"], editor)
    if isinstance(until, Question):
        questions.append(until)
    questions += _no_personal_numbers(reason)
    end = until if isinstance(until, date) else None
    return _edited(
        FormKind.ADD_MEMBERS,
        title,
        questions,
        lambda: editor.add_members(answers["group"], people, until=end, reason=_one_line(reason), keep=True),
        lambda: _alive(editor.group(answers["group"])),
        editor,
    )


def _leave(answers: Mapping[str, str], editor: Editor, _today: date) -> Answer:
    title = Text(f"退群：{answers['group']}", f"Leave: {answers['group']}")
    people, questions = _people(answers["people"], editor)
    return _edited(
        FormKind.LEAVE_GROUP,
        title,
        questions,
        lambda: editor.remove_members(answers["group"], people),
        lambda: editor.group(answers["group"]),
        editor,
    )


def _new(answers: Mapping[str, str], editor: Editor, _today: date) -> Answer:
    title = Text(f"新建群：{answers['name']}", f"New group: {answers['name']}")
    people, questions = _people(answers["people"], editor)
    owner, unclear = _people(answers["owner"], editor)
    questions += unclear
    if not unclear and len(owner) != 1:
        questions.append(Question(Text("群主要写一位。", "Name one owner."), _EDIT))
    if not questions and not set(people) - set(owner):
        questions.append(Question(Text("建群至少要两个人。", "A group takes two people at least."), _MORE))
    questions += _no_personal_numbers(f"{answers['name']}\n{answers['purpose']}")
    more = {"purpose": _one_line(answers["purpose"]), "category": answers.get("category")}

    def declare() -> Edited:
        wish = NewGroup(answers["name"], owner[0], answers["department"], members=people, more=more)
        return declare_group(wish, editor.documents, editor.desired, editor.people)

    return _edited(FormKind.NEW_GROUP, title, questions, declare, None, editor)


def _owner(answers: Mapping[str, str], editor: Editor, _today: date) -> Answer:
    title = Text(f"换群主：{answers['group']}", f"Change the owner: {answers['group']}")
    people, questions = _people(answers["owner"], editor)
    if not questions and len(people) != 1:
        questions.append(Question(Text("新群主要写一位。", "Name one new owner."), _EDIT))
    stays = not answers.get("stays", "").casefold().startswith(("否", "no"))
    return _edited(
        FormKind.CHANGE_OWNER,
        title,
        questions,
        lambda: editor.set_owner(answers["group"], people[0], former_stays=stays),
        lambda: _alive(editor.group(answers["group"])),
        editor,
    )


def _feedback(answers: Mapping[str, str], editor: Editor, _today: date) -> Answer:
    """The words themselves stay where they were written: no file and no ledger takes them."""
    title = Text(f"建议与投诉：{answers['group']}", f"Feedback: {answers['group']}")
    questions = _no_personal_numbers(answers["words"])
    try:
        group = editor.group(answers["group"])
    except EditError as error:
        return Answer(FormKind.FEEDBACK, title, questions=(*questions, _question(error)))
    if questions:
        return Answer(FormKind.FEEDBACK, title, questions=tuple(questions))
    contact = group.feedback.contact if group.feedback else group.owner
    days = group.feedback.respond_within_days if group.feedback else None
    return Answer(FormKind.FEEDBACK, title, passed_on=PassedOn(group.name, editor.people.name(contact), days))


def _edited(
    kind: FormKind,
    title: Text,
    questions: list[Question],
    edit: Callable[[], Edited],
    find_group: Callable[[], GroupSpec] | None,
    editor: Editor,
) -> Answer:
    """The edit, unless something is unclear; an unknown group is asked about together with everything else."""
    try:
        group = find_group() if find_group is not None else None
        if not questions:
            edited = edit()
            notes = _asides(group, editor) if group is not None and edited.files else ()
            return Answer(kind, title, replace(edited, notes=(*edited.notes, *notes)))
    except EditError as error:
        questions = [_question(error), *questions]
    return Answer(kind, title, questions=tuple(questions))


def _alive(group: GroupSpec) -> GroupSpec:
    """The group, if anybody may still come in. Raises: EditError."""
    if group.lifecycle in {Lifecycle.RETIRING, Lifecycle.RETIRED}:
        raise EditError(
            Text(f"群“{group.name}”已经停用。", f"“{group.name}” is retired."),
            Text("写一个在用的群，或申请建新群。", "Name a group that is in use, or ask for a new one."),
        )
    return group


def _asides(group: GroupSpec, editor: Editor) -> tuple[Text, ...]:
    """What keeps an edit from taking effect by itself."""
    resolved = editor.resolved.get(group.key)
    notes = []
    if group.lifecycle is Lifecycle.FROZEN:
        notes.append(Text("这个群冻结着，合并之后要等解冻才生效。", "The group is frozen: this waits until it is not."))
    if (resolved.membership if resolved else group.membership) is Enrolment.OBSERVE:
        notes.append(
            Text(
                "这个群只观察、不改动：合并之后还要由群主在企业微信里操作。",
                "The group is only observed: after the merge its owner still has to do this in WeCom.",
            )
        )
    return tuple(notes)


def _people(text: str, editor: Editor) -> tuple[list[str], list[Question]]:
    if _LINK.search(text):
        return [], [Question(_NO_FILES, _PASTE)]
    try:
        rows = people_in(text)
    except UnnamedColumnsError as error:
        return [], [Question(error.what, error.remedy)]
    if len(rows) > MOST_ROWS:
        return [], [Question(Text(f"一次最多 {MOST_ROWS:,} 人。", f"{MOST_ROWS:,} people at most."), _EDIT)]
    users, unclear = editor.people.in_rows(rows)
    if not users and not unclear:
        return [], [Question(Text("没有写人。", "Nobody is named."), _EDIT)]
    return [editor.people.written(user) for user in users], [_question(error) for error in unclear]


def _day(words: str | None, today: date) -> date | Question | None:
    if words is None:
        return None
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", words)) or _DIGITS.fullmatch(words)
    try:
        day = date(*map(int, found.groups())) if found is not None else None
    except ValueError:  # 30 February
        day = None
    if day is None:
        return Question(
            Text(f"看不懂日期“{words[:40]}”。", f"“{words[:40]}” is no date."),
            Text("写成 2026-12-31 这样。", "Write it like 2026-12-31."),
        )
    if day < today:
        return Question(
            Text(f"{day} 已经过了。", f"{day} has passed."), Text("写一个以后的日期。", "Give a day that is to come.")
        )
    return day


def _no_personal_numbers(words: str) -> list[Question]:
    found = {number.kind for number in find_personal_numbers(words)}
    return [
        Question(
            Text(f"里面有{kind.value.zh}。", f"There is {kind.value.en} in it."),
            Text("编辑上面的内容，把它删掉。", "Edit the text above and take it out."),
        )
        for kind in sorted(found, key=lambda kind: kind.name)
    ]


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _question(error: EditError) -> Question:
    return Question(error.what, error.remedy or _EDIT)


_DATE = re.compile(r"([12]\d{3})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)
_DIGITS = re.compile(r"([12]\d{3})(\d\d)(\d\d)", re.ASCII)
_LINK = re.compile(r"https?://", re.IGNORECASE)  # an attached file, a picture, a shared sheet
_NO_FILES = Text(
    "附件、图片和网上的表格只是链接，不会去打开。",
    "Attached files, pictures and tables on the web are only links; they are not opened.",
)
_PASTE = Text(
    "打开表格，复制姓名、部门、账号几列，粘贴到表单里。",
    "Open the table, copy the columns name, department and user id, and paste them into the form.",
)
_MORE = Text("在群主之外再写一位。", "Name somebody besides the owner.")
_EDIT = Text("编辑上面的内容，改好再保存。", "Edit the text above and save.")
_WAYS: Mapping[FormKind, Callable[[Mapping[str, str], Editor, date], Answer]] = {
    FormKind.ADD_MEMBERS: _add,
    FormKind.LEAVE_GROUP: _leave,
    FormKind.NEW_GROUP: _new,
    FormKind.CHANGE_OWNER: _owner,
    FormKind.FEEDBACK: _feedback,
}
