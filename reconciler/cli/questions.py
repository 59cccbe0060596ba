"""What `init` has to know of a company: asked on a terminal, by flags elsewhere."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from reconciler.cli.output import Output
from reconciler.cli.tool_pin import pin_of
from reconciler.errors import SettingsError
from reconciler.model.founding import Founding, Governor
from reconciler.source.schema import is_accepted
from reconciler.text import Text

Answers = Mapping[str, str]
_HOW: Final = Text(
    "逐项回答；方括号里的是默认值，直接回车就用它。Ctrl-C 随时退出，什么也不写。",
    "Answer each; Enter takes what stands in brackets. Ctrl-C ends it at any time, and nothing is written.",
)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know; its flag is `--` and its id.

    Attributes:
        ask: the question as a person reads it.
        form: what an answer looks like, said when one cannot be used.
        accepts: whether an answer can be used.
        fallback: taken for an empty answer; None where there is no such thing.
    """

    id: str
    ask: Text
    form: Text
    accepts: Callable[[str], bool]
    fallback: str | None = None


def _plain(*shape: str | int) -> Callable[[str], bool]:
    return lambda words: is_accepted("company", shape, words)


def _is_zone(words: str) -> bool:
    try:
        return is_accepted("company", ("time_zone",), words) and ZoneInfo(words) is not None
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return False


def governors_of(words: str) -> tuple[Governor, ...]:
    """`zhangsan=zhangsan-gh, lisi`; empty where that cannot be used, or names somebody twice, or nobody's login."""
    found = []
    for item in words.replace("，", ",").split(","):
        user, has_login, login = (part.strip() for part in item.partition("="))
        if not is_accepted("company", ("governance", "people", 0), user) or (bool(has_login) != bool(login)):
            return ()
        if login and not is_accepted("company", ("code_host", "people"), login, as_key=True):
            return ()
        found.append(Governor(user, login))
    users = {each.user.casefold() for each in found}
    logins = [each.login.casefold() for each in found if each.login]
    unique = len(users) == len(found) and len(set(logins)) == len(logins)
    return tuple(found) if unique and logins else ()


QUESTIONS: Final = (
    Question(
        "name",
        Text("公司名称", "The company's name"),
        Text("一行文字，最多 200 个字，首尾没有空格。", "One line of at most 200 characters, no space at either end."),
        _plain("name"),
    ),
    Question(
        "corp-id",
        Text("企业 ID（管理后台“我的企业”）", "Company id (admin console, 我的企业)"),
        Text("字母、数字、_ 和 -，如 ww5f2c9a81d3e7b604。", "Letters, digits, _ and -, such as ww5f2c9a81d3e7b604."),
        _plain("corp_id"),
    ),
    Question(
        "agent-id",
        Text("自建应用的 AgentId", "AgentId of your own application"),
        Text("只有数字，如 1000002。", "Digits only, such as 1000002."),
        _plain("agent_id"),
    ),
    Question(
        "governor",
        Text(
            "谁统一管理所有的群：成员账号=GitHub 登录名，逗号隔开",
            "Who looks after all groups: user id=GitHub login, with commas between",
        ),
        Text(
            "如 zhangsan=zhangsan-gh,lisi；每人、每个登录名只写一次，至少一人有登录名。",
            "Such as zhangsan=zhangsan-gh,lisi; each person and login once, and somebody with a login.",
        ),
        lambda words: bool(governors_of(words)),
    ),
    Question(
        "language",
        Text("消息和评论用什么语言：zh 或 en", "Language of messages and comments: zh or en"),
        Text("zh 或 en。", "zh or en."),
        _plain("language"),
        "zh",
    ),
    Question(
        "time-zone",
        Text("时区", "Time zone"),
        Text("IANA 名称，如 Asia/Shanghai。", "An IANA name such as Asia/Shanghai."),
        _is_zone,
        "Asia/Shanghai",
    ),
    Question(
        "visibility",
        Text("仓库是私有还是公开：private 或 public", "Is the repository private or public"),
        Text("private 或 public。", "private or public."),
        _plain("visibility"),
        "private",
    ),
    Question(
        "ledger-branch",
        Text("台账放在哪个分支", "Branch of the ledger"),
        Text(
            "分支名，如 reconciler-ledger；不能是 main，那里放文件。",
            "The name of a branch, such as reconciler-ledger; not main, where the documents are.",
        ),
        lambda words: words != "main" and is_accepted("company", ("ledger", "branch"), words),
        "reconciler-ledger",
    ),
    Question(
        "tool",
        Text("工作流运行本工具的哪个提交", "Which commit of this tool workflows run"),
        Text(
            "所有者/仓库@提交，提交写全 40 位；某个版本的提交用 git ls-remote 看。",
            "owner/name@commit with all 40 digits; git ls-remote shows the commit of a release.",
        ),
        lambda words: pin_of(words) is not None,
    ),
)


