"""What the commands that edit files share: the editor with or without the address book, saving, showing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from reconciler.cli.documents import RootDocuments
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.main import run
from reconciler.cli.options import F, shared, simulator_option, together
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.wiring import Tenant
from reconciler.engine.editing import Editor
from reconciler.engine.naming_people import People
from reconciler.engine.observe import look_up
from reconciler.engine.ports import Progress
from reconciler.model.company import Visibility
from reconciler.model.edited import Edited


def edit_options(say: Say) -> Callable[[F], F]:
    """`--look-up`, `--dry-run` and what every command has."""
    return together(
        shared(say),
        simulator_option(say),
        click.option(
            "--look-up",
            is_flag=True,
            help=say(
                "查通讯录：可以写姓名，也看得出部门和标签带进来的人。",
                "Ask the address book: names will do, and people whom departments and tags bring are known.",
            ),
        ),
        click.option("--dry-run", is_flag=True, help=say("只预览，不写文件。", "Show what would be written.")),
    )


@dataclass(frozen=True, slots=True)
class EditRun:
    """One edit from the command line; `words` are the options of `edit_options`."""

    ctx: click.Context
    say: Say
    words: dict[str, Any]

    def carry_out(self, ask: Callable[[Editor], Edited]) -> int:
        """Make the editor, ask for the edit, save it unless it is a preview, show it."""
        opened = self.open()
        if opened is None:
            return Exit.FINDINGS
        editor, _ = opened
        edited = ask(editor)
        self.save(editor, edited)
        self._show(edited, Output.of(self.ctx.obj, self.say, self.words["colour"]))
        return Exit.DONE

    def open(self) -> tuple[Editor, date] | None:
        """The editor, with the address book where that is asked for, and the company's day; None without a company."""
        words, root = self.words, self.words["root"]
        output = Output.of(self.ctx.obj, self.say, words["colour"])
        with progress_bar(output.language) as progress:
            tenant, _ = load_tenant(root, self.ctx.obj, words["simulator"], output, progress)
            if tenant is None:
                return None
            looks_up = words["look_up"] or tenant.simulator is not None
            editor = run(_looked_up(tenant, root, progress)) if looks_up else _offline(tenant, root)
        return editor, tenant.setting.clock().date()

    def save(self, editor: Editor, edited: Edited) -> None:
        """Write the files, unless it is a preview."""
        if not self.words["dry_run"]:
            for edit in edited.files:
                editor.documents.save(edit.file, edit.text, edit.was)

    def _show(self, edited: Edited, output: Output) -> None:
        dry_run = self.words["dry_run"]
        if self.words["as_json"]:
            from reconciler.render.programs.edited import dump_edited

            output.result(dump_edited(edited, dry_run=dry_run))
            return
        from reconciler.render.terminal.edited import edited_to_text

        output.result(edited_to_text(edited, output.language, dry_run=dry_run, width=output.width, color=output.colour))


def _offline(tenant: Tenant, root: Path) -> Editor:
    return Editor(RootDocuments(root), tenant.setting.desired, People())


async def _looked_up(tenant: Tenant, root: Path, progress: Progress) -> Editor:
    setting = tenant.setting
    async with tenant.reader(progress) as observer:
        directory, resolved = await look_up(observer, setting.desired, setting.clock())
    named = setting.desired.company.visibility is Visibility.PRIVATE
    groups = {group.key: group for group in resolved.groups}
    return Editor(RootDocuments(root), setting.desired, People(directory, named), groups)
