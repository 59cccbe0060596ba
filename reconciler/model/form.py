"""Forms with which people ask for a change without knowing git: the questions, and the answers (E1.1, E4.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reconciler.text import Text


class FormKind(StrEnum):
    """What is asked for; also the name of the form's file and label."""

    ADD_MEMBERS = "add-members"
    LEAVE_GROUP = "leave-group"
    NEW_GROUP = "new-group"
    CHANGE_OWNER = "change-owner"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class FormField:
    """One question. `lines`: the answer may have several. `choices`: one of these, the first unless said otherwise."""

    id: str
    label: Text
    hint: Text
    required: bool = True
    lines: bool = False
    choices: tuple[Text, ...] = ()

    @property
    def heading(self) -> str:
        """The question as it stands in the form and above the answer."""
        return f"{self.label.zh} / {self.label.en}"


@dataclass(frozen=True, slots=True)
class Form:
    """One form; the headings of no two forms are the same, so that an answer tells which form it is to."""

    kind: FormKind
    title: Text
    intro: Text
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """An answered form: answers by field id, without those that were left empty."""

    kind: FormKind
    answers: Mapping[str, str] = field(default_factory=dict)


_GROUP_HINT = Text("完整的群名，或群文件里的 key。", "The whole name of the group, or the key in its file.")
_PEOPLE_HINT = Text(
    "一行一位：姓名、账号，或“姓名（部门）”；也可以直接粘贴表格里的几列（姓名、部门、账号）。",
    "One a line: a name, a user id, or “name (department)”; or paste columns of a table (name, department, user id).",
)
_YES, _NO = Text("是", "Yes"), Text("否", "No")

FORMS: tuple[Form, ...] = (
    Form(
        FormKind.ADD_MEMBERS,
        Text("申请加人", "Add people to a group"),
        Text(
            "填好提交，会自动开一个合并请求；负责人同意后进群。",
            "A pull request is opened; people join once it is approved.",
        ),
        (
            FormField("group", Text("加进哪个群", "Group to join"), _GROUP_HINT),
            FormField("people", Text("加谁", "Who joins"), _PEOPLE_HINT, lines=True),
            FormField(
                "until",
                Text("到哪天为止", "Until which day"),
                Text("如 2026-12-31；长期就留空。", "Such as 2026-12-31; leave it empty for no end."),
                required=False,
            ),
            FormField("reason", Text("为什么加人", "Why they join"), Text("一句话。", "One sentence.")),
        ),
    ),
    Form(
        FormKind.LEAVE_GROUP,
        Text("申请退群", "Leave a group"),
        Text(
            "填好提交，会自动开一个合并请求；同意后退群。",
            "A pull request is opened; people leave once it is approved.",
        ),
        (
            FormField("group", Text("退出哪个群", "Group to leave"), _GROUP_HINT),
            FormField("people", Text("谁退群", "Who leaves"), _PEOPLE_HINT, lines=True),
            FormField(
                "reason", Text("为什么退群", "Why they leave"), Text("一句话。", "One sentence."), required=False
            ),
        ),
    ),
    Form(
        FormKind.NEW_GROUP,
        Text("新建群", "New group"),
        Text(
            "填好提交，会自动开一个合并请求；同意后由应用建群。",
            "A pull request is opened; the group is made once it is approved.",
        ),
        (
            FormField(
                "name",
                Text("新群叫什么", "Name of the new group"),
                Text("如 研发部-夜班值守。", "Such as 研发部-夜班值守."),
            ),
            FormField("purpose", Text("做什么用", "What it is for"), Text("一句话。", "One sentence.")),
            FormField(
                "department",
                Text("哪个部门的群", "Its department"),
                Text("部门名称或部门文件里的 key。", "The department's name, or the key in its file."),
            ),
            FormField("owner", Text("谁当群主", "Who runs it"), Text("姓名或账号。", "A name or a user id.")),
            FormField("people", Text("还有哪些人", "Who else is in it"), _PEOPLE_HINT, lines=True),
            FormField(
                "category",
                Text("类别", "Category"),
                Text(
                    "决定用哪个模板，如 project；不确定就留空。", "Brings a profile, such as project; may stay empty."
                ),
                required=False,
            ),
        ),
    ),
    Form(
        FormKind.CHANGE_OWNER,
        Text("调整群主", "Change the owner"),
        Text(
            "填好提交，会自动开一个合并请求；同意后换群主。",
            "A pull request is opened; the owner changes once it is approved.",
        ),
        (
            FormField("group", Text("哪个群换群主", "Group that changes hands"), _GROUP_HINT),
            FormField(
                "owner", Text("新群主是谁", "Who runs it from now on"), Text("姓名或账号。", "A name or a user id.")
            ),
            FormField(
                "stays",
                Text("原群主还留在群里吗", "Does the former owner stay"),
                Text("留下来就做普通成员。", "As an ordinary member."),
                choices=(_YES, _NO),
            ),
            FormField(
                "reason",
                Text("为什么换群主", "Why it changes hands"),
                Text("一句话。", "One sentence."),
                required=False,
            ),
        ),
    ),
    Form(
        FormKind.FEEDBACK,
        Text("建议与投诉", "Suggestions and complaints"),
        Text(
            "会转给这个群的联系人。不要写手机号、身份证号和聊天原文。",
            "It goes to whom the group names for feedback. Please no phone or id-card numbers and no words from chats.",
        ),
        (
            FormField("group", Text("关于哪个群", "Which group it is about"), _GROUP_HINT),
            FormField(
                "kind",
                Text("是建议还是投诉", "Suggestion or complaint"),
                Text("选一项。", "Choose one."),
                choices=(Text("建议", "Suggestion"), Text("投诉", "Complaint"), Text("求助", "Help")),
            ),
            FormField("words", Text("想说什么", "What you want to say"), Text("", ""), lines=True),
        ),
    ),
)