SAMPLE: Final[Answers] = {  # an answer to every question, for what does not hang on the answers
    **{each.id: each.fallback for each in QUESTIONS if each.fallback is not None},
    "name": "x",
    "corp-id": "ww0",
    "agent-id": "1",
    "governor": "x=x",
    "tool": f"x/x@{'0' * 40}",
}


def founding_of(answers: Answers) -> Founding:
    """Answers, every one accepted, as what company.yaml says."""
    return Founding(
        name=answers["name"],
        corp_id=answers["corp-id"],
        agent_id=answers["agent-id"],
        language="en" if answers["language"] == "en" else "zh",
        time_zone=answers["time-zone"],
        visibility=answers["visibility"],
        governors=governors_of(answers["governor"]),
        ledger=answers["ledger-branch"],
    )


def will_ask(given: Answers) -> bool:
    """Whether a person is there to be asked, and has something to answer."""
    return sys.stdin is not None and sys.stdin.isatty() and any(each.id not in given for each in QUESTIONS)


def ask(given: Answers, known: Answers, output: Output) -> Answers:
    """An answer to every question: what was given by flags, what is known, what is asked, what goes without saying.

    Raises: SettingsError for flags that cannot be used, and for those that are missing where nobody can be asked.
    """
    wrong = [each for each in QUESTIONS if each.id in given and not each.accepts(given[each.id])]
    if wrong:
        raise SettingsError(_each(Text("不能用：", "Cannot be used:"), wrong))
    answers = {**known, **given}
    if will_ask(given):
        output.complain(_HOW)
        return {each.id: answers[each.id] if each.id in given else _asked(each, answers, output) for each in QUESTIONS}
    answers = {**{each.id: each.fallback for each in QUESTIONS if each.fallback is not None}, **answers}
    missing = [each for each in QUESTIONS if each.id not in answers]
    if missing:
        flags = " ".join(f"--{each.id}" for each in missing)
        raise SettingsError(
            Text(f"还缺：{flags}。", f"Missing: {flags}."),
            _each(Text("在终端里运行会逐项问；要么写上：", "On a terminal each is asked; else give:"), missing),
        )
    return answers


def _asked(question: Question, known: Answers, output: Output) -> str:
    fallback = known.get(question.id, question.fallback)
    words = question.ask.say(output.language) + (f" [{fallback}]" if fallback else "")
    while True:
        answer = _typed(words, fallback or "", output)
        if question.accepts(answer):
            return answer
        output.complain(question.form)


def _typed(words: str, fallback: str, output: Output) -> str:
    """One line from the keyboard. Raises: Abort for Ctrl-C and for its end, after ending the line of the question."""
    colon = Text("：", ": ").say(output.language)
    try:
        typed: str = click.prompt(words, default=fallback, show_default=False, prompt_suffix=colon, err=True)
    except click.Abort:
        output.complain("")
        raise
    return typed.strip()


def _each(head: Text, questions: list[Question]) -> Text:
    zh = "".join(f"\n  --{each.id}：{each.form.zh}" for each in questions)
    en = "".join(f"\n  --{each.id}: {each.form.en}" for each in questions)
    return Text(head.zh + zh, head.en + en)
