"""`reconciler request`: the answer to an issue that was opened with one of the forms."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from reconciler.cli.command import Command
from reconciler.cli.editing import EditRun
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import shared, simulator_option
from reconciler.cli.output import Output
from reconciler.engine.editing import Editor
from reconciler.engine.requests import answer_request
from reconciler.errors import SettingsError
from reconciler.model.answer import Answer, Question
from reconciler.source.issue_form import RequestError, read_request
from reconciler.text import Text

_MOST_BYTES = 1_000_000  # of an event: GitHub's issues end at 65,536 characters


def command(say: Say) -> click.Command:
    """Read a form, work it out, say what to do with it."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="request",
        help=say(
            "读一条用表单开的 issue（申请加人、退群、建群、换群主、建议与投诉），按通讯录认人，"
            "给出要改的文件和要回的话；有不清楚的就问回去。--write 才改文件。\n\n"
            '例：reconciler request --event "$GITHUB_EVENT_PATH" --json',
            "Read an issue that was opened with a form, find the people in the address book, and give the files to "
            "change and the words to answer; what is unclear is asked back. Files change only with --write.\n\n"
            'Example: reconciler request --event "$GITHUB_EVENT_PATH" --json',
        ),
    )
    @click.option(
        "--event",
        required=True,
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("代码平台写下的事件（JSON）。", "The code host's event, as JSON."),
    )
    @click.option("--write", is_flag=True, help=say("把改动写进文件。", "Write the changes into the files."))
    @shared(say)
    @simulator_option(say)
    @click.pass_context
    def request(ctx: click.Context, /, event: Path, write: bool, **words: Any) -> int:
        from reconciler.render.markdown.request import answer_to_markdown, no_form
        from reconciler.render.programs.request import dump_answer

        issue = read_issue(event)
        opened = EditRun(ctx, say, {**words, "look_up": True, "dry_run": not write})
        found = opened.open()
        if found is None:
            return Exit.FINDINGS
        editor, today = found
        answer = _answer(issue.body, editor, today)
        if answer is not None:
            opened.save(editor, answer.edited)
        output, language = Output.of(ctx.obj, say, words["colour"]), editor.desired.company.language
        if words["as_json"]:
            output.result(dump_answer(answer, issue.number, issue.login, language))
        else:
            output.result(answer_to_markdown(answer, language) if answer else no_form(language))
        return Exit.FINDINGS if answer is None or answer.questions else Exit.DONE

    return request


def _answer(body: str, editor: Editor, today: date) -> Answer | None:
    try:
        asked = read_request(body)
    except RequestError as error:
        return Answer(error.kind, error.what, questions=(Question(error.what, error.remedy or error.what),))
    return answer_request(asked, editor, today) if asked is not None else None


@dataclass(frozen=True, slots=True)
class Issue:
    """What is taken from an event; everything in it was written by somebody."""

    number: int
    login: str
    body: str


def read_issue(file: Path) -> Issue:
    """The issue of an event. Raises: SettingsError."""
    try:
        raw = file.read_bytes()
        issue = json.loads(raw if len(raw) <= _MOST_BYTES else b"{}")["issue"]
        number, login, body = issue["number"], issue["user"]["login"], issue["body"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise SettingsError(_NO_EVENT) from error
    if type(number) is not int or not isinstance(login, str) or not isinstance(body, str | None):
        raise SettingsError(_NO_EVENT)
    return Issue(number, login, body or "")


_NO_EVENT = Text("这个文件不是 issue 的事件。", "This file is no event of an issue.")
