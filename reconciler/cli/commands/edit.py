"""`reconciler edit …`: change groups' files by the fewest lines; WeCom is only read, and only when asked to."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from reconciler.cli.command import Command, Group
from reconciler.cli.editing import EditRun, edit_options
from reconciler.cli.language import Say
from reconciler.cli.options import language_parameter, words_type
from reconciler.cli.output import Output
from reconciler.engine.new_group import NewGroup, declare_group
from reconciler.model.group import GroupType
from reconciler.source.people_files import read_people
from reconciler.text import Text, listed

_DAY = click.DateTime(["%Y-%m-%d"])


def command(say: Say) -> click.Command:
    """The group of sub-commands."""
    group = Group(
        chinese=say.chinese,
        name="edit",
        params=[language_parameter(say)],
        help=say(
            "改群文件：只动该动的那一行，注释和排版原样保留；已经是那样的，说一声，不改。企业微信里什么都不动。\n\n"
            "例：reconciler edit add-member rd-platform-release wangwu --until 2026-12-31 --reason 借调",
            "Edit groups' files: only the line concerned changes, comments and layout stay; what is so already is said "
            "and left. Nothing is done in WeCom.\n\n"
            "Example: reconciler edit add-member rd-platform-release wangwu --until 2026-12-31 --reason borrowed",
        ),
    )
    for make in (_add_member, _remove_member, _set_owner, _new_group):
        group.add_command(make(say))
    return group


def _add_member(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="add-member",
        help=say(
            "把人写进 members。GROUP 是 key 或完整群名；PEOPLE 是账号，加 --look-up 也可以是姓名；"
            "人多就用 --people 给名单。\n\n"
            "例：reconciler edit add-member 研发部-平台发布 王敏（研发部） --look-up",
            "Put people under members:. GROUP is a key or a whole name; PEOPLE are ids, with --look-up names too; many "
            "come from a list by --people.\n\n"
            "Example: reconciler edit add-member rd-platform-release wangmin",
        ),
    )
    @click.argument("group", type=words_type(say))
    @click.argument("people", nargs=-1, type=words_type(say))
    @click.option(
        "--people",
        "table",
        type=click.Path(path_type=Path, dir_okay=False),
        help=say(
            "名单：CSV 或 XLSX，列名写姓名、部门、账号；只有姓名的要加 --look-up。",
            "A list, CSV or XLSX, with columns name, department, user id; names alone need --look-up.",
        ),
    )
    @click.option("--until", type=_DAY, metavar=say("日期", "DATE"), help=say("最后一天。", "The last day."))
    @click.option("--reason", metavar=say("文字", "TEXT"), help=say("为什么。", "Why."))
    @edit_options(say)
    @click.pass_context
    def add_member(ctx: click.Context, /, group: str, people: tuple[str, ...], table: Path | None, **words: Any) -> int:
        if not people and not table:
            raise click.UsageError(say("写上人，或用 --people 给名单。", "Name people, or give a list by --people."))
        rows = _listed(table, Output.of(ctx.obj, say, words["colour"])) if table else []
        until, reason = _date(words.pop("until")), words.pop("reason")
        return EditRun(ctx, say, words).carry_out(
            lambda editor: editor.add_members(group, [*people, *editor.all_in(rows)], until=until, reason=reason)
        )

    return add_member


def _listed(table: Path, output: Output) -> list[tuple[str, ...]]:
    """Rows of a list; columns that were not needed are told."""
    read = read_people(table)
    if read.unused:
        unused = listed(read.unused)
        output.complain(Text(f"名单里没有用到的列：{unused.zh}。", f"Columns that are not used: {unused.en}."))
    return read.rows


def _remove_member(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="remove-member",
        help=say(
            "把人从 members 和 admins 里去掉；由部门、标签带进来的，写进 except（要加 --look-up）。\n\n"
            "例：reconciler edit remove-member rd-platform-release wangwu",
            "Take people out of members: and admins:; whom a department or a tag brings goes under except: (needs "
            "--look-up).\n\nExample: reconciler edit remove-member rd-platform-release wangwu",
        ),
    )
    @click.argument("group", type=words_type(say))
    @click.argument("people", nargs=-1, type=words_type(say), required=True)
    @edit_options(say)
    @click.pass_context
    def remove_member(ctx: click.Context, /, group: str, people: tuple[str, ...], **words: Any) -> int:
        return EditRun(ctx, say, words).carry_out(lambda editor: editor.remove_members(group, people))

    return remove_member


def _set_owner(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="set-owner",
        help=say(
            "换群主；原群主留在群里做成员，除非加 --former-leaves。\n\n"
            "例：reconciler edit set-owner rd-platform-release lisi",
            "Hand the group over; who owned it stays a member unless --former-leaves.\n\n"
            "Example: reconciler edit set-owner rd-platform-release lisi",
        ),
    )
    @click.argument("group", type=words_type(say))
    @click.argument("person", type=words_type(say))
    @click.option("--former-leaves", is_flag=True, help=say("原群主不留在群里。", "Who owned it leaves."))
    @edit_options(say)
    @click.pass_context
    def set_owner(ctx: click.Context, /, group: str, person: str, former_leaves: bool, **words: Any) -> int:
        return EditRun(ctx, say, words).carry_out(
            lambda editor: editor.set_owner(group, person, former_stays=not former_leaves)
        )

    return set_owner


def _new_group(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="new-group",
        help=say(
            "写一份新的群文件，放进部门的目录；key 默认由群名的拼音得来。\n\n"
            "例：reconciler edit new-group 研发部-夜班 --owner lisi --department rd --member wangwu",
            "Write a new group's document into the folder of its department; the key comes from the name.\n\n"
            "Example: reconciler edit new-group rd-night-shift --owner lisi --department rd --member wangwu",
        ),
    )
    @click.argument("name", type=words_type(say))
    @click.option(
        "--owner", required=True, type=words_type(say), metavar=say("账号", "USER"), help=say("群主。", "Who runs it.")
    )
    @click.option("--department", default="", help=say("部门文件的 key、编号或名称。", "Key, id or name."))
    @click.option("--key", default="", help=say("群的 key。", "The group's key."))
    @click.option("--type", "family", type=click.Choice([each.value for each in GroupType]), default="app")
    @click.option(
        "--member",
        "members",
        multiple=True,
        type=words_type(say),
        metavar=say("账号", "USER"),
        help=say("成员。", "A member."),
    )
    @click.option("--purpose", help=say("做什么用。", "What it is for."))
    @click.option("--category", help=say("类别，决定用哪个模板。", "Its category, which brings a profile."))
    @edit_options(say)
    @click.pass_context
    def new_group(ctx: click.Context, /, name: str, **words: Any) -> int:
        more = {field: words.pop(field) for field in ("purpose", "category")}
        wish = NewGroup(
            name=name,
            owner=words.pop("owner"),
            department=words.pop("department"),
            key=words.pop("key"),
            type=GroupType(words.pop("family")),
            members=words.pop("members"),
            more=more,
        )
        return EditRun(ctx, say, words).carry_out(
            lambda editor: declare_group(wish, editor.documents, editor.desired, editor.people)
        )

    return new_group


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
